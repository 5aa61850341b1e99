"""SQL statements of a page view, counted in this process, by the driver's own count.

``BEGIN`` is not counted: it asks nothing of the tables, and the warm path has none.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2 as httpx
from fastapi import FastAPI
from sqlalchemy import Engine, event

from app.config import Settings
from app.main import create_app
from tests.bench.change import change_quote
from tests.bench.load import Library, Loaded
from tests.bench.report import Figure

SECTION = "SQL statements per page view"
GOAL = 2


def statement_figures(library: Library) -> list[Figure]:
    return asyncio.run(_figures(library))


async def _figures(library: Library) -> list[Figure]:
    app = create_app(Settings(data_dir=library.folder, sample=False))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://bench") as client,
    ):
        return [
            Figure(SECTION, f"{situation} view of {size}", count, "statements", GOAL)
            for size, loaded in library.articles.items()
            for situation, count in (await _counts(app, client, library.engine, loaded)).items()
        ]


async def _counts(
    app: FastAPI, client: httpx.AsyncClient, engine: Engine, loaded: Loaded
) -> dict[str, int]:
    counts = {}
    for situation in ("cold", "warm", "changed"):
        if situation == "changed":
            change_quote(engine, loaded, 0, speaker_id=2)
        with _counted(app) as statements:
            (await client.get(loaded.path)).raise_for_status()
        counts[situation] = len(statements)
    return counts


@contextmanager
def _counted(app: FastAPI) -> Iterator[list[str]]:
    """By the driver's own account: the hottest question goes straight to it."""
    statements: list[str] = []

    def note(statement: str) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            statements.append(statement)

    def listen(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(note)

    kept = app.state.store._kept.driver_connection
    event.listen(app.state.engine, "checkout", listen)
    kept.set_trace_callback(note)
    try:
        yield statements
    finally:
        event.remove(app.state.engine, "checkout", listen)
        kept.set_trace_callback(None)
