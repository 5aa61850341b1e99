"""Stored products of a revision: made whole when it is new, in its writer's transaction.

``app.reader.recut`` makes those of a changed quote anew.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from app.documents.tables import Document, Revision, Visibility
from app.quotes.queries import QuoteFacts, facts_of
from app.reader.cards import Cards
from app.reader.fingerprint import renderer
from app.reader.marks import Mark, block_html
from app.reader.parts import parts_of
from app.reader.summary import summarize
from app.reader.tables import RenderedBlock, RenderedRevision
from app.reader.tally import Tally, tally
from app.text.blocks import Block, from_json
from app.text.runs import cut


class Product(NamedTuple):
    html: str
    cards: str
    tally: Tally


def render_revision(connection: Connection, revision_id: int) -> None:
    """Make all products of a revision (anew), in time linear in its text and its quotes."""
    text, objects, visibility = connection.execute(
        select(col(Revision.text), col(Revision.blocks), col(Document.visibility))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Revision.id) == revision_id)
    ).one()
    blocks = from_json(objects)
    version = (_version(connection, revision_id) or 0) + 1
    for table in (RenderedBlock, RenderedRevision):
        connection.execute(delete(table).where(col(table.revision_id) == revision_id))
    linked = visibility == Visibility.public
    quotes = facts_of(connection, revision_id)
    products = list(cut_products(text, blocks, quotes, linked=linked))
    summary = summarize(text, blocks, quotes, (product.tally for product in products))
    connection.execute(
        insert(RenderedRevision).values(
            revision_id=revision_id, version=version, renderer=renderer(visibility), summary=summary
        )
    )
    starts_after = [*(block.start for block in blocks[1:]), len(text)]
    rows = [
        {
            "revision_id": revision_id,
            "position": position,
            "part": part,
            "version": version,
            "start": block.start,
            "end": block.end,
            "kind": block.kind.value,
            "level": block.level,
            "after": text[block.end : following],
            **product._asdict(),
        }
        for position, (block, following, part, product) in enumerate(
            zip(blocks, starts_after, parts_of(blocks), products, strict=True)
        )
    ]
    if rows:
        connection.execute(insert(RenderedBlock), rows)


def cut_products(
    text: str,
    blocks: Sequence[Block],
    quotes: Sequence[QuoteFacts],
    *,
    first: int = 0,
    since: int = 0,
    linked: bool = True,
) -> Iterator[Product]:
    """The products of consecutive blocks of a text, of which the first stands at position
    ``first``, after a block that ended at ``since``; ``quotes`` are at least those that touch them
    and, for the cards, those nested in these. ``linked``: cards link to the records they name."""
    items = [(quote.start, quote.end, Mark(quote)) for quote in quotes]
    cards = Cards(text, quotes, linked=linked)
    ahead = 0
    for offset, (block, runs) in enumerate(zip(blocks, cut(blocks, items), strict=True)):
        here: list[QuoteFacts] = []
        while ahead < len(quotes) and quotes[ahead].start < block.end:
            if quotes[ahead].start >= since:
                here.append(quotes[ahead])
            ahead += 1
        html = block_html(text, first + offset, block, runs, since)
        yield Product(html, cards.html(here), tally(here))
        since = block.end


def _version(connection: Connection, revision_id: int) -> int | None:
    return connection.scalar(
        select(col(RenderedRevision.version)).where(
            col(RenderedRevision.revision_id) == revision_id
        )
    )
