"""Speakers: who is quoted, and everything they said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.speakers.schemas import SpeakerData, SpeakersData
from app.speakers.tables import Speaker
from app.web.dependencies import PAGE_SIZE

NAMES = {
    "Andrey Rudenko",
    "Biden administration",
    "Dmitry Peskov",
    "Kremlin",
    "Russia",
    "Russia's Foreign Ministry",
    "Sergei Lavrov",
    "Suleymanov",
}


def test_everybody_is_listed_by_name(client: TestClient, read_html: Callable[[str], Any]) -> None:
    records = read_html(client.get("/speakers").text).one("ul", class_="records")
    names = [li.one("a").said for li in records.all("li")]
    assert names == sorted(NAMES)
    assert [li.one("a").attrs["href"] for li in records.all("li")][2] == "/speakers/dmitry-peskov"


def test_the_list_tells_own_words_from_reports(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    records = read_html(client.get("/speakers").text).one("ul", class_="records")
    counts = {li.one("a").said: li.one("span", class_="count").said for li in records.all("li")}
    assert counts["Biden administration"] == "2 quotations"
    assert counts["Dmitry Peskov"] == "1 quotation, reported once"
    assert counts["Kremlin"] == "reported once"


def test_the_list_as_data(client: TestClient) -> None:
    found = SpeakersData.model_validate(client.get("/speakers.json").json())
    assert {each.name for each in found.speakers} == NAMES
    assert sum(each.own for each in found.speakers) == 4
    assert sum(each.reported for each in found.speakers) == 6
    assert {each.documents for each in found.speakers} == {1}


def test_a_speakers_page_has_every_quotation_in_order(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get("/speakers/dmitry-peskov").text)
    assert page.one("h1").said == "Dmitry Peskov"
    outer, inner = page.one("ol", class_="quotes").children_of("li")
    assert outer.one("b").said.startswith("Kremlin spokesman Dmitry Peskov earlier said")
    assert "reported in someone else’s words, Kremlin spokesman" in outer.said
    assert inner.one("b").text == "Russia is concerned about the developments and..."
    assert "in their own words, Kremlin spokesman" in inner.said


def test_each_links_to_its_place_in_the_article(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get("/speakers/biden-administration").text)
    links = [p.one("a") for p in page.all("p", class_="place")]
    assert len(links) == 2
    for link in links:
        assert "Will Russia Defend Iran?" in link.said
        address, _, fragment = link.attrs["href"].partition("#")
        assert read_html(client.get(address).text).one(id=fragment).tag == "mark"


def test_a_speaker_as_data(client: TestClient) -> None:
    raw = client.get("/speakers/biden-administration.json").json()
    found = SpeakerData.model_validate(raw)
    assert (found.name, found.kind, found.names) == (
        "Biden administration",
        "body",
        ["The Biden administration"],
    )
    assert [quote.provenance for quote in found.quotes] == ["named", "named"]
    assert found.quotes[0].document.slug == "will-russia-defend-iran"
    assert found.quotes[0].document.url.endswith(f"#q-{found.quotes[0].id}")


def test_other_names_are_told(client: TestClient, read_html: Callable[[str], Any]) -> None:
    page = read_html(client.get("/speakers/sergei-lavrov").text)
    assert page.one("p", class_="names").said == "Also called Lavrov"


@pytest.mark.parametrize("address", ["/speakers/nobody", "/speakers/nobody.json"])
def test_who_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_speaker_whom_nothing_quotes_is_not_shown(client: TestClient, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE quote SET state = 'rejected' WHERE reported_id = 1")
    assert client.get("/speakers/kremlin").status_code == 404
    assert "Kremlin" not in {s["name"] for s in client.get("/speakers.json").json()["speakers"]}


def test_an_empty_library_quotes_nobody(
    empty_client: TestClient, read_html: Callable[[str], Any]
) -> None:
    assert "No one is quoted by name yet." in read_html(empty_client.get("/speakers").text).said


def test_more_than_a_hundred_quotations_are_told_in_pages(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    text = "said so. " * 250 + "End."
    starts = [n * 9 for n in range(205)]
    publish(engine, text, [{"start": n, "end": n + 7, "speaker": "ann"} for n in starts])
    pages = [empty_client.get(f"/speakers/ann.json?page={n}").json() for n in (1, 2, 3, 4)]
    assert [len(page["quotes"]) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 5, 0]
    assert [page["more"] for page in pages] == [True, True, False, False]
    ids = [quote["id"] for page in pages for quote in page["quotes"]]
    in_text = [quote["id"] for quote in empty_client.get("/d/article.json").json()["quotes"]]
    assert ids == in_text
    second = read_html(empty_client.get("/speakers/ann?page=2").text)
    assert len(second.all("p", class_="place")) == PAGE_SIZE
    assert second.one("a", rel="next").attrs["href"] == "/speakers/ann?page=3"
    assert second.one("a", rel="prev").attrs["href"] == "/speakers/ann"
    assert "Nothing on this page." in read_html(empty_client.get("/speakers/ann?page=9").text).said


def test_more_than_a_hundred_speakers_are_told_in_pages(
    empty_client: TestClient, engine: Engine, publish: Any
) -> None:
    text = "said so. " * 150 + "End."
    people = [
        Speaker(slug=f"person-{n:03}", name=f"Person {n:03}", kind="person", hue=n % 72 * 5)
        for n in range(105)
    ]
    publish(
        engine,
        text,
        [{"start": n * 9, "end": n * 9 + 7, "speaker": each} for n, each in enumerate(people)],
    )
    first, second = (empty_client.get(f"/speakers.json?page={n}").json() for n in (1, 2))
    slugs = [each["slug"] for page in (first, second) for each in page["speakers"]]
    assert (len(first["speakers"]), first["more"], second["more"]) == (PAGE_SIZE, True, False)
    assert slugs == [f"person-{n:03}" for n in range(105)]


def test_newest_document_first(empty_client: TestClient, engine: Engine, publish: Any) -> None:
    for slug in ("older", "newer"):
        publish(engine, "said so.", [{"start": 0, "end": 4, "speaker": "ann"}], slug=slug)
    found = empty_client.get("/speakers/ann.json").json()["quotes"]
    assert [quote["document"]["slug"] for quote in found] == ["newer", "older"]
    assert empty_client.get("/speakers.json").json()["speakers"][0]["documents"] == 2


NO_SLUGS = ["a b", 'a"]{}', "a;b", "<b>", "x" * 121, "%00", "a%0a"]


def test_a_style_sheet_is_made_only_for_what_can_be_a_slug(client: TestClient) -> None:
    found = {slug: client.get(f"/speakers/{slug}/focus.css").status_code for slug in NO_SLUGS}
    assert found == dict.fromkeys(NO_SLUGS, 422)


def test_the_style_sheet_tells_nothing_of_who_exists(client: TestClient) -> None:
    there = client.get("/speakers/kremlin/focus.css")
    absent = client.get("/speakers/nobody/focus.css")
    assert there.status_code == absent.status_code == 200
    assert there.text.replace("kremlin", "nobody") == absent.text
