"""Blocks: the headings, paragraphs and list items of a text, as spans of it.

A list of blocks is always in text order and never overlaps (`check_blocks` holds it to that), so
the starts and the ends are both sorted and every question about a place is a bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from app.text.spans import Span


class BlockKind(StrEnum):
    HEADING = "heading"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    BLOCK_QUOTATION = "block-quotation"
    CAPTION = "caption"
    TABLE = "table"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: half-open `[start, end)` in code points.

    `level` is 1 to 6 for a heading and None for every other kind; ValueError otherwise.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None

    def __post_init__(self) -> None:
        if self.kind is BlockKind.HEADING:
            if self.level is None or not 1 <= self.level <= 6:
                raise ValueError(f"A heading needs a level from 1 to 6, not {self.level}.")
        elif self.level is not None:
            raise ValueError(f"Only a heading has a level, not a {self.kind}.")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """ValueError unless the blocks are the structure of this text.

    They must be non-empty, in order, apart and inside the text, and leave out nothing but white
    space: a word in no block would be on no page.
    """
    at = 0
    for block in blocks:
        if block.start < at:
            raise ValueError(f"The block at {block.start} starts before {at}, where it may.")
        if block.end <= block.start:
            raise ValueError(f"The block at {block.start} is empty.")
        if block.end > len(text):
            raise ValueError(f"The block at {block.start} runs past the text, to {block.end}.")
        _check_blank(text, at, block.start)
        at = block.end
    _check_blank(text, at, len(text))


def _check_blank(text: str, start: int, end: int) -> None:
    left_out = text[start:end]
    if left_out and not left_out.isspace():
        raise ValueError(f"There are words in no block between {start} and {end}.")


def blocks_touching(blocks: Sequence[Block], span: Span) -> range:
    """The indices of the blocks that share a code point with the span. O(log n).

    Empty for an empty span and for one that lies in the white space between two blocks.
    """
    first = bisect_right(blocks, span.start, key=_end)
    if span.start == span.end:
        return range(first, first)
    return range(first, max(first, bisect_left(blocks, span.end, key=_start)))


def block_at(blocks: Sequence[Block], position: int) -> Block | None:
    """The block that the code point at `position` is in; None between blocks. O(log n)."""
    index = bisect_right(blocks, position, key=_end)
    if index == len(blocks) or blocks[index].start > position:
        return None
    return blocks[index]


def _start(block: Block) -> int:
    return block.start


def _end(block: Block) -> int:
    return block.end


def to_json(blocks: Iterable[Block]) -> list[dict[str, str | int]]:
    """`[{"kind", "start", "end"}, …]`, with "level" for headings; undone by `from_json`."""
    return [_to_object(block) for block in blocks]


def _to_object(block: Block) -> dict[str, str | int]:
    found: dict[str, str | int] = {
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
    }
    if block.level is not None:
        found["level"] = block.level
    return found


def from_json(objects: Iterable[Mapping[str, Any]]) -> list[Block]:
    """What `to_json` wrote. ValueError (an unknown kind, a wrong level) or KeyError otherwise."""
    return [
        Block(BlockKind(each["kind"]), each["start"], each["end"], each.get("level"))
        for each in objects
    ]


def paragraphs(text: str) -> list[Block]:
    """The plain fall-back for a text of unknown structure: blank lines divide paragraphs.

    A paragraph keeps its inner line ends; the white space around it belongs to no block. O(n).
    """
    found = []
    for blank, lines in groupby(_lines(text), key=lambda line: line.start == line.end):
        if not blank:
            spans = list(lines)
            found.append(Block(BlockKind.PARAGRAPH, spans[0].start, spans[-1].end))
    return found


def _lines(text: str) -> Iterator[Span]:
    """Each line without the white space around it; a blank line as an empty span."""
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        start = at + len(line) - len(line.lstrip()) if words else at
        yield Span(start, start + len(words))
        at += len(line) + 1
