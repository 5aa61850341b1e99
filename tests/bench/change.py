"""A change of one quote, as an editor's save makes it: the row, then the blocks it shows in."""

from datetime import UTC, datetime

from sqlalchemy import Engine, update
from sqlmodel import col

from app.quotes.tables import Quote
from app.reader.recut import recut
from app.storage.sessions import write_session
from app.text.spans import Span
from tests.bench.load import Loaded


def change_quote(engine: Engine, loaded: Loaded, number: int, speaker_id: int) -> None:
    """Give the quote another speaker and have its block cut anew, in one transaction.

    That shows in more places than any other change: mark, card, meter, list of speakers, minimap.
    """
    selector = loaded.source["annotations"][number]["target"]["selector"][1]
    span = Span(selector["start"], selector["end"])
    statement = (
        update(Quote)
        .where(col(Quote.public_id) == loaded.quote_ids[number])
        .values(speaker_id=speaker_id, updated_at=datetime.now(UTC))
    )
    with write_session(engine) as session:
        connection = session.connection()
        connection.execute(statement)
        recut(connection, loaded.revision_id, [span])
