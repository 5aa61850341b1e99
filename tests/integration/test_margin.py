"""The cards of a document too full of quotations to carry them: fetched part by part."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.reader.page import INLINE_CARDS
from app.storage.engine import open_engine

BASE = "/d/article/r/1"
SENTENCE = "Here somebody said this. "


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, started: dict[bool, Path], publish: Any) -> Path:
    """A library with 301 quotations over three paragraphs longer than a part, and one without."""
    path = tmp_path_factory.mktemp("full") / "library.sqlite3"
    shutil.copyfile(started[False], path)
    paragraph = (SENTENCE * 400).strip()
    starts = [
        part * (len(paragraph) + 2) + n * len(SENTENCE) + 5 for part in range(3) for n in range(100)
    ]
    quotes = [{"start": at, "end": at + 8, "speaker": "ann"} for at in (0, *starts)]
    assert len(quotes) == INLINE_CARDS + 1
    engine = open_engine(path)
    publish(engine, "\n\n".join([paragraph] * 4), quotes)
    engine.dispose()
    return path


@pytest.fixture
def many(full: Path, data_dir: Path, serve: Any) -> Iterator[TestClient]:
    shutil.copyfile(full, data_dir / full.name)
    with serve(data_dir, sample=True) as client:
        yield client


def test_a_document_with_few_quotations_carries_its_cards(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(client.get("/d/will-russia-defend-iran").text)
    assert page.all("ol", data_src=None) == []
    assert len(page.all("li", class_="card")) == 29


def test_a_full_one_says_where_each_parts_cards_are(
    many: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(many.get("/d/article").text)
    assert page.all("li", class_="card") == []
    lists = page.all("ol", class_="cards")
    assert [each.attrs["data-src"] for each in lists] == [
        f"/d/article/r/1/margin/{part}" for part in (1, 2, 3)
    ]
    for each in lists:  # without a script the link does it
        assert each.one("a").attrs["href"] == f"{BASE}/quotations/{each.attrs['data-part']}"
        assert page.one(id=f"part-{each.attrs['data-part']}")


def test_the_parts_together_have_the_card_of_every_quotation(
    many: TestClient, read_html: Callable[[str], Any]
) -> None:
    page = read_html(many.get("/d/article").text)
    marked = [mark.attrs["data-quote"] for mark in page.all("mark", id=None)]
    cards: list[str] = []
    for each in page.all("ol", class_="cards"):
        fragment = read_html(many.get(each.attrs["data-src"]).text)
        (root,) = [child for child in fragment.children if not isinstance(child, str)]
        assert root.attrs["id"] == each.attrs["id"]
        here = [card.attrs["data-quote"] for card in root.all("li", class_="card")]
        part = page.one(id=f"part-{each.attrs['data-part']}")
        assert here == [mark.attrs["data-quote"] for mark in part.all("mark", id=None)]
        cards += here
    assert cards == marked
    assert len(cards) == INLINE_CARDS + 1


def test_a_part_without_quotations_is_an_empty_list(
    many: TestClient, read_html: Callable[[str], Any]
) -> None:
    fragment = read_html(many.get("/d/article/r/1/margin/4").text)
    assert fragment.one("ol", id="cards-4").all() == []


def test_the_answer_is_the_same_for_htmx_and_for_a_link(many: TestClient) -> None:
    address = "/d/article/r/1/margin/1"
    assert many.get(address, headers={"hx-request": "true"}).text == many.get(address).text


def test_without_a_script_each_parts_cards_are_a_page(
    many: TestClient, read_html: Callable[[str], Any]
) -> None:
    text = read_html(many.get(BASE).text)
    cards: list[str] = []
    address: str | None = f"{BASE}/quotations/1"
    while address:
        page = read_html(many.get(address).text)
        for card in page.all("li", class_="card"):
            place, _, fragment = card.one("p", class_="who").one("a").attrs["href"].partition("#")
            assert place == BASE
            cards.append(text.one("mark", id=fragment).attrs["data-quote"])
        address = next((a.attrs["href"] for a in page.all("a", rel="next")), None)
    assert cards == [mark.attrs["data-quote"] for mark in text.all("mark", id=None)]


def test_and_a_part_without_quotations_has_no_page(many: TestClient) -> None:
    found = [many.get(f"{BASE}/quotations/{part}").status_code for part in (0, 3, 4, 5, "x")]
    assert found == [404, 200, 404, 404, 422]


NO_PARTS = {
    "/r/1/margin/5": 404,
    "/r/1/margin/99999": 404,
    "/r/2/margin/1": 404,
    "/r/1/margin/-1": 422,
    "/r/1/margin/one": 422,
    "/r/1/margin/100001": 422,
    "/r/0/margin/1": 422,
}


def test_there_are_no_other_parts(many: TestClient) -> None:
    found = {suffix: many.get(f"/d/article{suffix}").status_code for suffix in NO_PARTS}
    assert found == NO_PARTS
