"""How well a quotation is sourced, in one word."""

from itertools import product

import pytest

from app.quotes.provenance import KIND_IN_WORDS, Provenance, provenance
from app.quotes.tables import QuoteKind

SPEECH = ["direct", "partial", "caption"]

# speaker, reported, source → the word
TABLE = {
    (True, True, True): "named",
    (True, True, False): "named",
    (True, False, True): "named",
    (True, False, False): "named",
    (False, True, True): "reported",
    (False, True, False): "reported",
    (False, False, True): "sourced",
    (False, False, False): "unnamed",
}


@pytest.mark.parametrize("kind", SPEECH)
@pytest.mark.parametrize(("known", "word"), TABLE.items())
def test_speech_is_sourced_as_well_as_what_is_known(
    kind: str, known: tuple[bool, bool, bool], word: str
) -> None:
    speaker, reported, source = known
    assert provenance(kind, speaker=speaker, reported=reported, source=source) == word


@pytest.mark.parametrize("kind", ["term", "title"])
@pytest.mark.parametrize("known", list(product([True, False], repeat=3)))
def test_what_is_not_speech_is_a_term_whatever_is_known(
    kind: str, known: tuple[bool, bool, bool]
) -> None:
    speaker, reported, source = known
    assert provenance(kind, speaker=speaker, reported=reported, source=source) == "term"


def test_every_word_can_be_reached() -> None:
    assert {*TABLE.values(), "term"} == set(Provenance)


def test_every_kind_has_words() -> None:
    assert set(KIND_IN_WORDS) == set(QuoteKind)
    assert len(set(KIND_IN_WORDS.values())) == len(QuoteKind)
