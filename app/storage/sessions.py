"""The two sessions: one reads, one writes. Routes depend on them; nobody else commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """A session for reading: it sees one state of the database, and keeps nothing."""
    with Session(engine) as session:
        yield session


@contextmanager
def write_session(engine: Engine) -> Iterator[Session]:
    """A session for writing: begins IMMEDIATE (two writers queue, none fails at its commit),
    commits once at the end, rolls everything back on any exception."""
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session
