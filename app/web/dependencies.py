"""What routes ask for."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request
from sqlalchemy import Connection


def _reading(request: Request) -> Iterator[Connection]:
    """A connection for reading: one state of the database for the whole request."""
    with request.app.state.engine.connect() as connection:
        yield connection


Reading = Annotated[Connection, Depends(_reading, scope="function")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
PAGE_SIZE = 100
