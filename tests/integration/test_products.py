"""Stored products: after any change, exactly what a full render would make."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from starlette.testclient import TestClient

from app.config import PROJECT
from app.reader import fingerprint
from app.reader.data import document_json
from app.reader.page import document_page
from app.reader.products import render_revision
from app.reader.recut import recut
from app.reader.store import Store
from app.storage.sessions import write_session
from app.text.blocks import Block, BlockKind
from app.text.spans import Span

WORDS = ["Ann", "said", "“yes”", "and", "then", "<b>no</b>", "😀", "e\u0301", "“so", "it", "is.”"]
KINDS = ["direct", "partial", "term", "title", "caption"]


def article(random: Random) -> tuple[str, list[Block]]:
    """A text of a title and some paragraphs, one or two line ends between them."""
    text, blocks = "", []
    for number in range(8):
        words = " ".join(random.choices(WORDS, k=random.randint(1, 12)))
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, len(text), len(text) + len(words), None if number else 1))
        text += words + random.choice(["\n", "\n\n", "\n\n\n"])
    return text.rstrip("\n"), blocks


class Editor:
    """Changes quotes of one revision as actions will, one at a time, and has the blocks re-cut."""

    def __init__(self, connection: Connection, revision_id: int, text: str, random: Random) -> None:
        self.sql, self.revision_id, self.text, self.random = connection, revision_id, text, random
        self.count = 0

    def quotes(self) -> list[Any]:
        return list(
            self.sql.exec_driver_sql(
                'SELECT id, start, "end", parent_id FROM quote WHERE revision_id = ?',
                (self.revision_id,),
            )
        )

    def change_something(self) -> str:
        quotes = self.quotes()
        action = self.random.choice([self.add, self.add_nested, self.edit, self.move, self.delete])
        if not quotes or len(quotes) < 3:
            action = self.add
        changed = action(quotes)
        recut(self.sql, self.revision_id, changed)
        return f"{action.__name__} {changed}"

    def add(self, _quotes: list[Any], within: Any = None) -> list[Span]:
        low, high = (within[1], within[2]) if within else (0, len(self.text))
        span = self.span(low, high)
        while within and len(span) == high - low:
            span = self.span(low, high)
        self.count += 1
        self.sql.exec_driver_sql(
            "INSERT INTO quote (public_id, revision_id, start, end, exact, prefix, suffix, kind, "
            "state, parent_id, version, created_at, updated_at) "
            "VALUES (?, ?, ?, ?, ?, '', '', 'direct', 'confirmed', ?, 1, '2025', '2025')",
            (
                f"quote{self.count:06}",
                self.revision_id,
                span.start,
                span.end,
                span.of(self.text),
                within[0] if within else None,
            ),
        )
        return [span]

    def add_nested(self, quotes: list[Any]) -> list[Span]:
        """A smaller one inside, where there is room."""
        wide = [row for row in quotes if row[2] - row[1] > 1]
        return self.add(quotes, within=self.random.choice(wide) if wide else None)

    def edit(self, quotes: list[Any]) -> list[Span]:
        """Another kind, state, speaker, source or remark."""
        row = self.random.choice(quotes)
        kind, who = self.random.choice(KINDS), self.random.choice(["speaker", "reported", None])
        speaker = self.random.choice([1, 2]) if who == "speaker" and kind != "term" else None
        reported = self.random.choice([1, 2]) if who == "reported" else None
        values = (
            kind,
            self.random.choice(["suggested", "confirmed", "rejected"]),
            speaker,
            reported,
            self.random.choice([1, None]),
            self.random.choice(["Look & see.", None]),
            row[0],
        )
        self.sql.exec_driver_sql(
            "UPDATE quote SET kind = ?, state = ?, speaker_id = ?, reported_id = ?, source_id = ?, "
            "remark = ? WHERE id = ?",
            values,
        )
        return [Span(row[1], row[2])]

    def move(self, quotes: list[Any]) -> list[Span]:
        """Other ends, for a quote without family."""
        parents = {row[3] for row in quotes}
        free = [row for row in quotes if row[3] is None and row[0] not in parents]
        if not free:
            return self.add(quotes)
        row, span = self.random.choice(free), self.span(0, len(self.text))
        self.sql.exec_driver_sql(
            'UPDATE quote SET start = ?, "end" = ?, exact = ? WHERE id = ?',
            (span.start, span.end, span.of(self.text), row[0]),
        )
        return [Span(row[1], row[2]), span]

    def delete(self, quotes: list[Any]) -> list[Span]:
        """With what is nested in it."""
        row = self.random.choice(quotes)
        for each in reversed(self.family(row[0], quotes)):
            self.sql.exec_driver_sql("DELETE FROM quote WHERE id = ?", (each,))
        return [Span(row[1], row[2])]

    def family(self, quote_id: int, quotes: list[Any]) -> list[int]:
        inner = [row[0] for row in quotes if row[3] == quote_id]
        return [quote_id, *(each for child in inner for each in self.family(child, quotes))]

    def span(self, low: int, high: int) -> Span:
        """Anything that holds a word, not white space alone."""
        while True:
            start = self.random.randint(low, high - 1)
            end = self.random.randint(start + 1, min(high, start + 60))
            if self.text[start:end].strip() or not self.text[low:high].strip():
                return Span(start, end)


def same_as_anew(sql: Connection, revision_id: int, all_products: Any, after: str) -> None:
    kept = all_products(sql, revision_id)
    with sql.begin_nested() as undo:
        render_revision(sql, revision_id)
        anew = all_products(sql, revision_id)
        undo.rollback()
    # How long the longest quote was is a bound for searches: it may stay when that one goes.
    assert kept[1].pop("longest") >= anew[1].pop("longest"), after
    assert kept[0] == anew[0], after
    assert kept[1] == anew[1], after


@pytest.mark.parametrize("seed", range(8))
def test_what_is_recut_is_what_a_full_render_makes(
    engine: Engine, publish: Any, all_products: Any, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - to be repeatable
    text, blocks = article(random)
    publish(engine, "Said.", [{"start": 0, "end": 4, "speaker": "ann", "source": "a-book"}])
    publish(engine, "Said.", [{"start": 0, "end": 4, "speaker": "bob"}], slug="other")
    revision_id = publish(engine, text, blocks=blocks, slug="third")
    with engine.execution_options(writes=True).begin() as sql:
        editor = Editor(sql, revision_id, text, random)
        done: list[str] = []
        for _ in range(20):
            done.append(editor.change_something())
            same_as_anew(sql, revision_id, all_products, f"after {done}")


def test_a_change_makes_only_its_own_block_newer(library: Engine) -> None:
    with library.execution_options(writes=True).begin() as sql:
        start, end = sql.exec_driver_sql(
            "SELECT start, \"end\" FROM quote WHERE exact = 'axis'"
        ).one()
        version = recut(sql, 1, [Span(start, end)])
        newer = sql.exec_driver_sql(
            'SELECT start, "end" FROM rendered_block WHERE version = ?', (version,)
        ).all()
    assert version == 2
    assert [(row[0] <= start, end <= row[1]) for row in newer] == [(True, True)]


TEXT = "Ann said yes to it.\n\nAnd then she said no to it.\n\nThat was all that was said."


@pytest.fixture
def stores(engine: Engine) -> Iterator[tuple[Store, Store]]:
    """Two processes' stores on one database."""
    both = Store(engine, 50_000_000), Store(engine, 50_000_000)
    yield both
    for each in both:
        each.close()


