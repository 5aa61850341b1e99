"""Sources: where words were published. Fields mean what CSL-JSON's fields of that name mean."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from app.storage.columns import UTCDateTime, now, one_of, public_id, public_id_column


class SourceKind(StrEnum):
    """CSL 1.0.2 item types, those that words are quoted from."""

    article_newspaper = "article-newspaper"
    article_magazine = "article-magazine"
    broadcast = "broadcast"
    document = "document"
    graphic = "graphic"
    interview = "interview"
    periodical = "periodical"
    post = "post"
    report = "report"
    speech = "speech"
    treaty = "treaty"
    webpage = "webpage"


KIND_IN_WORDS: dict[str, str] = {kind.value: kind.value for kind in SourceKind} | {
    SourceKind.article_newspaper.value: "newspaper article",
    SourceKind.article_magazine.value: "magazine article",
    SourceKind.graphic.value: "photograph or graphic",
    SourceKind.webpage.value: "web page",
}


class Source(SQLModel, table=True):
    __table_args__ = (
        one_of("kind", SourceKind, "source_kind"),
        CheckConstraint("slug <> '' AND title <> ''", name="source_named"),
        CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="source_url"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, sa_column=public_id_column())
    slug: str = Field(unique=True, max_length=120)
    kind: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    url: str | None = None
    credit: str | None = None  # as printed: "AP photo/Vahid Salemi"
    retrieved_at: datetime | None = Field(default=None, sa_column=Column(UTCDateTime))
    text: str | None = None  # the source's own words, to check quotes against
    created_at: datetime = Field(
        default_factory=now, sa_column=Column("created_at", UTCDateTime, nullable=False)
    )
