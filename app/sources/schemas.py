"""The JSON of sources; fields mean what CSL-JSON's mean."""

from datetime import date

from pydantic import BaseModel

from app.quotes.schemas import QuoteInPlaceData
from app.sources.tables import SourceKind


class SourceEntry(BaseModel):
    id: str
    slug: str
    kind: SourceKind
    title: str
    author: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    credit: str | None
    quotes: int
    documents: int


class SourcesData(BaseModel):
    sources: list[SourceEntry]
    page: int
    more: bool


class SourceData(BaseModel):
    id: str
    slug: str
    kind: SourceKind
    title: str
    author: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    credit: str | None
    quotes: list[QuoteInPlaceData]
    page: int
    more: bool
