"""The repository names no machine and no person's account, and its files keep together."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from hashlib import sha256

import pytest

from app.config import PROJECT

# Taken apart, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        ["/" + r"work/", "/" + r"tmp/bash_jobs", "pypi" + r"\.org", "python" + "hosted",
         "registry" + r"\.npmjs", "/" + r"root/", "/" + r"home/\w"]
    )
)  # fmt: skip

# Words of the page furniture that followed the sample in its file, as hashes
# (tests/integration/test_sample.py says more).
ACCOUNTS = {
    "e2d498d0b62c",
    "56584949957d",
    "889a0528f15f",
    "11eb8f1dad0e",
    "1b101724f76f",
    "a60946cfbced",
    "a56fe0a15600",
}


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Every tracked text, but what is minified."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    found = {}
    for name in filter(None, listed.split("\0")):
        if name.endswith((".min.js", ".woff2", ".png")) or not (PROJECT / name).is_file():
            continue
        found[name] = (PROJECT / name).read_text("utf-8")
    assert len(found) > 100
    return found


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = {name: match[0] for name, text in texts().items() if (match := MACHINE.search(text))}
    assert named == {}


def test_no_file_has_an_account_or_an_address_of_the_articles_author() -> None:
    for name, text in texts().items():
        words = set(re.findall(r"[a-z0-9]+(?:-[0-9]+)*", text.lower()))
        hashes = {sha256(word.encode()).hexdigest()[:12] for word in words}
        assert hashes & ACCOUNTS == set(), name


def test_no_file_is_left_with_marks_of_a_merge_or_an_unfinished_task() -> None:
    marks = re.compile(r"^(<{7}|>{7}|={7}$)|\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", re.MULTILINE)
    assert {name for name, text in texts().items() if marks.search(text)} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_version_and_hashes(lock: str) -> None:
    text = (PROJECT / lock).read_text("utf-8")
    logical = text.replace("\\\n", " ").splitlines()
    packages = [line for line in logical if line.strip() and not line.strip().startswith("#")]
    assert len(packages) > 10
    for package in packages:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
    assert not re.search(r"https?://", text)


def test_what_runs_is_locked_as_it_is_tested() -> None:
    def versions(lock: str) -> dict[str, str]:
        text = (PROJECT / lock).read_text("utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))

    run, dev = versions("requirements.lock"), versions("requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


# Files short enough to be read at one go (DESIGN, house style): about 150 lines, split before 350.
def test_no_source_file_has_grown_past_reading() -> None:
    long = {
        name: text.count("\n")
        for name, text in texts().items()
        if name.startswith(("app/", "templates/", "static/js/"))
        and name.endswith((".py", ".html", ".js"))
        and text.count("\n") > 350
    }
    assert long == {}
