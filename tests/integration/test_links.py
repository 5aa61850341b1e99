"""Every address that a page gives opens, and every fragment is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from starlette.testclient import TestClient

NAMES = ("href", "src", "hx-get", "cite")


def addresses(page: Any, base: str) -> set[str]:
    """What the page links to, embeds or loads, on this site."""
    named = [node.attrs[name] for node in page.walk() for name in NAMES if node.attrs.get(name)]
    return {urljoin(base, each) for each in named if not each.startswith("https:")}


def crawl(client: TestClient, read_html: Callable[[str], Any]) -> tuple[dict[str, Any], set[str]]:
    """Every page that can be reached, None for what is no page, a status for what is broken; and
    all addresses with their fragments."""
    found: dict[str, Any] = {}
    links: set[str] = {"/"}
    ahead = {"/"}
    while ahead:
        address = ahead.pop()
        answer = client.get(address)
        found[address] = None if answer.status_code == 200 else answer.status_code
        if answer.headers["content-type"].startswith("text/html") and found[address] is None:
            found[address] = read_html(answer.text)
            here = addresses(found[address], address)
            links |= here
            ahead |= {link.partition("#")[0] for link in here} - found.keys()
    return found, links


def test_the_whole_library_hangs_together(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    found, links = crawl(client, read_html)
    assert {at: status for at, status in found.items() if isinstance(status, int)} == {}
    pages = {address: page for address, page in found.items() if page}
    assert len(pages) >= 1 + 1 + 8 + 1 + 8 + 1 + 2  # all of the sample's
    ids = {at: {node.attrs.get("id") for node in page.walk()} for at, page in pages.items()}
    split = [link.partition("#") for link in links]
    missing = {(at, each) for at, _, each in split if each and each not in ids[at]}
    assert missing == set()
