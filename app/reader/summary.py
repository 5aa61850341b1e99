"""What a page tells at a glance: contents, counts, who is quoted, the minimap.

Kept as JSON with the rendered revision. A change of a quote brings it up to date at the cost of the
change; nothing here looks at all quotes but a full render.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.quotes.provenance import Provenance
from app.quotes.queries import QuoteFacts
from app.reader.tally import Tally, add, empty
from app.text.blocks import Block, BlockKind
from app.text.excerpt import excerpt
from app.text.spans import Span

TICKS = 200  # places on the minimap: more could not be told apart on a screen
LEAD_CODE_POINTS = 420

# Where several quotes share a tick, it shows the most telling one.
TELLING = (
    Provenance.named,
    Provenance.reported,
    Provenance.sourced,
    Provenance.unnamed,
    Provenance.term,
)


def summarize(
    text: str, blocks: Sequence[Block], quotes: Sequence[QuoteFacts], tallies: Iterable[Tally]
) -> dict[str, Any]:
    """The summary of a revision: its outline, the sum of its blocks' tallies, its minimap."""
    total = empty()
    for each in tallies:
        add(total, each)
    found = _outline(text, blocks) | total
    found["ticks"] = ticks(quotes, len(text))
    found["longest"] = max((len(quote.span) for quote in quotes), default=0)
    return found


def ticks(quotes: Iterable[QuoteFacts], length: int) -> dict[str, list[Any]]:
    """The minimap's ticks in a text of ``length`` code points: ``{place: [status, hue]}`` with the
    place as a string, as JSON has it."""
    found: dict[str, tuple[int, int]] = {}
    for quote in quotes:
        place = str(tick_of(quote.start, length))
        hue = quote.voice.hue if quote.voice else 0
        rank = (TELLING.index(quote.provenance), hue)
        found[place] = min(found.get(place, rank), rank)
    return {place: [str(TELLING[rank]), hue] for place, (rank, hue) in found.items()}


def tick_of(start: int, length: int) -> int:
    return start * TICKS // length


def reach_of_tick(tick: int, length: int) -> Span:
    """The code points whose quotes share a tick."""
    return Span(-(-tick * length // TICKS), -(-(tick + 1) * length // TICKS))


def _outline(text: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """What follows from the text alone."""
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
