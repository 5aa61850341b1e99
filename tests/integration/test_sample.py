"""The sample: the article as given, and its 29 quotations, as the article tells them."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.sample.load import load_sample
from app.storage.sessions import write_session


@pytest.fixture
def data(client: TestClient) -> Any:
    return client.get("/d/will-russia-defend-iran.json").json()


@pytest.fixture
def quotes(data: Any) -> list[Any]:
    found: list[Any] = data["quotes"]
    return found


def test_the_text_is_the_one_that_was_given(data: Any) -> None:
    digest = "1b928f847128bc17dfafecdcbf98a04fbb99a538c97f677348a067026a990cf2"
    assert sha256(data["text"].encode()).hexdigest() == digest
    assert len(data["text"]) == 14_382


def test_it_begins_with_its_title_and_ends_with_the_article(data: Any) -> None:
    assert data["text"].startswith(f"{data['title']}\n\nThe geopolitical landscape")
    assert data["text"].endswith("for more in-depth analysis of global affairs.")
    assert "**" not in data["text"]


def test_of_the_authors_card_only_the_name_is_kept(data: Any) -> None:
    assert data["byline"] == "Ms. Haylie Bechtelar"
    assert data["byline"] not in data["text"]


# The page furniture that followed the article (an address, a telephone number, accounts …), as
# hashes: what must not be in the repository is not in its tests either.
FURNITURE = {
    "e2d498d0b62c",
    "56584949957d",
    "889a0528f15f",
    "6916cc8cca32",
    "11eb8f1dad0e",
    "5ede56738376",
    "1b101724f76f",
    "a60946cfbced",
    "a56fe0a15600",
}


def digests(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+(?:-[0-9]+)*", text.lower())
    return {sha256(word.encode()).hexdigest()[:12] for word in words}


def test_nothing_of_the_pages_furniture_is_kept() -> None:
    kept = [files("app.sample").joinpath(name) for name in ("article.txt", "records.json")]
    for file in kept:
        text = file.read_text("utf-8")
        assert digests(text) & FURNITURE == set()
        assert not re.search(r"@|https?:|\d{3}-\d{3}|•|Map of ", text)


def test_twenty_seven_stand_in_double_marks_and_two_in_single(data: Any, quotes: Any) -> None:
    text = data["text"]
    marks = Counter((text[q["start"] - 1], text[q["end"]]) for q in quotes)
    assert marks == {('"', '"'): 27, ("'", "'"): 2}
    nested = [q for q in quotes if q["parent"]]
    assert {text[q["start"] - 1] for q in nested} == {"'"}
    assert len(nested) == 2


def test_no_double_mark_of_the_text_is_left_without_its_quotation(data: Any, quotes: Any) -> None:
    text = data["text"]
    marked = {at for q in quotes for at in (q["start"] - 1, q["end"])}
    assert {at for at, sign in enumerate(text) if sign == '"'} - marked == set()


HEADINGS = [
    (1, "Will Russia Defend Iran? Unpacking A Complex Alliance"),
    (2, "The Evolving Axis: From Transactional to Transformational"),
    (2, "Moscow's Delicate Balancing Act in the Middle East"),
    (3, "Ties with Israel: A Persistent Counterweight"),
    (3, "The Limits of Direct Intervention"),
    (2, "Military Cooperation: Promises and Realities"),
    (2, "Iran's Vulnerabilities and the Quest for Deterrence"),
    (2, "Official Stances: Concern vs. Commitment"),
    (2, "The Proposed Comprehensive Treaty: A Game Changer?"),
    (3, "Closer Defense Cooperation: What Does it Entail?"),
    (3, "Presidential Visits and Future Prospects"),
    (2, "Geopolitical Implications and Russia's Middle East Standing"),
    (2, "Conclusion: The Unfolding Narrative of Russia's Role"),
]


def test_headings_stand_at_their_two_levels(data: Any) -> None:
    found = [
        (block["level"], data["text"][block["start"] : block["end"]])
        for block in data["blocks"]
        if block["kind"] == "heading"
    ]
    assert found == HEADINGS


def test_the_lead_is_set_apart(data: Any) -> None:
    kinds = Counter(block["kind"] for block in data["blocks"])
    assert kinds == {"heading": 13, "lead": 1, "paragraph": 13}
    assert data["blocks"][1]["kind"] == "lead"


def test_four_are_someones_own_words(quotes: Any) -> None:
    own = Counter(q["speaker"]["name"] for q in quotes if q["speaker"])
    assert own == {"Andrey Rudenko": 1, "Dmitry Peskov": 1, "Biden administration": 2}


def test_six_are_reports_on_someone(quotes: Any) -> None:
    assert Counter(q["reported"]["name"] for q in quotes if q["reported"]) == {
        "Kremlin": 1,
        "Suleymanov": 1,
        "Dmitry Peskov": 1,
        "Russia's Foreign Ministry": 1,
        "Sergei Lavrov": 1,
        "Russia": 1,
    }


def test_offices_are_those_the_article_gives(data: Any, quotes: Any) -> None:
    roles = {(q["speaker"] or q["reported"])["name"]: q["role"] or q["reported_role"]
             for q in quotes if q["role"] or q["reported_role"]}  # fmt: skip
    assert roles == {
        "Andrey Rudenko": "Deputy Foreign Minister",
        "Dmitry Peskov": "Kremlin spokesman",
        "Sergei Lavrov": "Russian Foreign Minister",
    }
    for name, role in roles.items():
        assert f"{role} {name}" in data["text"]


def test_provenance_adds_up(data: Any, quotes: Any) -> None:
    assert data["provenance"] == {
        "named": 4,
        "reported": 6,
        "sourced": 3,
        "unnamed": 9,
        "term": 7,
    }
    assert Counter(q["provenance"] for q in quotes) == data["provenance"]
    assert sum(data["provenance"].values()) == len(quotes) == 29


def test_a_term_has_no_speaker(quotes: Any) -> None:
    terms = [q for q in quotes if q["kind"] == "term"]
    assert Counter(q["exact"].rstrip(",") for q in terms) == {
        "axis": 1,
        "deepening cooperation": 1,
        "comprehensive": 3,
        "closer defense cooperation": 2,
    }
    assert all(q["speaker"] is q["reported"] is q["cue"] is None for q in terms)


def test_every_name_stands_in_the_article(client: TestClient, data: Any) -> None:
    for speaker in client.get("/speakers.json").json()["speakers"]:
        found = client.get(f"/speakers/{speaker['slug']}.json").json()
        for name in (found["name"], *found["names"]):
            assert name in data["text"]
        assert (found["description"], found["same_as"]) == (None, [])


def test_sources_are_those_the_article_names(client: TestClient, data: Any, quotes: Any) -> None:
    photo, carnegie = client.get("/sources.json").json()["sources"]
    assert (photo["credit"], photo["author"]) == ("AP photo/Vahid Salemi", "Vahid Salemi")
    assert photo["credit"] in data["text"]
    assert carnegie["title"] == "Carnegie Politika"
    assert carnegie["title"] in data["text"]
    assert [each["url"] for each in (photo, carnegie)] == [None, None]
    assert Counter(q["source"]["title"] for q in quotes if q["source"]) == {
        photo["title"]: 2,
        carnegie["title"]: 1,
    }


def test_remarks_are_few_and_on_the_right_quotes(quotes: Any) -> None:
    remarks = {q["exact"][:28]: q["remark"] for q in quotes if q["remark"]}
    assert set(remarks) == {"Russia President Vladimir Pu", "Russia is concerned about th"}
    assert "third person" in remarks["Russia President Vladimir Pu"]


def test_all_were_confirmed_by_a_person(quotes: Any) -> None:
    assert {q["state"] for q in quotes} == {"confirmed"}


def test_loading_it_twice_does_nothing(library: Engine) -> None:
    count = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM event)"
    with library.connect() as sql:
        before = tuple(sql.exec_driver_sql(count).one())
    with write_session(library) as session:
        assert load_sample(session) is False
    with library.connect() as sql:
        assert tuple(sql.exec_driver_sql(count).one()) == before == (1, 40)


def test_it_is_not_put_into_a_library_with_documents(engine: Engine, publish: Any) -> None:
    publish(engine, "Mine.", visibility="private")
    with write_session(engine) as session:
        assert load_sample(session) is False


def test_its_ids_are_the_same_in_every_library(quotes: Any) -> None:
    records = json.loads(files("app.sample").joinpath("records.json").read_text("utf-8"))
    assert [q["id"] for q in quotes] == [each["id"] for each in records["quotes"]]
