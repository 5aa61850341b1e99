"""The JSON of a document, as OpenAPI describes it. Offsets are Unicode code points, half-open."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.quotes.provenance import Provenance
from app.quotes.tables import QuoteKind, QuoteState
from app.text.blocks import BlockKind


class BlockData(BaseModel):
    kind: BlockKind
    start: int
    end: int
    level: int | None = Field(default=None, description="1 to 6, for headings only")


class NamedRecord(BaseModel):
    id: str
    name: str


class TitledRecord(BaseModel):
    id: str
    title: str


class CueData(BaseModel):
    """The words of the article that attribute a quotation: the evidence."""

    start: int
    end: int
    exact: str


class QuoteData(BaseModel):
    """A quotation: ``text[start:end] == exact``, its quotation marks left out."""

    id: str
    exact: str
    start: int
    end: int
    prefix: str
    suffix: str
    kind: QuoteKind
    state: Literal[QuoteState.suggested, QuoteState.confirmed]
    provenance: Provenance
    parent: str | None = Field(description="the quotation this one is nested in")
    speaker: NamedRecord | None = Field(description="whose words these are; null: not named")
    role: str | None = Field(description="the speaker's office, as the article gives it")
    reported: NamedRecord | None = Field(
        description="whose speech or view the words tell of, when they are someone else's"
    )
    reported_role: str | None
    source: TitledRecord | None = Field(description="where the words stood; null: not named")
    cue: CueData | None
    remark: str | None = Field(description="an editor's word to the reader")


class DocumentData(BaseModel):
    id: str
    slug: str
    title: str
    byline: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    language: str
    revision: int
    version: int = Field(description="grows with each change of a quote")
    words: int
    provenance: dict[Provenance, int] = Field(description="counts that add up to the quotes")
    text: str
    blocks: list[BlockData]
    quotes: list[QuoteData]
