"""What the database refuses by itself, whoever writes to it; and the writing session."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.documents.actions import add_document
from app.documents.tables import Document
from app.errors import Invalid
from app.quotes.actions import add_quote
from app.storage.columns import public_id
from app.storage.engine import open_engine
from app.storage.sessions import read_session, write_session
from app.text.blocks import Block, BlockKind, paragraphs
from app.text.spans import Span

OUTER, INNER = "Pj3yhphx3fC", "vPgNgYC6DE7"  # the sample's Peskov in a report, and his own words
TERM, NAMED, UNNAMED = "tBiNPVBykpa", "mSMtidCEaQv", "V3cvzPzgJrm"


@pytest.fixture
def sql(library: Engine) -> Iterator[Connection]:
    with library.connect() as connection:
        yield connection


def change(sql: Connection, quote: str, what: str) -> None:
    done = sql.exec_driver_sql(f"UPDATE quote SET {what} WHERE public_id = ?", (quote,))  # noqa: S608
    assert done.rowcount == 1


REFUSED = [
    # documents
    ("UPDATE document SET visibility = 'secret'", "document_visibility"),
    ("UPDATE document SET slug = ''", "document_named"),
    ("UPDATE document SET title = ''", "document_named"),
    ("UPDATE document SET title = NULL", "document.title"),
    ("UPDATE document SET url = 'javascript:alert(1)'", "document_url"),
    ("UPDATE document SET url = 'ftp://example.org/'", "document_url"),
    # revisions
    ("UPDATE revision SET text = text || '.'", "a revision never changes"),
    ("UPDATE revision SET blocks = '[]'", "a revision never changes"),
    ("UPDATE revision SET sha256 = lower(sha256)", "a revision never changes"),
    ("UPDATE revision SET words = 1", "a revision never changes"),
    ("UPDATE revision SET number = 2", "a revision never changes"),
    ("UPDATE revision SET document_id = 999", "a revision never changes"),
    # history
    ("UPDATE event SET verb = 'forged'", "history is append-only"),
    ("UPDATE event SET at = '2000-01-01'", "history is append-only"),
    ("DELETE FROM event", "history is append-only"),
    ("INSERT INTO event (verb, item_type, item_id, at) VALUES ('', 'q', 'x', 0)", "event_complete"),
    ("INSERT INTO event (verb, item_type, item_id, at) VALUES ('v', 'q', '', 0)", "event_complete"),
    # speakers
    ("UPDATE speaker SET kind = 'robot'", "speaker_kind"),
    ("UPDATE speaker SET hue = 3", "speaker_hue"),
    ("UPDATE speaker SET hue = 360", "speaker_hue"),
    ("UPDATE speaker SET hue = -5", "speaker_hue"),
    ("UPDATE speaker SET name = ''", "speaker_named"),
    ("UPDATE speaker SET slug = ''", "speaker_named"),
    ("UPDATE speaker SET slug = 'kremlin'", "speaker.slug"),
    ("UPDATE speaker SET public_id = 'kremlinkrem'", "speaker.public_id"),
    ("UPDATE speaker_name SET name = ''", "speaker_name_not_empty"),
    ("UPDATE speaker_name SET speaker_id = 999", "FOREIGN KEY"),
    ("UPDATE speaker_name SET speaker_id = 1, name = 'x'", "speaker_name.speaker_id"),
    ("DELETE FROM speaker WHERE slug = 'kremlin'", "FOREIGN KEY"),
    # sources
    ("UPDATE source SET kind = 'rumour'", "source_kind"),
    ("UPDATE source SET title = ''", "source_named"),
    ("UPDATE source SET slug = ''", "source_named"),
    ("UPDATE source SET slug = 'same'", "source.slug"),
    ("UPDATE source SET public_id = 'samesamesam'", "source.public_id"),
    ("UPDATE source SET url = 'data:text/html,x'", "source_url"),
    ("DELETE FROM source WHERE slug = 'carnegie-politika'", "FOREIGN KEY"),
    # quotes, all of them
    ("UPDATE quote SET public_id = 'samesamesam'", "quote.public_id"),
    ("UPDATE quote SET revision_id = 999", "FOREIGN KEY"),
    # what is stored of pages
    ("UPDATE rendered_block SET revision_id = 999", "FOREIGN KEY"),
    ("UPDATE rendered_block SET position = 0", "rendered_block.position"),
    ("UPDATE rendered_revision SET revision_id = 999", "FOREIGN KEY"),
]


def test_the_database_refuses(sql: Connection) -> None:
    for statement, reason in REFUSED:
        refused(sql, statement, reason)


def refused(sql: Connection, statement: str, reason: str) -> None:
    """With its savepoint; a deferred refusal would not do."""
    with pytest.raises(IntegrityError) as error, sql.begin_nested():
        sql.exec_driver_sql(statement)
    assert reason in str(error.value.orig), statement


REFUSED_OF_A_QUOTE = [
    (UNNAMED, "kind = 'shout'", "quote_kind"),
    (UNNAMED, "kind = NULL", "quote.kind"),
    (UNNAMED, "state = 'maybe'", "quote_state"),
    (UNNAMED, 'start = -1, "end" = 127', "quote_span"),
    (UNNAMED, "start = 5, \"end\" = 5, exact = ''", "quote_span"),
    (UNNAMED, 'start = 9, "end" = 5', "CHECK"),
    (UNNAMED, "exact = exact || '!'", "quote_exact_fills_span"),
    (UNNAMED, '"end" = "end" + 1', "quote_exact_fills_span"),
    (UNNAMED, "cue_start = 3", "quote_cue_span"),
    (UNNAMED, "cue_end = 3", "quote_cue_span"),
    (UNNAMED, "cue_start = 3, cue_end = 3", "quote_cue_span"),
    (UNNAMED, "cue_start = -1, cue_end = 3", "quote_cue_span"),
    (TERM, "speaker_id = 1", "quote_term_is_not_speech"),
    (NAMED, "kind = 'term'", "quote_term_is_not_speech"),
    (UNNAMED, "role = 'minister'", "quote_role_of_speaker"),
    (NAMED, "speaker_id = NULL", "quote_role_of_speaker"),
    (UNNAMED, "reported_role = 'minister'", "quote_role_of_reported"),
    (OUTER, "reported_id = NULL", "quote_role_of_reported"),
    (NAMED, "reported_id = 1", "quote_one_voice"),
    (UNNAMED, "speaker_id = 999", "FOREIGN KEY"),
    (UNNAMED, "reported_id = 999", "FOREIGN KEY"),
    (UNNAMED, "source_id = 999", "FOREIGN KEY"),
    (UNNAMED, "confidence = 1.01", "quote_confidence"),
    (UNNAMED, "confidence = -0.01", "quote_confidence"),
    (UNNAMED, "version = 0", "quote_version"),
    (UNNAMED, "parent_id = id", "a nested quote lies inside its parent"),
    (UNNAMED, "parent_id = 999", "a nested quote lies inside its parent"),
    (UNNAMED, "parent_id = (SELECT id FROM quote WHERE public_id = 'tBiNPVBykpa')", "lies inside"),
    (INNER, 'start = start - 60, "end" = "end" - 60', "a nested quote lies inside its parent"),
    (INNER, 'start = start + 2, "end" = "end" + 2', "a nested quote lies inside its parent"),
]


def test_the_database_refuses_of_a_quote(sql: Connection) -> None:
    for quote, what, reason in REFUSED_OF_A_QUOTE:
        with pytest.raises(IntegrityError) as error, sql.begin_nested():
            change(sql, quote, what)
        assert reason in str(error.value.orig), what


def test_a_quote_inserted_outside_its_parent_is_refused(sql: Connection) -> None:
    with pytest.raises(IntegrityError, match="a nested quote lies inside its parent"):
        sql.exec_driver_sql(
            "INSERT INTO quote (public_id, revision_id, start, end, exact, prefix, suffix, kind, "
            "state, parent_id, version, created_at, updated_at) SELECT 'newnewnewne', revision_id, "
            "0, 4, 'Will', '', '', kind, state, id, 1, created_at, updated_at FROM quote "
            "WHERE public_id = ?",
            (OUTER,),
        )


def test_a_parent_may_not_leave_its_nested_quote_outside(sql: Connection) -> None:
    with pytest.raises(IntegrityError, match="lies inside"):
        change(sql, OUTER, "\"end\" = start + 7, exact = 'Kremlin'")


def test_a_parent_may_not_be_moved_away_from_its_nested_quote(sql: Connection) -> None:
    with pytest.raises(IntegrityError, match="lies inside"):
        change(sql, OUTER, 'start = start + 200, "end" = "end" + 200')


def test_no_quote_is_its_own_ancestor(sql: Connection) -> None:
    """A nested quote is smaller than its parent, so two of one span cannot be each other's."""
    change(sql, INNER, "parent_id = NULL")
    same = "(SELECT {} FROM quote AS o WHERE o.public_id = 'Pj3yhphx3fC')"
    columns = ("start", '"end"', "exact")
    change(sql, INNER, ", ".join(f"{name} = {same.format(name)}" for name in columns))
    with pytest.raises(IntegrityError, match="lies inside"):
        change(sql, INNER, f"parent_id = {same.format('id')}")


