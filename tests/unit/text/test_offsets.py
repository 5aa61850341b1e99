from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.offsets import CHUNK, Offsets

TABLE = json.loads((Path(__file__).parents[2] / "cases" / "offsets.json").read_text("utf-8"))


def name_of(case: dict[str, Any]) -> str:
    return str(case["name"])


def text_of(case: dict[str, Any]) -> str:
    if "repeat" in case:
        piece, times = case["repeat"]
        return str(piece) * int(times)
    return str(case["text"])


@pytest.mark.parametrize("case", TABLE["cases"], ids=name_of)
def test_offsets_agree_both_ways(case: dict[str, Any]) -> None:
    offsets = Offsets(text_of(case))
    for codepoint, utf16, utf8 in case["triples"]:
        assert (offsets.utf16(codepoint), offsets.from_utf16(utf16)) == (utf16, codepoint)
        assert (offsets.utf8(codepoint), offsets.from_utf8(utf8)) == (utf8, codepoint)
    lengths = [offsets.length, offsets.length_utf16, offsets.length_utf8]
    assert lengths == case["triples"][-1]


@pytest.mark.parametrize("case", TABLE["cases"], ids=name_of)
@pytest.mark.parametrize(
    ("method", "unit"),
    [
        ("utf16", "codepoint"),
        ("utf8", "codepoint"),
        ("from_utf16", "utf16"),
        ("from_utf8", "utf8"),
    ],
)
def test_offsets_that_are_no_place_are_refused(
    case: dict[str, Any], method: str, unit: str
) -> None:
    convert = getattr(Offsets(text_of(case)), method)
    for offset in case["invalid"][unit]:
        with pytest.raises(ValueError, match=r"is outside a text|is inside a"):
            convert(offset)


@pytest.mark.parametrize("case", TABLE["refused"], ids=name_of)
def test_a_text_that_cannot_be_stored_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        Offsets(case["text"])


@given(data=st.data())
def test_each_place_is_the_length_of_the_encoded_prefix(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts) * data.draw(st.sampled_from([1, 1, 40]))
    offsets, place = Offsets(text), data.draw(st.integers(0, len(text)))
    utf16 = len(text[:place].encode("utf-16-le")) // 2
    utf8 = len(text[:place].encode("utf-8"))
    assert (offsets.utf16(place), offsets.utf8(place)) == (utf16, utf8)
    assert (offsets.from_utf16(utf16), offsets.from_utf8(utf8)) == (place, place)


@given(data=st.data())
def test_from_utf8_accepts_exactly_the_places(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    offsets = Offsets(text)
    places = {len(text[:at].encode()): at for at in range(len(text) + 1)}
    for octets in range(offsets.length_utf8 + 1):
        if octets in places:
            assert offsets.from_utf8(octets) == places[octets]
        else:
            with pytest.raises(ValueError, match="inside a UTF-8 sequence"):
                offsets.from_utf8(octets)


@pytest.mark.parametrize("length", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
@pytest.mark.parametrize("character", ["é", "漢", "😀"])
def test_places_at_the_ends_of_chunks(character: str, length: int) -> None:
    offsets, width = Offsets(character * length), len(character.encode())
    for place in {0, 1, CHUNK - 1, length - 1, length}:
        assert offsets.utf8(place) == place * width
        assert offsets.from_utf8(place * width) == place
