from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from app.text.graphemes import first_boundary, last_boundary


def whole_text_boundaries(text: str) -> list[int]:
    """The oracle: the whole text segmented."""
    return [0, *(found.end() for found in regex.finditer(r"\X", text))]


@given(data=st.data())
def test_a_window_gives_what_the_whole_text_gives(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    known = whole_text_boundaries(text)
    inside = [at for at in known if start <= at <= end]
    assert first_boundary(text, start, end) == min(inside, default=end)
    assert last_boundary(text, start, end) == max(inside, default=start)


@pytest.mark.parametrize("cluster", ["e\u0301", "👨\u200d👩\u200d👧", "🇩🇪", "👍🏽", "\r\n", "क्षि"])
def test_far_into_a_text_a_cluster_is_never_cut(cluster: str) -> None:
    text = "word " * 100 + cluster + " word" * 100
    start, end = 500, 500 + len(cluster)
    for inside in range(start + 1, end):
        assert first_boundary(text, inside, len(text)) == end
        assert last_boundary(text, 0, inside) == start


def test_a_cluster_longer_than_the_window_still_has_an_answer() -> None:
    text = "a" + "\u0301" * 500
    assert first_boundary(text, 300, 400) == 400
    assert last_boundary(text, 300, 400) == 300
