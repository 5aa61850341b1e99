"""The article that a fresh library opens with, and its records."""

import json
from importlib.resources import files
from typing import Any

from sqlmodel import Session, select

from app.documents.actions import add_document
from app.documents.tables import Document
from app.quotes.actions import add_quote
from app.quotes.tables import Quote
from app.reader.products import render_revision
from app.sources.actions import add_source
from app.sources.tables import Source
from app.speakers.actions import add_speaker
from app.speakers.tables import Speaker
from app.text.blocks import from_json
from app.text.spans import Span


def load_sample(session: Session) -> bool:
    """Put the sample into a library without documents; False where there is one already."""
    if session.exec(select(Document.id).limit(1)).first() is not None:
        return False
    text, records = _read("article.txt"), json.loads(_read("records.json"))
    document = Document(public_id=records["document"].pop("id"), **records["document"])
    revision = add_document(session, document, text, from_json(records["blocks"]))
    assert revision.id is not None  # noqa: S101 - flushed
    speakers = {each["slug"]: _speaker(session, each) for each in records["speakers"]}
    sources = {each["slug"]: _source(session, each) for each in records["sources"]}
    quotes: dict[str, Quote] = {}
    for each in records["quotes"]:
        quotes[each["id"]] = add_quote(
            session,
            text,
            Span(each["start"], each["end"]),
            each["exact"],
            revision_id=revision.id,
            cue=_cue(text, each.get("cue")),
            public_id=each["id"],
            kind=each["kind"],
            parent_id=quotes[each["parent"]].id if "parent" in each else None,
            speaker_id=speakers[each["speaker"]].id if "speaker" in each else None,
            role=each.get("role"),
            reported_id=speakers[each["reported"]].id if "reported" in each else None,
            reported_role=each.get("reported_role"),
            source_id=sources[each["source"]].id if "source" in each else None,
            remark=each.get("remark"),
        )
    render_revision(session.connection(), revision.id)
    return True


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _speaker(session: Session, record: dict[str, Any]) -> Speaker:
    names = record.pop("names")
    return add_speaker(session, Speaker(public_id=record.pop("id"), **record), names)


def _source(session: Session, record: dict[str, Any]) -> Source:
    return add_source(session, Source(public_id=record.pop("id"), **record))


def _cue(text: str, record: dict[str, Any] | None) -> Span | None:
    if record is None:
        return None
    span = Span(record["start"], record["end"])
    if span.of(text) != record["exact"]:
        raise ValueError(f"the cue at {span.start} is not “{record['exact']}”")
    return span
