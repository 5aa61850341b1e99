from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.blocks import (
    Block,
    BlockKind,
    block_at,
    blocks_touching,
    check_blocks,
    from_json,
    paragraphs,
    to_json,
)
from app.text.spans import Span

TEXT = "Title\n\nFirst one.\nSecond."
TITLE = Block(BlockKind.HEADING, 0, 5, level=1)
FIRST = Block(BlockKind.PARAGRAPH, 7, 17)
SECOND = Block(BlockKind.PARAGRAPH, 18, 25)
BLOCKS = [TITLE, FIRST, SECOND]


def test_kinds_are_written_with_hyphens() -> None:
    assert [kind.value for kind in BlockKind if "-" in kind] == ["list-item", "block-quotation"]


@pytest.mark.parametrize("level", [None, 0, 7])
def test_a_heading_needs_a_level(level: int | None) -> None:
    with pytest.raises(ValueError, match="level from 1 to 6"):
        Block(BlockKind.HEADING, 0, 1, level)


def test_only_a_heading_has_a_level() -> None:
    with pytest.raises(ValueError, match="not a paragraph"):
        Block(BlockKind.PARAGRAPH, 0, 1, 1)


def test_a_block_is_a_span() -> None:
    assert FIRST.span.of(TEXT) == "First one."


def test_a_whole_structure_is_accepted() -> None:
    check_blocks(TEXT, BLOCKS)
    check_blocks(" \n", [])


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([FIRST, TITLE, SECOND], "no block between 0 and 7"),
        ([TITLE, SECOND, FIRST], "no block between 5 and 18"),
        ([TITLE, FIRST, FIRST, SECOND], "starts before 17"),
        ([TITLE, FIRST, Block(BlockKind.PARAGRAPH, 16, 25)], "starts before 17"),
        ([TITLE, Block(BlockKind.PARAGRAPH, 7, 7), FIRST, SECOND], "is empty"),
        ([TITLE, FIRST, Block(BlockKind.PARAGRAPH, 18, 26)], "past the text, to 26"),
        ([TITLE, SECOND], "no block between 5 and 18"),
        ([TITLE, FIRST], "no block between 17 and 25"),
        ([Block(BlockKind.PARAGRAPH, -1, 5), FIRST, SECOND], "starts before 0"),
        ([], "no block between 0 and 25"),
    ],
)
def test_what_is_no_structure_of_the_text_is_refused(blocks: list[Block], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_blocks(TEXT, blocks)


@given(st.integers(0, 27), st.integers(0, 27))
def test_the_blocks_that_a_span_touches(one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))
    expected = [i for i, block in enumerate(BLOCKS) if block.span.overlaps(span)]
    assert list(blocks_touching(BLOCKS, span)) == expected


@given(st.integers(0, 27))
def test_the_block_at_a_position(position: int) -> None:
    here = [block for block in BLOCKS if block.start <= position < block.end]
    assert block_at(BLOCKS, position) == (here[0] if here else None)


def test_there_is_nothing_in_no_blocks() -> None:
    assert block_at([], 0) is None
    assert list(blocks_touching([], Span(0, 9))) == []


def test_json_keeps_everything_and_no_more() -> None:
    written = to_json(BLOCKS)
    assert written[0] == {"kind": "heading", "start": 0, "end": 5, "level": 1}
    assert written[1] == {"kind": "paragraph", "start": 7, "end": 17}
    assert from_json(json.loads(json.dumps(written))) == BLOCKS


def test_json_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="footnote"):
        from_json([{"kind": "footnote", "start": 0, "end": 1}])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One", ["One"]),
        ("One\ntwo\n\nThree", ["One\ntwo", "Three"]),
        ("\n\n  One  \n \t \n\n  Two\n  lines \n", ["One", "Two\n  lines"]),
        ("One\u00a0\n\u2003\nTwo", ["One", "Two"]),
    ],
)
def test_blank_lines_divide_paragraphs(text: str, words: list[str]) -> None:
    assert [block.span.of(text) for block in paragraphs(text)] == words


@given(data=st.data())
def test_paragraphs_are_a_structure_of_any_text(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    found = paragraphs(text)
    check_blocks(text, found)
    assert from_json(to_json(found)) == found
    for block in found:
        words = block.span.of(text)
        assert words == words.strip()
        assert all(line.strip() for line in words.split("\n"))
