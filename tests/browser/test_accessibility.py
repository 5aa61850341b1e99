"""axe finds nothing on any page, in light and dark, wide and narrow, card open and closed."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ARTICLE = "/d/will-russia-defend-iran"
PAGES = [
    "/",
    ARTICLE,
    f"{ARTICLE}?speaker=biden-administration",
    "/speakers",
    "/speakers/dmitry-peskov",
    "/sources",
    "/sources/ap-photo-vahid-salemi",
]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_as_it_opens(visit: Callable[..., Page], path: str, scheme: str) -> None:
    for viewport in (WIDE, NARROW):
        assert violations(visit(path, color_scheme=scheme, viewport=viewport)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_with_a_card_open(
    visit: Callable[..., Page], scheme: str, viewport: dict[str, int]
) -> None:
    page = visit(ARTICLE, color_scheme=scheme, viewport=viewport)
    page.locator("mark").get_by_text("Russia President Vladimir Putin").click()
    page.wait_for_selector(".card.on")
    assert violations(page) == []


def test_with_the_help_open(article: Page) -> None:
    article.keyboard.press("?")
    article.wait_for_selector("dialog[open]")
    assert violations(article) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/nothing", "/d/nothing", "/?page=nothing"])
def test_error_pages(visit: Callable[..., Page], path: str, scheme: str) -> None:
    assert violations(visit(path, answers_with_error=True, color_scheme=scheme)) == []
