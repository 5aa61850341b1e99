/**
 * Code points ↔ UTF-16 units ↔ UTF-8 bytes of one text.
 *
 * The server counts code points, the browser UTF-16 units; each conversion goes through here.
 * The twin of `app/text/offsets.py`: `tests/cases/offsets.json` holds both to the same answers.
 */

// A code point outside the Basic Multilingual Plane is two UTF-16 units, a surrogate pair.
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

// With the u flag, a surrogate that is half of a pair is not matched.
const LONE_SURROGATE = /[\ud800-\udfff]/u;

// Anything but U+0000 to U+007F, which is one byte, one unit and one code point.
const NOT_ASCII = /[^\0-\x7f]/;

// Code points between two stored byte positions: a question about bytes encodes at most this many.
const CHUNK = 1024;

const encoder = new TextEncoder();

/**
 * The offsets of one text, converted both ways.
 *
 * Every method takes an offset from 0 to the length of the text, both included, and throws
 * RangeError for one outside the text, inside a surrogate pair or inside a UTF-8 sequence.
 * Cost: as in the twin. A UTF-16 question is a bisection of the astral characters (free when there
 * are none), a byte question is a bisection and one chunk (free for ASCII).
 */
export class Offsets {
  #text;
  #astralUtf16;
  #astral;
  #isAscii;
  #chunkStarts = null;

  /** @param {string} text RangeError when it holds a lone surrogate: no UTF-8 could store it. */
  constructor(text) {
    const lone = text.search(LONE_SURROGATE);
    if (lone >= 0) throw new RangeError(`The text has a lone surrogate at UTF-16 unit ${lone}.`);
    this.#text = text;
    this.#isAscii = !NOT_ASCII.test(text);
    this.#astralUtf16 = this.#isAscii ? [] : Array.from(text.matchAll(ASTRAL), (m) => m.index);
    // Each pair before an astral character makes its UTF-16 position one more.
    this.#astral = this.#astralUtf16.map((at, pairs) => at - pairs);
    this.lengthUtf16 = text.length;
    this.length = text.length - this.#astral.length;
  }

  /** The UTF-16 units before this code point offset. */
  utf16(codepoint) {
    check(codepoint, this.length, "code points");
    return codepoint + countBelow(this.#astral, codepoint);
  }

  /** The code points before this UTF-16 offset. */
  fromUtf16(units) {
    check(units, this.lengthUtf16, "UTF-16 units");
    const pairs = countBelow(this.#astralUtf16, units);
    if (pairs > 0 && this.#astralUtf16[pairs - 1] === units - 1) {
      throw new RangeError(`The UTF-16 offset ${units} is inside a surrogate pair.`);
    }
    return units - pairs;
  }

  /** The UTF-8 bytes before this code point offset. */
  utf8(codepoint) {
    check(codepoint, this.length, "code points");
    if (this.#isAscii) return codepoint;
    const chunk = Math.floor(codepoint / CHUNK);
    return this.#chunks[chunk] + this.#encode(chunk * CHUNK, codepoint).length;
  }

  /** The code points before this byte offset. */
  fromUtf8(octets) {
    check(octets, this.lengthUtf8, "bytes");
    if (this.#isAscii) return octets;
    const chunk = countBelow(this.#chunks, octets + 1, this.#chunks.length - 1) - 1;
    const start = chunk * CHUNK;
    const encoded = this.#encode(start, Math.min(start + CHUNK, this.length));
    const rest = octets - this.#chunks[chunk];
    if (rest < encoded.length && isContinuation(encoded[rest])) {
      throw new RangeError(`The byte offset ${octets} is inside a UTF-8 sequence.`);
    }
    return start + encoded.subarray(0, rest).filter((byte) => !isContinuation(byte)).length;
  }

  /** The whole text, in bytes. */
  get lengthUtf8() {
    return this.#isAscii ? this.length : this.#chunks.at(-1);
  }

  /** The byte offset at which each chunk starts, and last the length of the text in bytes. */
  get #chunks() {
    if (this.#chunkStarts === null) {
      this.#chunkStarts = [0];
      for (let start = 0; start < this.length; start += CHUNK) {
        const encoded = this.#encode(start, Math.min(start + CHUNK, this.length));
        this.#chunkStarts.push(this.#chunkStarts.at(-1) + encoded.length);
      }
    }
    return this.#chunkStarts;
  }

  #encode(start, end) {
    return encoder.encode(this.#text.slice(this.utf16(start), this.utf16(end)));
  }
}

/** How many of the sorted numbers, of the first `high`, are below the limit. */
function countBelow(sorted, limit, high = sorted.length) {
  let low = 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isContinuation(byte) {
  return (byte & 0xc0) === 0x80;
}

function check(offset, length, unit) {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) {
    throw new RangeError(`The offset ${offset} is outside a text of ${length} ${unit}.`);
  }
}
