"""Parts: what the browser lays out, or skips, as one."""

from hypothesis import given
from hypothesis import strategies as st

from app.reader.parts import PART_CODE_POINTS, parts_of
from app.text.blocks import Block, BlockKind


def blocks(*what: tuple[BlockKind, int] | tuple[BlockKind, int, int]) -> list[Block]:
    found, at = [], 0
    for kind, length, *level in what:
        found.append(Block(kind, at, at + length, *level))
        at += length
    return found


TITLE = (BlockKind.HEADING, 20, 1)
SECTION = (BlockKind.HEADING, 20, 2)
LEAD = (BlockKind.LEAD, 400)
TEXT = (BlockKind.PARAGRAPH, 900)


def test_title_and_lead_are_the_head() -> None:
    assert parts_of(blocks(TITLE, LEAD, TEXT, SECTION, TEXT)) == [0, 0, 1, 1, 1]


def test_a_text_that_is_all_head_has_no_body() -> None:
    assert parts_of(blocks(TITLE, LEAD)) == [0, 0]


def test_without_a_head_the_body_is_still_part_one() -> None:
    assert parts_of(blocks(TEXT, TEXT)) == [1, 1]


def test_what_looks_like_a_head_further_down_is_body() -> None:
    assert parts_of(blocks(TITLE, TEXT, TITLE, LEAD, TEXT)) == [0, 1, 1, 1, 1]


def test_no_blocks_no_parts() -> None:
    assert parts_of([]) == []


def test_a_long_text_goes_on_in_a_new_part() -> None:
    assert parts_of(blocks(*[TEXT] * 20)) == [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5


def test_a_block_longer_than_a_part_is_one_by_itself() -> None:
    long = (BlockKind.PARAGRAPH, PART_CODE_POINTS * 3)
    assert parts_of(blocks(long, long, TEXT)) == [1, 2, 3]


@given(st.lists(st.tuples(st.just(BlockKind.PARAGRAPH), st.integers(1, 20_000))))
def test_parts_count_up_by_one_and_are_as_full_as_they_may_be(
    lengths: list[tuple[BlockKind, int]],
) -> None:
    parts = parts_of(blocks(*lengths))
    assert sorted(set(parts)) == list(range(1, len(set(parts)) + 1))
    assert parts == sorted(parts)
    for part in set(parts):
        sizes = [size for (_, size), at in zip(lengths, parts, strict=True) if at == part]
        assert sum(sizes[:-1]) < PART_CODE_POINTS
        assert part == max(parts) or sum(sizes) >= PART_CODE_POINTS
