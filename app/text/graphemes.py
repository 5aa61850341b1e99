"""Boundaries of grapheme clusters, what a reader takes for one character (Unicode UAX #29).

Questions about a place, answered by looking at a window around it: no answer here ever
segments a whole article.
"""

from __future__ import annotations

import regex

CLUSTER = regex.compile(r"\X")

# Code points read before a place to find where clusters begin. Longer than any cluster in real
# writing (the longest emoji sequences have 10 to 15); only a run of flags or of combining marks
# longer than this could be cut wrongly, and then merely looks odd.
LOOK_BEHIND = 64


def first_boundary(text: str, start: int, end: int) -> int:
    """The first boundary at or after `start`; `end`, when there is none before it."""
    if is_plain_boundary(text, start):
        return start
    return next((at for at in _boundaries(text, start, end) if at >= start), end)


def last_boundary(text: str, start: int, end: int) -> int:
    """The last boundary at or before `end`; `start`, when there is none after it."""
    if is_plain_boundary(text, end):
        return end
    found = [at for at in _boundaries(text, start, end) if start < at <= end]
    return found[-1] if found else start


def is_plain_boundary(text: str, at: int) -> bool:
    """Whether `at` is a boundary for a reason seen at once; False means: segment and see.

    The ends of the text are (GB1, GB2), and so is any place between two ASCII characters
    except within CRLF (GB3).
    """
    if at <= 0 or at >= len(text):
        return True
    around = text[at - 1 : at + 1]
    return around.isascii() and around != "\r\n"


def _boundaries(text: str, start: int, end: int) -> list[int]:
    """Boundaries from a little before `start` to `end`.

    One code point past `end` is read, as it decides whether `end` is a boundary. The first
    cluster of a window that starts inside the text may be a remainder, so it isn't trusted.
    """
    low = max(0, start - LOOK_BEHIND)
    found = [m.start() for m in CLUSTER.finditer(text, low, min(len(text), end + 1))]
    if end + 1 > len(text):
        found.append(len(text))
    return found if low == 0 else found[1:]
