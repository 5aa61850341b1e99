"""Column shapes that several tables share."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

PUBLIC_ID_LENGTH = (
    11  # 64 bits and more in URL-safe characters: short enough to read out, not to guess
)
_ALPHABET = (
    "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"  # none that look alike in print
)


def public_id() -> str:
    """A new random public id: 11 characters of 56, 63.9 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def now() -> datetime:
    return datetime.now(UTC)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC without offset; naive values are refused instead of guessed at."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


def public_id_column() -> Column[str]:
    return Column("public_id", String(PUBLIC_ID_LENGTH), nullable=False, unique=True)


def one_of(column: str, values: type[Any], name: str) -> CheckConstraint:
    """``column`` holds one of a StrEnum's values: held by the database, not only by Python."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)
