"""The app on the library that was loaded, every page of it made and compressed."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.bench.client import Answer, Client
from tests.bench.load import Library
from tests.bench.processes import APP, serving

COMPRESSION_S = 60  # the longest we wait for a compressed form


@contextmanager
def serving_app(library: Library) -> Iterator[int]:
    """The app on this library, every page of it made; its port."""
    environment = {"OTR_DATA_DIR": str(library.folder), "OTR_SAMPLE": "false"}
    with serving(APP, "/healthz", environment) as server:
        for loaded in library.articles.values():
            fetch_ready(server.port, loaded.path, "br")
        yield server.port


def fetch_ready(port: int, path: str, encoding: str) -> Answer:
    """The answer in this encoding; a compressed one comes some time after the page was made."""
    deadline = time.monotonic() + COMPRESSION_S
    with closing(Client(port, path, accept_encoding=encoding)) as client:
        while time.monotonic() < deadline:
            answer = client.fetch()
            if answer.headers.get("content-encoding", "identity") == encoding:
                return answer
            time.sleep(0.05)
    raise RuntimeError(f"{path} was not to be had in {encoding} within {COMPRESSION_S} s.")
