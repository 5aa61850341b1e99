"""One revision in memory: its blocks' HTML, its cards, its summary, and the bodies made of them."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from app.web.stored import StoredBody


class Entry:
    """A revision at one annotation version; ``apply`` brings it to a newer one."""

    def __init__(self, header: Row[Any]) -> None:
        self.header = header
        self.version = 0
        self.summary: dict[str, Any] = {}
        self.bodies: dict[tuple[str, str], StoredBody] = {}
        self._html: list[bytes] = []
        self._cards: list[str] = []
        self._parts: list[int] = []

    def is_current(self, header: Row[Any]) -> bool:
        """Nothing differs: neither the quotes nor the document's own data."""
        return self.version == header.version and tuple(self.header) == tuple(header)

    def apply(
        self, header: Row[Any], version: int, summary: dict[str, Any], changed: Iterable[Any]
    ) -> None:
        """Take over the blocks that changed (all of them the first time, in order) and forget the
        bodies made of the old ones."""
        for position, part, html, after, cards in changed:
            if position == len(self._html):
                self._html.append(b"")
                self._cards.append("")
                self._parts.append(part)
            self._html[position] = (html + after).encode()
            self._cards[position] = cards
        self.header, self.version, self.summary = header, version, summary
        self.bodies = {}

    @property
    def tag(self) -> str:
        """Names this state of this document, for an ETag: its own data, its revision, its quotes."""
        state = repr((tuple(self.header), self.version)).encode()
        return blake2b(state, digest_size=8).hexdigest()

    def can_become(self, header: Row[Any]) -> bool:
        """Whether only changes lie between this and the header's state. Not where a document took
        another's place (row ids come again), nor where an older database was put back."""
        same = (self.header.public_id, self.header.revision_id) == (
            header.public_id,
            header.revision_id,
        )
        return same and self.version <= header.version

    @property
    def size(self) -> int:
        """Bytes held, nearly."""
        return sum(map(len, self._html)) + sum(body.size for body in self.bodies.values())

    def text_parts(self) -> Iterator[tuple[int, list[bytes]]]:
        """Each part with its blocks' HTML, in order."""
        for part, positions in groupby(range(len(self._html)), key=self._parts.__getitem__):
            yield part, [self._html[position] for position in positions]

    def card_parts(self) -> Iterator[tuple[int, str]]:
        """Each part with the cards of the quotations that begin in it."""
        for part, positions in groupby(range(len(self._cards)), key=self._parts.__getitem__):
            yield part, "".join(self._cards[position] for position in positions)
