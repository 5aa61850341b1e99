"""Starting: from the spawn of the process to its first answer, and what it holds when idle."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import psutil

from tests.bench.load import Library
from tests.bench.measure import take_turns
from tests.bench.processes import APP, MINIMAL, serving
from tests.bench.report import Figure

SECTION = "start"
IDLE_S = 2


def start_figures(library: Library, quick: bool) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = Starting(APP, library.articles["S"].path, _data(library.folder, sample=False))
        minimal = Starting(MINIMAL, "/d/page", {"BENCH_DATABASE": str(folder / "minimal.sqlite3")})
        fresh = Starting(APP, "/", lambda: _data(Path(tempfile.mkdtemp(dir=folder)), sample=True))
        rounds = 2 if quick else 7
        took = take_turns(rounds, app=app.seconds, minimal=minimal.seconds, fresh=fresh.seconds)
        memory = {each: median(each.resident() for _ in range(3)) for each in (app, minimal)}
    took = {name: seconds * 1000 for name, seconds in took.items()}
    against = "a minimal FastAPI and SQLModel app"
    name = "spawn to first answer"
    yield Figure(SECTION, name, took["app"], "ms", 1.5, against, took["minimal"])
    name = "the same on an empty folder"
    yield Figure(SECTION, name, took["fresh"], "ms", None, against, took["minimal"])
    name = "memory when idle (RSS)"
    yield Figure(SECTION, name, memory[app], "MB", 1.5, against, memory[minimal])


def _data(folder: Path, *, sample: bool) -> dict[str, str]:
    return {"OTR_DATA_DIR": str(folder), "OTR_SAMPLE": str(sample).lower()}


class Starting:
    """A server that is started, asked for one page, and stopped."""

    def __init__(
        self, module: str, path: str, environment: dict[str, str] | Callable[[], dict[str, str]]
    ) -> None:
        self._module, self._path, self._environment = module, path, environment

    def seconds(self) -> float:
        with serving(self._module, self._path, self._now()) as server:
            return server.start_s

    def resident(self) -> float:
        """MB, after the first answer and a while."""
        with serving(self._module, self._path, self._now()) as server:
            time.sleep(IDLE_S)
            return psutil.Process(server.pid).memory_info().rss / 1e6

    def _now(self) -> dict[str, str]:
        return self._environment() if callable(self._environment) else self._environment
