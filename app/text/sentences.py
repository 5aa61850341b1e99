"""Where sentences start and end, by rule of thumb: good enough for the context of a list.

Never for what is stored: a quote's span comes from its marks or from a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A full stop with its closing marks and the white space after it; East Asian stops need none. A
# blank line ends a sentence too, as headings have no stop; a single line end may be a mere wrap.
BREAK = re.compile(
    r"""(?P<words> (?P<stop> [.!?…؟۔।]+ ) ["'”’»›)\]]* (?=\s)
                 | [。！？]+ [」』”’）]*
                 | (?= [^\S\n]* \n [^\S\n]* \n ) )
        \s*""",
    re.VERBOSE,
)

# A full stop after one of these, or after a single letter (J. Smith, U.S.), ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon|No|vs|Jr|Sr|cf|etc)"
    r"|\b[^\W\d_])\Z"
)

# Code points looked at on each side of a stop: longer than an abbreviation or a row of marks.
STOP_LENGTH = 8

OPENING = "\"'“‘«‹([¿¡ "
STOPS = ".!?…؟۔।。！？"
CLOSING = "\"'”’»›)]」』）"


def sentence_start(text: str, low: int, at: int) -> int | None:
    """Where the sentence that `at` is in starts; None when that is before `low`."""
    starts = [start for _, start in _breaks(text, low, at) if start <= at]
    return starts[-1] if starts else None


def sentence_end(text: str, at: int, high: int) -> int | None:
    """Where the sentence that goes up to `at` or on past it ends; None when that is past `high`.

    A stop just before `at` counts if only closing marks follow it: `Really?` in `“Really?” He`.
    """
    before = text[max(0, at - STOP_LENGTH) : at]
    begin = at - len(before) + len(before.rstrip(STOPS + CLOSING))
    return next((end for end, _ in _breaks(text, begin, high) if end >= at), None)


def _breaks(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where each sentence in the window ends, with its closing marks, and where the next starts."""
    for found in BREAK.finditer(text, low, high):
        if found["stop"] is None or _stops(text, found.start("stop"), found.end()):
            yield found.end("words"), found.end()


def _stops(text: str, stop: int, following: int) -> bool:
    """Whether this full stop ends a sentence, by what stands before it and what follows."""
    if text[stop] == "." and ABBREVIATION.search(text[max(0, stop - STOP_LENGTH) : stop]):
        return False
    opening = text[following : following + STOP_LENGTH].lstrip(OPENING)
    return not opening[:1].islower()
