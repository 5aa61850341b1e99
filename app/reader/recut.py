"""A change of quotes, shown: the blocks it touches made anew, the summary brought up to date.

Runs in the transaction of the change, so no reader ever sees the one without the other, and costs what the
change costs, however long the document is.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import col

from app.documents.tables import Document, Revision, Visibility
from app.quotes.queries import QuoteFacts, facts_of
from app.reader.products import Product, cut_products
from app.reader.summary import reach_of_tick, tick_of, ticks
from app.reader.tables import RenderedBlock, RenderedRevision
from app.reader.tally import Tally, add
from app.text.blocks import Block, BlockKind
from app.text.spans import Span


class _Revision(NamedTuple):
    connection: Connection
    id: int
    text: str
    longest: int  # no quote is longer: how far back one may begin that reaches a place
    linked: bool

    def quotes(self, within: Span) -> list[QuoteFacts]:
        return facts_of(self.connection, self.id, within, self.longest)


class _Anew(NamedTuple):
    position: int
    before: Tally
    product: Product


def recut(connection: Connection, revision_id: int, changed: Iterable[Span]) -> int:
    """Make anew what a change of quotes at these places (the old and the new ones) shows in.
    Returns the new annotation version."""
    changed = list(changed)
    text, version, summary, visibility = _read(connection, revision_id)
    summary["longest"] = longest = max([summary["longest"], *map(len, changed)])
    linked = visibility == Visibility.public
    revision = _Revision(connection, revision_id, text, longest, linked)
    anew = {each.position: each for span in changed for each in _blocks_at(revision, span)}
    for each in anew.values():
        add(summary, each.before, sign=-1)
        add(summary, each.product.tally)
    _retick(revision, summary["ticks"], changed)
    _store(revision, version + 1, list(anew.values()), summary)
    return version + 1


def _read(connection: Connection, revision_id: int) -> tuple[str, int, dict[str, Any], str]:
    query = (
        select(
            col(Revision.text),
            col(RenderedRevision.version),
            col(RenderedRevision.summary),
            col(Document.visibility),
        )
        .join(RenderedRevision, col(RenderedRevision.revision_id) == col(Revision.id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Revision.id) == revision_id)
    )
    text, version, summary, visibility = connection.execute(query).one()
    return text, version, summary, visibility


def _blocks_at(revision: _Revision, span: Span) -> Iterator[_Anew]:
    """The blocks in which the quotes at this place, or their families, show."""
    reach = _hull(span, revision.quotes(span))
    rows = revision.connection.execute(_blocks(revision.id, reach)).all()
    if not rows:
        return
    blocks = [Block(BlockKind(row.kind), row.start, row.end, row.level) for row in rows]
    stretch = Span(blocks[0].start, blocks[-1].end)
    quotes = revision.quotes(stretch)
    wider = _hull(stretch, quotes)
    if wider != stretch:  # a quote runs on over the edge: its family may stand there
        quotes = revision.quotes(wider)
    made = cut_products(
        revision.text,
        blocks,
        quotes,
        first=rows[0].position,
        since=_end_before(revision, rows[0].position),
        linked=revision.linked,
    )
    for row, product in zip(rows, made, strict=True):
        yield _Anew(row.position, row.tally, product)


def _hull(span: Span, quotes: Iterable[QuoteFacts]) -> Span:
    spans = [span, *(quote.span for quote in quotes)]
    return Span(min(each.start for each in spans), max(each.end for each in spans))


def _blocks(revision_id: int, reach: Span) -> Any:
    row = RenderedBlock
    columns = (row.position, row.start, row.end, row.kind, row.level, row.tally)
    return (
        select(*map(col, columns))
        .where(col(row.revision_id) == revision_id)
        .where(col(row.start) < reach.end, col(row.end) > reach.start)
        .order_by(col(row.position))
    )


def _end_before(revision: _Revision, position: int) -> int:
    """Where the block before this one ends; 0 for the first."""
    query = select(col(RenderedBlock.end)).where(
        col(RenderedBlock.revision_id) == revision.id, col(RenderedBlock.position) == position - 1
    )
    return revision.connection.scalar(query) or 0


def _retick(revision: _Revision, found: dict[str, Any], changed: list[Span]) -> None:
    """The minimap's ticks at these places, where quotes nested in a changed one begin too."""
    length = len(revision.text)
    for span in changed:
        first, last = tick_of(span.start, length), tick_of(span.end - 1, length)
        reach = Span(reach_of_tick(first, length).start, reach_of_tick(last, length).end)
        for tick in range(first, last + 1):
            found.pop(str(tick), None)
        here = (q for q in revision.quotes(reach) if reach.start <= q.start < reach.end)
        found |= ticks(here, length)


def _store(revision: _Revision, version: int, anew: list[_Anew], summary: dict[str, Any]) -> None:
    block, whole = RenderedBlock, RenderedRevision
    if anew:
        revision.connection.execute(
            update(block)
            .where(col(block.revision_id) == revision.id, col(block.position) == bindparam("at"))
            .values(
                version=version,
                html=bindparam("new_html"),
                cards=bindparam("new_cards"),
                tally=bindparam("new_tally"),
            ),
            [_row(each) for each in anew],
        )
    revision.connection.execute(
        update(whole)
        .where(col(whole.revision_id) == revision.id)
        .values(version=version, summary=summary)
    )


def _row(each: _Anew) -> dict[str, Any]:
    html, cards, tally = each.product
    return {"at": each.position, "new_html": html, "new_cards": cards, "new_tally": tally}
