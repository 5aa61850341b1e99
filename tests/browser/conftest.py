"""One server and one Chromium for all; a fresh profile for each test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import serving

ARTICLE = "/d/will-russia-defend-iran"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh library with its article, served."""
    with serving(tmp_path_factory.mktemp("library"), port="8300") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the library in a new profile. The test fails on whatever the page wrote
    to the console: errors, warnings and violations of the content security policy alike."""
    complaints: list[str] = []
    contexts = []

    def open_page(
        path: str, *, base: str = address, answers_with_error: bool = False, **profile: Any
    ) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | profile
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type in {"error", "warning"}
                # Chromium itself notes that the page came with a status of 400 or more.
                and not (answers_with_error and "status of 4" in message.text)
                else None
            ),
        )
        page.goto(base + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def article(visit: Callable[..., Page]) -> Page:
    page = visit(ARTICLE)
    page.wait_for_selector("[data-complete]")
    return page
