"""Cards: what is known of a quotation, told plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.quotes.queries import Origin, QuoteFacts, Voice
from app.reader.cards import NESTED_CODE_POINTS, WORDS_CODE_POINTS, Cards

TEXT = "Ann, the minister, said: “Bob told me ‘no’ twice.” Then “axis” was printed."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def card(facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]) -> Callable[..., Any]:
    def card(words: str = "axis", **known: Any) -> Any:
        quote = facts(TEXT, *at(words), **known)
        return read_html(Cards(TEXT, [quote]).html([quote])).one("li", class_="card")

    return card


def fact(card: Any, name: str) -> list[str]:
    """What stands beside this word in the card's list of facts."""
    names, values = card.one("dl").all("dt"), card.one("dl").all("dd")
    assert len(names) == len(values)
    return [v.said for n, v in zip(names, values, strict=True) if n.said == name]


def top(card: Any) -> tuple[str, str]:
    return card.one("p", class_="who").said, card.one("p", class_="line").said


def test_nothing_is_made_of_no_quotes() -> None:
    assert Cards(TEXT, []).html([]) == ""


def test_a_named_speaker_with_role_cue_and_source(
    card: Callable[..., Any], ann: Voice, report: Origin
) -> None:
    start, end = at("said:")
    found = card(
        "Bob told me ‘no’ twice.",
        speaker=ann,
        role="the minister",
        cue_start=start,
        cue_end=end,
        source=report,
    )
    assert top(found) == ("Ann", "the minister")
    assert fact(found, "Words") == ["Ann’s own, as the article quotes them"]
    assert fact(found, "Kind") == ["direct quotation"]
    assert fact(found, "Said") == ["“said:”"]
    assert fact(found, "Source") == ["The Report"]
    assert fact(found, "Check") == ["not checked yet"]
    assert found.one("p", class_="words").said == "“Bob told me ‘no’ twice.”"
    assert found.one("a", href="/sources/the-report").said == "The Report"
    assert found.one("a", href="/speakers/ann").said == "All of Ann"
    assert (found.attrs["data-hue"], found.attrs["data-voice"]) == ("30", "ann")


def test_where_no_one_is_named_the_card_says_so(card: Callable[..., Any]) -> None:
    found = card(kind="partial")
    assert top(found) == ("No one named", "partial quotation")
    assert fact(found, "Words") == ["not named in the article"]
    assert fact(found, "Told") == ["no attribution in the article"]
    assert fact(found, "Source") == ["none named in the article"]
    assert fact(found, "Check") == ["nothing to check against"]
    assert "data-voice" not in found.attrs
    assert all("/speakers/" not in link.attrs["href"] for link in found.all("a"))


def test_a_report_on_someone_is_not_taken_for_their_words(
    card: Callable[..., Any], ann: Voice
) -> None:
    found = card(reported=ann)
    assert top(found) == ("Ann", "as an unnamed report tells it")
    assert fact(found, "Words") == ["an unnamed report’s, in its own words"]
    assert fact(found, "Said") == []
    assert found.one("a", href="/speakers/ann").said == "All of Ann"


def test_a_source_without_a_speaker(card: Callable[..., Any], report: Origin) -> None:
    found = card(kind="caption", source=report)
    assert top(found) == ("The Report", "caption, no speaker named")
    assert fact(found, "Words") == ["not named in the article"]


@pytest.mark.parametrize(
    ("kind", "who"), [("term", "Term, not speech"), ("title", "Title, not speech")]
)
def test_a_term_is_not_speech(card: Callable[..., Any], kind: str, who: str) -> None:
    found = card(kind=kind)
    assert top(found) == (who, "axis")
    assert fact(found, "Words") == ["the article’s, set in quotation marks"]


