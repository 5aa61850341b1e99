"""The command line as a person meets it: addresses printed, and what is in the way told in a sentence."""

import os
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.browser.server import serving


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_fresh_folder_is_served_with_the_article_at_the_printed_address(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "new" / "folder", port="8600") as address,
        urllib.request.urlopen(address + "/") as answer,
    ):
        assert "Will Russia Defend Iran?" in answer.read().decode()


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 8700)), serving(tmp_path, port="8700") as address:
        assert address == "http://127.0.0.1:8701"


def test_two_servers_on_one_new_folder_both_start(tmp_path: Path) -> None:
    with serving(tmp_path, port="8720") as one, serving(tmp_path, port="8720") as other:
        for address in (one, other):
            with urllib.request.urlopen(address + "/d/will-russia-defend-iran") as answer:
                assert answer.status == 200


def test_what_is_in_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_text("this is not a database, but some words")
    cases = [
        ({"OTR_DATA_DIR": str(tmp_path)}, "file is not a database"),
        ({"OTR_DATA_DIR": "/proc/nowhere"}, "Cannot use /proc/nowhere"),
        ({"OTR_PORT": "a lot"}, "OTR_PORT: Input should be a valid integer"),
        (
            {"OTR_DATA_DIR": str(tmp_path / "x"), "OTR_HOST": "192.0.2.1"},
            "Cannot listen on 192.0.2.1",
        ),
    ]
    for environment, sentence in cases:
        done = run("serve", **environment)
        assert done.returncode == 1, environment
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    assert "newest schema" in run("migrate", OTR_DATA_DIR=str(tmp_path)).stdout
    assert "nothing to do" in run("migrate", OTR_DATA_DIR=str(tmp_path)).stdout
    with sqlite3.connect(tmp_path / "library.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = run("serve", OTR_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "made by a newer version" in done.stderr
