"""Overlapping and nested spans, cut into the flat runs that a page can paint.

HTML elements can't overlap, so a block is painted as runs side by side, each with the keys of all
spans that cover it. Keys stand outermost first: by start, then the longer span first, then in the
order given. That order is the same in every run, so a renderer that opens a <mark> for each
key in turn nests two spans the same way wherever they meet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from app.text.blocks import Block

K = TypeVar("K")

# A span and what it stands for: (start, end, key), code points. The same key may be given twice.
Item: TypeAlias = tuple[int, int, K]


class Run(NamedTuple, Generic[K]):
    """A stretch `[start, end)` covered by the same items all along; no keys: plain text."""

    start: int
    end: int
    keys: tuple[K, ...]


def cut_block(block_start: int, block_end: int, items: Iterable[Item[K]]) -> list[Run[K]]:
    """The runs of one block, given at least the items that touch it.

    Runs are non-empty and tile the block: their texts joined are its text. What of an item lies
    outside the block is left out. ValueError for an item without length.
    """
    return _Sweep(items).runs(block_start, block_end)


def cut(blocks: Sequence[Block], items: Iterable[Item[K]]) -> list[list[Run[K]]]:
    """The runs of every block, in the order of the blocks: `cut_block` for all in one sweep.

    An item over several blocks is in each of them. O(n log n) for n items, plus the answer's
    size. ValueError for an item without length and for blocks out of order.
    """
    sweep = _Sweep(items)
    return [sweep.runs(block.start, block.end) for block in blocks]


class _Sweep(Generic[K]):
    """A walk over the borders of all items, from left to right and never back."""

    def __init__(self, items: Iterable[Item[K]]) -> None:
        ordered = sorted(items, key=lambda item: (item[0], -item[1]))
        ends = [end for _, end, _ in ordered]
        self._keys = [key for _, _, key in ordered]
        self._closing = sorted(range(len(ordered)), key=ends.__getitem__)
        # Borders yet to come, in order; the last is never reached and saves asking for the end.
        self._starts = [*(start for start, _, _ in ordered), sys.maxsize]
        self._ends = [*(ends[index] for index in self._closing), sys.maxsize]
        if any(start >= end for start, end in zip(self._starts, ends, strict=False)):
            raise ValueError("An item must have a length: it ends where it starts or before.")
        self._opened = self._closed = self._at = 0  # counts, and the place reached
        self._open: dict[int, K] = {}  # the items that cover it, outermost first
        self._gaps = 0  # entries deleted from it since it was built

    def runs(self, start: int, end: int) -> list[Run[K]]:
        """The runs of the next block. ValueError when it isn't after the one before."""
        if not self._at <= start <= end:
            raise ValueError(f"The block {start}-{end} is not after {self._at}.")
        found = []
        self._at = end
        while start < end:
            self._reach(start)
            border = min(self._starts[self._opened], self._ends[self._closed], end)
            found.append(Run(start, border, tuple(self._open.values())))
            start = border
        return found

    def _reach(self, at: int) -> None:
        """Open what begins up to here, then close what ends.

        In that order, as an item between two blocks does both. Items open in the order of their
        keys and a dict keeps it, so no run has to sort.
        """
        while self._starts[self._opened] <= at:
            self._open[self._opened] = self._keys[self._opened]
            self._opened += 1
        while self._ends[self._closed] <= at:
            del self._open[self._closing[self._closed]]
            self._closed += 1
            self._gaps += 1
        if self._gaps > len(self._open):
            # A dict steps over the places of deleted entries until it is built anew: where
            # thousands have ended, every later run would pay for them.
            self._open, self._gaps = dict(self._open), 0
