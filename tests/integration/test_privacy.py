"""What may not be read does not exist; what is shared by link opens and is listed nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.sources.tables import Source
from app.speakers.tables import Speaker

TEXT = "Mallory whispered this to us, as The Secret Dossier says."
OWN = [
    "/d/hidden",
    "/d/hidden.json",
    "/d/hidden/r/1",
    "/d/hidden/r/1/margin/1",
    "/d/hidden/r/1/quotations/1",
]
RECORDS = [
    "/speakers/mallory",
    "/speakers/mallory.json",
    "/sources/secret-dossier",
    "/sources/secret-dossier.json",
]
LISTS = ["/", "/index.json", "/speakers", "/speakers.json", "/sources", "/sources.json"]


def hide(engine: Engine, publish: Any, visibility: str) -> None:
    mallory = Speaker(slug="mallory", name="Mallory", kind="person", hue=5, description="A spy.")
    dossier = Source(slug="secret-dossier", title="The Secret Dossier", kind="report")
    quotes = [
        {"start": 0, "end": 28, "speaker": mallory},
        {"start": 34, "end": 52, "reported": mallory, "source": dossier},
    ]
    publish(engine, TEXT, quotes, slug="hidden", title="Hidden", visibility=visibility)


@pytest.fixture
def private(client: TestClient, engine: Engine, publish: Any) -> TestClient:
    """The sample, and beside it a private document with a speaker and a source of its own."""
    hide(engine, publish, "private")
    return client


@pytest.fixture
def linked(client: TestClient, engine: Engine, publish: Any) -> TestClient:
    hide(engine, publish, "link")
    return client


def same_answer(client: TestClient, address: str, absent: str) -> None:
    """Status, headers and body are those of an address that never was."""
    found, never = client.get(address), client.get(absent)
    assert found.status_code == 404
    assert found.text == never.text
    assert found.headers == never.headers


def test_a_private_document_answers_as_one_that_never_was(private: TestClient) -> None:
    for address in OWN:
        same_answer(private, address, address.replace("hidden", "absent"))
        same_answer(private, f"{address}?speaker=mallory", address.replace("hidden", "absent"))


def test_nor_does_an_etag_tell_of_it(private: TestClient) -> None:
    answer = private.get("/d/hidden", headers={"if-none-match": "*"})
    assert answer.status_code == 404
    assert "etag" not in answer.headers


def test_records_of_private_documents_alone_answer_as_ones_that_never_were(
    private: TestClient,
) -> None:
    for address in RECORDS:
        absent = address.replace("mallory", "nobody").replace("secret-dossier", "nothing")
        same_answer(private, address, absent)


@pytest.mark.parametrize("visibility", ["private", "link"])
def test_no_list_tells_of_it(
    client: TestClient, engine: Engine, publish: Any, visibility: str
) -> None:
    before = {address: client.get(address).text for address in LISTS}
    hide(engine, publish, visibility)
    assert {address: client.get(address).text for address in LISTS} == before


def test_someone_quoted_in_both_shows_only_what_may_be_read(
    client: TestClient, engine: Engine, publish: Any
) -> None:
    before = client.get("/speakers/kremlin.json").json()
    quote = {"start": 0, "end": 4, "speaker": "kremlin", "source": "carnegie-politika"}
    publish(engine, "Said in private.", [quote], slug="hidden", visibility="private")
    assert client.get("/speakers/kremlin.json").json() == before
    (listed,) = [
        each
        for each in client.get("/speakers.json").json()["speakers"]
        if each["slug"] == "kremlin"
    ]
    assert (listed["own"], listed["reported"], listed["documents"]) == (0, 1, 1)
    assert len(client.get("/sources/carnegie-politika.json").json()["quotes"]) == 1


def test_a_document_shared_by_link_opens(
    linked: TestClient, read_html: Callable[[str], Any]
) -> None:
    assert [linked.get(address).status_code for address in OWN] == [200] * len(OWN)
    assert read_html(linked.get("/d/hidden").text).one("article", id="text").text == TEXT


def test_its_records_are_not_listed_by_it(linked: TestClient) -> None:
    assert [linked.get(address).status_code for address in RECORDS] == [404] * len(RECORDS)


def test_every_link_on_a_document_shared_by_link_opens(
    linked: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(linked.get("/d/hidden").text)
    found = {a.attrs["href"].partition("#")[0] for a in page.all("a", href=None)} - {""}
    answers = {address: linked.get(address).status_code for address in sorted(found)}
    assert answers == dict.fromkeys(answers, 200)


def test_a_speaker_may_be_chosen_there_without_becoming_public(linked: TestClient) -> None:
    assert linked.get("/d/hidden?speaker=mallory").status_code == 200
    assert linked.get("/speakers/mallory/focus.css").status_code == 200


def test_only_the_latest_revision_counts_in_lists(client: TestClient, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO revision (document_id, number, text, blocks, sha256, words, created_at) "
            "SELECT document_id, 2, text, blocks, sha256, words, created_at FROM revision"
        )
    assert client.get("/speakers.json").json()["speakers"] == []
    assert client.get("/sources.json").json()["sources"] == []
    assert client.get("/d/will-russia-defend-iran/r/1").status_code == 200
