"""One revision in memory: its blocks' HTML, its cards, its summary, and the bodies made of them."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import Any

from app.reader.header import Header
from app.web.stored import StoredBody


class Entry:
    """A revision at one annotation version; ``apply`` brings it to a newer one."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.answer: tuple[Any, ...] | None = None  # of the database, that this is current for
        self.version = 0
        self.summary: dict[str, Any] = {}
        self.bodies: dict[tuple[str, str], StoredBody] = {}
        self._kept: dict[str, tuple[Any, str]] = {}
        self._html: list[bytes] = []
        self._cards: list[str] = []
        self._parts: dict[int, list[int]] = {}  # in order, with the positions of their blocks
        self._joined: dict[int, tuple[bytes, str]] = {}  # what each part's blocks and cards make

    def apply(
        self, header: Header, version: int, summary: dict[str, Any], changed: Iterable[Any]
    ) -> None:
        """Take over the blocks that changed (all of them the first time, in order) and forget the
        bodies made of the old ones."""
        for position, part, html, after, cards in changed:
            if position == len(self._html):
                self._html.append(b"")
                self._cards.append("")
                self._parts.setdefault(part, []).append(position)
            self._html[position] = (html + after).encode()
            self._cards[position] = cards
            self._joined.pop(part, None)
        self.header, self.version, self.summary = header, version, summary
        self.bodies = {}

    def keep(self, name: str, seen: Any, make: Callable[[], str]) -> str:
        """A piece of the page that is made again only when what it shows is another."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != seen:
            kept = self._kept[name] = (seen, make())
        return kept[1]

    @property
    def tag(self) -> str:
        """Names this state of this document, for an ETag: its own data, its revision, its quotes."""
        state = repr((self.header, self.version)).encode()
        return blake2b(state, digest_size=8).hexdigest()

    def can_become(self, header: Header) -> bool:
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
        return 2 * sum(map(len, self._html)) + sum(body.size for body in self.bodies.values())

    def text_parts(self) -> Iterator[tuple[int, bytes]]:
        """Each part with its blocks' HTML, in order."""
        for part in self._parts:
            yield part, self._part(part)[0]

    def card_parts(self) -> Iterator[tuple[int, str]]:
        """Each part with the cards of the quotations that begin in it."""
        for part in self._parts:
            yield part, self._part(part)[1]

    def _part(self, part: int) -> tuple[bytes, str]:
        if part not in self._joined:
            positions = self._parts[part]
            html = b"".join(map(self._html.__getitem__, positions))
            self._joined[part] = html, "".join(map(self._cards.__getitem__, positions))
        return self._joined[part]
