from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.blocks import Block, BlockKind
from app.text.runs import Item, Run, cut, cut_block

LENGTH = 40

pairs = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda p: p[0] != p[1])
item_lists = st.lists(pairs.map(sorted), max_size=12).map(
    lambda spans: [(start, end, key) for key, (start, end) in enumerate(spans)]
)


def blocks_between(places: list[int]) -> list[Block]:
    return [
        Block(BlockKind.PARAGRAPH, start, end)
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]


block_lists = st.sets(st.integers(0, LENGTH), max_size=10).map(sorted).map(blocks_between)
touching_block_lists = (
    st.sets(st.integers(0, LENGTH), max_size=10)
    .map(sorted)
    .map(lambda at: blocks_between([place for place in at for _ in "ab"][1:-1]))
)


def naive_runs(start: int, end: int, items: list[Item[int]]) -> list[Run[int]]:
    """The oracle: every border against every item."""
    borders = {start, end} | {at for item in items for at in item[:2] if start < at < end}
    ordered = sorted(borders) if start < end else []
    by_depth = sorted(items, key=lambda item: (item[0], -item[1], item[2]))
    return [
        Run(left, right, tuple(k for s, e, k in by_depth if s <= left and right <= e))
        for left, right in pairwise(ordered)
    ]


def test_a_block_without_items_is_one_plain_run() -> None:
    assert cut_block(3, 9, []) == [Run(3, 9, ())]


def test_an_empty_block_has_no_runs() -> None:
    assert cut_block(3, 3, [(0, 9, "a")]) == []


def test_overlapping_items() -> None:
    assert cut_block(0, 9, [(2, 6, "a"), (4, 8, "b")]) == [
        Run(0, 2, ()),
        Run(2, 4, ("a",)),
        Run(4, 6, ("a", "b")),
        Run(6, 8, ("b",)),
        Run(8, 9, ()),
    ]


def test_keys_are_outermost_first_then_as_given() -> None:
    items = [(2, 4, "inner"), (2, 8, "twin"), (0, 6, "first"), (2, 8, "other twin")]
    assert cut_block(2, 4, items) == [Run(2, 4, ("first", "twin", "other twin", "inner"))]


def test_a_span_over_several_blocks_is_in_each() -> None:
    blocks = blocks_between([0, 4, 5, 9, 10, 14])
    assert cut(blocks, [(2, 12, "a")]) == [
        [Run(0, 2, ()), Run(2, 4, ("a",))],
        [Run(5, 9, ("a",))],
        [Run(10, 12, ("a",)), Run(12, 14, ())],
    ]


def test_a_span_between_two_blocks_is_in_neither() -> None:
    blocks = blocks_between([0, 4, 8, 9])
    assert cut(blocks, [(4, 8, "a"), (5, 6, "b")]) == [[Run(0, 4, ())], [Run(8, 9, ())]]


def test_a_key_may_be_anything_and_come_twice() -> None:
    assert cut_block(0, 3, [(0, 2, None), (1, 3, None)])[1] == Run(1, 2, (None, None))


@pytest.mark.parametrize("item", [(4, 4, "a"), (5, 4, "a")])
def test_an_item_without_length_is_refused(item: Item[str]) -> None:
    with pytest.raises(ValueError, match="must have a length"):
        cut_block(0, 9, [(1, 2, "b"), item])


def test_blocks_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="is not after 9"):
        cut(blocks_between([5, 9, 0, 4]), [(0, 9, "a")])
    with pytest.raises(ValueError, match="is not after"):
        cut_block(5, 4, [])


@given(st.integers(0, LENGTH), st.integers(0, LENGTH), item_lists)
def test_a_block_is_cut_as_the_naive_way_cuts_it(
    one: int, other: int, items: list[Item[int]]
) -> None:
    start, end = sorted((one, other))
    assert cut_block(start, end, items) == naive_runs(start, end, items)


@given(block_lists | touching_block_lists, item_lists)
def test_all_blocks_are_cut_as_each_alone(blocks: list[Block], items: list[Item[int]]) -> None:
    found = cut(blocks, items)
    assert found == [naive_runs(block.start, block.end, items) for block in blocks]
    for block, runs in zip(blocks, found, strict=True):
        touching = [item for item in items if item[0] < block.end and item[1] > block.start]
        assert runs == cut_block(block.start, block.end, touching)


@given(block_lists, item_lists)
def test_runs_tile_their_block(blocks: list[Block], items: list[Item[int]]) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(LENGTH))
    for block, runs in zip(blocks, cut(blocks, items), strict=True):
        assert "".join(text[run.start : run.end] for run in runs) == block.span.of(text)
        assert all(run.start < run.end for run in runs)


@given(block_lists, item_lists)
def test_two_keys_stand_in_the_same_order_wherever_they_meet(
    blocks: list[Block], items: list[Item[int]]
) -> None:
    ordered = [key for _, _, key in sorted(items, key=lambda i: (i[0], -i[1], i[2]))]
    for run in (run for runs in cut(blocks, items) for run in runs):
        assert list(run.keys) == [key for key in ordered if key in run.keys]


def cpu_seconds(blocks: list[Block], items: list[Item[int]]) -> float:
    started = time.process_time()
    cut(blocks, items)
    return time.process_time() - started


def test_a_long_article_is_cut_in_a_moment() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, at, at + 349) for at in range(0, 5000 * 350, 350)]
    starts = [key * 7919 % (5000 * 350 - 200) for key in range(10_000)]
    items = [(at, at + 10 + at % 190, key) for key, at in enumerate(starts)]
    assert min(cpu_seconds(blocks, items) for _ in range(3)) < 0.2


def test_thousands_that_end_together_do_not_slow_what_follows() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, 0, 200_000)]
    pile = [(0, 100, key) for key in range(10_000)]
    after = [(at, at + 5, at) for at in range(200, 90_000, 10)]
    items = [*pile, (0, 200_000, -1), *after]
    assert min(cpu_seconds(blocks, items) for _ in range(3)) < 0.3
