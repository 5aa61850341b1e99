"""Style sheets, scripts and fonts, under an address that changes with their content.

``/static/{build}/css/base.css`` may be kept for ever; modules import each other by relative paths, so
the whole tree moves together. Under any other build's name the file is served, but not for keeping: a
page from before an upgrade still finds its assets.

They are small, so they are kept in memory: a file read by the framework's own application takes ten times
as long, which a page with a dozen of them shows.
"""

import zlib
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from app.config import PROJECT
from app.web.stored import StoredBody, send_stored

KEPT = b"public, max-age=31536000, immutable"
# Style sheets that a page always loads together, as one: each request costs a browser more than its bytes.
BUNDLES = {
    "css/reading.css": ("css/tokens.css", "css/base.css", "css/hues.css", "css/reader.css"),
    "css/listing.css": ("css/tokens.css", "css/base.css", "css/hues.css", "css/lists.css"),
}
# Named here, as what the system's table says differs from machine to machine.
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
_COMPRESSIBLE = ("text/", "image/svg")


class Assets:
    """An ASGI application to be mounted at ``/static``."""

    def __init__(self, build: str) -> None:
        self._build = build
        self._bodies: dict[str, StoredBody] = {}
        # What may be asked for is listed, so no name ever becomes a path.
        folder = PROJECT / "static"
        files = (path for path in folder.rglob("*") if path.is_file())
        self._files = {
            path.relative_to(folder).as_posix(): path for path in files if path.suffix in TYPES
        }

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            raise HTTPException(405, headers={"allow": "GET, HEAD"})
        path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        build, _, name = path.partition("/")
        kept = KEPT if build == self._build else b"no-cache"
        await send_stored(scope, send, self._body(name), cache_control=kept)

    def _body(self, name: str) -> StoredBody:
        if name not in self._bodies:
            self._bodies[name] = self._read(name)
        return self._bodies[name]

    def _read(self, name: str) -> StoredBody:
        parts = BUNDLES.get(name, (name,))
        if any(part not in self._files for part in parts):
            raise HTTPException(404)
        content = b"\n".join(self._files[part].read_bytes() for part in parts)
        media_type = TYPES[PurePosixPath(name).suffix]
        body = StoredBody(content, media_type, f"{self._build}-{zlib.crc32(content):08x}")
        if media_type.startswith(_COMPRESSIBLE):
            gzip = zlib.compressobj(level=9, wbits=31)
            body.encoded["gzip"] = gzip.compress(content) + gzip.flush()
        return body
