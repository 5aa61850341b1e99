"""Stored products: what a reading page is joined from, made once per change, never per request.

They can all be made again from the records; nothing else refers to them.
"""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class RenderedRevision(SQLModel, table=True):
    """The frame of a revision's page, and how new its blocks are."""

    __tablename__ = "rendered_revision"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id", ondelete="CASCADE")
    version: int  # annotation version: grows with each change of a quote
    renderer: str  # fingerprint of the code that made it: another one makes it anew
    summary: dict[str, Any] = Field(sa_column=Column("summary", JSON, nullable=False))


class RenderedBlock(SQLModel, table=True):
    """A block's HTML with its marks; the cards and the tally of the quotes that begin in it."""

    __tablename__ = "rendered_block"
    __table_args__ = (
        Index("rendered_block_by_place", "revision_id", "start", "end"),
        Index("rendered_block_by_version", "revision_id", "version"),
    )

    revision_id: int = Field(primary_key=True, foreign_key="revision.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)  # of the block, from 0
    start: int  # code points, as in the revision's blocks: a change finds its blocks by these
    end: int
    kind: str
    level: int | None = None
    part: int  # the stretch of blocks laid out together
    version: int  # the annotation version it was last cut at
    html: str
    after: str  # the white space up to the next block
    cards: str
    tally: dict[str, Any] = Field(sa_column=Column("tally", JSON, nullable=False))
