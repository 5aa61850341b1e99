"""The library: all documents, newest first, each with how well its quotations are sourced."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy import Connection, select
from sqlmodel import col
from starlette.responses import Response

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.quotes.provenance import Provenance
from app.reader.page import quotes_of, segments
from app.reader.tables import RenderedRevision
from app.web import answers
from app.web.dependencies import PAGE_SIZE, PageNumber, Reading

router = APIRouter()


class DocumentEntry(BaseModel):
    id: str
    slug: str
    title: str
    lead: str
    byline: str | None
    published_on: date | None
    words: int
    quotes: int
    provenance: dict[Provenance, int]


class LibraryData(BaseModel):
    documents: list[DocumentEntry]
    page: int
    more: bool


@router.get("/", include_in_schema=False)
def library(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    rows = _documents(connection, page)
    documents = [
        {
            "row": row,
            "quotes": quotes_of(row.summary),
            "segments": segments(row.summary["provenance"]),
        }
        for row in rows[:PAGE_SIZE]
    ]
    return answers.page(
        request, "reader/library.html", documents=documents, page=page, more=len(rows) > PAGE_SIZE
    )


@router.get(
    "/index.json", name="The library as data", responses={200: {"model": LibraryData}},
    response_class=Response,
)  # fmt: skip
def library_data(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    """Documents, newest first, with the provenance of each."""
    rows = _documents(connection, page)
    documents = [_entry(row) for row in rows[:PAGE_SIZE]]
    return answers.data(
        request, {"documents": documents, "page": page, "more": len(rows) > PAGE_SIZE}
    )


def _entry(row: Any) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "slug": row.slug,
        "title": row.title,
        "lead": row.summary["lead"],
        "byline": row.byline,
        "published_on": row.published_on and row.published_on.isoformat(),
        "words": row.words,
        "quotes": quotes_of(row.summary),
        "provenance": row.summary["provenance"],
    }


def _documents(connection: Connection, page: int) -> list[Any]:
    """A page of them, and one more where there are more. One statement."""
    query = (
        select(Document.__table__, col(Revision.words), col(RenderedRevision.summary))  # type: ignore[attr-defined]
        .join(Revision, col(Revision.document_id) == col(Document.id))
        .join(RenderedRevision, col(RenderedRevision.revision_id) == col(Revision.id))
        .where(listed(), is_latest())
        .order_by(col(Document.created_at).desc(), col(Document.id).desc())
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE + 1)
    )
    return list(connection.execute(query))
