"""Templates: they compile, include what exists, escape everything, and have nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import meta

from app.config import PROJECT
from app.web.assets import BUNDLES
from app.web.templates import _environment

FOLDER = PROJECT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))
SOURCES = {name: (FOLDER / name).read_text("utf-8") for name in TEMPLATES}


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles_and_what_it_refers_to_exists(name: str) -> None:
    tree = _environment.parse(SOURCES[name])
    _environment.get_template(name)
    referred = set(meta.find_referenced_templates(tree))
    assert referred - set(TEMPLATES) == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_has_nothing_inline_and_nothing_unescaped(name: str) -> None:
    source = SOURCES[name]
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert "| safe" not in source
    assert "|safe" not in source
    assert "autoescape" not in source


def test_every_template_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in (PROJECT / "app").rglob("*.py"))
    used = {
        name
        for source in SOURCES.values()
        for name in meta.find_referenced_templates(_environment.parse(source))
    }
    assert [name for name in TEMPLATES if name not in used and f'"{name}"' not in code] == []


def test_every_asset_that_a_template_names_exists() -> None:
    for name, source in SOURCES.items():
        for asset in re.findall(r"\{\{ assets \}\}/([^\"]+)\"", source):
            for part in BUNDLES.get(asset, (asset,)):
                assert Path(PROJECT / "static" / part).is_file(), f"{part} in {name}"
