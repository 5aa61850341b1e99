"""Pages of speakers, and their JSON twins."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from sqlalchemy import Connection
from starlette.responses import Response

from app.quotes.queries import quotes_of_speaker
from app.quotes.schemas import in_place_json
from app.speakers.access import speaker_by_slug
from app.speakers.queries import names_of, speakers_with_counts
from app.speakers.schemas import SpeakerData, SpeakersData
from app.web import answers
from app.web.dependencies import PAGE_SIZE, PageNumber, Reading

router = APIRouter()


@router.get("/speakers", include_in_schema=False)
def speakers(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    rows = speakers_with_counts(connection, page, PAGE_SIZE)
    return answers.page(
        request,
        "speakers/list.html",
        speakers=rows[:PAGE_SIZE],
        page=page,
        more=len(rows) > PAGE_SIZE,
    )


@router.get(
    "/speakers.json",
    name="Speakers as data",
    responses={200: {"model": SpeakersData}},
    response_class=Response,
)
def speakers_data(request: Request, connection: Reading, page: PageNumber = 1) -> Response:
    """Everyone quoted or reported, by name."""
    rows = speakers_with_counts(connection, page, PAGE_SIZE)
    entries = [
        {
            "id": row.public_id,
            "slug": row.slug,
            "name": row.name,
            "kind": row.kind,
            "own": row.own,
            "reported": row.reported,
            "documents": row.documents,
        }
        for row in rows[:PAGE_SIZE]
    ]
    return answers.data(request, {"speakers": entries, "page": page, "more": len(rows) > PAGE_SIZE})


@router.get(
    "/speakers/{slug}.json",
    name="A speaker as data",
    responses={200: {"model": SpeakerData}},
    response_class=Response,
)
def speaker_data(
    request: Request, connection: Reading, slug: str, page: PageNumber = 1
) -> Response:
    """A speaker's names, and everything they said or are reported to have said."""
    found = _speaker(connection, slug, page)
    row = found["speaker"]
    content = {
        "id": row.public_id,
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "names": found["names"],
        "description": row.description,
        "same_as": row.same_as,
        "quotes": [in_place_json(quote) for quote in found["quotes"]],
        "page": page,
        "more": found["more"],
    }
    return answers.data(request, content)


@router.get("/speakers/{slug}/focus.css", include_in_schema=False)
async def focus(
    request: Request, slug: Annotated[str, Path(pattern=r"^[\w-]{1,120}$")]
) -> Response:
    """The style sheet that dims everybody else in an article: how choosing a speaker works without
    a script, and with one. It says nothing of any record, so it asks for none."""
    return answers.stylesheet(request, "speakers/focus.css", slug=slug)


@router.get("/speakers/{slug}", include_in_schema=False)
def speaker(request: Request, connection: Reading, slug: str, page: PageNumber = 1) -> Response:
    return answers.page(request, "speakers/page.html", **_speaker(connection, slug, page))


def _speaker(connection: Connection, slug: str, page: int) -> dict[str, Any]:
    """What ``speakers/page.html`` receives. Three statements, whatever the number of quotes."""
    row = speaker_by_slug(connection, slug)
    quotes = quotes_of_speaker(connection, row.id, page, PAGE_SIZE)
    return {
        "speaker": row,
        "names": names_of(connection, row.id),
        "quotes": quotes[:PAGE_SIZE],
        "page": page,
        "more": len(quotes) > PAGE_SIZE,
    }