def test_where_no_office_is_given_the_cue_leads_in(card: Callable[..., Any], ann: Voice) -> None:
    start, end = at("was printed")
    cue = {"cue_start": start, "cue_end": end}
    assert top(card(speaker=ann, **cue)) == ("Ann", "“was printed”")
    assert top(card(**cue)) == ("No one named", "“was printed”")
    assert top(card(speaker=ann)) == ("Ann", "direct quotation")


def test_the_office_of_someone_reported_is_told(card: Callable[..., Any], ann: Voice) -> None:
    found = card(reported=ann, reported_role="minister")
    assert top(found) == ("Ann", "minister, as an unnamed report tells it")


def test_a_nested_quote_and_its_parent_point_at_each_other(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    outer = facts(TEXT, *at("Bob told me ‘no’ twice."), id="outerouter1")
    inner = facts(TEXT, *at("no"), id="innerinner1", parent="outerouter1")
    page = read_html(Cards(TEXT, [outer, inner]).html([outer, inner]))
    around, inside = page.all("li", class_="card")
    assert fact(around, "Holds") == ["“no”"]
    assert fact(inside, "Inside") == ["“Bob told me ‘no’ twice.”"]
    assert fact(around, "Inside") == fact(inside, "Holds") == []
    assert [link.said for link in around.all("a", href="#q-innerinner1")] == ["“no”"]
    assert "“Bob told me ‘no’ twice.”" in [
        link.said for link in inside.all("a", href="#q-outerouter1")
    ]


def test_an_editors_remark_is_shown_where_there_is_one(card: Callable[..., Any]) -> None:
    assert card(remark="Cut off in the article.").one("p", class_="remark").said == (
        "Cut off in the article."
    )
    assert card().all("p", class_="remark") == []


def test_a_suggestion_is_marked_as_not_reviewed(card: Callable[..., Any]) -> None:
    found = card(state="suggested")
    assert found.attrs["data-state"] == "suggested"
    assert fact(found, "Kind") == ["direct quotation, not reviewed"]


def test_a_card_and_its_mark_are_linked_both_ways(card: Callable[..., Any]) -> None:
    found = card(id="axisaxisaxi")
    assert found.attrs["id"] == "card-axisaxisaxi"
    assert found.one("p", class_="who").one("a").attrs["href"] == "#q-axisaxisaxi"


def test_a_long_quotation_is_cut_with_an_ellipsis(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    text = "word " * 200 + "end"
    outer = facts(text, 0, len(text), id="outerouter1")
    inner = facts(text, 5, len(text), id="innerinner1", parent="outerouter1")
    page = read_html(Cards(text, [outer, inner]).html([outer, inner]))
    words = page.all("p", class_="words")[0].text
    assert words.startswith("“word word")
    assert words.endswith("…”")
    assert WORDS_CODE_POINTS / 2 < len(words) <= WORDS_CODE_POINTS + 2
    assert len(fact(page.all("li")[0], "Holds")[0]) <= NESTED_CODE_POINTS + 2


def test_hostile_records_are_shown_as_text(card: Callable[..., Any]) -> None:
    evil = """</li><script>alert("1")</script>'&amp;"""
    found = card(
        speaker=Voice("evilevilevi", "a\"b'c", evil, 30),
        role=evil,
        remark=evil,
        source=Origin("evilsourcee", '"><img src=x>', evil),
    )
    assert top(found) == (evil, evil)
    assert fact(found, "Source") == [evil]
    assert found.one("p", class_="remark").text == evil
    assert found.attrs["data-voice"] == "a\"b'c"
    assert found.all("script") == found.all("img") == []


def test_hostile_words_are_shown_as_text(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    text = "He said: <script>alert(1)</script> & left."
    quote = facts(text, 9, 34, cue_start=0, cue_end=len(text))
    page = read_html(Cards(text, [quote]).html([quote]))
    assert page.one("p", class_="words").text == "“<script>alert(1)</script>”"
    assert fact(page.one("li"), "Told") == [f"“{text}”"]
    assert page.all("script") == []
