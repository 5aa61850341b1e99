"""Fingerprints of the code that makes pages: what another version made is made anew."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from app.config import PROJECT

_CARDS = (
    "app/reader/marks.py",
    "app/reader/cards.py",
    "app/reader/parts.py",
    "app/reader/summary.py",
    "app/text/runs.py",
    "templates/reader/_card.html",
)


@lru_cache(maxsize=1)
def renderer() -> str:
    """Of what makes stored blocks and cards. A hash, so that nobody has to remember to count up."""
    return _hash(PROJECT / name for name in _CARDS)


@lru_cache(maxsize=1)
def build() -> str:
    """Of everything that a page's bytes depend on but its records: in every ETag and asset URL."""
    folders = ("app", "templates", "static")
    return _hash(
        path
        for folder in folders
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )


def _hash(paths: Iterable[Path]) -> str:
    digest = blake2b(digest_size=6)
    for path in paths:
        digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
