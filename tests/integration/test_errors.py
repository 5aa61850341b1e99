"""Wrong addresses, wrong types and faults of ours: a designed page, or JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.web.security import SECURITY_HEADERS

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

ABSENT = [
    "/nothing",
    "/d",
    "/d/",
    "/d/nothing",
    "/d/nothing/r/1",
    "/d/will-russia-defend-iran/r",
    "/d/will-russia-defend-iran/r/2",
    "/d/will-russia-defend-iran/r/2147483647",
    "/d/WILL-RUSSIA-DEFEND-IRAN",
    "/d/%00",
    "/d/%ff",
    "/d/%F0%9F%98%80",
    "/d/x'%20OR%201=1--",
    "/d/" + "x" * 5000,
    "/speakers/nobody",
    "/speakers/%00",
    "/sources/nothing",
    "/docs",
    "/redoc",
    "/favicon.ico/x",
]

INVALID = {
    "/d/will-russia-defend-iran/r/0": "path.number",
    "/d/will-russia-defend-iran/r/-1": "path.number",
    "/d/will-russia-defend-iran/r/one": "path.number",
    "/d/will-russia-defend-iran/r/1.5": "path.number",
    "/d/will-russia-defend-iran/r/99999999999999999999": "path.number",
    "/d/will-russia-defend-iran/r/1/margin/x": "path.part",
    "/?page=0": "query.page",
    "/?page=-1": "query.page",
    "/?page=x": "query.page",
    "/?page=": "query.page",
    "/?page=100001": "query.page",
    "/speakers?page=x": "query.page",
    "/speakers/kremlin?page=x": "query.page",
    "/sources?page=1e3": "query.page",
    "/sources/carnegie-politika?page=99999999999999999999": "query.page",
}


def error_page(answer: Any, read_html: Callable[[str], Any], status: int) -> Any:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = read_html(answer.text)
    assert page.one("main").one("p", class_="kicker").said == str(status)
    assert page.one("h1").said
    assert page.one("main").one("a", href="/").said == "To the library"
    assert "Traceback" not in answer.text
    return page


def test_what_is_not_there_is_a_404_page(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    for address in ABSENT:
        error_page(client.get(address, headers=BROWSER), read_html, 404)


def test_a_slash_too_many_leads_to_the_page(client: TestClient) -> None:
    answer = client.get("/d/will-russia-defend-iran/", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/d/will-russia-defend-iran")


def test_the_wrong_type_is_a_422_page_that_says_where(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    for address, where in INVALID.items():
        page = error_page(client.get(address, headers=BROWSER), read_html, 422)
        assert page.one("ul", class_="fields").one("code").said == where


@pytest.mark.parametrize(
    ("address", "status"),
    [("/d/nothing.json", 404), ("/index.json?page=x", 422), ("/speakers/nobody.json", 404)],
)
def test_a_program_gets_json(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert answer.status_code == found["status"] == status
    assert found["title"]
    assert found["detail"].endswith(".")
    assert [each["where"] for each in found["fields"]] == (["query.page"] if status == 422 else [])


def test_a_program_gets_json_from_a_page_address_too(client: TestClient) -> None:
    answer = client.get("/d/nothing", headers={"accept": "application/json"})
    assert answer.json()["status"] == 404


def test_a_browser_gets_a_page_from_a_json_address_too(
    client: TestClient, read_html: Callable[[str], Any]
) -> None:
    error_page(client.get("/d/nothing.json", headers=BROWSER), read_html, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_a_405_page_that_names_the_right_one(
    client: TestClient, method: str, read_html: Callable[[str], Any]
) -> None:
    for address in ("/", "/d/will-russia-defend-iran", "/speakers", "/sources/carnegie-politika"):
        answer = client.request(method, address, headers=BROWSER)
        error_page(answer, read_html, 405)
        assert set(answer.headers["allow"].split(", ")) in ({"GET"}, {"GET", "HEAD"})


def test_what_was_asked_is_not_repeated_as_markup(client: TestClient) -> None:
    evil = "<script>alert(1)</script>"
    for address in (f"/{evil}", f"/d/{evil}", f"/?page={evil}", f"/d/x/r/{evil}"):
        assert "<script>alert" not in client.get(address, headers=BROWSER).text


@pytest.fixture
def broken(data_dir: Any, serve: Any) -> Iterator[TestClient]:
    """The application on a database whose tables are gone: every page fails."""
    with serve(data_dir, sample=True, raise_server_exceptions=False) as client:
        engine: Engine = client.app.state.engine
        with engine.begin() as connection:
            for name in ("rendered_block", "rendered_revision", "quote", "document"):
                connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO gone_{name}")
        yield client


@pytest.mark.parametrize(
    "address", ["/", "/d/will-russia-defend-iran", "/speakers", "/sources/carnegie-politika"]
)
def test_a_fault_of_ours_is_a_page_without_a_traceback(
    broken: TestClient, address: str, read_html: Callable[[str], Any]
) -> None:
    answer = broken.get(address, headers=BROWSER)
    page = error_page(answer, read_html, 500)
    assert page.one("h1").said == "Something broke"
    assert "sqlite" not in answer.text.lower()
    assert "no such table" not in answer.text
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_fault_of_ours_is_json_for_a_program(broken: TestClient) -> None:
    for address in ("/index.json", "/d/will-russia-defend-iran.json", "/readyz"):
        answer = broken.get(address, headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["status"]) == (500, 500)
        assert "gone" not in answer.text
        assert "sqlite" not in answer.text.lower()
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_process_is_alive_even_then(broken: TestClient) -> None:
    assert broken.get("/healthz").status_code == 200
