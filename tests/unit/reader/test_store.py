"""Finished documents in memory, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.config import Settings
from app.errors import NotFound
from app.main import create_app
from app.reader.data import document_json
from app.reader.page import document_page
from app.reader.store import Store
from app.web.stored import StoredBody

TEXT = "Ann said yes to it.\n\n" + "Nothing else was said there. " * 40 + "End."


@pytest.fixture(autouse=True)
def _assets(data_dir: Path) -> None:
    create_app(Settings(data_dir=data_dir))  # gives templates the address of the style sheets


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    store = Store(engine, 50_000_000)
    yield store
    store.close()


def body(store: Store, slug: str, number: int | None = None, make: Any = document_page) -> Any:
    return asyncio.run(store.body(slug, number, make))


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        body(store, "nothing")


def test_a_revision_that_is_not_there_is_not_found(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    with pytest.raises(NotFound):
        body(store, "article", 2)


def test_a_private_document_is_not_found(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT, visibility="private")
    with pytest.raises(NotFound):
        body(store, "article")


def test_the_second_view_gets_the_finished_body(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    assert body(store, "article") is body(store, "article")


def test_kinds_and_variants_of_a_document_are_told_apart(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    page, data = body(store, "article"), body(store, "article", make=document_json)
    assert (page.media_type, data.media_type) == ("text/html", "application/json")
    assert page.tag != data.tag


def test_a_document_that_turns_private_is_gone_at_once(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    body(store, "article")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE document SET visibility = 'private'")
    with pytest.raises(NotFound):
        body(store, "article")


def test_compressed_forms_come_soon_after(
    store: Store, engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    page = body(store, "article")
    store._compressor.shutdown(wait=True)
    assert set(page.encoded) == {"br", "gzip"}
    assert all(len(each) < len(page.identity) for each in page.encoded.values())


def test_memory_is_bounded_by_forgetting_the_document_made_longest_ago(
    engine: Engine, publish: Callable[..., int]
) -> None:
    for slug in ("one", "two", "three"):
        publish(engine, TEXT, slug=slug)
    store = Store(engine, 9_000)
    try:
        first = body(store, "one")
        assert len(first.identity) > 3_000
        body(store, "two")
        last = body(store, "three")
        assert body(store, "three") is last
        assert body(store, "one") is not first
    finally:
        store.close()


def test_variants_asked_for_at_will_do_not_fill_the_memory(
    engine: Engine, publish: Callable[..., int]
) -> None:
    publish(engine, TEXT)
    limit = 100_000
    store = Store(engine, limit)

    def make(_entry: Any, _connection: Any, argument: str) -> StoredBody:
        return StoredBody(b"x" * 10_000, "text/plain", argument)

    try:
        for n in range(50):
            asyncio.run(store.body("article", None, make, str(n)))
            assert store._size() <= limit
    finally:
        store.close()
