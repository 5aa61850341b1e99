"""Pages of sources, and their JSON twins."""

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, Row
from starlette.responses import Response

from app.quotes.queries import quotes_of_source
from app.quotes.schemas import in_place_json
from app.sources.access import source_by_slug
from app.sources.queries import sources_with_counts
from app.sources.schemas import SourceData, SourcesData
from app.sources.tables import KIND_IN_WORDS
from app.web import answers
from app.web.dependencies import PAGE_SIZE, PageNumber, Reading

router = APIRouter()


@router.get("/sources", include_in_schema=False)
def sources(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    rows = sources_with_counts(connection, page, PAGE_SIZE)
    return answers.page(
        request,
        "sources/list.html",
        sources=rows[:PAGE_SIZE],
        kinds=KIND_IN_WORDS,
        page=page,
        more=len(rows) > PAGE_SIZE,
    )


@router.get(
    "/sources.json",
    name="Sources as data",
    responses={200: {"model": SourcesData}},
    response_class=Response,
)
def sources_data(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    """Everything quoted from, by title."""
    rows = sources_with_counts(connection, page, PAGE_SIZE)
    entries = [
        {**_own(row), "quotes": row.quotes, "documents": row.documents} for row in rows[:PAGE_SIZE]
    ]
    return answers.data(request, {"sources": entries, "page": page, "more": len(rows) > PAGE_SIZE})


@router.get(
    "/sources/{slug}.json",
    name="A source as data",
    responses={200: {"model": SourceData}},
    response_class=Response,
)
def source_data(request: Request, connection: Reading, slug: str, page: PageNumber = 1) -> Response:
    """What is known of a source, and everything quoted from it."""
    found = _source(connection, slug, page)
    quotes = [in_place_json(quote) for quote in found["quotes"]]
    content = {**_own(found["source"]), "quotes": quotes, "page": page, "more": found["more"]}
    return answers.data(request, content)


@router.get("/sources/{slug}", include_in_schema=False)
def source(request: Request, connection: Reading, slug: str, page: PageNumber = 1) -> Response:
    found = _source(connection, slug, page)
    return answers.page(request, "sources/page.html", kinds=KIND_IN_WORDS, **found)


def _source(connection: Connection, slug: str, page: int) -> dict[str, Any]:
    """What ``sources/page.html`` receives. Two statements, whatever the number of quotes."""
    row = source_by_slug(connection, slug)
    quotes = quotes_of_source(connection, row.id, page, PAGE_SIZE)
    return {
        "source": row,
        "quotes": quotes[:PAGE_SIZE],
        "page": page,
        "more": len(quotes) > PAGE_SIZE,
    }


def _own(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "slug": row.slug,
        "kind": row.kind,
        "title": row.title,
        "author": row.author,
        "publisher": row.publisher,
        "published_on": row.published_on and row.published_on.isoformat(),
        "url": row.url,
        "credit": row.credit,
    }
