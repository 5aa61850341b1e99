"""Code points ↔ UTF-16 units ↔ UTF-8 bytes of one text.

We count code points; browsers and JavaScript count UTF-16 units; files and some annotation
clients count bytes. Each conversion goes through here. `static/js/text/offsets.js` is the twin,
and `tests/cases/offsets.json` holds both to the same answers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# Code points between two stored byte positions: a question about bytes encodes at most this
# many (about 1 µs), and a million characters need a table of a thousand numbers.
CHUNK = 1024


class Offsets:
    """The offsets of one text, converted both ways.

    Every method takes an offset from 0 to the length of the text, both included, and raises
    ValueError for one outside the text or inside a surrogate pair or a UTF-8 sequence.
    Cost: building is one pass in C. After it a UTF-16 question is a bisection of the characters
    outside the Basic Multilingual Plane (free when there are none); a byte question is a
    bisection and one chunk, over a table made at the first such question (free for ASCII).
    """

    def __init__(self, text: str) -> None:
        """ValueError when the text holds a lone surrogate: no UTF-8 could store it."""
        self._text = text
        self.length = len(text)
        self.length_utf16 = _length_utf16(text)
        has_astral = self.length_utf16 != self.length
        self._astral = [m.start() for m in ASTRAL.finditer(text)] if has_astral else []
        # Each pair before an astral character makes its UTF-16 position one more.
        self._astral_utf16 = [at + pairs for pairs, at in enumerate(self._astral)]

    def utf16(self, codepoint: int) -> int:
        """The UTF-16 units before this code point offset."""
        _check(codepoint, self.length, "code points")
        return codepoint + bisect_left(self._astral, codepoint)

    def from_utf16(self, units: int) -> int:
        """The code points before this UTF-16 offset."""
        _check(units, self.length_utf16, "UTF-16 units")
        pairs = bisect_left(self._astral_utf16, units)
        if pairs and self._astral_utf16[pairs - 1] == units - 1:
            raise ValueError(f"The UTF-16 offset {units} is inside a surrogate pair.")
        return units - pairs

    def utf8(self, codepoint: int) -> int:
        """The UTF-8 bytes before this code point offset."""
        _check(codepoint, self.length, "code points")
        if self._is_ascii:
            return codepoint
        chunk = codepoint // CHUNK
        return self._chunks[chunk] + len(self._text[chunk * CHUNK : codepoint].encode())

    def from_utf8(self, octets: int) -> int:
        """The code points before this byte offset."""
        _check(octets, self.length_utf8, "bytes")
        if self._is_ascii:
            return octets
        chunk = bisect_right(self._chunks, octets, hi=len(self._chunks) - 1) - 1
        start = chunk * CHUNK
        encoded = self._text[start : start + CHUNK].encode()
        rest = octets - self._chunks[chunk]
        if rest < len(encoded) and encoded[rest] & 0xC0 == 0x80:
            raise ValueError(f"The byte offset {octets} is inside a UTF-8 sequence.")
        return start + len(encoded[:rest].decode())

    @property
    def length_utf8(self) -> int:
        """The whole text, in bytes."""
        return self.length if self._is_ascii else self._chunks[-1]

    @cached_property
    def _is_ascii(self) -> bool:
        return self._text.isascii()

    @cached_property
    def _chunks(self) -> list[int]:
        """The byte offset at which each chunk starts, and last the length of the text in bytes."""
        return list(accumulate(self._chunk_lengths(), initial=0))

    def _chunk_lengths(self) -> Iterator[int]:
        for start in range(0, self.length, CHUNK):
            yield len(self._text[start : start + CHUNK].encode())


def _length_utf16(text: str) -> int:
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError as error:
        raise ValueError(f"The text has a lone surrogate at code point {error.start}.") from None


def _check(offset: int, length: int, unit: str) -> None:
    if not 0 <= offset <= length:
        raise ValueError(f"The offset {offset} is outside a text of {length} {unit}.")
