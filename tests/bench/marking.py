"""The HTML of a body's blocks, made as the app makes it and as a template would."""

from typing import Any

from jinja2 import Environment
from sqlalchemy import select
from sqlmodel import col

from app.documents.tables import Revision
from app.quotes.queries import facts_of
from app.reader.marks import Mark, block_html, mark_of
from app.text.blocks import from_json
from app.text.runs import Run, cut, cut_block
from tests.bench.load import Library

# What one would write without stored blocks: flat marks with the data that the app's marks carry,
# everything escaped by the template. It does less than the app: no nesting, no ids, no links.
TEMPLATE = """\
{% for name, runs in blocks %}<{{ name }} id="b-{{ loop.index0 }}" dir="auto">\
{% for words, quotes in runs %}{% if quotes %}{% set last = quotes[-1] %}\
<mark data-quote="{{ last.id }}" data-status="{{ last.provenance }}"\
{% if last.voice %} data-hue="{{ last.voice.hue }}" data-voice="{{ last.voice.slug }}"{% endif %}>\
{{ words }}</mark>{% else %}{{ words }}{% endif %}{% endfor %}</{{ name }}>
{% endfor %}"""


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
        self._template = Environment(autoescape=True).from_string(TEMPLATE)
        self._marks = self.make_marks()
        self._runs = self.cut()
        self._segments = self._make_segments()
        self._html: list[bytes] = []
        self._middle = len(self._blocks) // 2
        middle = self._blocks[self._middle]
        self._here = [
            quote for quote in self._quotes if quote.start < middle.end and quote.end > middle.start
        ]

    @property
    def things(self) -> int:
        return len(self._quotes) + len(self._blocks)

    def make_marks(self) -> list[Mark]:
        return [mark_of(quote) for quote in self._quotes]

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
        items = [(quote.start, quote.end, mark_of(quote)) for quote in self._here]
        runs = cut_block(block.start, block.end, items)
        html = block_html(self._text, self._middle, block, runs, since)
        self._html[self._middle] = html.encode()
        return b"\n".join(self._html)

    def _items(self) -> list[tuple[int, int, Mark]]:
        pairs = zip(self._quotes, self._marks, strict=True)
        return [(quote.start, quote.end, mark) for quote, mark in pairs]

    def _make_segments(self) -> list[tuple[str, list[tuple[str, list[Any]]]]]:
        facts = dict(zip(map(id, self._marks), self._quotes, strict=True))
        return [
            (
                f"h{block.level}" if block.level else "p",
                [
                    (self._text[run.start : run.end], [facts[id(mark)] for mark in run.keys])
                    for run in runs
                ],
            )
            for block, runs in zip(self._blocks, self._runs, strict=True)
        ]
