"""How well a quotation is sourced, in one word, and how that is said to a reader. Pure."""

from enum import StrEnum

from app.quotes.tables import QuoteKind


class Provenance(StrEnum):
    """Every quote has exactly one, so that the counts of a document add up to its quotes."""

    named = "named"  # the article names whose words these are
    reported = "reported"  # an unnamed report's words on what somebody named said or holds
    sourced = "sourced"  # no speaker, but the article names where the words stood
    unnamed = "unnamed"  # the article names no one
    term = "term"  # a term or a title: not speech


NOT_SPEECH = frozenset({QuoteKind.term, QuoteKind.title})

KIND_IN_WORDS = {
    QuoteKind.direct: "direct quotation",
    QuoteKind.partial: "partial quotation",
    QuoteKind.term: "term",
    QuoteKind.title: "title",
    QuoteKind.caption: "caption",
}


def provenance(kind: str, *, speaker: bool, reported: bool, source: bool) -> Provenance:
    """The word for a quote of this kind with these records named (terms come first)."""
    if kind in NOT_SPEECH:
        return Provenance.term
    if speaker:
        return Provenance.named
    if reported:
        return Provenance.reported
    return Provenance.sourced if source else Provenance.unnamed
