"""Speakers: people, bodies and groups whose words are quoted or reported."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.columns import UTCDateTime, now, one_of, public_id, public_id_column


class SpeakerKind(StrEnum):
    person = "person"
    body = "body"  # a ministry, a company, a government: speaks through others
    group = "group"  # "residents", "both delegations"


class Speaker(SQLModel, table=True):
    __table_args__ = (
        one_of("kind", SpeakerKind, "speaker_kind"),
        CheckConstraint("hue BETWEEN 0 AND 355 AND hue % 5 = 0", name="speaker_hue"),
        CheckConstraint("slug <> '' AND name <> ''", name="speaker_named"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, sa_column=public_id_column())
    slug: str = Field(unique=True, max_length=120)
    name: str = Field(index=True)
    kind: str
    description: str | None = None
    hue: int  # degrees on the OKLCH wheel, in the steps that static/css/hues.css has rules for
    same_as: list[str] = Field(
        default_factory=list, sa_column=Column("same_as", JSON, nullable=False)
    )
    created_at: datetime = Field(
        default_factory=now, sa_column=Column("created_at", UTCDateTime, nullable=False)
    )


class SpeakerName(SQLModel, table=True):
    """Another name by which an article calls a speaker."""

    __tablename__ = "speaker_name"
    __table_args__ = (
        UniqueConstraint("speaker_id", "name", name="speaker_name_once"),
        CheckConstraint("name <> ''", name="speaker_name_not_empty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speaker.id", ondelete="CASCADE")
    name: str = Field(index=True)
