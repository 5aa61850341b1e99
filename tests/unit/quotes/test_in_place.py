"""What stands around a quotation in a list: whole words, and an ellipsis only where words are left
out."""

from __future__ import annotations

from typing import Any

import pytest

from app.quotes.queries import QuoteFacts, QuoteInPlace
from app.text.selectors import describe
from app.text.spans import Span


def in_place(text: str, words: str) -> QuoteInPlace:
    span = Span(text.index(words), text.index(words) + len(words))
    selector = describe(text, span)
    nothing: dict[str, Any] = dict.fromkeys(QuoteFacts.__slots__)
    facts = nothing | {
        "start": span.start,
        "end": span.end,
        "exact": words,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    return QuoteInPlace(QuoteFacts(**facts), "article", "An article")


def test_long_surroundings_are_cut_between_words() -> None:
    text = "One two three four five six seven eight, “nine” ten eleven twelve thirteen fourteen."
    found = in_place(text, "nine")
    assert found.before == "…four five six seven eight, “"
    assert found.after == "” ten eleven twelve thirteen…"


def test_another_line_is_left_out_without_an_ellipsis() -> None:
    found = in_place("Heading\n\n“Said,” he said.\n\nNext.", "Said,")
    assert (found.before, found.after) == ("“", "” he said.")


@pytest.mark.parametrize("before", ["", "“", "He said: “"])
def test_at_the_beginning_of_the_text_nothing_is_left_out(before: str) -> None:
    text = f"{before}Said” at some length, and then again and again, as often as it takes."
    assert in_place(text, "Said").before == before


@pytest.mark.parametrize("after", ["", ".", "” he said."])
def test_at_the_end_of_the_text_nothing_is_left_out(after: str) -> None:
    text = f"At some length, and then again and again, as often as it takes: “Said{after}"
    assert in_place(text, "Said").after == after


def test_a_script_without_spaces_keeps_its_surroundings() -> None:
    text = "漢字" * 30 + "「言葉」" + "仮名" * 30
    found = in_place(text, "言葉")
    assert found.before.endswith("漢字「")
    assert found.after.startswith("」仮名")
