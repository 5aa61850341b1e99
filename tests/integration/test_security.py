"""Headers of every answer; nothing inline anywhere; hostile records are shown as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.reader.fingerprint import build
from app.sources.tables import Source
from app.speakers.tables import Speaker

PAGES = [
    "/",
    "/?page=2",
    "/d/will-russia-defend-iran",
    "/d/will-russia-defend-iran?speaker=kremlin",
    "/d/will-russia-defend-iran/r/1",
    "/d/will-russia-defend-iran/r/1/margin/1",
    "/d/will-russia-defend-iran/r/1/quotations/1",
    "/speakers",
    "/speakers/dmitry-peskov",
    "/sources",
    "/sources/carnegie-politika",
    "/nothing",
    "/?page=x",
]
OTHERS = [
    "/index.json",
    "/d/will-russia-defend-iran.json",
    "/d/nothing.json",
    "/speakers.json",
    "/speakers/kremlin.json",
    "/speakers/kremlin/focus.css",
    "/sources.json",
    "/sources/carnegie-politika.json",
    "/openapi.json",
    "/healthz",
    "/readyz",
    f"/static/{build()}/css/hues.css",
    f"/static/{build()}/css/absent.css",
]


def policy(answer: Any) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


def test_every_answer_has_a_strict_policy(client: TestClient) -> None:
    for address in PAGES + OTHERS:
        found = policy(client.get(address))
        assert found["default-src"] == "'none'", address
        assert found["script-src"] == found["style-src"] == "'self'", address
        assert found["frame-ancestors"] == found["base-uri"] == "'none'", address
        assert set(found.values()) <= {"'none'", "'self'"}, address


def test_every_answer_has_the_other_headers(client: TestClient) -> None:
    for address in PAGES + OTHERS:
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin", address
        assert headers["cross-origin-opener-policy"] == "same-origin", address
        assert headers["cross-origin-resource-policy"] == "same-origin", address
        assert "camera=()" in headers["permissions-policy"], address
        assert "server" not in headers, address
        assert "set-cookie" not in headers, address


def test_also_405_and_head(client: TestClient) -> None:
    answers = [client.post("/"), client.head("/d/will-russia-defend-iran")]
    assert [answer.status_code for answer in answers] == [405, 200]
    assert {policy(answer)["default-src"] for answer in answers} == {"'none'"}


def test_304_leaves_the_policy_of_the_page_that_the_reader_has(client: TestClient) -> None:
    """A 304 updates the headers that it names, and no others (RFC 9111 §4.3.4)."""
    tag = client.get("/").headers["etag"]
    answer = client.get("/", headers={"if-none-match": tag})
    assert answer.status_code == 304
    assert "content-security-policy" not in answer.headers


def nothing_inline(page: Any, address: str) -> None:
    for node in page.walk():
        assert node.tag != "style", address
        assert "style" not in node.attrs, address
        handlers = [name for name in node.attrs if name.startswith(("on", "hx-on"))]
        assert handlers == [], address
        assert node.tag != "script" or (node.attrs["src"] and not node.children), address
        for name in ("href", "src", "action", "formaction"):
            value = (node.attrs.get(name) or "").strip().lower()
            assert not value.startswith(("javascript:", "data:", "vbscript:")), address


def test_no_page_has_anything_inline(client: TestClient, read_html: Callable[[str], Any]) -> None:
    for address in PAGES:
        nothing_inline(read_html(client.get(address).text), address)


def test_no_page_loads_anything_from_elsewhere(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    for address in PAGES:
        page = read_html(client.get(address).text)
        loaded = [n.attrs["src"] for n in page.all(src=None)]
        loaded += [n.attrs["href"] for n in page.all("link", href=None)]
        assert all(each.startswith("/") and not each.startswith("//") for each in loaded), address


EVIL = """<script>alert("1")</script><img src=x onerror=alert(2)>'"&amp;{{ 7*7 }}"""
EVIL_TEXT = f"{EVIL} <!-- body --> <!-- cards --> </article> said {EVIL}"


@pytest.fixture
def hostile(empty_client: TestClient, engine: Engine, publish: Any) -> TestClient:
    """A document of which every field tries to be markup."""
    speaker = Speaker(slug="evil", name=EVIL, kind="person", hue=0, description=EVIL)
    source = Source(
        slug="evil",
        title=EVIL,
        kind="report",
        author=EVIL,
        publisher=EVIL,
        credit=EVIL,
        url='https://example.org/"><script>alert(3)</script>',
    )
    quotes = [
        {
            "start": 0,
            "end": len(EVIL_TEXT),
            "cue": (0, len(EVIL)),
            "speaker": speaker,
            "role": EVIL,
            "remark": EVIL,
            "source": source,
        },
        {"start": 0, "end": len(EVIL), "parent": 0, "reported": speaker, "reported_role": EVIL},
    ]
    publish(
        engine, EVIL_TEXT, quotes, title=EVIL, byline=EVIL, publisher=EVIL, language='"><b>x</b>'
    )
    return empty_client


def test_hostile_records_are_shown_as_text(
    hostile: TestClient, read_html: Callable[[str], Any]
) -> None:
    shown_at = ["/", "/d/article", "/d/article?speaker=evil", "/d/article/r/1/quotations/1"]
    for address in [*shown_at, "/speakers", "/speakers/evil", "/sources", "/sources/evil"]:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        page = read_html(answer.text)
        nothing_inline(page, address)
        assert page.all("img") == [], address
        assert " ".join(EVIL.split()) in page.said, address
        assert "49" not in page.said, address


def test_hostile_text_is_the_articles_text(
    hostile: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(hostile.get("/d/article").text)
    assert page.one("article", id="text").text == EVIL_TEXT
    assert page.one("article", id="text").attrs["lang"] == '"><b>x</b>'
    assert len(page.all("li", class_="card")) == 2
    assert page.one("title").text == f"{EVIL} · On the Record"


def test_hostile_records_survive_as_data(hostile: TestClient) -> None:
    found = hostile.get("/d/article.json").json()
    assert (found["title"], found["text"]) == (EVIL, EVIL_TEXT)
    assert found["quotes"][0]["remark"] == EVIL
    assert hostile.get("/speakers/evil.json").json()["name"] == EVIL
    assert hostile.get("/sources/evil.json").json()["url"].startswith("https://example.org/")
