"""The HTML of a body's blocks, made as the app makes it and as a template would."""

from jinja2 import Environment
from sqlalchemy import select
from sqlmodel import col

from app.documents.tables import Revision
from app.quotes.queries import QuoteFacts, facts_of
from app.quotes.tables import QuoteKind
from app.reader.marks import Mark, _shared, announcement, block_html
from app.text.blocks import from_json
from app.text.runs import Run, cut, cut_block
from tests.bench.load import Library

# What one would write without stored blocks: the same marks, everything escaped by the template. It is
# given each run with the marks that end and begin there, which the app finds out while it renders.
TEMPLATE = """\
{% for name, runs in blocks %}<{{ name }} id="b-{{ loop.index0 }}">\
{% for words, ended, begun, link in runs %}\
{% for _ in range(ended) %}</mark>{% endfor %}\
{% for quote, first in begun %}<mark{% if first %} id="q-{{ quote.id }}"{% endif %} \
data-quote="{{ quote.id }}" data-status="{{ quote.provenance }}"\
{% if quote.voice %} data-hue="{{ quote.voice.hue }}" data-voice="{{ quote.voice.slug }}"{% endif %}>\
{% endfor %}\
{% if link %}<a href="#card-{{ link.id }}" data-said="{{ said(link) }}">{{ words }}</a>\
{% else %}{{ words }}{% endif %}\
{% endfor %}</{{ name }}>
{% endfor %}"""


# Words, how many marks end before them, which begin (and whether they begin at all), whose link they are.
Segment = tuple[str, int, list[tuple[QuoteFacts, bool]], QuoteFacts | None]


class Marking:
    """A revision's text, blocks and quotes, and each step from them to HTML."""

    def __init__(self, library: Library, size: str) -> None:
        self.size = size
        loaded = library.articles[size]
        with library.engine.connect() as connection:
            row = select(col(Revision.text), col(Revision.blocks))
            self._text, blocks = connection.execute(
                row.where(col(Revision.id) == loaded.revision_id)
            ).one()
            self._quotes = facts_of(connection, loaded.revision_id)
        self._blocks = from_json(blocks)
        self._template = Environment(autoescape=True).from_string(TEMPLATE, {"said": _said})
        self._marks = self.make_marks()
        self._runs = self.cut()
        self._facts = dict(zip(self._marks, self._quotes, strict=True))
        self._segments = self._make_segments()
        self._html: list[bytes] = []
        self.render()
        assert self.render_jinja().encode() == b"".join(each + b"\n" for each in self._html)
        self._middle = len(self._blocks) // 2
        middle = self._blocks[self._middle]
        self._here = [
            quote for quote in self._quotes if quote.start < middle.end and quote.end > middle.start
        ]

    @property
    def things(self) -> int:
        return len(self._quotes) + len(self._blocks)

    def make_marks(self) -> list[Mark]:
        return [Mark(quote) for quote in self._quotes]

    def cut(self) -> list[list[Run[Mark]]]:
        return cut(self._blocks, self._items())

    def render(self) -> None:
        """All blocks, from the runs."""
        since, self._html = 0, []
        for position, (block, runs) in enumerate(zip(self._blocks, self._runs, strict=True)):
            html = block_html(self._text, position, block, runs, since)
            self._html.append(html.encode())
            since = block.end

    def render_jinja(self) -> str:
        """All blocks, from the same runs."""
        return self._template.render(blocks=self._segments)

    def render_and_join(self) -> bytes:
        self.make_marks()
        self._runs = self.cut()
        self.render()
        return b"\n".join(self._html)

    def render_one_block_and_join(self) -> bytes:
        """The block in the middle, given the quotes that touch it."""
        block, since = self._blocks[self._middle], self._blocks[self._middle - 1].end
        items = [(quote.start, quote.end, Mark(quote)) for quote in self._here]
        runs = cut_block(block.start, block.end, items)
        html = block_html(self._text, self._middle, block, runs, since)
        self._html[self._middle] = html.encode()
        return b"\n".join(self._html)

    def _items(self) -> list[tuple[int, int, Mark]]:
        pairs = zip(self._quotes, self._marks, strict=True)
        return [(quote.start, quote.end, mark) for quote, mark in pairs]

    def _make_segments(self) -> list[tuple[str, list[Segment]]]:
        since, made = 0, []
        for block, runs in zip(self._blocks, self._runs, strict=True):
            name = f"h{block.level}" if block.level else "p"
            made.append((name, self._segments_of(runs, since)))
            since = block.end
        return made

    def _segments_of(self, runs: list[Run[Mark]], since: int) -> list[Segment]:
        facts = self._facts
        stack: tuple[Mark, ...] = ()
        seen: set[Mark] = set()
        linked: set[Mark] = set()
        made: list[Segment] = []
        for run in runs:
            kept = _shared(stack, run.keys)
            begun = []
            for mark in run.keys[kept:]:
                begun.append((facts[mark], mark.start >= since and mark not in seen))
                seen.add(mark)
            inmost = run.keys[-1] if run.keys else None
            link = inmost if inmost and inmost.start >= since and inmost not in linked else None
            linked |= {link} if link else set()
            words = self._text[run.start : run.end]
            made.append((words, len(stack) - kept, begun, facts[link] if link else None))
            stack = run.keys
        if stack:
            made.append(("", len(stack), [], None))
        return made


def _said(quote: QuoteFacts) -> str:
    kind = QuoteKind(quote.kind)
    return announcement(kind, quote.state, quote.provenance, quote.voice)
