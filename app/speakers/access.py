"""The only way from outside input to a speaker."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, or_, select
from sqlmodel import col

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.errors import NotFound
from app.quotes.tables import Quote, QuoteState
from app.speakers.tables import Speaker


def heard() -> ColumnElement[bool]:
    """The speaker is quoted or reported where a stranger may read: others don't exist for them."""
    return exists(
        select(1)
        .select_from(Quote)
        .join(Revision, col(Revision.id) == col(Quote.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(
            or_(
                col(Quote.speaker_id) == col(Speaker.id), col(Quote.reported_id) == col(Speaker.id)
            ),
            col(Quote.state) != QuoteState.rejected,
            listed(),
            is_latest(),
        )
        .correlate(Speaker)
    )


def speaker_by_slug(connection: Connection, slug: str) -> Any:
    """The speaker's row. NotFound when absent, or heard in nothing that may be read."""
    query = select(*Speaker.__table__.c).where(col(Speaker.slug) == slug, heard())  # type: ignore[attr-defined]
    row = connection.execute(query).first()
    if row is None:
        raise NotFound("There is no such speaker here.")
    return row
