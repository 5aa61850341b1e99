"""Reads of sources."""

from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlmodel import col

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.quotes.tables import Quote, QuoteState
from app.sources.tables import Source


def sources_with_counts(connection: Connection, page: int, size: int) -> list[Row[Any]]:
    """A page of the sources by title, with how often each is quoted and in how many documents. One
    row more than ``size``, where there is another page. One statement."""
    quoted = (
        select(
            col(Quote.source_id).label("id"),
            func.count().label("quotes"),
            func.count(col(Document.id).distinct()).label("documents"),
        )
        .select_from(Quote)
        .join(Revision, col(Revision.id) == col(Quote.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(listed(), is_latest(), col(Quote.state) != QuoteState.rejected)
        .group_by(col(Quote.source_id))
        .subquery()
    )
    query = (
        select(*Source.__table__.c, quoted.c.quotes, quoted.c.documents)  # type: ignore[attr-defined]
        .join(quoted, quoted.c.id == col(Source.id))
        .order_by(func.lower(col(Source.title)), col(Source.id))
        .offset((page - 1) * size)
        .limit(size + 1)
    )
    return list(connection.execute(query))
