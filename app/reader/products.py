"""Stored products: made whole for a new revision, by the block after a change of a quote.

Each of them runs in its caller's writing transaction, so no reader ever sees the one without the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlmodel import col

from app.documents.tables import Document, Revision, Visibility
from app.quotes.queries import QuoteFacts, facts_of
from app.reader.cards import Cards
from app.reader.fingerprint import renderer
from app.reader.marks import block_html, mark_of
from app.reader.parts import parts_of
from app.reader.summary import outline, tally
from app.reader.tables import RenderedBlock, RenderedRevision
from app.text.blocks import Block, BlockKind, from_json
from app.text.runs import cut
from app.text.spans import Span


class Product(NamedTuple):
    html: str
    cards: str


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
    summary = outline(text, blocks) | tally(connection, revision_id, len(text))
    connection.execute(
        insert(RenderedRevision).values(
            revision_id=revision_id, version=version, renderer=renderer(visibility), summary=summary
        )
    )
    linked = visibility == Visibility.public
    products = cut_products(text, blocks, facts_of(connection, revision_id), linked=linked)
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


def recut(connection: Connection, revision_id: int, changed: Iterable[Span]) -> int:
    """Make anew what a change of quotes at these places (the old and the new ones) shows in: the
    blocks of the quotes there, and the summary. Returns the new annotation version."""
    text, summary, visibility = connection.execute(
        select(col(Revision.text), col(RenderedRevision.summary), col(Document.visibility))
        .join(RenderedRevision, col(RenderedRevision.revision_id) == col(Revision.id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Revision.id) == revision_id)
    ).one()
    version = (_version(connection, revision_id) or 0) + 1
    linked = visibility == Visibility.public
    products: dict[int, Product] = {}
    for span in changed:
        products |= _products_at(connection, revision_id, text, span, linked=linked)
    if products:
        _store(connection, revision_id, version, products)
    summary |= tally(connection, revision_id, len(text))
    connection.execute(
        update(RenderedRevision)
        .where(col(RenderedRevision.revision_id) == revision_id)
        .values(version=version, summary=summary)
    )
    return version


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
    items = [(quote.start, quote.end, mark_of(quote)) for quote in quotes]
    cards = Cards(text, quotes, linked=linked)
    ahead = 0
    for offset, (block, runs) in enumerate(zip(blocks, cut(blocks, items), strict=True)):
        here: list[QuoteFacts] = []
        while ahead < len(quotes) and quotes[ahead].start < block.end:
            if quotes[ahead].start >= since:
                here.append(quotes[ahead])
            ahead += 1
        html = block_html(text, first + offset, block, runs, since)
        yield Product(html, cards.html(here))
        since = block.end


def _products_at(
    connection: Connection, revision_id: int, text: str, span: Span, *, linked: bool
) -> dict[int, Product]:
    """The products of the blocks in which the quotes at this place, or their families, show."""
    reach = _hull(span, facts_of(connection, revision_id, span))
    rows = connection.execute(_blocks(revision_id, reach)).all()
    if not rows:
        return {}
    blocks = [Block(BlockKind(kind), start, end, level) for _, start, end, kind, level in rows]
    first = rows[0][0]
    since = connection.scalar(
        select(col(RenderedBlock.end)).where(
            col(RenderedBlock.revision_id) == revision_id, col(RenderedBlock.position) == first - 1
        )
    )
    stretch = Span(blocks[0].start, blocks[-1].end)
    quotes = facts_of(connection, revision_id, stretch)
    wider = _hull(stretch, quotes)
    if wider != stretch:  # a quote runs on over the edge: its family may stand there
        quotes = facts_of(connection, revision_id, wider)
    made = cut_products(text, blocks, quotes, first=first, since=since or 0, linked=linked)
    return dict(enumerate(made, start=first))


def _hull(span: Span, quotes: Iterable[QuoteFacts]) -> Span:
    spans = [span, *(quote.span for quote in quotes)]
    return Span(min(each.start for each in spans), max(each.end for each in spans))


def _blocks(revision_id: int, reach: Span) -> Any:
    row = RenderedBlock
    return (
        select(col(row.position), col(row.start), col(row.end), col(row.kind), col(row.level))
        .where(col(row.revision_id) == revision_id)
        .where(col(row.start) < reach.end, col(row.end) > reach.start)
        .order_by(col(row.position))
    )


def _version(connection: Connection, revision_id: int) -> int | None:
    return connection.scalar(
        select(col(RenderedRevision.version)).where(
            col(RenderedRevision.revision_id) == revision_id
        )
    )


def _store(
    connection: Connection, revision_id: int, version: int, products: dict[int, Product]
) -> None:
    statement = (
        update(RenderedBlock)
        .where(
            col(RenderedBlock.revision_id) == revision_id,
            col(RenderedBlock.position) == bindparam("at"),
        )
        .values(version=version, html=bindparam("new_html"), cards=bindparam("new_cards"))
    )
    rows = [
        {"at": position, "new_html": product.html, "new_cards": product.cards}
        for position, product in products.items()
    ]
    connection.execute(statement, rows)
