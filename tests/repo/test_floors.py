"""Imports point downwards only."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.config import PROJECT

LINT = Path(sys.executable).with_name("lint-imports")


def test_imports_point_downwards_only() -> None:
    done = subprocess.run(
        [LINT, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("path", sorted((PROJECT / "app" / "text").glob("*.py")))
def test_the_text_core_is_pure(path: Path) -> None:
    """No database, no web, no files: usable without a server, and with a twin in JavaScript."""
    imported = [line.split()[1] for line in path.read_text("utf-8").splitlines()
                if line.startswith(("import ", "from "))]  # fmt: skip
    heavy = {"sqlalchemy", "sqlmodel", "fastapi", "starlette", "pathlib", "os", "jinja2"}
    assert {name.partition(".")[0] for name in imported} & heavy == set()
