"""``python -m tests.bench``: measure everything, show the table, keep it in ``build/``."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.config import PROJECT
from tests.bench.browser import browser_figures
from tests.bench.cpu import cpu_figures
from tests.bench.load import Library, load_library
from tests.bench.report import Figure, save, table
from tests.bench.server import server_figures
from tests.bench.start import start_figures
from tests.bench.statements import statement_figures


def _server(library: Library, quick: bool) -> Iterator[Figure]:
    yield from server_figures(library, quick)
    yield from statement_figures(library)


# What writes to the library comes last.
SECTIONS: dict[str, Callable[[Library, bool], Iterable[Figure]]] = {
    "start": start_figures,
    "browser": browser_figures,
    "server": _server,
    "cpu": cpu_figures,
}


def main() -> int:
    arguments = _arguments()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="on-the-record-bench-") as folder:
        _tell("Loading the articles ...")
        library = load_library(Path(folder))
        for name in arguments.only or SECTIONS:
            _tell(f"Measuring: {name} ...")
            figures += SECTIONS[name](library, arguments.quick)
            save(figures, PROJECT / "build")
        library.engine.dispose()
    print(table(figures))
    missed = [figure for figure in figures if figure.passed is False]
    print(f"\n{len(missed)} of {sum(each.goal is not None for each in figures)} goals missed.")
    return 1 if missed and arguments.strict else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=SECTIONS, help="only this (repeatable)")
    parser.add_argument("--quick", action="store_true", help="few rounds: is all of it working?")
    parser.add_argument(
        "--strict", action="store_true", help="exit status 1 where a goal is missed"
    )
    return parser.parse_args()


def _tell(line: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
