"""Moments are stored in UTC, and one without a time zone is refused instead of guessed at."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects.sqlite import dialect

from app.storage.columns import UTCDateTime

SQLITE = dialect()


def test_a_moment_comes_back_as_the_same_moment() -> None:
    moment = datetime(2025, 6, 13, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
    stored = UTCDateTime().process_bind_param(moment, SQLITE)
    assert stored == datetime(2025, 6, 14, 2, 30)
    back = UTCDateTime().process_result_value(stored, SQLITE)
    assert (back, back and back.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UTCDateTime().process_bind_param(datetime(2025, 6, 13), SQLITE)


def test_no_moment_stays_none() -> None:
    assert UTCDateTime().process_bind_param(None, SQLITE) is None
    assert UTCDateTime().process_result_value(None, SQLITE) is None
