"""Servers in processes of their own: the app, the reference, the minimal app."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple

from app.config import PROJECT

PATIENCE_S = 60
POLLING_S = 0.005

APP = "app.cli"
REFERENCE = "tests.bench.reference"
MINIMAL = "tests.bench.minimal"


class Server(NamedTuple):
    port: int
    pid: int
    start_s: float  # from the spawn to the first 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(module: str, path: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """``python -m module serve --port …``, from its first 200 at ``path`` to the end of the block."""
    port = free_port()
    command = [sys.executable, "-m", module, "serve", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        _first_answer(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _first_answer(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended at once, with status {process.returncode}.")
        if _status(port, path) == 200:
            return
        time.sleep(POLLING_S)
    raise RuntimeError(f"No 200 from {path} within {PATIENCE_S} s.")


def _status(port: int, path: str) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
