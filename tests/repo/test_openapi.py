"""The OpenAPI document: valid, complete, and true of what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

JSON_ADDRESSES = {
    "/index.json": "LibraryData",
    "/d/{slug}.json": "DocumentData",
    "/speakers.json": "SpeakersData",
    "/speakers/{slug}.json": "SpeakerData",
    "/sources.json": "SourcesData",
    "/sources/{slug}.json": "SourceData",
}
EXAMPLES = {
    "/d/{slug}.json": "will-russia-defend-iran",
    "/speakers/{slug}.json": "dmitry-peskov",
    "/sources/{slug}.json": "carnegie-politika",
}


@pytest.fixture
def described(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def operations(described: Any) -> Iterator[tuple[str, Any]]:
    for path, methods in described["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_it_lists_the_json_twin_of_every_page(described: Any) -> None:
    operational = {"/healthz", "/readyz"}
    assert set(described["paths"]) == set(JSON_ADDRESSES) | operational
    for path, model in JSON_ADDRESSES.items():
        answer = described["paths"][path]["get"]["responses"]["200"]
        schema = answer["content"]["application/json"]["schema"]
        assert schema["$ref"] == f"#/components/schemas/{model}"


def test_it_is_a_valid_document(described: Any) -> None:
    assert re.fullmatch(r"3\.1\.\d", described["openapi"])
    assert described["info"]["title"] == "On the Record"
    ids = [operation["operationId"] for _, operation in operations(described)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"\w+", each) for each in ids)


def test_every_parameter_of_a_path_is_declared(described: Any) -> None:
    for path, operation in operations(described):
        declared = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert declared == set(re.findall(r"\{(\w+)\}", path)), path


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for each in node.values():
            yield from references(each)
    elif isinstance(node, list):
        for each in node:
            yield from references(each)


def test_every_reference_leads_somewhere(described: Any) -> None:
    found = set(references(described))
    assert len(found) > 10
    for each in found:
        at = described
        for step in each.removeprefix("#/").split("/"):
            at = at[step]
        assert at["title"]


def test_every_operation_says_what_it_is(described: Any) -> None:
    for path, operation in operations(described):
        assert operation["summary"], path
        assert operation["description"].endswith("."), path


def test_what_is_answered_has_the_fields_that_are_described(
    described: Any, client: TestClient
) -> None:
    for path, model in JSON_ADDRESSES.items():
        answer = client.get(path.format(slug=EXAMPLES.get(path, ""))).json()
        schema = described["components"]["schemas"][model]
        assert set(answer) == set(schema["properties"]), path


def test_errors_are_described_as_they_are_answered(described: Any, client: TestClient) -> None:
    """A program reads ``status``, ``title``, ``detail`` and ``fields``, whatever went wrong."""
    answer = client.get("/index.json?page=x")
    stated = described["paths"]["/index.json"]["get"]["responses"][str(answer.status_code)]
    name = stated["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(answer.json()) == set(described["components"]["schemas"][name]["properties"])
