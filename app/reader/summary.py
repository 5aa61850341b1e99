"""What a page tells about its quotations at a glance: counts, contents, who is quoted, the minimap.

Kept as JSON with the rendered revision and made again with each change, by a few grouped statements:
nothing here loads the quotes.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, select
from sqlmodel import col

from app.quotes.provenance import NOT_SPEECH, Provenance
from app.quotes.tables import Quote, QuoteState
from app.speakers.tables import Speaker
from app.text.blocks import Block, BlockKind
from app.text.excerpt import excerpt

TICKS = 200  # places on the minimap: more could not be told apart on a screen
LEAD_CODE_POINTS = 420

# The most telling status first: where several quotes share a tick, it shows the first of these.
RANKED = (
    Provenance.named,
    Provenance.reported,
    Provenance.sourced,
    Provenance.unnamed,
    Provenance.term,
)


def outline(text: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """The part of the summary that follows from the text alone."""
    headings = [
        {"block": position, "level": block.level, "title": block.span.of(text)}
        for position, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and block.level != 1
    ]
    lead = next((b for b in blocks if b.kind is BlockKind.LEAD), None) or next(
        (b for b in blocks if b.kind is BlockKind.PARAGRAPH), None
    )
    titled = any(b.kind is BlockKind.HEADING and b.level == 1 for b in blocks)
    return {
        "contents": headings,
        "lead": excerpt(lead.span.of(text), LEAD_CODE_POINTS) if lead else "",
        "titled": titled,
        "length": len(text),
    }


def tally(connection: Connection, revision_id: int, length: int) -> dict[str, Any]:
    """The part of the summary that follows from the quotes, ``length`` being the text's."""
    shown = (col(Quote.revision_id) == revision_id, col(Quote.state) != QuoteState.rejected)
    counts = dict.fromkeys(map(str, RANKED), 0)
    suggested = 0
    rank = rank_in_sql()
    for place, state, count in connection.execute(
        select(rank, col(Quote.state), func.count()).where(*shown).group_by(rank, col(Quote.state))
    ):
        counts[RANKED[place]] += count
        suggested += count if state == QuoteState.suggested else 0
    return {
        "provenance": counts,
        "quotes": sum(counts.values()),
        "suggested": suggested,
        "sources": connection.scalar(
            select(func.count(col(Quote.source_id).distinct())).where(*shown)
        ),
        "voices": _voices(connection, shown),
        "ticks": _ticks(connection, shown, length),
    }


def rank_in_sql() -> Any:
    """``RANKED.index(provenance(…))`` of a quote, as a column; a test holds the two together."""
    return case(
        (col(Quote.kind).in_(NOT_SPEECH), RANKED.index(Provenance.term)),
        (col(Quote.speaker_id).is_not(None), RANKED.index(Provenance.named)),
        (col(Quote.reported_id).is_not(None), RANKED.index(Provenance.reported)),
        (col(Quote.source_id).is_not(None), RANKED.index(Provenance.sourced)),
        else_=RANKED.index(Provenance.unnamed),
    )


_heard: Any = func.coalesce(col(Quote.speaker_id), col(Quote.reported_id))


def _voices(connection: Connection, shown: Any) -> list[dict[str, Any]]:
    """Who is quoted or reported, in the order of the text."""
    own, reported = func.count(col(Quote.speaker_id)), func.count(col(Quote.reported_id))
    first = func.min(col(Quote.start))
    heard = (
        select(
            _heard.label("id"), own.label("own"), reported.label("reported"), first.label("first")
        )
        .where(*shown, _heard.is_not(None))
        .group_by(_heard)
        .subquery()
    )
    query = (
        select(
            col(Speaker.slug), col(Speaker.name), col(Speaker.hue), heard.c.own, heard.c.reported
        )
        .join(heard, heard.c.id == col(Speaker.id))
        .order_by(heard.c.first)
    )
    return [
        {"slug": slug, "name": name, "hue": hue, "own": own, "reported": reported}
        for slug, name, hue, own, reported in connection.execute(query)
    ]


def _ticks(connection: Connection, shown: Any, length: int) -> list[dict[str, Any]]:
    place = col(Quote.start) * TICKS // max(length, 1)
    telling = func.min(rank_in_sql() * 1000 + func.coalesce(col(Speaker.hue), 0))
    query = (
        select(place, telling)
        .outerjoin(Speaker, col(Speaker.id) == _heard)
        .where(*shown)
        .group_by(place)
        .order_by(place)
    )
    return [
        {"y": y, "status": str(RANKED[code // 1000]), "hue": code % 1000}
        for y, code in connection.execute(query)
    ]
