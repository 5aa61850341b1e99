"""Error answers: a designed page for people, JSON for programs, a traceback for nobody."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.errors import DomainError
from app.web.security import SECURITY_HEADERS
from app.web.templates import render


class ErrorField(BaseModel):
    where: str
    what: str


class ErrorData(BaseModel):
    """An error, for programs."""

    status: int
    title: str
    detail: str
    fields: list[ErrorField] = Field(description="what is wrong with which part of the request")


ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorData, "description": "Absent, or not for you to read"},
    422: {"model": ErrorData, "description": "Of the wrong form"},
}

_SENTENCES = {
    404: (
        "Nothing at this address",
        "There is no page here. It may have been mistyped or cut off.",
    ),
    405: ("Not like this", "This address does not take that kind of request."),
    422: ("That cannot be right", "Part of the address or of what was sent has the wrong form."),
    500: (
        "Something broke",
        "The fault is on our side. It has been written down; nothing you did is lost.",
    ),
}


def install_error_pages(app: FastAPI) -> None:
    """Every error of the application answers through one of these."""

    @app.exception_handler(DomainError)
    def domain_error(request: Request, error: DomainError) -> Response:
        return _answer(request, error.status, error.title, error.sentence)

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        title, sentence = _said(error.status_code)
        return _answer(request, error.status_code, title, sentence, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        title, sentence = _said(422)
        fields = [
            {"where": ".".join(map(str, each["loc"])), "what": each["msg"]}
            for each in error.errors()
        ]
        return _answer(request, 422, title, sentence, fields=fields)

    @app.exception_handler(Exception)
    def broken(request: Request, _error: Exception) -> Response:
        # Runs outside the other middleware; the server logs the exception afterwards.
        return _answer(request, 500, *_said(500), headers=SECURITY_HEADERS)


def _said(status: int) -> tuple[str, str]:
    known = _SENTENCES.get(status)
    return known or (HTTPStatus(status).phrase, "The request could not be answered.")


def _answer(
    request: Request,
    status: int,
    title: str,
    sentence: str,
    *,
    fields: list[dict[str, Any]] | None = None,
    headers: Any = None,
) -> Response:
    if wants_json(request):
        content = {"status": status, "title": title, "detail": sentence, "fields": fields or []}
        return JSONResponse(content, status, headers=headers)
    page = render("errors/page.html", status=status, title=title, sentence=sentence, fields=fields)
    return HTMLResponse(page, status, headers=headers)


def wants_json(request: Request) -> bool:
    """Asked for by name or by what is accepted; a browser accepts HTML and gets a page."""
    accepted = request.headers.get("accept", "")
    if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
        return "text/html" not in accepted
    return "application/json" in accepted and "text/html" not in accepted
