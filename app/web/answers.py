"""Answers of pages that are made per request: still with an ETag, still compressed."""

import json
import zlib
from hashlib import blake2b
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.web.stored import StoredBody, respond
from app.web.templates import render

WORTH_COMPRESSING = 1_400  # bytes: less than that is one packet anyway


def page(request: Request, template: str, **context: Any) -> Response:
    """A template as an answer, 304 where the reader has it already."""
    return _answer(request, render(template, **context).encode(), "text/html")


def stylesheet(request: Request, template: str, **context: Any) -> Response:
    """A style sheet that depends on records."""
    return _answer(request, render(template, **context).encode(), "text/css")


def data(request: Request, content: Any) -> Response:
    """The JSON twin of a page."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return _answer(request, text.encode(), "application/json")


def _answer(request: Request, content: bytes, media_type: str) -> Response:
    body = StoredBody(content, media_type, blake2b(content, digest_size=9).hexdigest())
    if len(content) > WORTH_COMPRESSING:
        gzip = zlib.compressobj(level=5, wbits=31)
        body.encoded["gzip"] = gzip.compress(content) + gzip.flush()
    return respond(request, body)
