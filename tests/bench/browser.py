"""The browser: how long until a page stands still, and how it moves then. Chromium, empty cache."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from tests.bench.load import Library, Loaded
from tests.bench.measure import Contender, take_turns
from tests.bench.report import Figure
from tests.bench.scripts import script_figure
from tests.bench.visits import Visits, renderer_megabytes, visiting
from tests.bench.workload import positions

SECTION = "browser (Chromium, 1440 × 900, empty cache)"
STEP_PX = 300
CLICKS = 9
TWO_FRAMES_MS = 2000 / 60
SLOW_GOAL = 0.01
CARD_WAIT_MS = 5_000


def browser_figures(library: Library, quick: bool) -> Iterator[Figure]:
    rounds = 2 if quick else 7
    with visiting(library) as visits:
        yield from _settled(visits, rounds)
        yield _linked(visits, rounds)
        yield from _scrolled(visits, 200 if quick else 600)
        yield from _clicked(visits)
        yield _memory(visits, 1 if quick else 3)
        yield script_figure(visits)


def _settled(visits: Visits, rounds: int) -> Iterator[Figure]:
    addresses = {
        "L": visits.page("L"),
        "L_marks": visits.marks("L"),
        "M": visits.page("M"),
        "M_marks": visits.marks("M"),
        "S": visits.page("S"),
        "S_text": visits.text("S"),
    }
    contenders = {name: _settling(visits, address) for name, address in addresses.items()}
    took = {name: seconds * 1000 for name, seconds in take_turns(rounds, **contenders).items()}
    marks = "plain marks, all laid out"
    yield Figure(SECTION, "L settled", took["L"], "ms", 0.25, marks, took["L_marks"])
    yield Figure(SECTION, "M settled", took["M"], "ms", None, marks, took["M_marks"])
    yield Figure(SECTION, "S settled", took["S"], "ms", 1.3, "plain text", took["S_text"])


def _settling(visits: Visits, address: str) -> Contender:
    def run() -> float:
        with visits.of(address) as page:
            return page.evaluate("bench.settled()") / 1000

    return run


def _linked(visits: Visits, rounds: int) -> Figure:
    """A link to a quote in the last tenth: until its words are in the window, to stay there."""
    name = visits.linked("L")

    def run(address: str) -> float:
        with visits.of(f"{address}#{name}") as page:
            return page.evaluate("id => bench.landed(id)", name) / 1000

    took = take_turns(
        rounds, page=partial(run, visits.page("L")), marks=partial(run, visits.marks("L"))
    )
    against = "plain marks, same fragment"
    milliseconds = took["page"] * 1000, took["marks"] * 1000
    return Figure(
        SECTION,
        "link into L: there, and staying",
        milliseconds[0],
        "ms",
        0.35,
        against,
        milliseconds[1],
    )


def _scrolled(visits: Visits, frames: int) -> Iterator[Figure]:
    found = {}
    for name, address in (("L", visits.page("L")), ("marks", visits.marks("L"))):
        with visits.of(address) as page:
            page.evaluate("bench.settled()")
            found[name] = page.evaluate("([n, px]) => bench.scrolled(n, px)", [frames, STEP_PX])
    name = f"scrolling L by {STEP_PX} px a frame"
    for each, goals in (("L", (SLOW_GOAL, 0)), ("marks", (None, None))):
        on = "" if each == "L" else " (plain marks)"
        steady = found[each]
        yield Figure(SECTION, f"{name}{on}: over 34 ms", steady["slow"], "of frames", goals[0])
        yield Figure(SECTION, f"{name}{on}: long tasks", len(steady["long"]), "tasks", goals[1])
        yield Figure(SECTION, f"{name}{on}: worst frame", steady["worst"], "ms")


def _clicked(visits: Visits) -> Iterator[Figure]:
    clicks = {size: _click_through(visits, size) for size in ("S", "L")}
    large, small = median(clicks["L"]), median(clicks["S"])
    name = "click on a mark of L: card open, painted"
    yield Figure(SECTION, name, large, "ms", 2, "the same on S", small)
    yield Figure(SECTION, name, large, "ms", 1, "two frames at 60 Hz", TWO_FRAMES_MS)
    yield Figure(SECTION, f"{name}, worst of {CLICKS}", max(clicks["L"]), "ms")


def _click_through(visits: Visits, size: str) -> list[float]:
    loaded = visits.library.articles[size]
    lone = _lone_quotes(loaded)
    chosen = [lone[len(lone) * turn // CLICKS] for turn in range(CLICKS)]
    found = []
    with visits.of(visits.page(size)) as page:
        page.evaluate("bench.settled()")
        for name in (loaded.quote_ids[number] for number in chosen):
            page.evaluate("id => bench.point(id)", name)
            page.wait_for_function("id => bench.hasCard(id)", arg=name, timeout=CARD_WAIT_MS)
            spot = page.evaluate("id => bench.point(id)", name)
            page.evaluate("id => bench.watchClick(id)", name)
            page.mouse.click(spot["x"], spot["y"])
            found.append(page.evaluate("bench.opened"))
    return found


def _lone_quotes(loaded: Loaded) -> list[int]:
    """Quotes that no other one overlaps: a click on their first word is meant for them."""
    spans = [(start, end) for start, end, _ in positions(loaded.source)]
    lone, reached = [], 0
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        if reached <= start and end <= following:
            lone.append(number)
        reached = max(reached, end)
    return lone


def _memory(visits: Visits, rounds: int) -> Figure:
    def held(address: str) -> float:
        with visits.of(address) as page:
            page.evaluate("bench.settled()")
            return renderer_megabytes()

    took = take_turns(
        rounds, page=partial(held, visits.page("L")), marks=partial(held, visits.marks("L"))
    )
    name = "private memory of the renderer on L"
    return Figure(SECTION, name, took["page"], "MB", 0.35, "plain marks", took["marks"])
