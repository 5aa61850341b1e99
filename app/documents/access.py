"""The only way from outside input to a document: who may see which one is decided here.

Until there are accounts, everybody is a stranger: strangers read public documents and, knowing the
address, those shared by link. What is private does not exist for them (invariant 7).
"""

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from app.documents.tables import Document, Revision, Visibility


def readable() -> ColumnElement[bool]:
    """Documents that open for whoever knows their address."""
    return col(Document.visibility) != Visibility.private


def listed() -> ColumnElement[bool]:
    """Documents that appear in lists and counts."""
    return col(Document.visibility) == Visibility.public


def is_latest() -> ColumnElement[bool]:
    """The revision is its document's newest; for queries that join both tables."""
    newest = (
        select(func.max(Revision.number))
        .where(col(Revision.document_id) == col(Document.id))
        .correlate(Document)
        .scalar_subquery()
    )
    return col(Revision.number) == newest
