"""Compressed forms of finished bodies. Made by a thread of their own: both libraries let go of the
interpreter while they work, and no request waits for them."""

import zlib

import brotli  # type: ignore[import-untyped]  # ships no types

SMALL = 200_000  # bytes: up to here the best quality takes less than 0.2 s; above, it takes seconds


def compress(body: bytes) -> dict[str, bytes]:
    """The body in each encoding we answer with."""
    quality = 11 if len(body) <= SMALL else 9
    gzip = zlib.compressobj(level=6, wbits=31)
    return {
        "br": brotli.compress(body, quality=quality),
        "gzip": gzip.compress(body) + gzip.flush(),
    }