def page(store: Store, make: Any = document_page) -> str:
    return asyncio.run(store.body("article", None, make)).identity.decode()


def remark(engine: Engine, words: str, start: int = 0) -> None:
    with write_session(engine) as session:
        sql = session.connection()
        sql.exec_driver_sql("UPDATE quote SET remark = ? WHERE start = ?", (words, start))
        recut(sql, 1, [Span(start, start + 3)])


@pytest.fixture
def published(client: TestClient, engine: Engine, publish: Callable[..., int]) -> Engine:
    with engine.begin() as sql:  # only the client's, for its address of style sheets, is needed
        sql.exec_driver_sql("DELETE FROM document")
    publish(engine, TEXT, [{"start": 0, "end": 3}, {"start": 30, "end": 33}])
    return engine


def test_two_processes_see_each_others_changes(
    published: Engine, stores: tuple[Store, Store]
) -> None:
    one, other = stores
    before = page(one)
    assert page(other) == before
    remark(published, "A first remark.")
    assert "A first remark." in page(one)
    remark(published, "A second remark.", start=30)
    for store in stores:
        assert "A first remark." in page(store)
        assert "A second remark." in page(store)


def test_a_page_made_current_is_the_page_made_anew(
    published: Engine, stores: tuple[Store, Store]
) -> None:
    kept, fresh = stores
    page(kept)
    for number in range(5):
        remark(published, f"Remark {number}.", start=30 * (number % 2))
        page(kept)
    assert page(kept) == page(fresh)
    assert page(kept, document_json) == page(fresh, document_json)


