"""A document as JSON: its text, blocks and quotes, offsets in code points."""

import json
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from app.documents.tables import Revision
from app.quotes.queries import QuoteFacts, Voice, facts_of
from app.reader.entry import Entry
from app.reader.fingerprint import build
from app.text.spans import Span
from app.web.stored import StoredBody


def document_json(entry: Entry, connection: Connection, _argument: str) -> StoredBody:
    """The body of ``/d/{slug}.json``: ``reader.schemas.DocumentData``."""
    header = entry.header
    text, blocks = connection.execute(
        select(col(Revision.text), col(Revision.blocks)).where(
            col(Revision.id) == header.revision_id
        )
    ).one()
    data = {
        "id": header.public_id,
        "slug": header.slug,
        "title": header.title,
        "byline": header.byline,
        "publisher": header.publisher,
        "published_on": header.published_on and header.published_on.isoformat(),
        "url": header.url,
        "language": header.language,
        "revision": header.number,
        "version": entry.version,
        "words": header.words,
        "provenance": entry.summary["provenance"],
        "text": text,
        "blocks": blocks,
        "quotes": [_quote(text, quote) for quote in facts_of(connection, header.revision_id)],
    }
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return StoredBody(content, "application/json", f"{entry.tag}-{build()}-json")


def _quote(text: str, quote: QuoteFacts) -> dict[str, Any]:
    return {
        "id": quote.id,
        "exact": quote.exact,
        "start": quote.start,
        "end": quote.end,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "kind": quote.kind,
        "state": quote.state,
        "provenance": quote.provenance,
        "parent": quote.parent,
        "speaker": voice_json(quote.speaker),
        "role": quote.role,
        "reported": voice_json(quote.reported),
        "reported_role": quote.reported_role,
        "source": {"id": quote.source.id, "title": quote.source.title} if quote.source else None,
        "cue": _cue(text, quote.cue),
        "remark": quote.remark,
    }


def voice_json(voice: Voice | None) -> dict[str, str] | None:
    return {"id": voice.id, "name": voice.name} if voice else None


def _cue(text: str, cue: Span | None) -> dict[str, Any] | None:
    return {"start": cue.start, "end": cue.end, "exact": cue.of(text)} if cue else None
