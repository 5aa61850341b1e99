"""The command line: ``on-the-record``."""

import socket
from contextlib import closing
from errno import EADDRINUSE

import click

from app import __version__
from app.config import settings

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
    import uvicorn

    config = settings()
    host = config.host if host is None else host
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
    from app.storage.engine import open_engine
    from app.storage.migrate import migrate as apply

    changed = apply(open_engine(settings().database_path))
    click.echo("The database has the newest schema." if changed else "There was nothing to do.")


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
