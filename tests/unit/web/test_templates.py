"""The words that templates put numbers and days in; escaping; unknown names."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from app.web.templates import _counted, _day, _environment, _number, render


def test_numbers_have_their_thousands_apart() -> None:
    assert [_number(n) for n in (0, 999, 1000, 1234567)] == ["0", "999", "1,000", "1,234,567"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "no quotations"),
        (1, "1 quotation"),
        (2, "2 quotations"),
        (29_000, "29,000 quotations"),
    ],
)
def test_counts_are_said_in_words(count: int, said: str) -> None:
    assert _counted(count, "quotation") == said


def test_an_irregular_plural_can_be_given() -> None:
    assert _counted(2, "body", "bodies") == "2 bodies"


def test_days_have_no_leading_zero() -> None:
    assert _day(date(2025, 6, 3)) == "3 June 2025"


def test_what_a_template_is_given_is_escaped() -> None:
    template = _environment.from_string('<p title="{{ x }}">{{ x }}</p>')
    evil = "\"><script>'&"
    assert template.render(x=evil) == (
        '<p title="&#34;&gt;&lt;script&gt;&#39;&amp;">&#34;&gt;&lt;script&gt;&#39;&amp;</p>'
    )


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("reader/_margins.html", lists=[(1, "")])
