"""The command line: ``on-the-record``."""

import gc
import socket
from contextlib import closing
from errno import EADDRINUSE
from pathlib import Path

import click
from pydantic import ValidationError

from app import __version__
from app.config import Settings, settings

PORTS_TRIED = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="On the Record")
def main() -> None:
    """On the Record: who said it, where, and a link that lands on it."""


@main.command()
@click.option("--host", default=None, help="Address to listen on (OTR_HOST).")
@click.option("--port", default=None, type=int, help="Port, or the next free one (OTR_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the library; makes its database, with the sample article, on the first start."""
    gc.disable()  # until the application has started: nothing of what is imported can be collected
    import uvicorn

    config = _settings()
    host = config.host if host is None else host
    _prepare(config.data_dir, config.database_path)
    with closing(_listen(host, config.port if port is None else port)) as listening:
        port = listening.getsockname()[1]
        click.echo(f"On the Record is at http://{f'[{host}]' if ':' in host else host}:{port}/")
        click.echo(f"Its records are in {config.data_dir}. Stop it with Ctrl+C.")
        server = uvicorn.Server(
            uvicorn.Config("app.main:create_app", factory=True, log_level="warning")
        )
        server.run(sockets=[listening])


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema (``serve`` does so by itself)."""
    config = _settings()
    changed = _prepare(config.data_dir, config.database_path)
    click.echo("The database has the newest schema." if changed else "There was nothing to do.")


def _settings() -> Settings:
    """The settings, or a sentence on the one that is wrong."""
    try:
        return settings()
    except ValidationError as error:
        wrong = [f"OTR_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()]
        raise click.ClickException("; ".join(wrong)) from error


def _prepare(folder: Path, database: Path) -> bool:
    """The database with the newest schema; True when it had to change. What is in the way is told in a
    sentence, before a server is up."""
    from sqlalchemy.exc import DatabaseError

    from app.storage.engine import open_engine
    from app.storage.migrate import SchemaTooNew, migrate

    try:
        return migrate(open_engine(database))
    except OSError as error:
        raise click.ClickException(f"Cannot use {folder}: {error.strerror}.") from error
    except SchemaTooNew as error:
        raise click.ClickException(str(error)) from error
    except DatabaseError as error:
        raise click.ClickException(f"Cannot use {database}: {error.orig}.") from error


def _listen(host: str, first: int) -> socket.socket:
    """A socket bound to the first free port from ``first`` on (0: any)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(
                2048
            )  # who opens the printed address at once waits, instead of failing
        except OSError as error:
            listening.close()
            if error.errno == EADDRINUSE:
                continue
            raise click.ClickException(
                f"Cannot listen on {host}:{port}: {error.strerror}."
            ) from error
        return listening
    last = min(first + PORTS_TRIED, 65536) - 1
    raise click.ClickException(f"Ports {first} to {last} are all taken; set OTR_PORT.")


if __name__ == "__main__":
    main()
