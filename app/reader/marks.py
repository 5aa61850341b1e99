"""A block's HTML: its text, with a ``<mark>`` around every quotation.

Overlapping spans come as flat runs (``app.text.runs``); neighbouring runs share the marks they have in
common, so a nested quotation stands inside its parent's mark and a quotation is cut in two only where
another one overlaps its edge. What is inside the tags is exactly the block's text (invariant 3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from app.quotes.provenance import KIND_IN_WORDS, Provenance
from app.quotes.queries import QuoteFacts
from app.quotes.tables import QuoteKind, QuoteState
from app.text.blocks import Block, BlockKind
from app.text.runs import Run

_TAGS = {
    BlockKind.LEAD: 'p class="lead"',
    BlockKind.LIST_ITEM: 'p class="item"',
    BlockKind.BLOCK_QUOTATION: "blockquote",
    BlockKind.CAPTION: 'p class="caption"',
    BlockKind.TABLE: 'p class="table"',
    BlockKind.PREFORMATTED: 'p class="preformatted"',
}


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """The tags of one quote, made once for all the runs it covers."""

    start: int
    opening: str  # with the id to link to: for the quote's first run
    reopening: str
    link: str  # to its card; carries what a screen reader announces


def mark_of(quote: QuoteFacts) -> Mark:
    voice = quote.voice
    facts = f' data-quote="{quote.id}" data-status="{quote.provenance}"'
    if voice:
        facts += f' data-hue="{voice.hue}" data-voice="{escape(voice.slug)}"'
    if quote.state == QuoteState.suggested:
        facts += ' data-state="suggested"'
    link = f'<a href="#card-{quote.id}" data-said="{escape(announcement(quote))}">'
    return Mark(quote.start, f'<mark id="q-{quote.id}"{facts}>', f"<mark{facts}>", link)


def announcement(quote: QuoteFacts) -> str:
    """What a screen reader says before the words: who speaks, and the kind."""
    kind = KIND_IN_WORDS[QuoteKind(quote.kind)]
    unreviewed = ", not reviewed" if quote.state == QuoteState.suggested else ""
    match quote.provenance:
        case Provenance.named:
            who = quote.speaker.name if quote.speaker else ""
        case Provenance.reported:
            who = f"Unnamed report on {quote.reported.name}" if quote.reported else ""
        case Provenance.term:
            return f"{kind.capitalize()}, not speech{unreviewed}: "
        case _:
            who = "No speaker named"
    return f"{who}, {kind}{unreviewed}: "


def block_html(
    text: str, position: int, block: Block, runs: Iterable[Run[Mark]], since: int
) -> str:
    """The block as an element with ``id="b-{position}"``.

    ``since`` is the end of the block before: a quote that starts there or later has its first run
    in this block.
    """
    tag = _TAGS.get(block.kind, f"h{block.level}" if block.level else "p")
    name = tag.split(" ", 1)[0]
    return f'<{tag} id="b-{position}" dir="auto">{_marked(text, runs, since)}</{name}>'


def _marked(text: str, runs: Iterable[Run[Mark]], since: int) -> str:
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    seen: set[Mark] = set()
    unlinked: set[Mark] = set()
    for run in runs:
        words = escape(text[run.start : run.end], quote=False)
        if run.keys != stack:
            kept = _shared(stack, run.keys)
            out.append("</mark>" * (len(stack) - kept))
            for mark in run.keys[kept:]:
                first = mark.start >= since and mark not in seen
                out.append(mark.opening if first else mark.reopening)
                if first:
                    seen.add(mark)
                    unlinked.add(mark)
            stack = run.keys
        if stack and stack[-1] in unlinked:
            unlinked.discard(stack[-1])
            words = f"{stack[-1].link}{words}</a>"
        out.append(words)
    out.append("</mark>" * len(stack))
    return "".join(out)


def _shared(stack: tuple[Mark, ...], keys: tuple[Mark, ...]) -> int:
    """How many of the open marks stay open."""
    for index, (one, other) in enumerate(zip(stack, keys, strict=False)):
        if one is not other:
            return index
    return min(len(stack), len(keys))
