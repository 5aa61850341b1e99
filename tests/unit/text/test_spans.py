from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.spans import Span

places = st.integers(0, 12)
spans = st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))


def covered(span: Span) -> set[int]:
    """The oracle: a span as the set of its code points."""
    return set(range(span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_that_no_text_can_have_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span can't"):
        Span(start, end)


def test_of_gives_the_words_in_code_points() -> None:
    assert Span(1, 3).of("a😀bc") == "😀b"
    assert Span(4, 4).of("a😀bc") == ""


@pytest.mark.parametrize("span", [Span(2, 5), Span(9, 9)])
def test_of_never_gives_a_shorter_slice(span: Span) -> None:
    with pytest.raises(ValueError, match="runs past a text of 4"):
        span.of("a😀bc")


def test_spans_sort_by_start_then_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 4)]) == [Span(1, 4), Span(1, 9), Span(2, 3)]


@given(spans, spans)
def test_relations_are_those_of_sets(one: Span, other: Span) -> None:
    common = covered(one) & covered(other)
    assert len(one) == len(covered(one))
    assert one.overlaps(other) == other.overlaps(one) == bool(common)
    clipped = one.clipped_to(other)
    assert (covered(clipped) if clipped else set()) == common
    if other:
        assert one.contains(other) == (covered(other) <= covered(one))


@given(spans, st.integers(-12, 12))
def test_shifting_keeps_the_length_or_refuses(span: Span, by: int) -> None:
    if span.start + by < 0:
        with pytest.raises(ValueError, match="before the text"):
            span.shifted(by)
    else:
        assert span.shifted(by).shifted(-by) == span
        assert len(span.shifted(by)) == len(span)