def test_a_quote_that_others_are_nested_in_is_not_deleted_alone(sql: Connection) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        sql.exec_driver_sql("DELETE FROM quote WHERE public_id = ?", (OUTER,))


def test_a_nested_quote_stands_in_its_parents_revision(library: Engine, publish: Any) -> None:
    publish(library, "x" * 9000, slug="other")
    with library.connect() as sql, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        change(sql, INNER, "revision_id = 2")


def test_slugs_and_numbers_are_given_once(sql: Connection) -> None:
    copy = (
        "INSERT INTO document (public_id, slug, title, language, visibility, created_at) SELECT {}, "
        "{}, title, language, visibility, created_at FROM document"
    )
    refused(sql, copy.format("'newnewnewne'", "slug"), "document.slug")
    refused(sql, copy.format("public_id", "'new'"), "document.public_id")
    again = (
        "INSERT INTO revision (document_id, number, text, blocks, sha256, words, created_at) SELECT "
        "document_id, {}, text, blocks, {}, words, created_at FROM revision"
    )
    refused(sql, again.format(1, "sha256"), "a revision never changes")
    refused(sql, again.format(2, "'abc'"), "revision_sha256")
    refused(sql, again.format(0, "sha256"), "revision_number_positive")
    sql.exec_driver_sql(again.format(2, "sha256"))


