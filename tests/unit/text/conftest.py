"""Texts of many scripts, as a fixture: with importlib mode a test file can't import a sibling."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

PIECES = [
    *"abc xyz.,;!?“”‘’—…()\n\t0123",
    "word ",
    "He said: ",
    "“Yes.” ",
    "\n\n",
    "\r\n",
    "é",
    "e\u0301",
    "o\u0302\u0323",
    "\u0301",  # a mark with nothing to stand on
    "😀",
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "🇩🇪",
    "🇫🇷",
    "❤\ufe0f",
    "قال «نعم»",
    "\u2067שלום\u2069",
    "\u202aאמר\u202c",
    "\u200f",
    "漢字。",
    "カ\u3099",
    "한국",
    "क्षि",
    "\U00020bb7",
    "\ufeff",
    "\u00a0",
    "\u2028",
]


@pytest.fixture(scope="session")
def texts() -> st.SearchStrategy[str]:
    """Texts as people write them, piece by piece, and now and then any characters at all."""
    pieces = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
    return pieces | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="session")
def repetitive() -> st.SearchStrategy[str]:
    """Texts in which everything occurs again and again: what anchoring finds hardest."""
    return st.text(alphabet="ab ", max_size=120)
