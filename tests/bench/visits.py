"""Visits of the app's pages and of their plain counterparts, each in a new profile."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.answers import keep_page
from tests.bench.load import SIZES, Library
from tests.bench.pages import serving_app
from tests.bench.plain import plain_marks, plain_text
from tests.bench.processes import REFERENCE, serving

CHROMIUM = "/usr/bin/chromium"  # as in the browser tests
WINDOW = {"width": 1440, "height": 900}
PROBES = Path(__file__).with_name("probes.js")
LINKED_AT = 0.95  # of the quotes: the link into a page goes to its last tenth


class Visits(NamedTuple):
    """A browser, and the addresses of what is compared in it."""

    browser: Browser
    app: str
    reference: str
    library: Library

    @contextmanager
    def of(self, address: str) -> Iterator[Page]:
        """A page with the probes in it and nothing in its cache; left where it was asked for."""
        context = self.browser.new_context(viewport=WINDOW)
        context.add_init_script(path=PROBES)
        page = context.new_page()
        try:
            page.goto(address, wait_until="commit")
            yield page
        finally:
            context.close()

    def page(self, size: str) -> str:
        return self.app + self.library.articles[size].path

    def marks(self, size: str) -> str:
        return f"{self.reference}/stored/{size}-marks"

    def text(self, size: str) -> str:
        return f"{self.reference}/stored/{size}-text"

    def linked(self, size: str) -> str:
        """The id in both pages of the words that a link leads to."""
        loaded = self.library.articles[size]
        return f"q-{loaded.quote_ids[linked_quote(self.library, size)]}"


@contextmanager
def visiting(library: Library) -> Iterator[Visits]:
    """Both servers and a browser."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for size in SIZES:
            loaded = library.articles[size]
            marks = plain_marks(loaded, linked_quote(library, size))
            keep_page(Path(folder), f"{size}-marks", marks)
            keep_page(Path(folder), f"{size}-text", plain_text(loaded))
        app = stack.enter_context(serving_app(library))
        environment = {"BENCH_ANSWERS": folder}
        reference = stack.enter_context(serving(REFERENCE, "/constant", environment))
        browser = stack.enter_context(_browser())
        yield Visits(browser, f"http://127.0.0.1:{app}", reference.address, library)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def linked_quote(library: Library, size: str) -> int:
    return int(len(library.articles[size].quote_ids) * LINKED_AT)


def renderer_megabytes() -> float:
    """Private memory of the largest renderer that runs on our behalf."""
    children = psutil.Process().children(recursive=True)
    renderers = [each for each in children if "--type=renderer" in " ".join(each.cmdline())]
    return max(each.memory_full_info().uss for each in renderers) / 1e6
