from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.normalize import canonical
from app.text.offsets import Offsets

anything = st.text(
    alphabet=st.sampled_from("ab \t\n\r\x00\x0b\x0c\x1f\x7f\x85\ufeff\ud83d\ude00éé漢😀")
    | st.characters()
)


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("", ""),
        ("\ufeffTitle", "Title"),
        ("\ufeff\ufeffTitle", "Title"),
        ("\x00\ufeffTitle", "Title"),
        ("a\ufeffb", "a\ufeffb"),
        ("a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("a\x00b\x0bc\x0cd\x1fe", "abcde"),
        ("a\tb", "a\tb"),
        ("a\x7fb\x85c", "a\x7fb\x85c"),
        ("a\ud83db\ude00", "a\ufffdb\ufffd"),
        ("e\u0301 é ﬁ \u00a0  x", "e\u0301 é ﬁ \u00a0  x"),
        ("\u2067שלום\u2069", "\u2067שלום\u2069"),
    ],
)
def test_the_stored_form(given_text: str, stored: str) -> None:
    assert canonical(given_text) == stored


@given(anything)
def test_storing_a_stored_text_changes_nothing(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(anything)
def test_what_is_stored_can_be_measured_and_encoded(text: str) -> None:
    stored = canonical(text)
    assert Offsets(stored).length_utf8 == len(stored.encode())
    assert not set(stored) & (set(map(chr, range(32))) - {"\t", "\n"})


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"))
)
def test_words_stay_as_written(text: str) -> None:
    assert canonical(text) == text
