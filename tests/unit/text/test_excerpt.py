from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from app.text.excerpt import ELLIPSIS, Excerpt, excerpt, sentence_around, word_count
from app.text.spans import Span

STORY = (
    "The town slept. Mr. Smith of the U.S. Navy said “We saw it,” and later he added that "
    "nobody, in the whole wide valley, would forget it. “Really?” he asked. Then all went home."
    "\n\nA heading\n\nThe next paragraph."
)
FAMILY = "👨\u200d👩\u200d👧"


def around(words: str, limit: int, text: str = STORY) -> Excerpt:
    start = text.index(words)
    return sentence_around(text, Span(start, start + len(words)), limit)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 5, ""),
        (" \n ", 5, ""),
        (" One\n\n two\t ", 9, "One two"),
        ("One two", 7, "One two"),
        ("One two", 6, "One…"),
        ("One two three", 8, "One two…"),
        ("One, two", 7, "One…"),
        ("One — two", 8, "One…"),
        ("One two", 1, "…"),
        ("One", 2, "O…"),
        ("\x1fOne two", 3, "On…"),
        ("Go to https://example.org/a/very/long/address", 20, "Go to https://examp…"),
        ("漢字漢字漢字", 4, "漢字漢…"),
        (FAMILY * 2, 10, FAMILY * 2),
        (FAMILY * 2, 9, FAMILY + "…"),
        (FAMILY * 2, 5, "…"),
        ("ae\u0301e\u0301", 4, "ae\u0301…"),
        ("one" + " " * 500 + "two", 9, "one…"),
    ],
)
def test_excerpts(text: str, limit: int, expected: str) -> None:
    assert excerpt(text, limit) == expected


def test_an_excerpt_needs_room() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        excerpt("abc", 0)


@given(data=st.data(), limit=st.integers(1, 80))
def test_an_excerpt_is_a_beginning_in_whole_characters(
    data: st.DataObject, limit: int, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    line, found = " ".join(text.split()), excerpt(text, limit)
    assert len(found) <= limit
    if found != line:
        assert found.endswith(ELLIPSIS)
        kept = found.removesuffix(ELLIPSIS)
        assert line.startswith(kept)
        assert len(kept) in {0, *(each.end() for each in regex.finditer(r"\X", line))}
        assert len(kept) < len(line)


@pytest.mark.parametrize(
    ("words", "limit", "expected"),
    [
        ("We saw it,", 20, ("…U.S. Navy said “", "” and later he…")),
        ("nobody", 200, (None, ", in the whole wide valley, would forget it.")),
        ("nobody", 20, ("…he added that ", ", in the whole wide…")),
        ("Really?", 20, ("“", "” he asked.")),
        ("Then all", 99, ("", " went home.")),
        ("Then all went home.", 99, ("", "")),
        ("The town", 99, ("", " slept.")),
        ("A heading", 99, ("", "")),
        ("Smith", 8, ("Mr. ", " of the…")),
        ("paragraph", 99, ("The next ", ".")),
        ("nobody", 1, ("…", "…")),
        ("nobody", 0, ("", "")),
    ],
)
def test_the_sentence_around_words(
    words: str, limit: int, expected: tuple[str | None, str]
) -> None:
    found = around(words, limit)
    assert found.words == words
    assert found.after == expected[1]
    if expected[0] is None:
        assert (
            found.before == "Mr. Smith of the U.S. Navy said “We saw it,” and later he added that "
        )
    else:
        assert found.before == expected[0]


def test_a_line_end_in_a_paragraph_is_a_space() -> None:
    text = "One two\nthree four\nfive."
    assert around("three", 99, text) == ("One two ", "three", " four five.")
    assert around("two\nthree", 99, text) == ("One ", "two three", " four five.")


def test_white_space_at_the_ends_of_the_words_is_context() -> None:
    text = "One two three."
    assert sentence_around(text, Span(3, 8), 9) == ("One ", "two", " three.")
    assert sentence_around(text, Span(3, 4), 9).words == ""


def test_the_block_is_never_left() -> None:
    text = "Heading\nOne two three\nFour"
    found = sentence_around(text, Span(12, 15), 99, within=Span(8, 21))
    assert found == ("One ", "two", " three")


def test_east_asian_sentences_need_no_spaces() -> None:
    text = "彼は来た。彼女は「行く」と言った。終わり。"
    assert around("行く", 99, text) == ("彼女は「", "行く", "」と言った。")


def test_context_can_not_be_negative_and_words_must_exist() -> None:
    with pytest.raises(ValueError, match="-1 characters"):
        sentence_around("abc", Span(0, 1), -1)
    with pytest.raises(ValueError, match="runs past"):
        sentence_around("abc", Span(0, 4), 9)


@given(data=st.data(), limit=st.integers(0, 60))
def test_context_is_bounded_and_taken_from_the_text(
    data: st.DataObject, limit: int, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = sentence_around(text, span, limit)
    assert max(len(found.before), len(found.after)) <= limit
    assert found.words == " ".join(span.of(text).split())
    # Without the ellipses the three pieces, joined, are a piece of the text on one line.
    joined = found.before.removeprefix(ELLIPSIS) + found.words + found.after.removesuffix(ELLIPSIS)
    if limit:
        assert " ".join(joined.split()) in " ".join(text.split())


def test_the_length_of_the_text_does_not_matter() -> None:
    text = "A sentence of some words. " * 100_000
    started = time.process_time()
    for at in range(0, 2_000_000, 2_000):
        excerpt(text, 200)
        sentence_around(text, Span(at, at + 10), 80)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" — … “”", 0),
        ("One two\nthree", 3),
        ("It's a well-known fact", 4),
        ("It’s 3,000.5 — or $7", 4),
        ("and/or e.g. this", 4),
        ("e\u0301te\u0301 naïve", 2),
        ("漢字 カタカナ", 6),
        ("قال نعم می\u200cخواهم", 3),
        ("हिन्दी में", 2),
        (f"family {FAMILY}", 1),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert word_count(text) == count
