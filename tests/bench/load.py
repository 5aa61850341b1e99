"""The workload as rows of a real database: what a library with these articles would hold."""

import random
import string
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert
from sqlmodel import Session

from app.documents.actions import add_document
from app.documents.tables import Document
from app.quotes.tables import Quote, QuoteKind, QuoteState
from app.reader.products import render_revision
from app.speakers.tables import Speaker, SpeakerKind
from app.storage.columns import PUBLIC_ID_LENGTH, now
from app.storage.engine import open_engine
from app.storage.migrate import migrate
from app.storage.sessions import write_session
from app.text.blocks import Block, BlockKind
from app.text.selectors import describe
from app.text.spans import Span
from tests.bench.workload import article, positions

SIZES = ("S", "M", "L")
HUES = range(0, 360, 5)
BLOCKS = {
    "h1": (BlockKind.HEADING, 1),
    "h2": (BlockKind.HEADING, 2),
    "p": (BlockKind.PARAGRAPH, None),
}


class Loaded(NamedTuple):
    """An article of the workload and where it is in the library."""

    size: str
    slug: str
    revision_id: int
    source: dict[str, Any]  # as `workload.article` makes it
    quote_ids: list[str]  # public ids, in the order of the source's annotations

    @property
    def path(self) -> str:
        return f"/d/{self.slug}"


class Library(NamedTuple):
    folder: Path  # OTR_DATA_DIR
    engine: Engine
    articles: dict[str, Loaded]


def load_library(folder: Path, sizes: tuple[str, ...] = SIZES) -> Library:
    """A new database in this folder with the articles of these sizes, rendered."""
    engine = open_engine(folder / "library.sqlite3")
    migrate(engine)
    speakers: dict[str, int] = {}
    with write_session(engine) as session:
        articles = {size: _load(session, size, speakers) for size in sizes}
    return Library(folder, engine, articles)


def _load(session: Session, size: str, speakers: dict[str, int]) -> Loaded:
    source = article(size)
    slug = f"article-{size.lower()}"
    blocks = [_block(each) for each in source["blocks"]]
    document = Document(slug=slug, title=source["title"], publisher="The Workload")
    revision = add_document(session, document, source["text"], blocks)
    assert revision.id is not None
    for person in source["people"]:
        if person not in speakers:
            speakers[person] = _add_speaker(session, person, len(speakers))
    connection = session.connection()
    quote_ids = _add_quotes(connection, revision.id, size, source, speakers)
    render_revision(connection, revision.id)
    return Loaded(size, slug, revision.id, source, quote_ids)


def _block(each: dict[str, Any]) -> Block:
    kind, level = BLOCKS[each["kind"]]
    return Block(kind, each["start"], each["end"], level)


def _add_speaker(session: Session, name: str, number: int) -> int:
    slug = f"{name.lower().replace(' ', '-')}-{number}"
    hue = HUES[number * 29 % len(HUES)]
    speaker = Speaker(slug=slug, name=name, kind=SpeakerKind.person, hue=hue)
    session.add(speaker)
    session.flush()
    assert speaker.id is not None
    return speaker.id


def _add_quotes(
    connection: Connection,
    revision_id: int,
    size: str,
    source: dict[str, Any],
    speakers: dict[str, int],
) -> list[str]:
    """One insert for all of them; their public ids, which are as random as real ones."""
    rng = random.Random(size)
    shared = {"revision_id": revision_id, "state": QuoteState.confirmed, "version": 1}
    shared |= {"created_at": now(), "updated_at": now()}
    rows = []
    for annotation, (start, end, _) in zip(source["annotations"], positions(source), strict=True):
        selector = describe(source["text"], Span(start, end))
        speaker = speakers.get(annotation["body"][0]["value"])
        rows.append(
            shared
            | {
                "public_id": _public_id(rng),
                "start": start,
                "end": end,
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
                "kind": QuoteKind.direct if speaker else QuoteKind.partial,
                "speaker_id": speaker,
            }
        )
    connection.execute(insert(Quote), rows)
    return [row["public_id"] for row in rows]


def _public_id(rng: random.Random) -> str:
    return "".join(rng.choices(string.ascii_letters + string.digits, k=PUBLIC_ID_LENGTH))
