"""Starting on nothing, starting again, and telling that all is well."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from app.config import Settings


def test_the_process_says_that_it_is_alive_and_ready(client: TestClient) -> None:
    for address in ("/healthz", "/readyz"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_first_start_makes_the_folder_the_database_and_the_sample(
    data_dir: Path, serve: Callable[..., Any]
) -> None:
    inside = data_dir / "not" / "there" / "yet"
    with serve(inside, sample=True) as client:
        assert client.get("/d/will-russia-defend-iran").status_code == 200
    assert Settings(data_dir=inside).database_path.is_file()


def test_a_second_start_finds_what_the_first_left(
    data_dir: Path, serve: Callable[..., Any]
) -> None:
    found = []
    for _ in range(2):
        with serve(data_dir, sample=True) as client:
            found.append(client.get("/d/will-russia-defend-iran.json").json())
    assert found[0] == found[1]


def test_a_library_that_starts_without_the_sample_stays_empty(
    data_dir: Path, serve: Callable[..., Any]
) -> None:
    with serve(data_dir, sample=False) as client:
        assert client.get("/index.json").json()["documents"] == []


def test_stopping_leaves_one_whole_file(data_dir: Path, serve: Callable[..., Any]) -> None:
    with serve(data_dir, sample=True) as client:
        client.get("/")
    path = Settings(data_dir=data_dir).database_path
    assert [each.name for each in data_dir.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
