"""The JSON of a quotation in a list over all documents."""

from pydantic import BaseModel

from app.quotes.provenance import Provenance
from app.quotes.queries import QuoteInPlace
from app.quotes.tables import QuoteKind


class InDocument(BaseModel):
    slug: str
    title: str
    url: str


class QuoteInPlaceData(BaseModel):
    id: str
    exact: str
    prefix: str
    suffix: str
    kind: QuoteKind
    provenance: Provenance
    speaker: str | None
    role: str | None
    reported: str | None
    reported_role: str | None
    source: str | None
    document: InDocument


def in_place_json(quote: QuoteInPlace) -> dict[str, object]:
    """``QuoteInPlaceData`` of a quote; records by name, as a list shows them."""
    facts = quote.facts
    return {
        "id": facts.id,
        "exact": facts.exact,
        "prefix": facts.prefix,
        "suffix": facts.suffix,
        "kind": facts.kind,
        "provenance": facts.provenance,
        "speaker": facts.speaker and facts.speaker.name,
        "role": facts.role,
        "reported": facts.reported and facts.reported.name,
        "reported_role": facts.reported_role,
        "source": facts.source and facts.source.title,
        "document": {
            "slug": quote.document_slug,
            "title": quote.document_title,
            "url": f"/d/{quote.document_slug}#q-{facts.id}",
        },
    }
