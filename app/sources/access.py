"""The only way from outside input to a source."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select
from sqlmodel import col

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.errors import NotFound
from app.quotes.tables import Quote, QuoteState
from app.sources.tables import Source


def quoted() -> ColumnElement[bool]:
    """The source is quoted where a stranger may read: others don't exist for them."""
    return exists(
        select(1)
        .select_from(Quote)
        .join(Revision, col(Revision.id) == col(Quote.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(
            col(Quote.source_id) == col(Source.id),
            col(Quote.state) != QuoteState.rejected,
            listed(),
            is_latest(),
        )
        .correlate(Source)
    )


def source_by_slug(connection: Connection, slug: str) -> Any:
    """The source's row. NotFound when absent, or quoted in nothing that may be read."""
    query = select(*Source.__table__.c).where(col(Source.slug) == slug, quoted())  # type: ignore[attr-defined]
    row = connection.execute(query).first()
    if row is None:
        raise NotFound("There is no such source here.")
    return row
