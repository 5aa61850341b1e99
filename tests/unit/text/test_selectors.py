from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.text.selectors import CONTEXT, Selector, anchor, describe, find, from_w3c, to_w3c
from app.text.spans import Span

TABLE = json.loads((Path(__file__).parents[2] / "cases" / "anchors.json").read_text("utf-8"))


def draw_span(data: st.DataObject, text: str) -> Span:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: str(case["name"]))
def test_the_table_of_places(case: dict[str, Any]) -> None:
    expected = Span(*case["expected"]) if case["expected"] else None
    assert anchor(case["text"], Selector(**case["selector"])) == expected


def test_context_is_32_code_points_with_its_white_space() -> None:
    text = "".join(f"{number:03}\n" for number in range(100))
    found = describe(text, Span(200, 203))
    assert (found.exact, found.start, found.end) == ("050", 200, 203)
    assert found.prefix == text[168:200]
    assert found.suffix == text[203:235]


def test_context_is_shortened_to_whole_characters() -> None:
    family = "👨\u200d👩\u200d👧"  # five code points
    text = family * 20 + "words" + family * 20
    found = describe(text, Span(100, 105))
    assert (found.prefix, found.suffix) == (family * 6, family * 6)


def test_context_between_flags_and_marks() -> None:
    text = "🇩🇪" * 40 + ".words." + "e\u0301" * 40
    found = describe(text, Span(81, 86))
    assert found.prefix == "🇩🇪" * 15 + "."
    assert found.suffix == "." + "e\u0301" * 15


def test_an_empty_span_and_one_past_the_text_have_no_selector() -> None:
    with pytest.raises(ValueError, match="exact text is empty"):
        describe("abc", Span(1, 1))
    with pytest.raises(ValueError, match="runs past"):
        describe("abc", Span(1, 4))


@given(data=st.data())
def test_anchor_undoes_describe(
    data: st.DataObject, texts: st.SearchStrategy[str], repetitive: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts | repetitive)
    span = draw_span(data, text)
    found = describe(text, span)
    assert anchor(text, found) == span
    assert found.exact == span.of(text)
    assert text[: span.start].endswith(found.prefix)
    assert text[span.end :].startswith(found.suffix)
    assert max(len(found.prefix), len(found.suffix)) <= CONTEXT


@given(data=st.data())
def test_after_words_were_added_before_it_is_the_same_passage_or_none(
    data: st.DataObject, texts: st.SearchStrategy[str], repetitive: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts | repetitive)
    span = draw_span(data, text)
    at, added = data.draw(st.integers(0, span.start)), data.draw(texts | repetitive)
    edited, selector = text[:at] + added + text[at:], describe(text, span)
    found = anchor(edited, selector)
    if found is None or found == span.shifted(len(added)):
        return
    # Elsewhere only where all the words of the selector are repeated: nothing tells them apart.
    assert found.of(edited) == selector.exact
    assert edited[: found.start].endswith(selector.prefix)
    assert edited[found.end :].startswith(selector.suffix)


@given(data=st.data())
def test_words_that_occur_once_are_never_placed_elsewhere(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    span = draw_span(data, text)
    added = data.draw(texts)
    edited, selector = added + text, describe(text, span)
    moved = span.shifted(len(added))
    assume(edited.find(selector.exact) == moved.start)
    assume(edited.find(selector.exact, moved.start + 1) < 0)
    if selector.prefix or selector.suffix or not added:
        assert anchor(edited, selector) == moved


@given(data=st.data())
def test_what_is_placed_has_the_words(
    data: st.DataObject, repetitive: st.SearchStrategy[str]
) -> None:
    old, new = data.draw(repetitive), data.draw(repetitive)
    selector = describe(old, draw_span(data, old))
    found = anchor(new, selector)
    assert found is None or found.of(new) == selector.exact


@given(data=st.data())
def test_w3c_selectors_say_the_same(data: st.DataObject, texts: st.SearchStrategy[str]) -> None:
    text = data.draw(texts)
    selector = describe(text, draw_span(data, text))
    assert from_w3c(json.loads(json.dumps(to_w3c(selector)))) == selector


def test_w3c_selectors_of_other_clients() -> None:
    found = from_w3c(
        [
            {"type": "CssSelector", "value": "#a"},
            {"type": "TextPositionSelector", "start": 3, "end": 6},
            {"type": "TextQuoteSelector", "exact": "yes"},
        ]
    )
    assert found == Selector("yes", "", "", 3, 6)


QUOTE = {"type": "TextQuoteSelector", "exact": "yes"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 6}


@pytest.mark.parametrize(
    ("selectors", "complaint"),
    [
        ([], "both needed"),
        ([QUOTE], "both needed"),
        ([POSITION], "both needed"),
        ([{**QUOTE, "exact": ""}, POSITION], "exact text is empty"),
        ([{"type": "TextQuoteSelector"}, POSITION], "exact text is empty"),
        ([{**QUOTE, "prefix": 7}, POSITION], "prefix of a TextQuoteSelector must be a string"),
        ([QUOTE, {**POSITION, "start": "3"}], "start of a TextPositionSelector must be a whole"),
        ([QUOTE, {**POSITION, "start": True}], "start of a TextPositionSelector must be a whole"),
        ([QUOTE, {"type": "TextPositionSelector", "start": 3}], "end of a TextPositionSelector"),
        ([QUOTE, {**POSITION, "start": 7}], "can't end"),
        ([QUOTE, {**POSITION, "start": -1}], "can't start"),
    ],
)
def test_w3c_selectors_that_say_no_place_are_refused(
    selectors: list[dict[str, Any]], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        from_w3c(selectors)


def test_find_needs_words() -> None:
    with pytest.raises(ValueError, match="no words to find"):
        find("abc", "", "a", "b")


def test_a_text_made_to_be_slow_is_not() -> None:
    text = "a" * 1_000_000
    started = time.process_time()
    assert anchor(text, Selector("a" * 10_000, "b", "b", 0, 10_000)) is None
    assert anchor(text, Selector("a" * 10_000 + "b" + "a" * 10_000, "", "", 0, 20_001)) is None
    assert time.process_time() - started < 1
