"""Quotes: quotations in a revision, with who is quoted, who is reported, and on what evidence."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.columns import UTCDateTime, now, one_of, public_id, public_id_column


class QuoteKind(StrEnum):
    direct = "direct"  # a whole sentence or more
    partial = "partial"  # words run into the article's own sentence
    term = "term"  # scare quotes, a named phrase: not speech
    title = "title"  # type: ignore[assignment]  # shadows str.title, which nobody calls here
    caption = "caption"


class QuoteState(StrEnum):
    suggested = "suggested"  # by a detector
    confirmed = "confirmed"  # by a person
    rejected = "rejected"


class Quote(SQLModel, table=True):
    """A quotation: ``text[start:end] == exact``, code points, quotation marks left out.

    ``speaker`` is the one **whose words these are**; ``reported`` is the one **whose speech or view
    the words report**. In «"Suleymanov noted it does not mean …"» the words are an unnamed report's:
    speaker NULL, reported Suleymanov. Both NULL: the article names no one. ``role`` and
    ``reported_role`` are the offices the article gives them when speaking. TEI tells the same two
    apart by ``said/@direct``.
    """

    __table_args__ = (
        one_of("kind", QuoteKind, "quote_kind"),
        one_of("state", QuoteState, "quote_state"),
        CheckConstraint('start >= 0 AND "end" > start', name="quote_span"),
        CheckConstraint('length(exact) = "end" - start', name="quote_exact_fills_span"),
        CheckConstraint(
            "(cue_start IS NULL) = (cue_end IS NULL) AND (cue_start IS NULL OR "
            "(cue_start >= 0 AND cue_end > cue_start))",
            name="quote_cue_span",
        ),
        CheckConstraint("kind <> 'term' OR speaker_id IS NULL", name="quote_term_is_not_speech"),
        CheckConstraint("speaker_id IS NOT NULL OR role IS NULL", name="quote_role_of_speaker"),
        CheckConstraint(
            "reported_id IS NOT NULL OR reported_role IS NULL", name="quote_role_of_reported"
        ),
        CheckConstraint("speaker_id IS NULL OR reported_id IS NULL", name="quote_one_voice"),
        CheckConstraint(
            "confidence IS NULL OR confidence BETWEEN 0 AND 1", name="quote_confidence"
        ),
        CheckConstraint("version >= 1", name="quote_version"),
        # A nested quote and its parent stand in the same revision.
        UniqueConstraint("id", "revision_id", name="quote_in_revision"),
        ForeignKeyConstraint(
            ["parent_id", "revision_id"], ["quote.id", "quote.revision_id"], name="quote_parent"
        ),
        Index("quote_by_parent", "parent_id", "revision_id"),
        Index("quote_by_place", "revision_id", "start", "end"),
        Index("quote_by_speaker", "speaker_id"),
        Index("quote_by_reported", "reported_id"),
        Index("quote_by_source", "source_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, sa_column=public_id_column())
    revision_id: int = Field(foreign_key="revision.id", ondelete="CASCADE")
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    kind: str
    state: str
    parent_id: int | None = None
    speaker_id: int | None = Field(default=None, foreign_key="speaker.id")
    role: str | None = None
    reported_id: int | None = Field(default=None, foreign_key="speaker.id")
    reported_role: str | None = None
    source_id: int | None = Field(default=None, foreign_key="source.id")
    cue_start: int | None = None
    cue_end: int | None = None
    remark: str | None = None  # an editor's word to the reader
    detector: str | None = None  # name and version; None: found by a person
    confidence: float | None = None
    version: int = 1
    created_at: datetime = Field(
        default_factory=now, sa_column=Column("created_at", UTCDateTime, nullable=False)
    )
    updated_at: datetime = Field(
        default_factory=now, sa_column=Column("updated_at", UTCDateTime, nullable=False)
    )
