"""A document as JSON: what a program that never saw the page can rely on."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.reader.schemas import DocumentData
from app.text.graphemes import first_boundary, last_boundary
from app.text.selectors import CONTEXT

ADDRESS = "/d/will-russia-defend-iran.json"


@pytest.fixture
def data(client: TestClient) -> Any:
    return client.get(ADDRESS).json()


def test_it_is_what_openapi_says(data: Any) -> None:
    parsed = DocumentData.model_validate(data)
    assert parsed.model_dump(mode="json").keys() == data.keys()
    assert [q.model_dump(mode="json") for q in parsed.quotes] == data["quotes"]


def test_openapi_describes_it(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    answer = described["paths"]["/d/{slug}.json"]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/DocumentData"}


def test_it_is_json_in_utf_8(client: TestClient) -> None:
    answer = client.get(ADDRESS)
    assert answer.headers["content-type"] == "application/json"
    assert "won’t protect Iran" in answer.content.decode("utf-8")


def test_it_tells_what_the_issue_lists(data: Any) -> None:
    assert data["title"] == "Will Russia Defend Iran? Unpacking A Complex Alliance"
    for quote in data["quotes"]:
        assert quote.keys() >= {
            *("id", "exact", "start", "end", "prefix", "suffix", "kind", "state", "parent"),
            *("speaker", "role", "source", "cue"),
        }


def test_every_quote_is_where_it_says(data: Any) -> None:
    text = data["text"]
    assert len(data["quotes"]) == 29
    for quote in data["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert text.endswith(quote["prefix"], 0, quote["start"])
        assert text.startswith(quote["suffix"], quote["end"])


def test_the_context_is_as_long_as_it_may_be(data: Any) -> None:
    text = data["text"]
    for quote in data["quotes"]:
        start, end = quote["start"], quote["end"]
        left = first_boundary(text, max(0, start - CONTEXT), start)
        right = last_boundary(text, end, min(len(text), end + CONTEXT))
        assert (len(quote["prefix"]), len(quote["suffix"])) == (start - left, right - end)


def test_every_cue_is_where_it_says(data: Any) -> None:
    cues = [quote["cue"] for quote in data["quotes"] if quote["cue"]]
    assert len(cues) == 17
    for cue in cues:
        assert data["text"][cue["start"] : cue["end"]] == cue["exact"]


def test_a_nested_quote_names_its_parent_and_lies_in_it(data: Any) -> None:
    by_id = {quote["id"]: quote for quote in data["quotes"]}
    assert len(by_id) == len(data["quotes"])
    nested = [quote for quote in data["quotes"] if quote["parent"]]
    assert len(nested) == 2
    for quote in nested:
        parent = by_id[quote["parent"]]
        assert parent["start"] < quote["start"] < quote["end"] < parent["end"]


def test_records_are_ids_with_names(data: Any) -> None:
    peskov = next(q for q in data["quotes"] if q["exact"].startswith("Russia is concerned"))
    assert peskov["speaker"] == {"id": "LBADCsQUEmt", "name": "Dmitry Peskov"}
    assert (peskov["role"], peskov["reported"]) == ("Kremlin spokesman", None)
    photo = next(q for q in data["quotes"] if q["exact"].startswith("Smoke rises"))
    assert photo["source"] == {
        "id": "cafNbRgZvxi",
        "title": "AP photograph credited to Vahid Salemi",
    }
    assert photo["speaker"] is None


def test_whose_words_and_who_is_reported_are_told_apart(data: Any) -> None:
    outer = next(q for q in data["quotes"] if q["exact"].startswith("Kremlin spokesman"))
    assert (outer["speaker"], outer["role"]) == (None, None)
    assert outer["reported"]["name"] == "Dmitry Peskov"
    assert outer["reported_role"] == "Kremlin spokesman"


def test_blocks_cover_the_text(data: Any) -> None:
    at = 0
    for block in data["blocks"]:
        assert data["text"][at : block["start"]].strip() == ""
        at = block["end"]
    assert at == len(data["text"])


def test_a_quote_that_was_rejected_is_not_there(
    empty_client: TestClient, engine: Engine, publish: Any
) -> None:
    text = "Said one. Said two."
    publish(
        engine,
        text,
        [{"start": 0, "end": 8, "state": "rejected"}, {"start": 10, "end": 18}],
    )
    found = empty_client.get("/d/article.json").json()
    assert [quote["exact"] for quote in found["quotes"]] == ["Said two"]
    assert sum(found["provenance"].values()) == 1


def test_a_document_without_quotes(empty_client: TestClient, engine: Engine, publish: Any) -> None:
    publish(engine, "Nobody said a word. 😀 e\u0301.", url="https://example.org/a")
    found = DocumentData.model_validate(empty_client.get("/d/article.json").json())
    assert (found.quotes, found.text) == ([], "Nobody said a word. 😀 e\u0301.")
    assert found.url == "https://example.org/a"


def test_its_version_grows_with_a_change(client: TestClient, engine: Engine, data: Any) -> None:
    from app.reader.recut import recut
    from app.text.spans import Span

    quote = data["quotes"][0]
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE quote SET remark = 'Look.' WHERE public_id = ?", (quote["id"],)
        )
        recut(connection, 1, [Span(quote["start"], quote["end"])])
    newer = client.get(ADDRESS).json()
    assert newer["version"] == data["version"] + 1
    assert newer["quotes"][0]["remark"] == "Look."
