"""Compressed forms say the same as the body."""

import zlib

import brotli
import pytest

from app.web.compression import SMALL, compress
from app.web.stored import ENCODINGS


@pytest.mark.parametrize("size", [0, 1, 5_000, SMALL + 1])
def test_each_form_unpacks_to_the_body(size: int) -> None:
    body = ("«Said» – 😀 " * (size // 10 + 1)).encode()[:size]
    forms = compress(body)
    assert set(forms) == set(ENCODINGS)
    assert brotli.decompress(forms["br"]) == body
    assert zlib.decompress(forms["gzip"], wbits=31) == body


def test_the_first_encoding_offered_is_the_smallest() -> None:
    forms = compress(b"".join(b"<p>paragraph %d</p>" % n for n in range(2_000)))
    assert len(forms["br"]) < len(forms["gzip"])
