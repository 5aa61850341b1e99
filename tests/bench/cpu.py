"""Processor time: a change of one quote beside a full render, and a full render beside Jinja2.

All in this process and all threads of it; compression is a thread's work after the answer, and left out.
"""

import asyncio
import gc
from collections.abc import Callable, Iterator
from itertools import count
from unittest.mock import patch

from sqlalchemy import Engine

from app.config import Settings
from app.main import create_app
from app.reader.page import document_page
from app.reader.products import render_revision
from app.reader.store import Store
from app.storage.sessions import write_session
from tests.bench.change import change_quote
from tests.bench.load import SIZES, Library, Loaded
from tests.bench.marking import Marking
from tests.bench.measure import cpu, take_turns
from tests.bench.report import Figure

CHANGE = "change of one quote (CPU)"
RENDER = "full render of a new revision (CPU)"
SPEAKERS = 12  # any article of the workload has more
CACHE_BYTES = 1_000_000_000


def cpu_figures(library: Library, quick: bool) -> Iterator[Figure]:
    create_app(Settings(data_dir=library.folder, sample=False))  # tells the templates their globals
    with patch("app.reader.store.compress", lambda _body: {}), asyncio.Runner() as runner:
        for size in SIZES[1:]:
            loaded = library.articles[size]
            yield from _change_figures(library.engine, loaded, runner, 3 if quick else 7)
    markings = {size: Marking(library, size) for size in SIZES[1:]}
    gc.collect()
    gc.freeze()  # as the app does on start
    for marking in markings.values():
        yield from _block_figures(marking, 5 if quick else 20)
    yield from _render_figures(markings, 3 if quick else 9)


def _change_figures(
    engine: Engine, loaded: Loaded, runner: asyncio.Runner, rounds: int
) -> Iterator[Figure]:
    store = Store(engine, CACHE_BYTES)
    page = _asking(store, loaded, runner)
    page()
    change = _changing(engine, loaded)

    def change_a_current_page() -> None:
        page()  # a full render before would have the page take over every block
        change()

    took = take_turns(
        rounds,
        recut=cpu(change),
        refresh=cpu(page, prepare=change_a_current_page),
        render=cpu(lambda: _render(engine, loaded)),
        first=cpu(lambda: _first_page(engine, loaded, runner)),
    )
    store.close()
    took = {name: seconds * 1000 for name, seconds in took.items()}
    whole, size = took["render"] + took["first"], loaded.size
    changed = took["recut"] + took["refresh"]
    against = "render_revision and the first page body"
    goal = 0.05 if size == "L" else None  # the cost is the change's own: only a long page shows it
    yield Figure(CHANGE, f"page of {size} made current", changed, "ms", goal, against, whole)
    for name, piece in (
        ("row and recut", "recut"),
        ("page body joined anew", "refresh"),
        ("(full) render_revision", "render"),
        ("(full) first page body", "first"),
    ):
        yield Figure(CHANGE, f"  {size}: {name}", took[piece], "ms")


def _changing(engine: Engine, loaded: Loaded) -> Callable[[], None]:
    """Gives a speaker to another quote each time, spread over the text."""
    turns, quotes = count(1), len(loaded.quote_ids)

    def change() -> None:
        turn = next(turns)
        change_quote(engine, loaded, turn * 7919 % quotes, speaker_id=turn % SPEAKERS + 1)

    return change


def _asking(store: Store, loaded: Loaded, runner: asyncio.Runner) -> Callable[[], object]:
    return lambda: runner.run(store.body(loaded.slug, None, document_page))


def _render(engine: Engine, loaded: Loaded) -> None:
    with write_session(engine) as session:
        render_revision(session.connection(), loaded.revision_id)


def _first_page(engine: Engine, loaded: Loaded, runner: asyncio.Runner) -> None:
    store = Store(engine, CACHE_BYTES)
    _asking(store, loaded, runner)()
    store.close()


def _block_figures(marking: Marking, rounds: int) -> Iterator[Figure]:
    marking.render()
    took = take_turns(
        rounds, one=cpu(marking.render_one_block_and_join), all=cpu(marking.render_and_join)
    )
    yield Figure(
        CHANGE,
        f"body of {marking.size}: one block and join",
        took["one"] * 1000,
        "ms",
        0.05,
        "all blocks and join",
        took["all"] * 1000,
    )


def _render_figures(markings: dict[str, Marking], rounds: int) -> Iterator[Figure]:
    each = {}
    for size, marking in markings.items():
        took = take_turns(
            rounds,
            marks=cpu(marking.make_marks),
            cut=cpu(marking.cut),
            blocks=cpu(marking.render),
            jinja=cpu(marking.render_jinja),
        )
        took = {name: seconds * 1000 for name, seconds in took.items()}
        made = took["marks"] + took["blocks"]
        against = "a Jinja2 loop over the same segments"
        yield Figure(RENDER, f"marks and blocks of {size}", made, "ms", 0.4, against, took["jinja"])
        yield Figure(
            RENDER,
            f"  {size}: with the cutting on both sides",
            made + took["cut"],
            "ms",
            None,
            "cutting and the loop",
            took["jinja"] + took["cut"],
        )
        for name in ("marks", "cut", "blocks"):
            yield Figure(RENDER, f"  {size}: {name} alone", took[name], "ms")
        each[size] = (made + took["cut"]) / marking.things * 1000
    yield Figure(RENDER, "per quote and block of L", each["L"], "µs", 1.5, "of M", each["M"])
