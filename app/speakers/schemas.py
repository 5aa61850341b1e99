"""The JSON of speakers."""

from pydantic import BaseModel, Field

from app.quotes.schemas import QuoteInPlaceData
from app.speakers.tables import SpeakerKind


class SpeakerEntry(BaseModel):
    id: str
    slug: str
    name: str
    kind: SpeakerKind
    own: int = Field(description="quotations of their own words")
    reported: int = Field(description="quotations of someone else's words on what they said")
    documents: int


class SpeakersData(BaseModel):
    speakers: list[SpeakerEntry]
    page: int
    more: bool


class SpeakerData(BaseModel):
    id: str
    slug: str
    name: str
    kind: SpeakerKind
    names: list[str] = Field(description="other names that articles use")
    description: str | None
    same_as: list[str]
    quotes: list[QuoteInPlaceData]
    page: int
    more: bool
