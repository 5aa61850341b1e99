"""Short pieces of a text for lists, cards and previews: one line, never half a character.

What is left out at an end is shown by an ellipsis there, and an ellipsis always means that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from app.text.graphemes import first_boundary, last_boundary
from app.text.sentences import sentence_end, sentence_start
from app.text.spans import Span

ELLIPSIS = "…"

# White space is rarely more than one character, so this many code points of the text for each one
# of an excerpt are enough; what is longer is cut earlier, with its ellipsis.
READ_PER_SHOWN = 4

# Looks unfinished before an ellipsis, so it goes too: “he said, …”.
TRAILING = " ,;:–—-(“‘«"

# A word is letters, marks and digits, also with one of the joiners inside it (well-known, it's,
# 3,000.5, Persian's zero-width non-joiner). Chinese and Japanese have no spaces: there, each
# character counts as one, as word processors count them.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}"
WORD = regex.compile(
    rf"""(?V1) [{UNSPACED}] \p{{M}}*
        | [[\p{{L}}\p{{N}}]--[{UNSPACED}]] [[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}]]*+
          (?: ['’.,\-‐‑·\xad\u200c\u200d] [[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}]]++ )*+""",
    regex.VERBOSE,
)
# By `re`, whose white space is that of `str.split`; to `regex`, U+001C to U+001F are none.
INK = re.compile(r"\S")


class Excerpt(NamedTuple):
    """Three pieces of one line: joined as they are, with their spaces, they can be read."""

    before: str
    words: str
    after: str


def excerpt(text: str, limit: int) -> str:
    """The beginning of the text on one line, at most `limit` code points with its ellipsis.

    White space is collapsed. Cut between words, or between grapheme clusters where that would
    leave less than half (a long address; Chinese and Japanese). ValueError for a limit below 1.
    Reads no more of the text than it needs.
    """
    if limit < 1:
        raise ValueError(f"An excerpt needs room for at least one character, not {limit}.")
    first = INK.search(text)
    if first is None:
        return ""
    start = first.start()
    end = last_boundary(text, start, start + limit * READ_PER_SHOWN)
    line = _one_line(text[start:end]).rstrip()
    return _head(line, limit, complete=INK.search(text, end) is None)


def sentence_around(text: str, span: Span, limit: int, within: Span | None = None) -> Excerpt:
    """The words at the span with what is around them in their sentence.

    At most `limit` code points a side, ellipsis included; `words` is whole, on one line. An
    ellipsis stands where the sentence goes on. Sentences are found by rule of thumb and end at a
    blank line. `within`, usually the span's block, is never left. ValueError for a
    negative limit and a span past the text. Cost does not grow with the text.
    """
    words = span.of(text)
    if limit < 0:
        raise ValueError(f"There can't be {limit} characters of context.")
    within = within or Span(0, len(text))
    # The white space at the ends of the words belongs to the context, so that pieces can be joined.
    start = span.end - len(words.lstrip())
    end = start + len(words.strip())
    return Excerpt(
        _before(text, start, limit, within.start),
        _one_line(text[start:end]),
        _after(text, end, limit, min(within.end, len(text))),
    )


def word_count(text: str) -> int:
    """The words in the text, as a reader would count them. One pass."""
    return sum(1 for _ in WORD.finditer(text))


def _before(text: str, end: int, limit: int, lowest: int) -> str:
    low = first_boundary(text, max(lowest, end - limit * READ_PER_SHOWN), end)
    start = sentence_start(text, low, end)
    line = _one_line(text[low if start is None else start : end]).lstrip()
    return _tail(line, limit, complete=start is not None or low <= lowest)


def _after(text: str, start: int, limit: int, highest: int) -> str:
    high = last_boundary(text, start, min(highest, start + limit * READ_PER_SHOWN))
    end = sentence_end(text, start, high)
    line = _one_line(text[start : high if end is None else end]).rstrip()
    return _head(line, limit, complete=end is not None or high >= highest)


def _one_line(text: str) -> str:
    """White space collapsed: inside to one space, at each end to one or none."""
    if not text:
        return ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return f"{left}{' '.join(text.split())}{right}" if text.strip() else " "


def _head(line: str, limit: int, *, complete: bool) -> str:
    """The beginning of a line, shortened to the limit; the ellipsis stands for what is missing."""
    if complete and len(line) <= limit:
        return line
    if limit < 1:
        return ""
    room = min(limit - 1, len(line))
    at = room if line[room : room + 1] == " " else line.rfind(" ", 0, room)
    if at < room / 2:
        at = room
    at = len(line[:at].rstrip(TRAILING)) or at
    return line[: last_boundary(line, 0, at)] + ELLIPSIS


def _tail(line: str, limit: int, *, complete: bool) -> str:
    """The end of a line, likewise."""
    if complete and len(line) <= limit:
        return line
    if limit < 1:
        return ""
    lowest = max(0, len(line) - limit + 1)
    at = line.find(" ", max(0, lowest - 1)) + 1
    if at == 0 or len(line) - at < (len(line) - lowest) / 2:
        at = lowest
    return ELLIPSIS + line[first_boundary(line, at, len(line)) :]