def test_history_is_not_rewritten_by_replacing(sql: Connection) -> None:
    with pytest.raises(IntegrityError):
        sql.exec_driver_sql(
            "INSERT OR REPLACE INTO event (id, verb, item_type, item_id, at) "
            "SELECT id, 'forged', item_type, item_id, at FROM event WHERE id = 1"
        )


def test_a_revisions_text_is_not_rewritten_by_replacing(library: Engine, publish: Any) -> None:
    publish(library, "The true text.", slug="other")
    with library.connect() as sql, pytest.raises(IntegrityError):
        sql.exec_driver_sql(
            "INSERT OR REPLACE INTO revision (id, document_id, number, text, blocks, sha256, words, "
            "created_at) SELECT id, document_id, number, 'A forged one.', blocks, sha256, words, "
            "created_at FROM revision WHERE id = 2"
        )


def test_a_deleted_document_takes_all_of_its_own_along_and_leaves_history(sql: Connection) -> None:
    count = "SELECT count(*) FROM {}"
    before = sql.exec_driver_sql(count.format("event")).scalar()
    sql.exec_driver_sql("DELETE FROM document")
    own = ("revision", "quote", "rendered_block", "rendered_revision")
    assert [sql.exec_driver_sql(count.format(name)).scalar() for name in own] == [0] * 4
    assert sql.exec_driver_sql(count.format("event")).scalar() == before == 1 + 8 + 2 + 29
    assert sql.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_every_connection_keeps_the_rules(library: Engine) -> None:
    expected = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 10_000}
    with library.connect() as one, library.connect() as other:
        for sql in (one, other):
            found = {name: sql.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
            assert found == expected


TEXT = "Ann said yes."


@pytest.mark.parametrize(
    ("span", "exact"),
    [
        (Span(0, 3), "Bob"),
        (Span(0, 4), "Ann"),
        (Span(10, 99), "es."),
        (Span(3, 3), ""),
        (Span(13, 14), ""),
    ],
)
def test_a_quote_of_other_words_is_refused(
    engine: Engine, publish: Any, span: Span, exact: str
) -> None:
    revision_id = publish(engine, TEXT)
    with pytest.raises(Invalid), write_session(engine) as session:
        add_quote(session, TEXT, span, exact, revision_id=revision_id, kind="direct")
    with engine.connect() as sql:
        assert sql.exec_driver_sql("SELECT count(*) FROM quote").scalar() == 0


def test_a_quote_without_a_word_is_refused(engine: Engine, publish: Any) -> None:
    """White space between two blocks is in no block's HTML: such a quote could not be shown."""
    text = "First.\n\nSecond."
    revision_id = publish(engine, text)
    with pytest.raises(Invalid), write_session(engine) as session:
        add_quote(session, text, Span(6, 8), "\n\n", revision_id=revision_id, kind="direct")


@pytest.mark.parametrize("cue", [Span(4, 4), Span(4, 99)])
def test_a_cue_outside_the_text_is_refused(engine: Engine, publish: Any, cue: Span) -> None:
    revision_id = publish(engine, TEXT)
    with pytest.raises(Invalid), write_session(engine) as session:
        add_quote(session, TEXT, Span(0, 3), "Ann", revision_id=revision_id, cue=cue, kind="direct")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" Said.", paragraphs(" Said.")),
        ("Said.\n", paragraphs("Said.\n")),
        ("Said.", []),
        ("Said.", [Block(BlockKind.PARAGRAPH, 0, 4)]),
        ("Said.", [Block(BlockKind.PARAGRAPH, 0, 6)]),
        ("One two", [Block(BlockKind.PARAGRAPH, 4, 7), Block(BlockKind.PARAGRAPH, 0, 3)]),
    ],
)
def test_a_text_that_its_blocks_do_not_fit_is_refused(
    engine: Engine, text: str, blocks: list[Block]
) -> None:
    with pytest.raises(ValueError), write_session(engine) as session:  # noqa: PT011 - several
        add_document(session, Document(slug="a", title="A"), text, blocks)
    with engine.connect() as sql:
        assert sql.exec_driver_sql("SELECT count(*) FROM document").scalar() == 0


