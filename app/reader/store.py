"""Finished documents in memory: joined from stored products, current after each change, bounded.

A view of a document costs one small statement (which version is the newest?) and hands out bytes.
Where a newer version is found, a second statement reads only what changed since, and the page is
joined anew. That works with several processes on one database: nobody has to tell anybody.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeAlias

from sqlalchemy import (
    Connection,
    Engine,
    String,
    bindparam,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import col
from starlette.concurrency import run_in_threadpool

from app.errors import NotFound
from app.reader.entry import Entry
from app.reader.fingerprint import renderer
from app.reader.header import Header, latest, numbered
from app.reader.products import render_revision
from app.reader.tables import RenderedBlock, RenderedRevision
from app.storage.sessions import write_session
from app.web.compression import compress
from app.web.stored import StoredBody

# Makes one finished body of a document: a page, a fragment, an export. The connection is for what the
# entry does not hold; the argument tells variants apart.
Maker: TypeAlias = Callable[[Entry, Connection, str], StoredBody]

# What changed since a version, in one statement: the blocks, and as position -1 the summary with the
# version that all of this is at.
_CHANGES = union_all(
    select(
        col(RenderedBlock.position),
        col(RenderedBlock.part),
        col(RenderedBlock.html),
        col(RenderedBlock.after),
        col(RenderedBlock.cards),
    ).where(
        col(RenderedBlock.revision_id) == bindparam("revision"),
        col(RenderedBlock.version) > bindparam("since"),
    ),
    select(
        literal(-1),
        col(RenderedRevision.version),
        type_coerce(RenderedRevision.summary, String),
        literal(""),
        literal(""),
    ).where(col(RenderedRevision.revision_id) == bindparam("revision")),
).order_by("position")


class Store:
    """The documents of one database, for one process."""

    def __init__(self, engine: Engine, max_bytes: int) -> None:
        self._engine = engine
        self._max_bytes = max_bytes
        self._latest, self._numbered = latest(engine), numbered(engine)
        # Kept for the question that every view asks: to take one from the pool each time costs more
        # than the answer. No transaction is begun on it, so each statement sees the newest state.
        self._kept = engine.raw_connection()
        self._asking = Lock()
        self._making = Lock()
        self._entries: OrderedDict[tuple[str, int | None], Entry] = OrderedDict()
        self._compressor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compress")

    def close(self) -> None:
        self._compressor.shutdown(cancel_futures=True)
        self._kept.close()

    async def body(
        self, slug: str, number: int | None, make: Maker, argument: str = ""
    ) -> StoredBody:
        """The finished body of a document's revision (None: the latest).

        NotFound for what is absent or may not be read. Answered at once from memory where that is
        current; otherwise made by a thread.
        """
        answer = self._ask(slug, number)
        entry = self._entries.get((slug, number))
        if entry and entry.answer == answer:
            found = entry.bodies.get((make.__name__, argument))
            if found:
                return found
        return await run_in_threadpool(self._make, answer, slug, number, make, argument)

    def _ask(self, slug: str, number: int | None) -> tuple[Any, ...]:
        """The header's values as the driver gives them."""
        question = self._latest if number is None else self._numbered
        with self._asking:
            cursor = self._kept.cursor()
            cursor.execute(question.statement, question.parameters(slug=slug, number=number))
            answer = cursor.fetchone()
            cursor.close()
        if answer is None:
            raise NotFound("There is no such document here, or it is not for you to read.")
        found: tuple[Any, ...] = answer
        return found

    def _make(
        self, answer: tuple[Any, ...], slug: str, number: int | None, make: Maker, argument: str
    ) -> StoredBody:
        with self._making:
            header = Header.of(answer)
            if header.renderer != renderer(header.visibility):  # by other software, or for others
                with write_session(self._engine) as session:
                    render_revision(session.connection(), header.revision_id)
                answer = self._ask(slug, number)
            with self._engine.connect() as connection:
                entry = self._current(connection, (slug, number), answer)
                key = (make.__name__, argument)
                if key not in entry.bodies:
                    if entry.size > self._max_bytes // 2:  # variants of one document, asked at will
                        entry.bodies.clear()
                    entry.bodies[key] = make(entry, connection, argument)
                    self._compress_later(entry.bodies[key])
                self._evict()
                return entry.bodies[key]

    def _current(
        self, connection: Connection, key: tuple[str, int | None], answer: tuple[Any, ...]
    ) -> Entry:
        entry, header = self._entries.get(key), Header.of(answer)
        if entry is None or not entry.can_become(header):
            entry = Entry(header)
        if entry.answer != answer:
            summary, *blocks = connection.execute(
                _CHANGES, {"revision": header.revision_id, "since": entry.version}
            ).all()
            # A writer may have come since the question was asked: the version is the blocks' own.
            entry.apply(header, summary.part, json.loads(summary.html), blocks)
            entry.answer = answer
        self._entries[key] = entry
        self._entries.move_to_end(key)
        return entry

    def _compress_later(self, body: StoredBody) -> None:
        def fill() -> None:
            body.encoded = compress(body.identity)

        self._compressor.submit(fill)

    def _evict(self) -> None:
        """Forget the documents made longest ago, until what is left fits; never the newest."""
        while len(self._entries) > 1 and self._size() > self._max_bytes:
            self._entries.popitem(last=False)

    def _size(self) -> int:
        return sum(entry.size for entry in self._entries.values())
