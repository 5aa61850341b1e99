"""What a page tells at a glance, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import col

from app.quotes.provenance import Provenance
from app.quotes.tables import QuoteKind
from app.reader.page import voices_of
from app.reader.summary import TELLING, TICKS, reach_of_tick, summarize, tick_of
from app.reader.tables import RenderedRevision
from app.speakers.tables import Speaker
from app.text.blocks import Block, BlockKind

TEXT = "0123456789" * 40

VOICES = [{}, {"speaker": "ann"}, {"reported": "ann"}]
SOURCES = [{}, {"source": "the-report"}]
# The database refuses a speaker for a term (tests/integration/test_records.py).
COMBINATIONS = [
    {"kind": str(kind), **voice, **source}
    for kind, voice, source in product(QuoteKind, VOICES, SOURCES)
    if not (kind == QuoteKind.term and "speaker" in voice)
]


@pytest.fixture
def summary(engine: Engine, publish: Callable[..., int]) -> Callable[..., dict[str, Any]]:
    """The summary that is stored for an article with these quotes."""

    def summary(*quotes: dict[str, Any]) -> dict[str, Any]:
        revision = publish(engine, TEXT, quotes)
        with engine.connect() as connection:
            found: dict[str, Any] = connection.scalar(
                select(col(RenderedRevision.summary)).where(
                    col(RenderedRevision.revision_id) == revision
                )
            )
        return found

    return summary


def test_every_provenance_has_its_place_on_the_minimap() -> None:
    assert set(TELLING) == set(Provenance)


def test_every_combination_is_counted_once(summary: Callable[..., dict[str, Any]]) -> None:
    assert len(COMBINATIONS) == 28
    quotes = [{"start": n * 3, "end": n * 3 + 2, **known} for n, known in enumerate(COMBINATIONS)]
    counts = summary(*quotes)["provenance"]
    assert sum(counts.values()) == 28
    assert counts == {"named": 6, "reported": 6, "sourced": 3, "unnamed": 3, "term": 10}


def test_counts_add_up_and_leave_out_what_was_rejected(
    summary: Callable[..., dict[str, Any]],
) -> None:
    found = summary(
        {"start": 0, "end": 4, "speaker": "ann"},
        {"start": 5, "end": 9, "speaker": "ann", "state": "suggested"},
        {"start": 10, "end": 14, "kind": "term", "state": "suggested"},
        {"start": 15, "end": 19, "source": "the-report"},
        {"start": 20, "end": 24, "speaker": "bob", "source": "a-book", "state": "rejected"},
    )
    counts = {"named": 2, "reported": 0, "sourced": 1, "unnamed": 0, "term": 1}
    assert found["provenance"] == counts
    assert (found["suggested"], found["sources"]) == (2, {"the-report": 1})
    assert list(found["voices"]) == ["ann"]


def test_no_quotes_is_nothing_everywhere(summary: Callable[..., dict[str, Any]]) -> None:
    found = summary()
    assert found["provenance"] == dict.fromkeys(map(str, Provenance), 0)
    assert (found["sources"], found["voices"], found["ticks"]) == ({}, {}, {})


def test_voices_stand_most_heard_first(summary: Callable[..., dict[str, Any]]) -> None:
    zoe, ann = (
        Speaker(slug="zoe", name="Zoe", kind="person", hue=10),
        Speaker(slug="ann", name="Ann", kind="person", hue=355),
    )
    found = summary(
        {"start": 3, "end": 8, "reported": ann},
        {"start": 50, "end": 54, "speaker": zoe},
        {"start": 60, "end": 66, "reported": zoe},
        {"start": 70, "end": 76, "reported": zoe},
    )
    assert voices_of(found) == [
        {"slug": "zoe", "name": "Zoe", "hue": 10, "own": 1, "reported": 2},
        {"slug": "ann", "name": "Ann", "hue": 355, "own": 0, "reported": 1},
    ]


def test_the_minimap_shows_the_most_telling_of_what_shares_a_place(
    summary: Callable[..., dict[str, Any]],
) -> None:
    ann = Speaker(slug="ann", name="Ann", kind="person", hue=355)
    found = summary(
        {"start": 0, "end": 9},
        {"start": 1, "end": 2, "speaker": ann},
        {"start": 200, "end": 203, "kind": "term"},
        {"start": 399, "end": 400, "reported": ann},
    )
    assert found["ticks"] == {
        "0": ["named", 355],
        str(TICKS // 2): ["term", 0],
        str(TICKS - 1): ["reported", 355],
    }


@given(st.integers(1, 3_000_000), st.data())
def test_a_tick_reaches_over_just_the_places_that_share_it(length: int, data: Any) -> None:
    start = data.draw(st.integers(0, length - 1))
    reach = reach_of_tick(tick_of(start, length), length)
    assert reach.start <= start < reach.end
    for outside in (reach.start - 1, reach.end):
        assert tick_of(outside, length) != tick_of(start, length)


WORDS = "Title\n\nThe lead.\n\nPart\n\nSaid here."


def structure(*kinds: tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> list[Block]:
    return [
        Block(kind, WORDS.index(words), WORDS.index(words) + len(words), *level)
        for kind, words, *level in kinds
    ]


def test_contents_are_the_headings_below_the_title() -> None:
    blocks = structure(
        (BlockKind.HEADING, "Title", 1),
        (BlockKind.LEAD, "The lead."),
        (BlockKind.HEADING, "Part", 2),
        (BlockKind.PARAGRAPH, "Said here."),
    )
    found = summarize(WORDS, blocks, [], [])
    assert found["contents"] == [{"block": 2, "level": 2, "title": "Part"}]
    assert (found["titled"], found["lead"], found["length"]) == (True, "The lead.", len(WORDS))


def test_without_a_lead_the_first_paragraph_is_shown_in_lists() -> None:
    blocks = structure((BlockKind.HEADING, "Part", 2), (BlockKind.PARAGRAPH, "Said here."))
    found = summarize(WORDS, blocks, [], [])
    assert (found["titled"], found["lead"]) == (False, "Said here.")


def test_without_any_text_there_is_no_lead() -> None:
    assert summarize("Part", [Block(BlockKind.HEADING, 0, 4, 2)], [], [])["lead"] == ""
