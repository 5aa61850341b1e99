"""The append-only history: who did what to which record, when, with both states."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from app.storage.columns import UTCDateTime, now


class Event(SQLModel, table=True):
    """One change. Triggers refuse to update or delete a row."""

    __table_args__ = (
        Index("event_by_item", "item_type", "item_id"),
        CheckConstraint("verb <> '' AND item_type <> '' AND item_id <> ''", name="event_complete"),
    )

    id: int | None = Field(default=None, primary_key=True)
    actor: str | None = None  # None: the library itself
    verb: str
    item_type: str
    item_id: str  # public id
    before: dict[str, Any] | None = Field(
        default=None, sa_column=Column("before", JSON(none_as_null=True))
    )
    after: dict[str, Any] | None = Field(
        default=None, sa_column=Column("after", JSON(none_as_null=True))
    )
    at: datetime = Field(default_factory=now, sa_column=Column("at", UTCDateTime, nullable=False))
