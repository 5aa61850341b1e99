"""The JavaScript that a page brings, as it would be sent at best by gzip."""

import gzip

from playwright.sync_api import Response

from tests.bench.report import Figure
from tests.bench.visits import Visits

SECTION = "JavaScript"
GOAL_KB = 60


def script_figure(visits: Visits) -> Figure:
    """All that a page of L fetches until it stands still and has been scrolled."""
    found: dict[str, int] = {}

    def note(response: Response) -> None:
        if response.url.endswith(".js"):
            found[response.url] = len(gzip.compress(response.body(), compresslevel=9))

    with visits.of("about:blank") as page:
        page.on("requestfinished", lambda request: note(request.response()))
        page.goto(visits.page("L"))
        page.evaluate("bench.settled()")
        page.evaluate("bench.scrolled(20, 300)")
    name = f"shipped with a page of L ({len(found)} files), gzip -9"
    return Figure(SECTION, name, sum(found.values()) / 1000, "kB", GOAL_KB)
