"""Answers for the reference to hand out: a folder with the body and the headers of each."""

import json
from collections.abc import Mapping
from pathlib import Path

import brotli

from tests.bench.client import Answer

# What the server adds by itself.
OWN = {"date", "server", "content-length", "connection"}


def keep(folder: Path, name: str, answer: Answer) -> None:
    """The same bytes under the same headers as the app's."""
    headers = {key: value for key, value in answer.headers.items() if key not in OWN}
    _write(folder, name, answer.body, headers)


def keep_page(folder: Path, name: str, html: str) -> None:
    """A page of our own, compressed as the app's are."""
    body = brotli.compress(html.encode(), quality=9)
    headers = {"content-type": "text/html; charset=utf-8", "content-encoding": "br"}
    _write(folder, name, body, headers)


def _write(folder: Path, name: str, body: bytes, headers: Mapping[str, str]) -> None:
    (folder / f"{name}.body").write_bytes(body)
    (folder / f"{name}.json").write_text(json.dumps(dict(headers)))
