"""Sources: where the quoted words stood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.sources.schemas import SourceData, SourcesData
from app.sources.tables import Source
from app.web.dependencies import PAGE_SIZE


def test_every_source_is_listed(client: TestClient, read_html: Callable[[str], Any]) -> None:
    records = read_html(client.get("/sources").text).one("ul", class_="records")
    found = [
        (li.one("a").attrs["href"], li.one("a").said, li.one("span", class_="count").said)
        for li in records.all("li")
    ]
    assert found == [
        (
            "/sources/ap-photo-vahid-salemi",
            "AP photograph credited to Vahid Salemi",
            "2 quotations",
        ),
        ("/sources/carnegie-politika", "Carnegie Politika", "1 quotation"),
    ]


def test_the_list_as_data(client: TestClient) -> None:
    found = SourcesData.model_validate(client.get("/sources.json").json())
    assert [(s.slug, s.quotes, s.documents) for s in found.sources] == [
        ("ap-photo-vahid-salemi", 2, 1),
        ("carnegie-politika", 1, 1),
    ]


def test_a_sources_page_tells_what_the_article_says_of_it(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get("/sources/ap-photo-vahid-salemi").text)
    facts = dict(
        zip(
            [dt.said for dt in page.all("dt")],
            [dd.said for dd in page.all("dd")],
            strict=True,
        )
    )
    assert facts["By"] == "Vahid Salemi"
    assert facts["Publisher"] == "AP"
    assert facts["Credit"] == "AP photo/Vahid Salemi"
    assert "Published" not in facts


def test_its_quotations_link_to_their_places(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get("/sources/ap-photo-vahid-salemi").text)
    words = [b.text for b in page.one("ol", class_="quotes").all("b")]
    assert words == [
        "Friday, June 13, 2025,",
        "Smoke rises up after an explosion in Tehran, Iran,",
    ]
    for place in page.all("p", class_="place"):
        address, _, fragment = place.one("a").attrs["href"].partition("#")
        assert read_html(client.get(address).text).one(id=fragment).tag == "mark"


def test_a_source_as_data(client: TestClient) -> None:
    raw = client.get("/sources/carnegie-politika.json").json()
    found = SourceData.model_validate(raw)
    assert (found.title, found.kind, found.url) == ("Carnegie Politika", "periodical", None)
    assert [quote.source for quote in found.quotes] == ["Carnegie Politika"]


def test_a_date_and_an_address_are_shown_and_linked(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    book = Source(
        slug="a-book",
        title="A Book",
        kind="document",
        url="https://example.org/?a=1&b=2",
        published_on=date(2021, 12, 1),
    )
    publish(engine, "Said here.", [{"start": 0, "end": 4, "source": book}])
    page = read_html(empty_client.get("/sources/a-book").text)
    link = page.one("dl").one("a")
    assert link.attrs["href"] == link.text == "https://example.org/?a=1&b=2"
    assert "noopener" in link.attrs["rel"]
    assert "1 December 2021" in page.one("dl").said
    assert empty_client.get("/sources/a-book.json").json()["published_on"] == "2021-12-01"


@pytest.mark.parametrize("address", ["/sources/nothing", "/sources/nothing.json"])
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_empty_library_names_no_source(
    empty_client: TestClient, read_html: Callable[[str], Any]
) -> None:
    assert "No source is named yet." in read_html(empty_client.get("/sources").text).said


def test_more_than_a_hundred_quotations_are_told_in_pages(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    text = "said so. " * 150 + "End."
    quotes = [{"start": n * 9, "end": n * 9 + 7, "source": "a-book"} for n in range(101)]
    publish(engine, text, quotes)
    first, second = (empty_client.get(f"/sources/a-book.json?page={n}").json() for n in (1, 2))
    assert (len(first["quotes"]), first["more"]) == (PAGE_SIZE, True)
    assert (len(second["quotes"]), second["more"]) == (1, False)
    page = read_html(empty_client.get("/sources/a-book?page=2").text)
    assert len(page.all("p", class_="place")) == 1
    assert page.one("a", rel="prev").attrs["href"] == "/sources/a-book"