def test_every_write_is_an_event(engine: Engine, publish: Any) -> None:
    publish(engine, TEXT, [{"start": 0, "end": 3, "speaker": "ann", "source": "a-book"}])
    with engine.connect() as sql:
        found = sql.exec_driver_sql("SELECT verb, item_type, item_id FROM event ORDER BY id").all()
        ids = [
            sql.exec_driver_sql(f"SELECT public_id FROM {name}").scalar()  # noqa: S608
            for name in ("document", "speaker", "source", "quote")
        ]
    kinds = ("document", "speaker", "source", "quote")
    assert [tuple(row) for row in found] == [
        ("added", kind, id_) for kind, id_ in zip(kinds, ids, strict=True)
    ]


def speaker_row(name: str) -> str:
    values = f"'{public_id()}', '{name}', '{name}', 'person', 0, '[]', '2025-01-01'"
    columns = "public_id, slug, name, kind, hue, same_as, created_at"
    return f"INSERT INTO speaker ({columns}) VALUES ({values})"  # noqa: S608


def speakers(engine: Engine) -> list[str]:
    with engine.connect() as sql:
        return list(sql.exec_driver_sql("SELECT slug FROM speaker ORDER BY id").scalars())


def test_a_writing_session_commits_once_at_its_end(engine: Engine) -> None:
    with write_session(engine) as session:
        session.connection().exec_driver_sql(speaker_row("ann"))
        assert speakers(engine) == []
    assert speakers(engine) == ["ann"]


def test_a_writing_session_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail(session: Session) -> None:
        session.connection().exec_driver_sql(speaker_row("ann"))
        session.connection().exec_driver_sql(speaker_row("bob"))
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"), write_session(engine) as session:
        fail(session)
    assert speakers(engine) == []


def test_a_writing_session_begins_at_once(engine: Engine) -> None:
    """Another writer waits from the first statement on, even where that only reads."""
    impatient = open_engine(Path(engine.url.database or ""))
    try:
        with write_session(engine) as session:
            session.connection().exec_driver_sql("SELECT 1")
            with impatient.connect() as sql:
                sql.exec_driver_sql("PRAGMA busy_timeout = 1")
                with pytest.raises(Exception, match="database is locked"):
                    sql.exec_driver_sql(speaker_row("bob"))
    finally:
        impatient.dispose()


def test_reading_goes_on_while_somebody_writes(engine: Engine) -> None:
    with write_session(engine) as writing:
        writing.connection().exec_driver_sql(speaker_row("ann"))
        with read_session(engine) as reading:
            count = reading.connection().exec_driver_sql("SELECT count(*) FROM speaker").scalar()
    assert count == 0


def test_a_reader_sees_one_state_of_the_database(engine: Engine) -> None:
    with read_session(engine) as reading:
        count = "SELECT count(*) FROM speaker"
        before = reading.connection().exec_driver_sql(count).scalar()
        with write_session(engine) as writing:
            writing.connection().exec_driver_sql(speaker_row("ann"))
        assert reading.connection().exec_driver_sql(count).scalar() == before == 0
    assert speakers(engine) == ["ann"]


def test_two_writers_queue_and_neither_fails(engine: Engine) -> None:
    """Each reads, thinks, and writes one more than it read: none of the steps is lost."""

    def add_next(_: int) -> None:
        with write_session(engine) as session:
            sql = session.connection()
            number = sql.exec_driver_sql("SELECT count(*) FROM speaker").scalar()
            time.sleep(0.02)
            sql.exec_driver_sql(speaker_row(f"number-{number}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_next, range(8)))
    assert speakers(engine) == [f"number-{n}" for n in range(8)]