def fail_half_way(engine: Engine) -> None:
    with write_session(engine) as session:
        sql = session.connection()
        sql.exec_driver_sql("UPDATE quote SET remark = 'Never said.'")
        recut(sql, 1, [Span(0, 3)])
        raise RuntimeError("half way")


def test_a_change_that_is_rolled_back_is_never_seen(
    published: Engine, stores: tuple[Store, Store]
) -> None:
    before = page(stores[0])
    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way(published)
    assert page(stores[0]) == page(stores[1]) == before


def test_a_new_revision_is_the_latest_at_once(
    published: Engine, stores: tuple[Store, Store]
) -> None:
    page(stores[0])
    with published.execution_options(writes=True).begin() as sql:
        sql.exec_driver_sql(
            "INSERT INTO revision (document_id, number, text, blocks, sha256, words, created_at) "
            'SELECT document_id, 2, \'Corrected.\', \'[{"kind":"paragraph","start":0,"end":10}]\''
            ", sha256, 1, created_at FROM revision"
        )
        render_revision(sql, 2)
    assert "Corrected." in page(stores[0])
    old = asyncio.run(stores[0].body("article", 1, document_page)).identity.decode()
    assert "That was all that was said." in old


def test_what_another_version_of_the_software_stored_is_made_anew(
    published: Engine, stores: tuple[Store, Store]
) -> None:
    before = page(stores[0])
    with published.begin() as sql:
        sql.exec_driver_sql("UPDATE rendered_block SET html = '<p>as it was made before</p>'")
        sql.exec_driver_sql("UPDATE rendered_revision SET renderer = 'older'")
    assert page(stores[1]) == before
    assert page(stores[0]) == before
    with published.connect() as sql:
        kept = sql.exec_driver_sql("SELECT renderer, version FROM rendered_revision").one()
    assert tuple(kept) == (fingerprint.renderer("public"), 2)


def test_each_file_that_makes_blocks_and_cards_is_in_the_fingerprint() -> None:
    """What ``products`` and ``cards`` import and render decides what is stored."""
    named = {each for names in fingerprint._PRODUCTS for each in PROJECT.glob(names)}
    makers = {"app/reader/marks.py", "app/reader/cards.py", "app/reader/parts.py"}
    makers |= {"app/reader/summary.py", "app/reader/products.py", "app/text/runs.py"}
    makers |= {"app/text/excerpt.py", "app/quotes/provenance.py", "templates/reader/_card.html"}
    assert {PROJECT / maker for maker in makers} - named == set()
