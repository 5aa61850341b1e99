"""Addresses of documents. Hot paths are ``async def`` and answered from memory: the thread pool
alone would cost as much again as the answer."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.reader.data import document_json
from app.reader.page import document_page, margin_part, part_page
from app.reader.schemas import DocumentData
from app.reader.store import Store
from app.web.stored import respond, send_stored

router = APIRouter()

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Part = Annotated[int, Path(ge=0, le=100_000)]


@router.get(
    "/d/{slug}.json",
    name="A document as data",
    responses={200: {"model": DocumentData}},
    response_class=Response,
)
async def document_data(request: Request, slug: str) -> Response:
    """Title, text, blocks and every quotation of the latest revision."""
    return respond(request, await _store(request).body(slug, None, document_json))


class DocumentPage:
    """The page that everybody asks for, as an ASGI application of its own: FastAPI's reading of
    parameters and Starlette's response object would take longer than all the rest."""

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        speaker = Request(scope).query_params.get("speaker", "") if scope["query_string"] else ""
        store: Store = scope["app"].state.store
        body = await store.body(scope["path_params"]["slug"], None, document_page, speaker)
        await send_stored(scope, send, body)


router.routes.append(Route("/d/{slug}", DocumentPage(), methods=["GET"], include_in_schema=False))


@router.get("/d/{slug}/r/{number}", include_in_schema=False)
async def revision(
    request: Request, slug: str, number: Number, speaker: Annotated[str, Query()] = ""
) -> Response:
    return await _page(request, slug, number, speaker)


@router.get("/d/{slug}/r/{number}/margin/{part}", include_in_schema=False)
async def margin(request: Request, slug: str, number: Number, part: Part) -> Response:
    """A fragment: the cards of one part."""
    body = await _store(request).body(slug, number, margin_part, str(part))
    return respond(request, body)


@router.get("/d/{slug}/r/{number}/quotations/{part}", include_in_schema=False)
async def quotations(request: Request, slug: str, number: Number, part: Part) -> Response:
    """The cards of one part, as a page."""
    return respond(request, await _store(request).body(slug, number, part_page, str(part)))


async def _page(request: Request, slug: str, number: int | None, speaker: str) -> Response:
    body = await _store(request).body(slug, number, document_page, speaker)
    return respond(request, body)


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store
