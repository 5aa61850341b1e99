"""The migrations make exactly the tables that the code describes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from app.storage.engine import open_engine
from app.storage.migrate import MIGRATIONS, current_schema, migrate, newest_schema
from app.tables import metadata


def test_migrations_and_tables_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def constraints(engine: Engine) -> dict[str, dict[str, str]]:
    """Every table's checks, by name, without their white space."""
    inspector = inspect(engine)
    return {
        table: {
            each["name"] or "": re.sub(r"\s", "", str(each["sqltext"]))
            for each in inspector.get_check_constraints(table)
        }
        for table in metadata.tables
    }


def test_checks_agree_too(engine: Engine, tmp_path: Path) -> None:
    """Alembic doesn't compare checks: a database made from the metadata does."""
    straight = open_engine(tmp_path / "straight" / "library.sqlite3")
    metadata.create_all(straight)
    try:
        assert constraints(engine) == constraints(straight)
        assert sum(map(len, constraints(engine).values())) > 20
    finally:
        straight.dispose()


def test_foreign_keys_agree_with_what_happens_on_delete(engine: Engine, tmp_path: Path) -> None:
    straight = open_engine(tmp_path / "straight" / "library.sqlite3")
    metadata.create_all(straight)
    try:
        for table in metadata.tables:
            rows = f"PRAGMA foreign_key_list({table})"
            with engine.connect() as one, straight.connect() as other:
                ours = {tuple(row)[2:7] for row in one.exec_driver_sql(rows)}
                assert ours == {tuple(row)[2:7] for row in other.exec_driver_sql(rows)}, table
    finally:
        straight.dispose()


@pytest.mark.parametrize(
    "trigger",
    [
        "revision_is_not_updated",
        "revision_is_not_replaced",
        "event_is_not_updated",
        "event_is_not_deleted",
        "event_is_not_replaced",
        "nested_quote_is_inserted_inside",
        "nested_quote_stays_inside",
        "parent_quote_stays_around",
    ],
)
def test_triggers_are_there(engine: Engine, trigger: str) -> None:
    with engine.connect() as connection:
        found = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = ?"
        assert connection.exec_driver_sql(found, (trigger,)).scalar() == 1


def schema(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all()
        return [tuple(row) for row in rows]


def test_migrating_a_new_database_and_then_again(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "library.sqlite3")
    try:
        assert current_schema(engine) is None
        assert migrate(engine) is True
        made = schema(engine)
        assert current_schema(engine) == newest_schema()
        assert migrate(engine) is False
        assert schema(engine) == made
    finally:
        engine.dispose()


def test_migrating_keeps_the_records(library: Engine) -> None:
    count = "SELECT count(*) FROM quote"
    assert migrate(library) is False
    with library.connect() as connection:
        assert connection.exec_driver_sql(count).scalar() == 29


def test_migrations_are_numbered_in_order() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name[:5] for name in names] == [f"{n:04}_" for n in range(1, len(names) + 1)]
    for name in names:
        source = (MIGRATIONS / "versions" / name).read_text("utf-8")
        assert f'revision = "{name[:4]}"' in source
