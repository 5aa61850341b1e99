"""Finished bodies: bytes with an ETag and their compressed forms, answered without further work."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope, Send

# Best ratio first. Brotli is only asked for over HTTPS or from this computer; gzip serves the rest.
ENCODINGS = ("br", "gzip")

ASK_AGAIN = b"no-cache"  # to be kept, and asked for again with its tag each time

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]


@dataclass(slots=True, eq=False, repr=False)  # megabytes are no use in a message
class StoredBody:
    """A body and what is needed to answer with it. ``encoded`` is filled in later, by a thread."""

    identity: bytes
    media_type: str
    tag: str  # of the content: an opaque word, without quotes
    encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.identity) + sum(map(len, self.encoded.values()))


def respond(request: Request, body: StoredBody) -> Response:
    """200 in the best encoding that is accepted and ready, or 304 (RFC 9110 §13.1.2, §8.8.3.3)."""
    status, headers, content = _answer(request.scope["headers"], body)
    response = Response(content, status)
    response.raw_headers = headers
    return response


async def send_stored(
    scope: Scope, send: Send, body: StoredBody, cache_control: bytes = ASK_AGAIN
) -> None:
    """The same, straight to the server, for where a response object would cost as much again."""
    status, headers, content = _answer(scope["headers"], body, cache_control)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _answer(
    asked: Iterable[tuple[bytes, bytes]], body: StoredBody, cache_control: bytes = ASK_AGAIN
) -> tuple[int, RawHeaders, bytes]:
    accepted, known = b"", None
    for name, value in asked:
        if name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
    encoding = _choose(accepted, tuple(body.encoded)) if accepted else None
    tag = f'"{body.tag}-{encoding}"' if encoding else f'"{body.tag}"'
    headers = [
        (b"etag", tag.encode()),
        (b"cache-control", cache_control),
        (b"vary", b"accept-encoding"),
    ]
    if known is not None and _matches(known.decode("latin-1"), body.tag):
        return 304, headers, b""
    content = body.encoded[encoding] if encoding else body.identity
    if encoding:
        headers.append((b"content-encoding", encoding.encode()))
    text = "; charset=utf-8" if body.media_type.startswith("text/") else ""
    headers.append((b"content-type", f"{body.media_type}{text}".encode()))
    headers.append((b"content-length", str(len(content)).encode()))
    return 200, headers, content


@lru_cache(maxsize=256)
def _choose(accepted: bytes, ready: tuple[str, ...]) -> str | None:
    """The encoding to answer in. Browsers send few different headers, so the answers are kept."""
    offered = {}
    for item in "".join(accepted.decode("latin-1").lower().split()).split(","):
        name, _, parameters = item.partition(";")
        offered[name] = parameters not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ENCODINGS if name in ready and offered.get(name)), None)


def _matches(header: str, tag: str) -> bool:
    """Weak comparison with any of the body's encodings: they say the same thing."""
    if header.strip() == "*":
        return True
    same = {tag, *(f"{tag}-{encoding}" for encoding in ENCODINGS)}
    return any(each.strip().removeprefix("W/").strip('"') in same for each in header.split(","))
