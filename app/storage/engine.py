"""The embedded database: one file, SQLite in WAL mode, foreign keys on."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

BUSY_TIMEOUT_MS = 10_000  # a writer waits for another one this long before it gives up


def open_engine(path: Path) -> Engine:
    """An engine on the database file, which (and whose folder) is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling would begin deferred and only before writes:
    # switched off, `_begin` begins every transaction as its connection asks.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",  # first: the next one may have to wait for another process
        "journal_mode = WAL",
        "synchronous = FULL",  # an acknowledged write survives a power cut; costs one fdatasync
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
