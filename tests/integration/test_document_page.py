"""The reading page of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.speakers.tables import Speaker
from app.text.blocks import Block, BlockKind

ADDRESS = "/d/will-russia-defend-iran"


@pytest.fixture
def page(client: TestClient, read_html: Callable[[str], Any]) -> Any:
    return read_html(client.get(ADDRESS).text)


@pytest.fixture
def data(client: TestClient) -> Any:
    return client.get(f"{ADDRESS}.json").json()


def test_the_articles_text_content_is_exactly_the_revisions_text(page: Any, data: Any) -> None:
    assert page.one("article", id="text").text == data["text"]


def test_every_quotation_is_marked_where_it_stands(page: Any, data: Any) -> None:
    article = page.one("article", id="text")
    for quote in data["quotes"]:
        runs = article.all("mark", data_quote=quote["id"])
        assert "".join(run.text for run in runs) == quote["exact"]
        assert article.one(id=f"q-{quote['id']}") is runs[0]


def test_every_quotation_has_a_card_linked_both_ways(page: Any, data: Any) -> None:
    assert len(page.all("li", class_="card")) == len(data["quotes"]) == 29
    for quote in data["quotes"]:
        card = page.one("li", id=f"card-{quote['id']}")
        assert card.all("a", href=f"#q-{quote['id']}")
        link = page.one("article", id="text").one("a", href=f"#card-{quote['id']}")
        assert link.attrs["data-said"].endswith(": ")


def test_cards_and_buttons_stand_outside_the_article(page: Any) -> None:
    article = page.one("article", id="text")
    assert [node for node in article.walk() if node.tag in {"button", "li", "ol", "dl"}] == []


def test_a_nested_quotation_stands_in_its_parents_mark(page: Any, data: Any) -> None:
    nested = [quote for quote in data["quotes"] if quote["parent"]]
    assert len(nested) == 2
    for quote in nested:
        around = page.one(id=f"q-{quote['id']}").parent
        assert around.attrs["data-quote"] == quote["parent"]


def test_no_id_is_there_twice(page: Any) -> None:
    ids = [node.attrs["id"] for node in page.all(id=None)]
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_lands(page: Any) -> None:
    ids = {node.attrs["id"] for node in page.all(id=None)}
    links = {a.attrs["href"] for a in page.all("a", href=None) if a.attrs["href"].startswith("#")}
    assert len(links) > 60
    assert {link[1:] for link in links} <= ids


def test_the_meter_adds_up(page: Any) -> None:
    meter = page.one("svg", class_="meter")
    widths = {r.attrs["data-status"]: int(r.attrs["width"]) for r in meter.all("rect")}
    assert widths == {"named": 4, "reported": 6, "sourced": 3, "unnamed": 9, "term": 7}
    assert page.one("section", class_="provenance").one("b").said == "29 quotations"


def test_the_contents_lead_to_the_headings_at_their_two_levels(page: Any) -> None:
    links = [a for level in (2, 3) for a in page.all("a", class_=f"level-{level}")]
    assert len(links) == 12
    for link in links:
        heading = page.one(id=link.attrs["href"][1:])
        assert (heading.text, heading.tag) == (link.text, f"h{link.attrs['class'][-1]}")


def test_the_title_is_a_heading_once(page: Any) -> None:
    title = "Will Russia Defend Iran? Unpacking A Complex Alliance"
    assert [h1.text for h1 in page.all("h1")] == [title]
    assert page.one("title").text == f"{title} · On the Record"


def test_a_text_without_its_title_gets_it_from_the_record(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    publish(engine, "Only a text.", title="The title")
    page = read_html(empty_client.get("/d/article").text)
    assert page.one("h1").text == "The title"
    assert page.one("article", id="text").text == "Only a text."


def test_who_is_quoted_is_listed_with_counts_and_a_link_that_picks_them_out(page: Any) -> None:
    links = page.one("nav", class_="rail").all("a", data_voice=None)
    counts = [(a.attrs["data-voice"], a.one("small").said) for a in links]
    assert counts == [  # most heard first, then by name
        ("biden-administration", "2"),
        ("dmitry-peskov", "2"),
        ("andrey-rudenko", "1"),
        ("kremlin", "1"),
        ("russia", "1"),
        ("russias-foreign-ministry", "1"),
        ("sergei-lavrov", "1"),
        ("suleymanov", "1"),
    ]
    assert links[0].attrs["href"] == f"{ADDRESS}?speaker=biden-administration"


def test_choosing_a_speaker_works_without_a_script(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get(f"{ADDRESS}?speaker=dmitry-peskov").text)
    assert page.one("p", class_="chosen").one("b").said == "Dmitry Peskov"
    assert page.one("a", aria_current="true", data_voice=None).attrs["data-voice"] == (
        "dmitry-peskov"
    )
    sheet = page.one("link", data_focus=None).attrs["href"]
    answer = client.get(sheet)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert 'mark:not([data-voice="dmitry-peskov"])' in answer.text


@pytest.mark.parametrize("speaker", ["nobody", "", "../x"])
def test_choosing_nobody_who_is_quoted_dims_nobody(
    client: TestClient, speaker: str, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get(ADDRESS, params={"speaker": speaker}).text)
    assert page.all("link", data_focus=None) == page.all("p", class_="chosen") == []
    assert len(page.all("li", class_="card")) == 29


@pytest.mark.parametrize(
    "speaker",
    ["Пёсков", "„quoted”", "😀", 'a"b', "a,b", "a\r\nset-cookie: x=y", "\x00", "x" * 9000],
)
def test_any_speaker_may_be_asked_for_and_none_gets_into_a_header(
    client: TestClient, speaker: str
) -> None:
    answer = client.get(ADDRESS, params={"speaker": speaker})
    assert answer.status_code in {200, 404, 422}
    assert "set-cookie" not in answer.headers
    if answer.status_code == 200:
        tag = answer.headers["etag"]
        assert tag.strip('"').isascii()
        assert tag.strip('"').isprintable()
        assert len(tag) < 200
        assert '"' not in tag[1:-1]
        again = client.get(ADDRESS, params={"speaker": speaker}, headers={"if-none-match": tag})
        assert again.status_code == 304


@pytest.mark.parametrize("slug", ["дмитрий-песков", "a b&c", 'o"brien', "a,b"])
def test_a_speaker_with_any_slug_can_be_chosen(
    empty_client: TestClient, engine: Engine, publish: Any, slug: str
) -> None:
    who = Speaker(slug=slug, name="Someone", kind="person", hue=30)
    publish(engine, "Said here.", [{"start": 0, "end": 4, "speaker": who}])
    for address in ("/d/article", "/speakers", "/speakers.json"):
        assert empty_client.get(address, params={"speaker": slug}).status_code == 200
    tag = empty_client.get("/d/article", params={"speaker": slug}).headers["etag"]
    again = empty_client.get("/d/article", params={"speaker": slug}, headers={"if-none-match": tag})
    assert again.status_code == 304


def test_two_speakers_pages_are_told_apart_by_their_etags(client: TestClient) -> None:
    voices = ("", "kremlin", "suleymanov")
    tags = {client.get(ADDRESS, params={"speaker": v}).headers["etag"] for v in voices}
    assert len(tags) == len(voices)


def test_a_given_revision_is_at_its_own_address(
    client: TestClient, read_html: Callable[[str], Any], data: Any
) -> None:
    page = read_html(client.get(f"{ADDRESS}/r/1").text)
    assert page.one("article", id="text").text == data["text"]
    assert page.one("link", rel="canonical").attrs["href"] == ADDRESS


def test_head_is_get_without_the_body(client: TestClient) -> None:
    got, head = client.get(ADDRESS), client.head(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "cache-control"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("suffix", ["", "/r/1", ".json", "?speaker=kremlin", "/r/1/margin/1"])
def test_who_has_it_already_is_told_so(client: TestClient, suffix: str) -> None:
    tag = client.get(ADDRESS + suffix).headers["etag"]
    again = client.get(ADDRESS + suffix, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["vary"] == "accept-encoding"


def rename(engine: Engine, title: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE document SET title = ?", (title,))


def test_a_renamed_document_is_shown_under_its_new_title(
    client: TestClient, engine: Engine, read_html: Callable[[str], Any]
) -> None:
    client.get(ADDRESS)
    rename(engine, "Renamed")
    assert read_html(client.get(ADDRESS).text).one("title").text == "Renamed · On the Record"


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_who_has_the_old_title_does_not_get_304(
    client: TestClient, engine: Engine, suffix: str
) -> None:
    old = client.get(ADDRESS + suffix).headers["etag"]
    rename(engine, "Renamed")
    again = client.get(ADDRESS + suffix, headers={"if-none-match": old})
    assert again.status_code == 200
    assert "Renamed" in again.text


def test_an_article_that_takes_the_place_of_a_deleted_one_is_shown(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    publish(engine, "The first text.")
    old = empty_client.get("/d/article").headers["etag"]
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM document")
    assert empty_client.get("/d/article").status_code == 404
    publish(engine, "Quite another text.")
    answer = empty_client.get("/d/article", headers={"if-none-match": old})
    assert answer.status_code == 200
    assert read_html(answer.text).one("article", id="text").text == "Quite another text."


def test_compressed_and_plain_are_the_same_page(client: TestClient) -> None:
    plain = client.get(ADDRESS, headers={"accept-encoding": "identity"})
    client.app.state.store._compressor.shutdown(wait=True)  # type: ignore[attr-defined]
    sizes = {}
    for encoding in ("br", "gzip"):
        answer = client.get(ADDRESS, headers={"accept-encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert answer.text == plain.text
        sizes[encoding] = int(answer.headers["content-length"])
    assert sizes["br"] < sizes["gzip"] < len(plain.content) * 0.35


def test_every_kind_of_block_and_any_script_is_shown_as_it_is(
    empty_client: TestClient, engine: Engine, publish: Any, read_html: Callable[[str], Any]
) -> None:
    kinds = [kind for kind in BlockKind if kind is not BlockKind.HEADING]
    words = "قال «نعم» 👨\u200d👩\u200d👧 e\u0301 <b>&amp;</b> \u2067שלום\u2069\u00a0x"
    text = "\n\n".join([words] * len(kinds))
    step = len(words) + 2
    blocks = [Block(k, n * step, n * step + len(words)) for n, k in enumerate(kinds)]
    quotes = [{"start": 4, "end": len(text) - 4}, {"start": 6, "end": step + 7}]
    publish(engine, text, quotes, blocks=blocks, language="ar")
    article = read_html(empty_client.get("/d/article").text).one("article", id="text")
    assert article.text == text
    assert article.attrs["lang"] == "ar"
    found = [node for node in article.walk() if (node.attrs.get("id") or "").startswith("b-")]
    assert [node.text for node in found] == [words] * len(kinds)
