"""Quotes with their records, without a database."""

from collections.abc import Callable
from typing import Any

import pytest

from app.quotes.queries import Origin, QuoteFacts, Voice

ANN = Voice("annannannan", "ann", "Ann", 30)
REPORT = Origin("reporeporep", "the-report", "The Report")


def _facts(text: str, start: int, end: int, **known: Any) -> QuoteFacts:
    """A quote of which only what is given is known."""
    unknown: dict[str, Any] = {
        "id": f"quote{start:03}{end:03}",
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": "",
        "suffix": "",
        "kind": "direct",
        "state": "confirmed",
        "role": None,
        "reported_role": None,
        "cue_start": None,
        "cue_end": None,
        "remark": None,
        "parent": None,
        "speaker": None,
        "reported": None,
        "source": None,
    }
    return QuoteFacts(**(unknown | known))


@pytest.fixture(scope="session")
def facts() -> Callable[..., QuoteFacts]:
    return _facts


@pytest.fixture(scope="session")
def ann() -> Voice:
    return ANN


@pytest.fixture(scope="session")
def report() -> Origin:
    return REPORT
