"""Finished bodies: bytes with an ETag and their compressed forms, answered without further work."""

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

# Best ratio first. Brotli is only asked for over HTTPS or from this computer; gzip serves the rest.
ENCODINGS = ("br", "gzip")


@dataclass(slots=True, eq=False)
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
    encoding = _choose(request.headers.get("accept-encoding", ""), body.encoded)
    tag = f'"{body.tag}-{encoding}"' if encoding else f'"{body.tag}"'
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if _matches(request.headers.get("if-none-match"), body.tag):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["content-encoding"] = encoding
    content = body.encoded[encoding] if encoding else body.identity
    return Response(content, headers=headers, media_type=body.media_type)


def _choose(accepted: str, ready: dict[str, bytes]) -> str | None:
    offered = {}
    for item in "".join(accepted.lower().split()).split(","):
        name, _, parameters = item.partition(";")
        offered[name] = parameters not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ENCODINGS if name in ready and offered.get(name)), None)


def _matches(header: str | None, tag: str) -> bool:
    """Weak comparison with any of the body's encodings: they say the same thing."""
    if header is None:
        return False
    if header.strip() == "*":
        return True
    same = {tag, *(f"{tag}-{encoding}" for encoding in ENCODINGS)}
    return any(each.strip().removeprefix("W/").strip('"') in same for each in header.split(","))
