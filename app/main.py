"""The application: settings → database → middleware → routers → error pages; nothing else."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__
from app.config import Settings, settings
from app.reader import library, operations
from app.reader import routes as reader
from app.reader.fingerprint import build
from app.reader.store import Store
from app.sample.load import load_sample
from app.sources import pages as sources
from app.speakers import pages as speakers
from app.storage.engine import open_engine
from app.storage.migrate import migrate
from app.storage.sessions import write_session
from app.web.assets import Assets
from app.web.errors import ERRORS, install_error_pages
from app.web.security import HeadAsGet, SecurityHeaders
from app.web.templates import set_global


def create_app(config: Settings | None = None) -> FastAPI:
    """The application on its database, which is made, migrated and given the sample on start."""
    config = config or settings()
    app = FastAPI(
        title="On the Record",
        version=__version__,
        lifespan=_lifespan,
        docs_url=None,  # their pages fetch scripts from elsewhere
        redoc_url=None,
        responses=ERRORS,
    )
    app.state.config = config
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    set_global("assets", f"/static/{build()}")
    for router in (reader.router, library.router, speakers.router, sources.router):
        app.include_router(router)
    app.include_router(operations.router)
    app.mount("/static", Assets(build()))
    install_error_pages(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    config: Settings = app.state.config
    engine = open_engine(config.database_path)
    migrate(engine)
    if config.sample:
        with write_session(engine) as session:
            load_sample(session)
    app.state.engine = engine
    app.state.store = Store(engine, config.cache_bytes)
    # What was made until here lives as long as the process: no later collection looks at it (measured:
    # up to 28 % of a render). The command line switches collections off while it starts.
    gc.freeze()
    gc.enable()
    yield
    app.state.store.close()
    engine.dispose()
