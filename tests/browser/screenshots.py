"""Takes every page in light, dark and narrow into build/screenshots, to be looked at."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import serving

ARTICLE = "/d/will-russia-defend-iran"
FOLDER = Path("build/screenshots")
PAGES = {
    "library": "/",
    "article": ARTICLE,
    "speaker-chosen": f"{ARTICLE}?speaker=biden-administration#b-12",
    "speakers": "/speakers",
    "speaker": "/speakers/dmitry-peskov",
    "sources": "/sources",
    "source": "/sources/ap-photo-vahid-salemi",
    "not-found": "/nothing",
}
LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1440, "height": 1100}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 1100}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 400, "height": 860}},
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), port="8400") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for look in LOOKS:
            for name, path in PAGES.items():
                take(browser, f"{name}-{look}", address + path, look)
            take(browser, f"open-{look}", address + ARTICLE, look, open_card=True)
    print(f"{len(LOOKS) * (len(PAGES) + 1)} pictures are in {FOLDER}")


def take(browser: Browser, name: str, url: str, look: str, *, open_card: bool = False) -> None:
    page = browser.new_page(**LOOKS[look])
    page.goto(url)
    page.evaluate("document.fonts.ready")
    if open_card:
        show_an_open_card(page)
    page.wait_for_timeout(400)  # cards and lines have moved to their places
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def show_an_open_card(page: Page) -> None:
    page.locator("#b-9").evaluate("heading => heading.scrollIntoView()")
    page.locator("mark").get_by_text("Russia President Vladimir Putin").click()


if __name__ == "__main__":
    main()
