"""What integration, repository and browser tests share: real database files, the whole application
over ASGI, and a strict reader of HTML. Nothing of our own code is replaced."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine, event
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.config import Settings
from app.documents.actions import add_document
from app.documents.tables import Document
from app.main import create_app
from app.quotes.actions import add_quote
from app.quotes.tables import Quote
from app.reader.products import render_revision
from app.sample.load import load_sample
from app.sources.actions import add_source
from app.sources.tables import Source
from app.speakers.actions import add_speaker
from app.speakers.tables import Speaker
from app.storage.engine import open_engine
from app.storage.sessions import write_session
from app.text.blocks import Block, paragraphs
from app.text.spans import Span

# How long one example takes says more of the machine than of the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The data directory of a library that was never started."""
    return tmp_path


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The database files of two libraries that the application started once, without and with the
    sample: copied for each test, as migrating anew costs more than most tests."""
    found = {}
    for sample in (False, True):
        data_dir = tmp_path_factory.mktemp("started")
        with _serve(data_dir, sample=sample):
            pass
        found[sample] = Settings(data_dir=data_dir).database_path
    return found


def _database(data_dir: Path, template: Path) -> Path:
    path = Settings(data_dir=data_dir).database_path
    if not path.exists():
        shutil.copyfile(template, path)
    return path


@pytest.fixture
def engine(data_dir: Path, started: dict[bool, Path]) -> Iterator[Engine]:
    """A real, migrated database file without any record (or that of the client, asked for before)."""
    engine = open_engine(_database(data_dir, started[False]))
    yield engine
    engine.dispose()


@pytest.fixture
def library(engine: Engine) -> Engine:
    """The same database with the sample article in it."""
    with write_session(engine) as session:
        load_sample(session)
    return engine


@contextmanager
def _serve(data_dir: Path, *, sample: bool, **options: Any) -> Iterator[TestClient]:
    app = create_app(Settings(data_dir=data_dir, sample=sample))
    with TestClient(app, **options) as client:
        yield client


@pytest.fixture
def client(data_dir: Path, started: dict[bool, Path]) -> Iterator[TestClient]:
    """The application as a newcomer finds it: its own database file, the sample in it."""
    _database(data_dir, started[True])
    with _serve(data_dir, sample=True) as client:
        yield client


@pytest.fixture
def empty_client(data_dir: Path, started: dict[bool, Path]) -> Iterator[TestClient]:
    """The application on a library without documents (a test may publish its own)."""
    _database(data_dir, started[False])
    with _serve(data_dir, sample=False) as client:
        yield client


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[TestClient]]:
    """Starts the application: ``with serve(data_dir, sample=…) as client``."""
    return _serve


@pytest.fixture(scope="session")
def statements() -> Callable[[Engine], AbstractContextManager[list[str]]]:
    """Lists what is asked of a database file: ``with statements(engine) as asked``.

    By the driver's own account, as the hottest question goes straight to it. Left out is what reads
    and writes no table: BEGIN, COMMIT, PRAGMA.
    """
    return _statements


NO_TABLE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "--")
_listening: dict[str, list[str]] = {}  # by database file


@event.listens_for(Engine, "connect")
def _tell_of_statements(connection: Any, _record: Any) -> None:
    file = connection.execute("PRAGMA database_list").fetchone()[2]

    def note(statement: str) -> None:
        if file in _listening and not statement.startswith(NO_TABLE):
            _listening[file].append(statement)

    connection.set_trace_callback(note)


@contextmanager
def _statements(engine: Engine) -> Iterator[list[str]]:
    file = str(Path(engine.url.database or "").resolve())
    asked = _listening[file] = []
    try:
        yield asked
    finally:
        del _listening[file]


@pytest.fixture(scope="session")
def publish() -> Callable[..., int]:
    """Stores an article with its quotes, as an import will: see ``_publish``."""
    return _publish


def _publish(
    engine: Engine,
    text: str,
    quotes: Iterable[dict[str, Any]] = (),
    *,
    blocks: list[Block] | None = None,
    **document: Any,
) -> int:
    """The id of the new revision. A quote is ``start``, ``end`` and further columns; ``speaker``,
    ``reported`` and ``source`` take a record or a record's slug, ``parent`` the place in this list,
    ``cue`` a pair. Without blocks, blank lines divide paragraphs."""
    facts = {"slug": "article", "title": "An article"} | document
    with write_session(engine) as session:
        blocks = paragraphs(text) if blocks is None else blocks
        revision = add_document(session, Document(**facts), text, blocks)
        assert revision.id is not None
        added: list[Quote] = []
        for quote in quotes:
            added.append(_quote(session, text, revision.id, dict(quote), added))
        render_revision(session.connection(), revision.id)
        return revision.id


def _quote(
    session: Session, text: str, revision_id: int, quote: dict[str, Any], added: list[Quote]
) -> Quote:
    span, cue = Span(quote.pop("start"), quote.pop("end")), quote.pop("cue", None)
    parent = quote.pop("parent", None)
    for name, table in (("speaker", Speaker), ("reported", Speaker), ("source", Source)):
        if (record := quote.pop(name, None)) is not None:
            quote[f"{name}_id"] = _record(session, table, record)
    return add_quote(
        session,
        text,
        span,
        span.of(text),
        revision_id=revision_id,
        cue=Span(*cue) if cue else None,
        parent_id=None if parent is None else added[parent].id,
        **{"kind": "direct", **quote},
    )


def _record(session: Session, table: Any, record: Any) -> int:
    slug = record if isinstance(record, str) else record.slug
    found = session.exec(select(table).where(table.slug == slug)).first()
    if found is None:
        if isinstance(record, str):
            record = _new_record(table, slug)
        found = (add_speaker if table is Speaker else add_source)(session, record)
    record_id: int = found.id
    return record_id


def _new_record(table: Any, slug: str) -> Any:
    name = slug.replace("-", " ").title()
    if table is Speaker:
        return Speaker(slug=slug, name=name, kind="person", hue=len(slug) * 5)
    return Source(slug=slug, title=name, kind="interview")


@pytest.fixture(scope="session")
def all_products() -> Callable[[Connection, int], tuple[list[Any], dict[str, Any]]]:
    """What is stored of a revision's page: its blocks' rows and its summary, versions left out."""
    return _all_products


def _all_products(connection: Connection, revision_id: int) -> tuple[list[Any], dict[str, Any]]:
    import json

    rows = connection.exec_driver_sql(
        'SELECT position, part, start, "end", kind, level, html, after, cards FROM rendered_block '
        "WHERE revision_id = ? ORDER BY position",
        (revision_id,),
    ).all()
    summary = connection.exec_driver_sql(
        "SELECT summary FROM rendered_revision WHERE revision_id = ?", (revision_id,)
    ).scalar_one()
    return [tuple(row) for row in rows], json.loads(summary)


VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(eq=False)
class Node:
    """An element; ``children`` are elements and texts in order."""

    tag: str
    attrs: dict[str, str | None]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text content, exactly."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def said(self) -> str:
        """The text content as one line."""
        return " ".join(self.text.split())

    def walk(self) -> Iterator[Node]:
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead += [child for child in reversed(node.children) if isinstance(child, Node)]

    def all(self, tag: str | None = None, **attrs: str | None) -> list[Node]:
        """The elements inside with this tag and these attributes (``data_quote`` for
        ``data-quote``, ``class_`` one class among others, None: there at all)."""
        return [node for node in self.walk() if node is not self and node.fits(tag, attrs)]

    def children_of(self, tag: str) -> list[Node]:
        """The elements of this tag right inside."""
        return [node for node in self.all(tag) if node.parent is self]

    def one(self, tag: str | None = None, **attrs: str | None) -> Node:
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {attrs}"
        return found[0]

    def fits(self, tag: str | None, attrs: dict[str, str | None]) -> bool:
        return tag in (None, self.tag) and all(self._has(*each) for each in attrs.items())

    def _has(self, name: str, value: str | None) -> bool:
        name = name.rstrip("_").replace("_", "-")
        if name == "class" and value is not None:
            return value in (self.attrs.get("class") or "").split()
        return name in self.attrs and (value is None or self.attrs[name] == value)

    def up(self) -> Iterator[Node]:
        """The elements around this one, inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Reader(HTMLParser):
    """Builds the tree; refuses tags that are not well nested and attributes given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)
        if tag not in VOID:
            last = self.here.children[-1]
            assert isinstance(last, Node)
            self.here = last

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of <{tag}> is there twice"
        self.here.children.append(Node(tag, dict(attrs), self.here))


@pytest.fixture(scope="session")
def read_html() -> Callable[[str], Node]:
    """Reads HTML into a tree of ``Node``; AssertionError where it is not well-formed."""
    return _read_html


def _read_html(html: str) -> Node:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: while it is open its event loop runs, and others can't."""
    items.sort(key=lambda item: "browser" in item.path.parts)
