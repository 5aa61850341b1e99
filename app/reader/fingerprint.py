"""Fingerprints of the code that makes pages: what another version made is made anew."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from app.config import PROJECT
from app.documents.tables import Visibility

_PRODUCTS = ("app/text/*.py", "app/quotes/*.py", "app/reader/*.py", "templates/reader/_card*.html")


def renderer(visibility: str) -> str:
    """What stored blocks and cards were made by, and for whom: those of a document that is not public
    hold no links to records, which would answer 404."""
    return _code() if visibility == Visibility.public else f"{_code()}-unlinked"


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of what makes products, so that nobody has to remember to count a version up. It takes
    in more than is needed: to make a product anew costs little, to miss a change is a wrong page."""
    return _hash(sorted(path for names in _PRODUCTS for path in PROJECT.glob(names)))


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
