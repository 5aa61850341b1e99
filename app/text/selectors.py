"""Selectors: a passage told by its words, so that it can be found again.

The Web Annotation Data Model's TextQuoteSelector (§4.2.4) and TextPositionSelector (§4.2.5).
`describe` makes one, `anchor` finds its place; `tests/cases/anchors.json` has the cases.
Placement here is exact or not at all. What was edited goes through the diff and the fuzzy search,
and a doubtful place to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.text.graphemes import first_boundary, last_boundary
from app.text.spans import Span

# Code points of context on each side: what the field's clients store (Hypothesis among them).
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Selector:
    """The words, what stands before and after them, and where they stood, in code points.

    ValueError when there are no words, or when the position is none.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not self.exact:
            raise ValueError("A selector needs words: its exact text is empty.")
        Span(self.start, self.end)


def describe(text: str, span: Span) -> Selector:
    """The selector of a passage; `anchor(text, describe(text, span)) == span`.

    The context is up to 32 code points a side with its white space kept, less what would cut a
    grapheme cluster at the far end. ValueError for an empty span and for one past the text.
    Cost does not grow with the text.
    """
    exact = span.of(text)
    before = first_boundary(text, max(0, span.start - CONTEXT), span.start)
    after = last_boundary(text, span.end, min(len(text), span.end + CONTEXT))
    return Selector(exact, text[before : span.start], text[span.end : after], span.start, span.end)


def anchor(text: str, selector: Selector) -> Span | None:
    """The place of these words in the text; None when it is not certain.

    1. Where the selector says they stand, if words, prefix and suffix all agree there.
    2. Otherwise see `find`: the position plays no part. It tells identical places apart, but it
       is no evidence that a place is right: with other words around it, it is one occurrence
       among the others.

    Two places with the same 32 code points on both sides can't be told apart but by position, so
    for a text known to be edited ask the diff first, which knows what moved.
    """
    fits = (
        text[selector.start : selector.end] == selector.exact
        and text.endswith(selector.prefix, 0, selector.start)
        and text.startswith(selector.suffix, selector.end)
    )
    if fits:
        return Span(selector.start, selector.end)
    return find(text, selector.exact, selector.prefix, selector.suffix)


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
    """The only place for these words, for a selector without a position; None if not certain.

    1. The one occurrence with both prefix and suffix around it.
    2. Where there is none: the one occurrence in the whole text, if prefix or suffix stands beside
       it. An empty one counts for nothing here, since it would fit everywhere.

    ValueError for no words. At most four searches of the text, in C and linear in its length.
    """
    if not exact:
        raise ValueError("There are no words to find: the exact text is empty.")
    in_context = text.find(prefix + exact + suffix)
    if in_context >= 0:
        start = in_context + len(prefix)
        again = text.find(prefix + exact + suffix, in_context + 1) >= 0
        return None if again else Span(start, start + len(exact))
    start = text.find(exact)
    if start < 0 or text.find(exact, start + 1) >= 0:
        return None
    end = start + len(exact)
    before = bool(prefix) and text.endswith(prefix, 0, start)
    after = bool(suffix) and text.startswith(suffix, end)
    return Span(start, end) if before or after else None


def to_w3c(selector: Selector) -> list[dict[str, str | int]]:
    """The two JSON-LD selectors; undone by `from_w3c`.

    Positions and context count Unicode code points, as the standard asks (§4.2.4 and §4.2.5: not
    the code units of an encoding). A client that measures in UTF-16 units goes through `Offsets`.
    """
    return [
        {
            "type": "TextQuoteSelector",
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
        },
        {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
    ]


def from_w3c(selectors: Iterable[Mapping[str, Any]]) -> Selector:
    """The selector told by a TextQuoteSelector and a TextPositionSelector, in any order.

    Others are passed over: a client may say the same thing in several ways. ValueError when one
    of the two is missing or is not well-formed (for a quote alone, call `find`).
    """
    by_type = {each.get("type"): each for each in selectors}
    quote, position = by_type.get("TextQuoteSelector"), by_type.get("TextPositionSelector")
    if quote is None or position is None:
        raise ValueError("A TextQuoteSelector and a TextPositionSelector are both needed.")
    return Selector(
        _string(quote, "exact"),
        _string(quote, "prefix"),
        _string(quote, "suffix"),
        _whole_number(position, "start"),
        _whole_number(position, "end"),
    )


def _string(selector: Mapping[str, Any], name: str) -> str:
    """Prefix and suffix may be left out (§4.2.4); an `exact` left out is refused as empty."""
    value = selector.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"The {name} of a TextQuoteSelector must be a string.")
    return value


def _whole_number(selector: Mapping[str, Any], name: str) -> int:
    value = selector.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"The {name} of a TextPositionSelector must be a whole number.")
    return value
