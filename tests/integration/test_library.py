"""The library: every document that is listed, newest first, with how well it is sourced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.reader.library import LibraryData
from app.web.dependencies import PAGE_SIZE


def test_a_newcomer_finds_the_article(client: TestClient, read_html: Callable[[str], Any]) -> None:
    page = read_html(client.get("/").text)
    link = page.one("main").one("a", href="/d/will-russia-defend-iran")
    assert link.said == "Will Russia Defend Iran? Unpacking A Complex Alliance"
    assert page.one("p", class_="lead").said.startswith("The geopolitical landscape of the Middle")
    assert "29 quotations, 4 with a named speaker" in page.said


def test_its_meter_has_a_segment_for_each_way_of_being_sourced(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    meter = read_html(client.get("/").text).one("svg", class_="meter")
    segments = [(r.attrs["data-status"], int(r.attrs["width"])) for r in meter.all("rect")]
    assert segments == [("named", 4), ("reported", 6), ("sourced", 3), ("unnamed", 9), ("term", 7)]
    assert meter.attrs["viewbox"] == "0 0 29 1"
    assert meter.attrs["role"] == "img"
    assert "4 have a named speaker" in meter.attrs["aria-label"]


def test_an_empty_library_says_so(
    empty_client: TestClient, read_html: Callable[[str], Any]
) -> None:
    assert "This library is empty." in read_html(empty_client.get("/").text).said
    assert empty_client.get("/index.json").json() == {"documents": [], "page": 1, "more": False}


def test_as_data(client: TestClient) -> None:
    found = client.get("/index.json").json()
    (document,) = LibraryData.model_validate(found, strict=False).documents
    assert (document.slug, document.words, document.quotes) == ("will-russia-defend-iran", 2076, 29)
    assert sum(document.provenance.values()) == document.quotes
    assert (found["page"], found["more"]) == (1, False)


def test_newest_first(empty_client: TestClient, engine: Engine, publish: Any) -> None:
    for day, slug in enumerate(("b-oldest", "c-middle", "a-newest"), start=1):
        publish(engine, "Text.", slug=slug, created_at=datetime(2025, 1, day, tzinfo=UTC))
    found = empty_client.get("/index.json").json()["documents"]
    assert [each["slug"] for each in found] == ["a-newest", "c-middle", "b-oldest"]


def test_a_document_tells_what_is_known_of_it(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    publish(engine, "Text.", byline="Ann", publisher="The Paper", published_on=date(2024, 2, 9))
    page = read_html(empty_client.get("/").text)
    said = [span.said for span in page.one("p", class_="meta").all("span")]
    assert said == ["By Ann", "The Paper", "9 February 2024", "1 word"]


def test_a_document_without_quotes_says_so(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    publish(engine, "Text.")
    page = read_html(empty_client.get("/").text)
    assert "no quotations marked yet" in page.said
    assert page.all("svg", class_="meter") == []


def test_more_than_a_page_is_told_in_pages(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    for number in range(PAGE_SIZE + 3):
        publish(engine, "Text.", slug=f"number-{number}")
    first, second = (empty_client.get(f"/index.json?page={n}").json() for n in (1, 2))
    assert (len(first["documents"]), first["more"]) == (PAGE_SIZE, True)
    assert (len(second["documents"]), second["more"]) == (3, False)
    slugs = {each["slug"] for found in (first, second) for each in found["documents"]}
    assert len(slugs) == PAGE_SIZE + 3
    assert read_html(empty_client.get("/").text).one("a", rel="next").attrs["href"] == "/?page=2"
    second_page = read_html(empty_client.get("/?page=2").text)
    assert second_page.one("a", rel="prev").attrs["href"] == "/"
    assert second_page.all("a", rel="next") == []


def test_a_page_past_the_end_says_so(client: TestClient, read_html: Callable[[str], Any]) -> None:
    assert "There is no page 7." in read_html(client.get("/?page=7").text).said


@pytest.mark.parametrize("address", ["/", "/index.json"])
def test_who_has_it_already_is_told_so(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
