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
    Row,
    String,
    bindparam,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import col
from starlette.concurrency import run_in_threadpool

from app.documents.access import is_latest, readable
from app.documents.tables import Document, Revision
from app.errors import NotFound
from app.reader.entry import Entry
from app.reader.fingerprint import renderer
from app.reader.products import render_revision
from app.reader.tables import RenderedBlock, RenderedRevision
from app.storage.sessions import write_session
from app.web.compression import compress
from app.web.stored import StoredBody

# Makes one finished body of a document: a page, a fragment, an export. The connection is for what the
# entry does not hold; the argument tells variants apart.
Maker: TypeAlias = Callable[[Entry, Connection, str], StoredBody]

_HEADER = (
    select(
        col(Revision.id).label("revision_id"),
        col(RenderedRevision.version),
        col(RenderedRevision.renderer),
        col(Revision.number),
        col(Revision.words),
        *(col(getattr(Document, name)) for name in Document.model_fields if name != "id"),
    )
    .join(Document, col(Document.id) == col(Revision.document_id))
    .join(RenderedRevision, col(RenderedRevision.revision_id) == col(Revision.id))
    .where(col(Document.slug) == bindparam("slug"), readable())
)
_LATEST = _HEADER.where(is_latest())
_NUMBERED = _HEADER.where(col(Revision.number) == bindparam("number"))

# What changed since a version: the blocks, and as position -1 the summary with the version that all of
# this is at (a writer may have come between the question and this), in one statement.
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
        # One connection is kept for the question that every view asks: to take one from the pool
        # each time costs more than the answer. AUTOCOMMIT: each statement sees the newest state.
        self._kept = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
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
        header = self._header(slug, number)
        entry = self._entries.get((slug, number))
        if entry and entry.is_current(header):
            found = entry.bodies.get((make.__name__, argument))
            if found:
                return found
        return await run_in_threadpool(self._make, header, slug, number, make, argument)

    def _header(self, slug: str, number: int | None) -> Row[Any]:
        with self._asking:
            if number is None:
                row = self._kept.execute(_LATEST, {"slug": slug}).first()
            else:
                row = self._kept.execute(_NUMBERED, {"slug": slug, "number": number}).first()
        if row is None:
            raise NotFound("There is no such document here, or it is not for you to read.")
        return row

    def _make(
        self, header: Row[Any], slug: str, number: int | None, make: Maker, argument: str
    ) -> StoredBody:
        with self._making:
            if header.renderer != renderer(
                header.visibility
            ):  # stored by other software, or for others
                with write_session(self._engine) as session:
                    render_revision(session.connection(), header.revision_id)
                header = self._header(slug, number)
            with self._engine.connect() as connection:
                entry = self._current(connection, (slug, number), header)
                key = (make.__name__, argument)
                if key not in entry.bodies:
                    if entry.size > self._max_bytes // 2:  # variants of one document, asked at will
                        entry.bodies.clear()
                    entry.bodies[key] = make(entry, connection, argument)
                    self._compress_later(entry.bodies[key])
                self._evict()
                return entry.bodies[key]

    def _current(
        self, connection: Connection, key: tuple[str, int | None], header: Row[Any]
    ) -> Entry:
        entry = self._entries.get(key)
        if entry is None or not entry.can_become(header):
            entry = Entry(header)
        if not entry.is_current(header):
            since = entry.version
            changes = connection.execute(
                _CHANGES, {"revision": header.revision_id, "since": since}
            ).all()
            summary = changes[0]
            entry.apply(header, summary.part, json.loads(summary.html), changes[1:])
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
