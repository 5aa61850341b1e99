"""A real server in a process of its own, on a real database file, for tests and screenshots."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(data_dir: Path, **settings: str) -> Iterator[str]:
    """Its address, once it answers: the command prints it as soon as its port is its own, and the
    kernel holds connections until the application has started."""
    environment = os.environ | {
        "OTR_DATA_DIR": str(data_dir),
        **{f"OTR_{name.upper()}": value for name, value in settings.items()},
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server printed no address"
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=10)
