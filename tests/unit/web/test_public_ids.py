"""Public ids: short, unguessable, fit for an address and for reading out."""

import re
from math import log2

from app.storage.columns import _ALPHABET, PUBLIC_ID_LENGTH, public_id

IDS = {public_id() for _ in range(5_000)}


def test_no_two_are_the_same() -> None:
    assert len(IDS) == 5_000


def test_they_are_letters_and_digits_of_one_length() -> None:
    assert all(re.fullmatch(rf"[A-Za-z0-9]{{{PUBLIC_ID_LENGTH}}}", each) for each in IDS)


def test_no_character_looks_like_another() -> None:
    assert not set("".join(IDS)) & set("0O1lI")


def test_every_character_of_the_alphabet_is_used_in_every_place() -> None:
    for place in range(PUBLIC_ID_LENGTH):
        assert {each[place] for each in IDS} == set(_ALPHABET)


def test_they_cannot_be_guessed() -> None:
    assert len(set(_ALPHABET)) == len(_ALPHABET)
    assert PUBLIC_ID_LENGTH * log2(len(_ALPHABET)) >= 63
