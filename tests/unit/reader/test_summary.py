"""What a page tells at a glance, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from app.quotes.provenance import Provenance
from app.quotes.queries import facts_of
from app.quotes.tables import Quote, QuoteKind
from app.reader.summary import RANKED, TICKS, outline, rank_in_sql, tally
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


def test_the_rank_in_sql_is_the_rank_of_the_provenance(
    engine: Engine, publish: Callable[..., int]
) -> None:
    quotes = [{"start": n * 3, "end": n * 3 + 2, **known} for n, known in enumerate(COMBINATIONS)]
    revision = publish(engine, TEXT, quotes)
    with engine.connect() as connection:
        in_sql = dict(connection.execute(select(col(Quote.public_id), rank_in_sql())).all())
        in_python = {q.id: RANKED.index(q.provenance) for q in facts_of(connection, revision)}
    assert len(in_sql) == len(COMBINATIONS) == 28
    assert in_sql == in_python


def test_every_provenance_has_a_rank() -> None:
    assert set(RANKED) == set(Provenance)


@pytest.fixture
def tallied(engine: Engine, publish: Callable[..., int]) -> Callable[..., dict[str, Any]]:
    def tallied(*quotes: dict[str, Any]) -> dict[str, Any]:
        revision = publish(engine, TEXT, quotes)
        with engine.connect() as connection:
            return tally(connection, revision, len(TEXT))

    return tallied


def test_counts_add_up_and_leave_out_what_was_rejected(
    tallied: Callable[..., dict[str, Any]],
) -> None:
    found = tallied(
        {"start": 0, "end": 4, "speaker": "ann"},
        {"start": 5, "end": 9, "speaker": "ann", "state": "suggested"},
        {"start": 10, "end": 14, "kind": "term", "state": "suggested"},
        {"start": 15, "end": 19, "source": "the-report"},
        {"start": 20, "end": 24, "speaker": "bob", "source": "a-book", "state": "rejected"},
    )
    counts = {"named": 2, "reported": 0, "sourced": 1, "unnamed": 0, "term": 1}
    assert found["provenance"] == counts
    assert (found["quotes"], found["suggested"], found["sources"]) == (4, 2, 1)
    assert [voice["slug"] for voice in found["voices"]] == ["ann"]


def test_no_quotes_is_nothing_everywhere(tallied: Callable[..., dict[str, Any]]) -> None:
    found = tallied()
    assert found["provenance"] == dict.fromkeys(map(str, RANKED), 0)
    assert (found["quotes"], found["sources"], found["voices"], found["ticks"]) == (0, 0, [], [])


def test_voices_stand_in_the_order_of_the_text(tallied: Callable[..., dict[str, Any]]) -> None:
    zoe, ann = (
        Speaker(slug="zoe", name="Zoe", kind="person", hue=10),
        Speaker(slug="ann", name="Ann", kind="person", hue=355),
    )
    found = tallied(
        {"start": 50, "end": 54, "speaker": ann},
        {"start": 3, "end": 8, "reported": zoe},
        {"start": 60, "end": 66, "speaker": zoe},
        {"start": 70, "end": 76, "reported": zoe},
    )
    assert found["voices"] == [
        {"slug": "zoe", "name": "Zoe", "hue": 10, "own": 1, "reported": 2},
        {"slug": "ann", "name": "Ann", "hue": 355, "own": 1, "reported": 0},
    ]


def test_the_minimap_shows_the_most_telling_of_what_shares_a_place(
    tallied: Callable[..., dict[str, Any]],
) -> None:
    ann = Speaker(slug="ann", name="Ann", kind="person", hue=355)
    found = tallied(
        {"start": 0, "end": 9},
        {"start": 1, "end": 2, "speaker": ann},
        {"start": 200, "end": 203, "kind": "term"},
        {"start": 399, "end": 400, "reported": ann},
    )
    assert found["ticks"] == [
        {"y": 0, "status": "named", "hue": 355},
        {"y": TICKS // 2, "status": "term", "hue": 0},
        {"y": TICKS - 1, "status": "reported", "hue": 355},
    ]


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
    found = outline(WORDS, blocks)
    assert found["contents"] == [{"block": 2, "level": 2, "title": "Part"}]
    assert (found["titled"], found["lead"], found["length"]) == (True, "The lead.", len(WORDS))


def test_without_a_lead_the_first_paragraph_is_shown_in_lists() -> None:
    blocks = structure((BlockKind.HEADING, "Part", 2), (BlockKind.PARAGRAPH, "Said here."))
    found = outline(WORDS, blocks)
    assert (found["titled"], found["lead"]) == (False, "Said here.")


def test_without_any_text_there_is_no_lead() -> None:
    assert outline("Part", [Block(BlockKind.HEADING, 0, 4, 2)])["lead"] == ""
