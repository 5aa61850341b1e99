"""A document of 25,000 words and 500 quotations: cards come as they come near."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.bench.load import load_library
from tests.browser.server import serving

LONG = "/d/article-m"


@pytest.fixture(scope="module")
def long_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("long")
    load_library(folder, ("M",)).engine.dispose()
    with serving(folder, port="8500") as address:
        yield address


@pytest.fixture
def document(visit: Callable[..., Page], long_library: str) -> Page:
    page = visit(LONG, base=long_library)
    page.wait_for_selector(".card", state="attached")
    return page


def test_only_the_cards_near_the_window_are_here_and_more_come(document: Page) -> None:
    near = document.locator(".card").count()
    assert 0 < near < 100
    document.mouse.wheel(0, 20_000)
    document.wait_for_function("near => document.querySelectorAll('.card').length > near", arg=near)
    in_sight = document.locator(".cards[data-placed] .card:visible")
    expect(in_sight.first).to_be_visible()


def test_a_link_far_down_lands_opens_and_stays(
    visit: Callable[..., Page], document: Page, long_library: str
) -> None:
    anchor = document.evaluate("[...document.querySelectorAll('mark[id]')].at(-10).id")
    page = visit(f"{LONG}#{anchor}", base=long_library)
    card = page.locator(".card.on")
    expect(card).to_be_in_viewport()
    words = page.locator(f"#{anchor}")
    expect(words).to_be_in_viewport()
    before = words.bounding_box()
    page.wait_for_timeout(500)
    assert words.bounding_box() == before


def test_the_keyboard_walks_through_parts_not_laid_out_yet(document: Page) -> None:
    for _ in range(60):
        document.keyboard.press("j")
    expect(document.locator("mark:focus")).to_have_count(0)
    focused = document.locator("mark:focus-within").last
    expect(focused).to_be_in_viewport()
    document.keyboard.press("Enter")
    expect(document.locator(".card.on")).to_be_focused()


def test_the_article_element_holds_exactly_the_text(document: Page, long_library: str) -> None:
    data = document.request.get(f"{long_library}{LONG}.json").json()
    assert document.locator("article").evaluate("each => each.textContent") == data["text"]
    joined = document.evaluate(
        "ids => ids.map(id => [...document.querySelectorAll(`mark[data-quote='${id}']`)]"
        ".map(mark => mark.textContent).join(''))",
        [quote["id"] for quote in data["quotes"]],
    )
    assert joined == [quote["exact"] for quote in data["quotes"]]


def test_without_a_script_the_cards_are_pages_of_their_own(
    visit: Callable[..., Page], long_library: str
) -> None:
    page = visit(LONG, base=long_library, java_script_enabled=False)
    page.get_by_role("link", name="Quotations, part 2", exact=True).click()
    expect(page.locator(".card .facts").first).to_be_visible()
    page.locator(".card .who a").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()
