"""What is written about the project is true of it."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256

import pytest

from app import __version__
from app.config import PROJECT, Settings

README = (PROJECT / "README.md").read_text("utf-8")


def written(name: str) -> str:
    path = PROJECT / name
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_is_in_the_readmes_table(name: str) -> None:
    rows = [line for line in README.splitlines() if line.startswith("|")]
    assert [row for row in rows if f"`OTR_{name.upper()}`" in row]


def test_the_readme_knows_no_other_setting() -> None:
    named = set(re.findall(r"\bOTR_[A-Z_]+\b", README))
    assert named == {f"OTR_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_says_what_it_is_for(name: str) -> None:
    assert (Settings.model_fields[name].description or "").endswith(".")


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTR_PORT", "8123")
    monkeypatch.setenv("OTR_SAMPLE", "false")
    assert (Settings().port, Settings().sample) == (8123, False)


@pytest.mark.parametrize(("name", "value"), [("PORT", "70000"), ("PORT", "x"), ("SAMPLE", "?")])
def test_a_wrong_setting_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"OTR_{name}", value)
    with pytest.raises(ValueError, match=name.lower()):
        Settings()


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_has_the_two_commands(command: str) -> None:
    assert command in README


def test_every_command_of_the_makefile_is_explained() -> None:
    makefile = written("Makefile")
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert targets - explained == set()
    assert {"run", "test", "check", "bench", "help"} <= targets


def test_the_changelog_has_this_version() -> None:
    changelog = written("CHANGELOG.md")
    assert re.search(rf"^## .*({re.escape(__version__)}|Unreleased)", changelog, re.MULTILINE)
    assert re.search(r"^[-*] \S", changelog, re.MULTILINE)


def test_the_version_is_told_once() -> None:
    project = tomllib.loads(written("pyproject.toml"))["project"]
    assert project["version"] == __version__


def test_the_map_has_every_folder_of_the_application() -> None:
    folders = [
        path.name
        for path in (PROJECT / "app").iterdir()
        if path.is_dir() and any(path.glob("*.py"))
    ]
    described = written("app/README.md")
    assert [name for name in folders if f"{name}/" not in described] == []


def test_vendored_htmx_is_the_file_that_was_noted() -> None:
    (htmx,) = (PROJECT / "static" / "vendor").glob("htmx-*.min.js")
    noted = written("app/README.md")
    assert sha256(htmx.read_bytes()).hexdigest() in noted
    assert htmx.name.removeprefix("htmx-").removesuffix(".min.js") in noted


def test_the_licence_is_named_and_the_articles_text_left_out_of_it() -> None:
    assert "MIT" in written("LICENSE")
    assert "article" in written("LICENSE") + README
