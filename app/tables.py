"""Every table, imported in one place: whoever needs the whole schema imports this module."""

from sqlmodel import SQLModel

from app.documents.tables import Document, Revision
from app.history.tables import Event
from app.quotes.tables import Quote
from app.reader.tables import RenderedBlock, RenderedRevision
from app.sources.tables import Source
from app.speakers.tables import Speaker, SpeakerName

metadata = SQLModel.metadata

__all__ = [
    "Document",
    "Event",
    "Quote",
    "RenderedBlock",
    "RenderedRevision",
    "Revision",
    "Source",
    "Speaker",
    "SpeakerName",
    "metadata",
]
