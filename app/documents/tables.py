"""Documents and their revisions."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.columns import UTCDateTime, now, one_of, public_id, public_id_column


class Visibility(StrEnum):
    public = "public"
    link = "link"
    private = "private"


class Document(SQLModel, table=True):
    """An article in the library. Its words are in its revisions."""

    __table_args__ = (
        one_of("visibility", Visibility, "document_visibility"),
        CheckConstraint("slug <> '' AND title <> ''", name="document_named"),
        CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="document_url"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, sa_column=public_id_column())
    slug: str = Field(unique=True, max_length=120)
    title: str
    byline: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str = Field(default="en", max_length=35)  # BCP 47
    visibility: str = Field(default=Visibility.public)
    created_at: datetime = Field(
        default_factory=now, sa_column=Column("created_at", UTCDateTime, nullable=False, index=True)
    )


class Revision(SQLModel, table=True):
    """An immutable canonical text with its blocks (a trigger refuses to change it)."""

    __table_args__ = (
        UniqueConstraint("document_id", "number", name="revision_number"),
        CheckConstraint("number >= 1", name="revision_number_positive"),
        CheckConstraint("length(sha256) = 64", name="revision_sha256"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", ondelete="CASCADE")
    number: int
    words: int  # before the text: SQLite reads a row from its beginning, and the text may be long
    text: str
    blocks: list[dict[str, Any]] = Field(sa_column=Column("blocks", JSON, nullable=False))
    sha256: str = Field(max_length=64)  # of the text in UTF-8, hexadecimal
    created_by: str | None = None  # None: the library itself
    created_at: datetime = Field(
        default_factory=now, sa_column=Column("created_at", UTCDateTime, nullable=False)
    )
