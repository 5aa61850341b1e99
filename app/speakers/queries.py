"""Reads of speakers."""

from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlmodel import col

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.quotes.tables import Quote, QuoteState
from app.speakers.tables import Speaker, SpeakerName


def speakers_with_counts(connection: Connection, page: int, size: int) -> list[Row[Any]]:
    """A page of the speakers by name, with how often each is quoted (``own``) and reported, and in
    how many documents. One row more than ``size``, where there is another page. One statement."""
    voice = func.coalesce(col(Quote.speaker_id), col(Quote.reported_id))
    heard = (
        select(
            voice.label("id"),
            func.count(col(Quote.speaker_id)).label("own"),
            func.count(col(Quote.reported_id)).label("reported"),
            func.count(col(Document.id).distinct()).label("documents"),
        )
        .join(Revision, col(Revision.id) == col(Quote.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(listed(), is_latest(), col(Quote.state) != QuoteState.rejected)
        .group_by(voice)
        .subquery()
    )
    query = (
        select(*Speaker.__table__.c, heard.c.own, heard.c.reported, heard.c.documents)  # type: ignore[attr-defined]
        .join(heard, heard.c.id == col(Speaker.id))
        .order_by(func.lower(col(Speaker.name)), col(Speaker.id))
        .offset((page - 1) * size)
        .limit(size + 1)
    )
    return list(connection.execute(query))


def names_of(connection: Connection, speaker_id: int) -> list[str]:
    """The other names that articles use for a speaker."""
    query = (
        select(col(SpeakerName.name))
        .where(col(SpeakerName.speaker_id) == speaker_id)
        .order_by(col(SpeakerName.id))
    )
    return list(connection.scalars(query))
