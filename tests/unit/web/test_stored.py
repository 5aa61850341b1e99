"""Finished bodies: the best encoding that is accepted, and 304 for who has it already."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from app.web.stored import StoredBody, respond

BODY = StoredBody(b"identity", "text/html", "tag", {"gzip": b"zipped", "br": b"brotli"})


def asked(body: StoredBody = BODY, **headers: str) -> Response:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return respond(Request({"type": "http", "method": "GET", "headers": raw}), body)


ENCODINGS = [
    ("", None),
    ("identity", None),
    ("gzip", "gzip"),
    ("br", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0.0,gzip;q=0", None),
    ("br; q=0.000", None),
    ("gzip;q=0.001", "gzip"),
    ("gzip;q=1.0", "gzip"),
    ("deflate, zstd", None),
    ("bromine", None),
    ("GZIP", "gzip"),  # names and "q" are told apart by no case (RFC 9110 §8.4.1, §12.4.2)
    ("br;Q=0", None),
    ("br;\tq=0", None),
]


@pytest.mark.parametrize(("accepted", "encoding"), ENCODINGS)
def test_the_best_accepted_encoding_is_answered(accepted: str, encoding: str | None) -> None:
    response = asked(accept_encoding=accepted)
    assert response.headers.get("content-encoding") == encoding
    assert response.body == {None: b"identity", "gzip": b"zipped", "br": b"brotli"}[encoding]
    assert response.headers["etag"] == (f'"tag-{encoding}"' if encoding else '"tag"')


def test_without_the_header_nothing_is_compressed() -> None:
    assert asked().body == b"identity"


@pytest.mark.parametrize("accepted", ["br", "gzip, br"])
def test_what_is_not_compressed_yet_is_answered_as_it_is(accepted: str) -> None:
    fresh = StoredBody(b"identity", "text/html", "tag")
    response = asked(fresh, accept_encoding=accepted)
    assert (response.body, "content-encoding" in response.headers) == (b"identity", False)


SAME = [
    '"tag"',
    'W/"tag"',
    '"tag-gzip"',
    '"tag-br"',
    'W/"tag-br"',
    '"other", "tag"',
    '"other",W/"tag-gzip" , "third"',
    "*",
    " * ",
]
OTHER = ['"other"', '"ta"', '"tags"', '"tag-zstd"', 'W/"other"', "", '""', '"*"', '"other", "x"']


@pytest.mark.parametrize("header", SAME)
def test_who_has_it_gets_304_without_a_body(header: str) -> None:
    response = asked(if_none_match=header)
    assert (response.status_code, response.body) == (304, b"")
    assert response.headers["etag"] == '"tag"'
    assert "content-type" not in response.headers
    assert "content-encoding" not in response.headers


@pytest.mark.parametrize("header", OTHER)
def test_who_has_something_else_gets_the_body(header: str) -> None:
    response = asked(if_none_match=header)
    assert (response.status_code, response.body) == (200, b"identity")


@pytest.mark.parametrize("headers", [{}, {"if_none_match": "*"}, {"accept_encoding": "br"}])
def test_caches_are_told_to_ask_and_what_it_varies_by(headers: dict[str, str]) -> None:
    response = asked(**headers)
    assert response.headers["vary"] == "accept-encoding"
    assert response.headers["cache-control"] == "no-cache"


def test_length_and_type_are_those_of_what_is_sent() -> None:
    response = asked(accept_encoding="gzip")
    assert response.headers["content-length"] == str(len(b"zipped"))
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_size_counts_every_form() -> None:
    assert BODY.size == len(b"identity") + len(b"zipped") + len(b"brotli")
