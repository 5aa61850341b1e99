"""Lists that run over a page: more of them in place with a script, by link without one."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.bench.load import load_library
from tests.browser.server import serving

LISTED = 100  # records on a page


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library in which more are quoted than a page lists."""
    folder = tmp_path_factory.mktemp("crowd")
    library = load_library(folder, ("L",))
    with library.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM quote WHERE speaker_id > 150")
    library.engine.dispose()
    with serving(folder, port="8560") as address:
        yield address


def test_the_next_page_joins_the_list(visit: Callable[..., Page], crowd: str) -> None:
    page = visit("/speakers", base=crowd)
    expect(page.locator(".records > li")).to_have_count(LISTED)
    first = page.locator(".records > li").first.text_content()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".records > li")).to_have_count(150)
    assert page.locator(".records > li").first.text_content() == first
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2")


def test_without_a_script_the_next_page_is_a_page(visit: Callable[..., Page], crowd: str) -> None:
    page = visit("/speakers", base=crowd, java_script_enabled=False)
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".records > li")).to_have_count(50)
    page.get_by_role("link", name="Previous").click()
    expect(page.locator(".records > li")).to_have_count(LISTED)
