"""Cards: what is known of a quotation, beside its paragraph."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.quotes.provenance import KIND_IN_WORDS, Provenance
from app.quotes.queries import QuoteFacts
from app.quotes.tables import QuoteKind
from app.text.excerpt import excerpt
from app.web.templates import render

NESTED_CODE_POINTS = 60
WORDS_CODE_POINTS = 280


class Neighbour(NamedTuple):
    """A quotation around or inside this one."""

    id: str
    words: str


class Card(NamedTuple):
    """What ``reader/_card.html`` receives."""

    quote: QuoteFacts
    kind: str
    who: str  # whose words these are, in the article's name for them, or that no one is named
    line: str  # the one line under it
    whose: str  # whose words, as a sentence
    words: str  # the quotation's own, cut where it is long
    cue: str | None
    outer: Neighbour | None
    inner: list[Neighbour]


class Cards:
    """Makes the cards of a text's quotations, of which ``quotes`` holds at least those wanted and
    those around and inside them. ``linked``: they link to the records they name."""

    def __init__(self, text: str, quotes: Iterable[QuoteFacts], *, linked: bool = True) -> None:
        self._text = text
        self._linked = linked
        self._by_id = {quote.id: quote for quote in quotes}
        self._inner: dict[str, list[Neighbour]] = {}
        for quote in self._by_id.values():
            if quote.parent:
                self._inner.setdefault(quote.parent, []).append(_neighbour(quote))

    def html(self, quotes: Sequence[QuoteFacts]) -> str:
        """The cards of these quotes as list items; "" for none."""
        if not quotes:
            return ""
        return render(
            "reader/_cards.html",
            cards=[self._card(quote) for quote in quotes],
            linked=self._linked,
        )

    def _card(self, quote: QuoteFacts) -> Card:
        cue = quote.cue.of(self._text) if quote.cue else None
        parent = self._by_id.get(quote.parent) if quote.parent else None
        return Card(
            quote=quote,
            kind=KIND_IN_WORDS[QuoteKind(quote.kind)],
            who=_who(quote),
            line=_line(quote, cue),
            whose=_whose(quote),
            words=excerpt(quote.exact, WORDS_CODE_POINTS),
            cue=cue,
            outer=_neighbour(parent) if parent else None,
            inner=self._inner.get(quote.id, []),
        )


def _neighbour(quote: QuoteFacts) -> Neighbour:
    return Neighbour(quote.id, excerpt(quote.exact, NESTED_CODE_POINTS))


def _who(quote: QuoteFacts) -> str:
    match quote.provenance:
        case Provenance.term:
            return "Title, not speech" if quote.kind == "title" else "Term, not speech"
        case Provenance.sourced:
            return quote.source.title if quote.source else ""
        case Provenance.unnamed:
            return "No one named"
    return quote.voice.name if quote.voice else ""


def _line(quote: QuoteFacts, cue: str | None) -> str:
    """The telling thing beside the name: the role, the report, or the words that lead in."""
    kind = KIND_IN_WORDS[QuoteKind(quote.kind)]
    match quote.provenance:
        case Provenance.named:
            return quote.role or _quoted(cue) or kind
        case Provenance.reported:
            role = f"{quote.reported_role}, " if quote.reported_role else ""
            return f"{role}as an unnamed report tells it"
        case Provenance.sourced:
            return f"{kind}, no speaker named"
        case Provenance.unnamed:
            return _quoted(cue) or kind
    return excerpt(quote.exact, NESTED_CODE_POINTS)


def _quoted(cue: str | None) -> str | None:
    return f"“{cue}”" if cue else None


def _whose(quote: QuoteFacts) -> str:
    match quote.provenance:
        case Provenance.named:
            return (
                f"{quote.speaker.name}’s own, as the article quotes them" if quote.speaker else ""
            )
        case Provenance.reported:
            return "an unnamed report’s, in its own words"
        case Provenance.term:
            return "the article’s, set in quotation marks"
    return "not named in the article"
