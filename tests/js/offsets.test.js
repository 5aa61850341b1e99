import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Offsets } from "../../static/js/text/offsets.js";

const table = JSON.parse(readFileSync(new URL("../cases/offsets.json", import.meta.url), "utf8"));

function textOf({ text, repeat }) {
  return text ?? repeat[0].repeat(repeat[1]);
}

for (const each of table.cases) {
  test(`offsets agree both ways: ${each.name}`, () => {
    const offsets = new Offsets(textOf(each));
    for (const [codepoint, utf16, utf8] of each.triples) {
      assert.equal(offsets.utf16(codepoint), utf16);
      assert.equal(offsets.fromUtf16(utf16), codepoint);
      assert.equal(offsets.utf8(codepoint), utf8);
      assert.equal(offsets.fromUtf8(utf8), codepoint);
    }
    const last = each.triples.at(-1);
    assert.deepEqual([offsets.length, offsets.lengthUtf16, offsets.lengthUtf8], last);
  });

  test(`offsets that are no place are refused: ${each.name}`, () => {
    const offsets = new Offsets(textOf(each));
    for (const codepoint of each.invalid.codepoint) {
      assert.throws(() => offsets.utf16(codepoint), RangeError);
      assert.throws(() => offsets.utf8(codepoint), RangeError);
    }
    for (const units of each.invalid.utf16) {
      assert.throws(() => offsets.fromUtf16(units), RangeError, `UTF-16 ${units}`);
    }
    for (const octets of each.invalid.utf8) {
      assert.throws(() => offsets.fromUtf8(octets), RangeError, `UTF-8 ${octets}`);
    }
  });
}

for (const each of table.refused) {
  test(`a text that can't be stored is refused: ${each.name}`, () => {
    assert.throws(() => new Offsets(each.text), /lone surrogate/);
  });
}

test("an offset must be a whole number", () => {
  const offsets = new Offsets("abc");
  for (const offset of [1.5, NaN, "1", undefined]) {
    assert.throws(() => offsets.utf16(offset), RangeError);
  }
});

test("each place is the same as counting a prefix of the text", () => {
  const alphabet = ["a", "é", "e\u0301", "漢", "😀", "👩‍🚀", "🇩🇪", "\r\n", "א", "\u2067", "𠮷"];
  let seed = 7;
  const random = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
  for (let round = 0; round < 50; round += 1) {
    const text = Array.from({ length: random(3000) }, () => alphabet[random(alphabet.length)]).join("");
    const characters = Array.from(text);
    const offsets = new Offsets(text);
    const place = random(characters.length + 1);
    const before = characters.slice(0, place).join("");
    assert.equal(offsets.utf16(place), before.length);
    assert.equal(offsets.utf8(place), new TextEncoder().encode(before).length);
    assert.equal(offsets.fromUtf16(before.length), place);
    assert.equal(offsets.fromUtf8(offsets.utf8(place)), place);
  }
});
