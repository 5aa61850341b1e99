"""A revision in memory."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from app.reader.entry import Entry
from app.web.stored import StoredBody


class Header(NamedTuple):
    revision_id: int = 7
    version: int = 1
    title: str = "An article"
    public_id: str = "article"


# position, part, html, what follows, cards
BLOCKS = [
    (0, 0, "<h1>T</h1>", "\n\n", ""),
    (1, 1, "<p>å</p>", "\n", "<li>1</li>"),
    (2, 1, "<p>b</p>", "\n", ""),
    (3, 2, "<p>c</p>", "", "<li>2</li>"),
]


@pytest.fixture
def entry() -> Any:
    header: Any = Header()
    entry = Entry(header)
    entry.apply(header, 1, {"quotes": 2}, BLOCKS)
    return entry


def test_blocks_come_out_in_their_parts(entry: Entry) -> None:
    assert list(entry.text_parts()) == [
        (0, b"<h1>T</h1>\n\n"),
        (1, "<p>å</p>\n<p>b</p>\n".encode()),
        (2, b"<p>c</p>"),
    ]


def test_cards_come_out_in_their_parts(entry: Entry) -> None:
    assert list(entry.card_parts()) == [(0, ""), (1, "<li>1</li>"), (2, "<li>2</li>")]


def test_a_change_replaces_its_block_and_forgets_finished_bodies(entry: Entry) -> None:
    entry.bodies["page", ""] = StoredBody(b"old", "text/html", "t")
    newer: Any = Header(version=2)
    entry.apply(newer, 2, {"quotes": 1}, [(3, 2, "<p>C</p>", "", "")])
    assert list(entry.text_parts())[2] == (2, b"<p>C</p>")
    assert list(entry.card_parts())[2] == (2, "")
    assert len(list(entry.text_parts())) == 3
    assert (entry.bodies, entry.summary) == ({}, {"quotes": 1})


@pytest.mark.parametrize(
    ("header", "possible"),
    [
        (Header(), True),
        (Header(version=5), True),
        (Header(title="Another"), True),
        (Header(version=0), False),  # an older database was put back
        (Header(revision_id=8), False),
        (Header(public_id="another"), False),  # it has a deleted document's row id
    ],
)
def test_only_a_later_state_of_the_same_revision_can_be_made_of_it(
    entry: Entry, header: Any, possible: bool
) -> None:
    assert entry.can_become(header) is possible


def test_a_piece_is_made_again_only_when_what_it_shows_is_another(entry: Entry) -> None:
    made = []

    def make() -> str:
        made.append("piece")
        return f"piece {len(made)}"

    shown = [entry.keep("list", seen, make) for seen in ([1], [1], [2], [2])]
    assert shown == ["piece 1", "piece 1", "piece 2", "piece 2"]


def test_each_version_has_its_tag(entry: Entry) -> None:
    before = entry.tag
    newer: Any = Header(version=2)
    entry.apply(newer, 2, {}, [])
    assert entry.tag != before


def test_its_size_grows_with_its_bodies(entry: Entry) -> None:
    before = entry.size
    assert before >= sum(len(html) for _, _, html, _, _ in BLOCKS)
    entry.bodies["page", ""] = StoredBody(b"x" * 500, "text/html", "t", {"gzip": b"y" * 70})
    assert entry.size == before + 570
