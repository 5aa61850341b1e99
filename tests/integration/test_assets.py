"""Style sheets, scripts and fonts: kept for ever under their build's name, and nothing else served."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import PROJECT
from app.reader.fingerprint import build

SHEET = "css/hues.css"
FONT = "fonts/inter-latin-wght-normal.woff2"


def address(name: str, of: str | None = None) -> str:
    return f"/static/{of or build()}/{name}"


def test_an_asset_may_be_kept_for_ever(client: TestClient) -> None:
    answer = client.get(address(SHEET))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.content == (PROJECT / "static" / SHEET).read_bytes()


def test_a_page_from_before_an_upgrade_still_finds_it(client: TestClient) -> None:
    answer = client.get(address(SHEET, of="0123456789ab"))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


def test_text_is_compressed_for_who_accepts_it(client: TestClient) -> None:
    plain = client.get(address(SHEET), headers={"accept-encoding": "identity"})
    packed = client.get(address(SHEET), headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    for answer in (plain, packed):
        assert "accept-encoding" in answer.headers["vary"].lower()


def test_who_has_it_already_is_told_so(client: TestClient) -> None:
    first = client.get(address(FONT))
    again = client.get(address(FONT), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_file_is_served_with_its_type(client: TestClient) -> None:
    types = {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".txt": "text/plain; charset=utf-8",
    }
    files = (path for path in (PROJECT / "static").rglob("*") if path.is_file())
    served = [path for path in files if path.name != "package.json"]  # for Node.js alone
    assert len(served) > 5
    for path in served:
        answer = client.get(address(path.relative_to(PROJECT / "static").as_posix()))
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == types[path.suffix], path


OUTSIDE = [
    "",
    "/",
    "/x",
    "/x/",
    "/x/css",
    "/x/css/",
    "/x/css/absent.css",
    "/x/../app/config.py",
    "/x/%2e%2e/app/config.py",
    "/x/..%2fapp/config.py",
    "/%2e%2e/app/config.py",
    "/x/%2e%2e/%2e%2e/app/config.py",
    "/x/css/%2e%2e/%2e%2e/app/config.py",
    "/x//etc/passwd",
    "/x/%2fetc/passwd",
    "/x/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/x/..%5c..%5capp%5cconfig.py",
    "/x/%00",
    "/x/css/hues.css%00.js",
    "/x/" + "a" * 5000,
]


def test_nothing_outside_is_served(client: TestClient) -> None:
    found = {path: client.get(f"/static{path}") for path in OUTSIDE}
    statuses = {path: answer.status_code for path, answer in found.items()}
    assert statuses == dict.fromkeys(OUTSIDE, 404)
    assert not any("class Settings" in answer.text for answer in found.values())


def test_a_link_out_of_the_folder_is_not_followed() -> None:
    static = PROJECT / "static"
    links = [path for path in static.rglob("*") if path.is_symlink()]
    assert all(Path(link).resolve().is_relative_to(static) for link in links)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_assets_are_only_read(client: TestClient, method: str) -> None:
    assert client.request(method, address(SHEET)).status_code == 405


def test_the_build_changes_with_any_file_a_page_depends_on() -> None:
    from app.reader.fingerprint import _hash

    paths = [PROJECT / "static" / SHEET, PROJECT / "app" / "main.py"]
    assert _hash(paths) == _hash(paths)
    assert _hash(paths) != _hash(paths[:1])
