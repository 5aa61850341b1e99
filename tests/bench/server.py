"""The server: what a view of a page costs beside handing out the same bytes."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from tests.bench.answers import keep
from tests.bench.client import Answer, Client
from tests.bench.load import SIZES, Library
from tests.bench.measure import repeated, take_turns
from tests.bench.pages import fetch_ready, serving_app
from tests.bench.processes import REFERENCE, serving
from tests.bench.report import Figure

SECTION = "server (one kept connection)"
BLOCK = 10  # requests in a row
ENCODINGS = ("identity", "br")
WIRE_GOALS = {"S": None, "M": 0.35, "L": 0.35}


class Pair(NamedTuple):
    """The app and the reference, on their ports."""

    app: int
    reference: int


def server_figures(library: Library, quick: bool) -> Iterator[Figure]:
    rounds = 15 if quick else 60
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        app = stack.enter_context(serving_app(library))
        answers = _collect(app, library, Path(name))
        environment = {"BENCH_ANSWERS": name}
        reference = stack.enter_context(serving(REFERENCE, "/constant", environment)).port
        ports = Pair(app, reference)
        for encoding in ENCODINGS:
            for size in SIZES:
                yield _warm_page(ports, library, size, encoding, rounds)
        yield from _not_modified(ports, library, answers, 2 * rounds)
        yield from _on_the_wire(answers)


def _collect(port: int, library: Library, folder: Path) -> dict[tuple[str, str], Answer]:
    """Each page in each encoding, kept for the reference as well."""
    answers = {}
    for encoding in ENCODINGS:
        for size, loaded in library.articles.items():
            answers[size, encoding] = fetch_ready(port, loaded.path, encoding)
            keep(folder, f"{size}-{encoding}", answers[size, encoding])
    return answers


def _warm_page(ports: Pair, library: Library, size: str, encoding: str, rounds: int) -> Figure:
    path = library.articles[size].path
    with (
        closing(Client(ports.app, path, accept_encoding=encoding)) as page,
        closing(Client(ports.reference, f"/stored/{size}-{encoding}")) as same,
    ):
        took = take_turns(
            rounds, page=repeated(BLOCK, page.seconds), same=repeated(BLOCK, same.seconds)
        )
    return Figure(
        SECTION,
        f"warm page of {size}, {encoding}",
        took["page"] * 1000,
        "ms",
        1.3,
        "a route handing out the same bytes",
        took["same"] * 1000,
    )


def _not_modified(
    ports: Pair, library: Library, answers: dict[tuple[str, str], Answer], rounds: int
) -> Iterator[Figure]:
    with ExitStack() as stack:
        contenders = {
            "constant": stack.enter_context(closing(Client(ports.reference, "/constant")))
        }
        for size in SIZES:
            tag = answers[size, "identity"].headers["etag"]
            client = Client(ports.app, library.articles[size].path, if_none_match=tag)
            contenders[size] = stack.enter_context(closing(client))
            assert client.fetch().status == 304
        blocks = {name: repeated(BLOCK, client.seconds) for name, client in contenders.items()}
        took = {name: seconds * 1000 for name, seconds in take_turns(rounds, **blocks).items()}
    for size in SIZES:
        name, against = f"If-None-Match on {size}: 304", "a constant JSON route"
        yield Figure(SECTION, name, took[size], "ms", 1.2, against, took["constant"])
    yield Figure(SECTION, "304 for L", took["L"], "ms", 1.1, "304 for S", took["S"])


def _on_the_wire(answers: dict[tuple[str, str], Answer]) -> Iterator[Figure]:
    for size, goal in WIRE_GOALS.items():
        compressed, whole = (len(answers[size, each].body) / 1000 for each in ("br", "identity"))
        yield Figure(SECTION, f"{size} on the wire, br", compressed, "kB", goal, "identity", whole)
