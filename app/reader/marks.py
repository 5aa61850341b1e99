"""A block's HTML: its text, with a ``<mark>`` around every quotation.

Overlapping spans come as flat runs (``app.text.runs``); neighbouring runs share the marks they have in
common, so a nested quotation stands inside its parent's mark and a quotation is cut in two only where
another one overlaps its edge. What is inside the tags is exactly the block's text (invariant 3).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from app.quotes.provenance import KIND_IN_WORDS, Provenance, provenance
from app.quotes.queries import QuoteFacts, Voice
from app.quotes.tables import QuoteKind, QuoteState
from app.text.blocks import Block, BlockKind
from app.text.runs import Run

_NEEDS_ESCAPE = re.compile("[&<>]").search  # one scan is cheaper than three replacements

_TAGS = {
    BlockKind.LEAD: 'p class="lead"',
    BlockKind.LIST_ITEM: 'p class="item"',
    BlockKind.BLOCK_QUOTATION: "blockquote",
    BlockKind.CAPTION: 'p class="caption"',
    BlockKind.TABLE: 'p class="table"',
    BlockKind.PREFORMATTED: 'p class="preformatted"',
}


class Mark:
    """The tags of one quote, made once for all the runs it covers."""

    __slots__ = ("_id", "_link", "_tag", "start")

    def __init__(self, quote: QuoteFacts) -> None:
        self.start = quote.start
        self._id = quote.id
        self._tag, self._link = _attributes(
            quote.kind, quote.state, quote.speaker, quote.reported, quote.source is not None
        )

    @property
    def opening(self) -> str:
        """With the id to link to: for the quote's first run."""
        return f'<mark id="q-{self._id}" data-quote="{self._id}"{self._tag}'

    @property
    def reopening(self) -> str:
        return f'<mark data-quote="{self._id}"{self._tag}'

    @property
    def link(self) -> str:
        """To the quote's card; it carries what a screen reader announces."""
        return f'<a href="#card-{self._id}"{self._link}'


@lru_cache(maxsize=4096)
def _attributes(
    kind: str, state: str, speaker: Voice | None, reported: Voice | None, sourced: bool
) -> tuple[str, str]:
    """The ends of a mark's and of its link's tag: the same for all quotes that say the same of who
    is heard. An article has many quotes and few voices."""
    voice, status = (
        speaker or reported,
        provenance(
            kind, speaker=speaker is not None, reported=reported is not None, source=sourced
        ),
    )
    facts = f' data-status="{status}"'
    if voice:
        facts += f' data-hue="{voice.hue}" data-voice="{escape(voice.slug)}"'
    if state == QuoteState.suggested:
        facts += ' data-state="suggested"'
    said = announcement(QuoteKind(kind), state, status, voice)
    return f"{facts}>", f' data-said="{escape(said)}">'


def announcement(kind: QuoteKind, state: str, status: Provenance, voice: Voice | None) -> str:
    """What a screen reader says before the words: who speaks, and the kind."""
    unreviewed = ", not reviewed" if state == QuoteState.suggested else ""
    words = KIND_IN_WORDS[kind]
    if status is Provenance.term:
        return f"{words.capitalize()}, not speech{unreviewed}: "
    who = "No speaker named"
    if voice:
        who = voice.name if status is Provenance.named else f"Unnamed report on {voice.name}"
    return f"{who}, {words}{unreviewed}: "


def block_html(
    text: str, position: int, block: Block, runs: Iterable[Run[Mark]], since: int
) -> str:
    """The block as an element with ``id="b-{position}"``.

    ``since`` is the end of the block before: a quote that starts there or later has its first run
    in this block.
    """
    tag = _TAGS.get(block.kind, f"h{block.level}" if block.level else "p")
    name = tag.split(" ", 1)[0]
    return f'<{tag} id="b-{position}">{_marked(text, runs, since)}</{name}>'


def _marked(text: str, runs: Iterable[Run[Mark]], since: int) -> str:
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    seen: set[Mark] = set()
    unlinked: set[Mark] = set()
    for start, end, keys in runs:
        if keys != stack:
            kept = _shared(stack, keys)
            out.append("</mark>" * (len(stack) - kept))
            for mark in keys[kept:]:
                if mark.start >= since and mark not in seen:
                    out.append(mark.opening)
                    seen.add(mark)
                    unlinked.add(mark)
                else:
                    out.append(mark.reopening)
            stack = keys
        words = text[start:end]
        if _NEEDS_ESCAPE(words):
            words = escape(words, quote=False)
        if stack and stack[-1] in unlinked:
            unlinked.discard(stack[-1])
            words = f"{stack[-1].link}{words}</a>"
        out.append(words)
    out.append("</mark>" * len(stack))
    return "".join(out)


def _shared(stack: tuple[Mark, ...], keys: tuple[Mark, ...]) -> int:
    """How many of the open marks stay open."""
    if not stack or not keys:
        return 0
    for index, (one, other) in enumerate(zip(stack, keys, strict=False)):
        if one is not other:
            return index
    return min(len(stack), len(keys))
