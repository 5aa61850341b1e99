"""Writes of sources. The caller's session commits."""

from sqlmodel import Session

from app.history.actions import record
from app.sources.tables import Source


def add_source(session: Session, source: Source, actor: str | None = None) -> Source:
    """Store a source."""
    session.add(source)
    session.flush()
    after = {"slug": source.slug, "title": source.title, "kind": source.kind}
    record(session, "added", "source", source.public_id, after=after, actor=actor)
    return source
