"""Style sheets, scripts and fonts, under an address that changes with their content.

``/static/{build}/css/base.css`` may be kept for ever; modules import each other by relative paths, so
the whole tree moves together. Under any other build's name the file is served, but not for keeping: a
page from before an upgrade still finds its assets.
"""

from typing import Any

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from app.config import PROJECT


class _Assets(StaticFiles):
    def __init__(self, build: str) -> None:
        super().__init__(directory=PROJECT / "static")
        self._build = build

    async def get_response(self, path: str, scope: Scope) -> Response:
        build, _, name = path.partition("/")
        response = await super().get_response(name, scope)
        kept = "public, max-age=31536000, immutable"
        response.headers["cache-control"] = kept if build == self._build else "no-cache"
        return response

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["vary"] = "accept-encoding"
        return response


def assets(build: str) -> ASGIApp:
    return GZipMiddleware(_Assets(build), minimum_size=1000)
