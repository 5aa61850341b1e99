"""Reads of quotes: plain rows by one statement each, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.documents.access import is_latest, listed
from app.documents.tables import Document, Revision
from app.quotes.provenance import Provenance, provenance
from app.quotes.tables import Quote, QuoteState
from app.sources.tables import Source
from app.speakers.tables import Speaker
from app.text.selectors import CONTEXT
from app.text.spans import Span

# A suffix is at most 32 code points, less what would cut a grapheme cluster: one that is clearly shorter
# ends with its text.
CUT_SHORT = CONTEXT - 8


class Voice(NamedTuple):
    """The speaker whose words these are, or whom they report, as far as a page shows them."""

    id: str
    slug: str
    name: str
    hue: int


class Origin(NamedTuple):
    """The source, as far as a page shows it."""

    id: str
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """A quote with what its records say: everything a mark, a card or an export needs."""

    id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    kind: str
    state: str
    role: str | None
    reported_role: str | None
    cue_start: int | None
    cue_end: int | None
    remark: str | None
    parent: str | None
    speaker: Voice | None
    reported: Voice | None
    source: Origin | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def cue(self) -> Span | None:
        if self.cue_start is None or self.cue_end is None:
            return None
        return Span(self.cue_start, self.cue_end)

    @property
    def voice(self) -> Voice | None:
        """Who is heard, in their own or in a report's words: the hue of the mark is theirs."""
        return self.speaker or self.reported

    @property
    def provenance(self) -> Provenance:
        return provenance(
            self.kind,
            speaker=self.speaker is not None,
            reported=self.reported is not None,
            source=self.source is not None,
        )


class QuoteInPlace(NamedTuple):
    """A quote with the document it stands in, for lists over all documents."""

    facts: QuoteFacts
    document_slug: str
    document_title: str

    @property
    def before(self) -> str:
        """What stands before the words in their line, from a whole word on."""
        prefix = self.facts.prefix
        if self.facts.start == len(prefix) or "\n" in prefix:
            return prefix.rpartition("\n")[2]
        return "…" + (prefix.partition(" ")[2] or prefix)

    @property
    def after(self) -> str:
        """What follows the words in their line, up to a whole word."""
        suffix = self.facts.suffix
        if len(suffix) < CUT_SHORT or "\n" in suffix:
            return suffix.partition("\n")[0]
        return (suffix.rpartition(" ")[0] or suffix) + "…"


_speaker, _reported, _parent = aliased(Speaker), aliased(Speaker), aliased(Quote)

_OWN = (
    Quote.public_id, Quote.start, Quote.end, Quote.exact, Quote.prefix, Quote.suffix,
    Quote.kind, Quote.state, Quote.role, Quote.reported_role, Quote.cue_start, Quote.cue_end,
    Quote.remark, _parent.public_id,
)  # fmt: skip
_VOICES = tuple(
    column
    for who in (_speaker, _reported)
    for column in (who.public_id, who.slug, who.name, who.hue)
)
_FACTS: tuple[Any, ...] = (*_OWN, *_VOICES, Source.public_id, Source.slug, Source.title)


def facts_of(
    connection: Connection, revision_id: int, within: Span | None = None, longest: int | None = None
) -> list[QuoteFacts]:
    """The quotes shown on a revision, in text order; only those that touch ``within`` if given.

    Rejected suggestions are left out. One statement. Where no quote is longer than ``longest`` code
    points, it looks only at those that begin near.
    """
    query = _joined(*_FACTS).where(col(Quote.revision_id) == revision_id)
    if within is not None:
        query = query.where(col(Quote.start) < within.end, col(Quote.end) > within.start)
        if longest is not None:
            query = query.where(col(Quote.start) > within.start - longest)
    query = query.order_by(col(Quote.start), col(Quote.end).desc(), col(Quote.id))
    return [_facts(row) for row in connection.execute(query)]


def quotes_of_speaker(
    connection: Connection, speaker_id: int, page: int, size: int
) -> list[QuoteInPlace]:
    """A page of what a speaker said or is reported to have said: newest document first, in the
    order of its text. One row more than ``size``, where there is another page."""
    heard = or_(col(Quote.speaker_id) == speaker_id, col(Quote.reported_id) == speaker_id)
    return _in_place(connection, heard, page, size)


def quotes_of_source(
    connection: Connection, source_id: int, page: int, size: int
) -> list[QuoteInPlace]:
    """A page of what is quoted from a source, likewise."""
    return _in_place(connection, col(Quote.source_id) == source_id, page, size)


def _in_place(
    connection: Connection, which: ColumnElement[bool], page: int, size: int
) -> list[QuoteInPlace]:
    query = (
        _joined(*_FACTS, Document.slug, Document.title)
        .join(Revision, col(Revision.id) == col(Quote.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(which, listed(), is_latest())
        .order_by(col(Document.id).desc(), col(Quote.start), col(Quote.id))
        .offset((page - 1) * size)
        .limit(size + 1)
    )
    return [QuoteInPlace(_facts(row[:-2]), *row[-2:]) for row in connection.execute(query)]


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Quote)
        .outerjoin(_speaker, col(_speaker.id) == col(Quote.speaker_id))
        .outerjoin(_reported, col(_reported.id) == col(Quote.reported_id))
        .outerjoin(_parent, col(_parent.id) == col(Quote.parent_id))
        .outerjoin(Source, col(Source.id) == col(Quote.source_id))
        .where(col(Quote.state) != QuoteState.rejected)
    )


def _facts(row: Sequence[Any]) -> QuoteFacts:
    own, speaker, reported, source = row[:14], row[14:18], row[18:22], row[22:25]
    records: list[Any] = [
        Voice(*speaker) if speaker[0] else None,
        Voice(*reported) if reported[0] else None,
        Origin(*source) if source[0] else None,
    ]
    return QuoteFacts(*own, *records)
