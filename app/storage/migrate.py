"""Bring the database to the newest schema. Alembic is imported only when there is work for it:
it costs a third of a second and some 15 MB, which a start without migrations need not pay."""

from pathlib import Path

from sqlalchemy import Engine, text


class SchemaTooNew(RuntimeError):
    """The database is ahead of the software: an older version must not write to it."""


MIGRATIONS = Path(__file__).with_name("migrations")


def newest_schema() -> str:
    """The newest migration's number: files are named ``0001_what.py`` and numbered in order."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def current_schema(engine: Engine) -> str | None:
    """The database's migration number, None for an empty database."""
    tables = text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
    with engine.connect() as connection:
        if not connection.scalar(tables):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def migrate(engine: Engine) -> bool:
    """Apply what is missing, all or nothing; True when there was something to apply.

    SchemaTooNew where the database is ahead of this software.
    """
    current, newest = current_schema(engine), newest_schema()
    if current == newest:
        return False
    if current is not None and current > newest:
        raise SchemaTooNew(
            f"This database was made by a newer version of the software (schema {current}; this one "
            f"knows up to {newest}). It is untouched; start it with that version."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True
