"""Writing history. Every action of a domain records what it did, in the same transaction."""

from typing import Any

from sqlmodel import Session

from app.history.tables import Event


def record(
    session: Session,
    verb: str,
    item_type: str,
    item_id: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    actor: str | None = None,
) -> None:
    """Add one event; ``item_id`` is a public id, the two states are what changed, as JSON."""
    session.add(
        Event(
            actor=actor, verb=verb, item_type=item_type, item_id=item_id, before=before, after=after
        )
    )
