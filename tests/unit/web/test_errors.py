"""Who gets an error as a page, and who as JSON."""

import pytest
from starlette.requests import Request

from app.web.errors import wants_json

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "json"),
    [
        ("/d/x", BROWSER, False),
        ("/d/x", "*/*", False),
        ("/d/x", "", False),
        ("/d/x", "application/json", True),
        ("/d/x", "application/json, text/html", False),
        ("/d/x.json", "*/*", True),
        ("/d/x.json", "", True),
        ("/d/x.json", "application/json", True),
        ("/d/x.json", BROWSER, False),
        ("/api/quotes", "*/*", True),
        ("/apiary", "*/*", False),
    ],
)
def test_a_browser_gets_a_page_and_a_program_json(path: str, accept: str, json: bool) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"x"), (b"accept", accept.encode())],
    }
    assert wants_json(Request(scope)) is json
