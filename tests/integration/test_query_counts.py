"""How often the database is asked: never more for more quotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.reader.recut import recut
from app.text.spans import Span

COUNTS = (1, 30, 500)  # 500: more than a page of a list, and more cards than a page carries
WORDS = "said this. "


def quotes(count: int) -> list[dict[str, Any]]:
    return [
        {
            "start": n * len(WORDS),
            "end": n * len(WORDS) + 9,
            "source": "the-report",
            **({"speaker": "ann"} if n % 2 else {"reported": "ann"}),
        }
        for n in range(count)
    ]


MOST = {
    "/d/article.json": 4,  # the first, so that nothing is in memory yet
    "/d/article": 1,
    "/d/article?speaker=ann": 1,
    "/d/article/r/1": 2,
    "/d/article/r/1/margin/1": 1,
    "/d/article/r/1/quotations/1": 1,
    "/": 1,
    "/index.json": 1,
    "/speakers": 1,
    "/speakers.json": 1,
    "/speakers/ann": 3,
    "/speakers/ann.json": 3,
    "/sources": 1,
    "/sources.json": 1,
    "/sources/the-report": 2,
    "/sources/the-report.json": 2,
}


def asked(client: TestClient, statements: Any, address: str) -> int:
    with statements(client.app.state.engine) as seen:  # type: ignore[attr-defined]
        assert client.get(address).status_code == 200, address
    return len(seen)


def test_more_quotations_ask_no_more(
    data_dir: Path, serve: Any, engine: Engine, publish: Any, statements: Any
) -> None:
    found = {}
    for count in COUNTS:
        with engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM document")
        publish(engine, WORDS * 501 + "End.", quotes(count))
        with serve(data_dir, sample=False) as client:
            found[count] = {address: asked(client, statements, address) for address in MOST}
    assert found[1] == found[30] == found[500]
    assert {at: count for at, count in found[500].items() if not 1 <= count <= MOST[at]} == {}


def change(engine: Engine, revision_id: int) -> None:
    """An editor's remark on the first quote, as a writer elsewhere stores it."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE quote SET remark = 'Changed.' WHERE start = 0")
        recut(connection, revision_id, [Span(0, 9)])


@pytest.mark.parametrize("count", COUNTS)
def test_a_page_view_asks_twice_at_most_cold_warm_and_after_a_change(
    empty_client: TestClient, engine: Engine, publish: Any, statements: Any, count: int
) -> None:
    revision_id = publish(engine, WORDS * 501 + "End.", quotes(count))
    watched = empty_client.app.state.engine  # type: ignore[attr-defined]
    found = {}
    for state in ("cold", "warm", "after a change", "warm again"):
        if state == "after a change":
            change(engine, revision_id)
        with statements(watched) as seen:
            text = empty_client.get("/d/article").text
        found[state] = len(seen)
    assert found == {"cold": 2, "warm": 1, "after a change": 2, "warm again": 1}
    assert count > 300 or "Changed." in text


def test_304_asks_once(client: TestClient, statements: Any) -> None:
    address = "/d/will-russia-defend-iran"
    tag = client.get(address).headers["etag"]
    with statements(client.app.state.engine) as seen:  # type: ignore[attr-defined]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert len(seen) == 1


def test_a_change_of_one_quote_reads_and_writes_its_block_alone(
    engine: Engine, publish: Any, statements: Any
) -> None:
    found = []
    for paragraphs in (1, 30, 300):
        text = "\n\n".join([WORDS * 3 + "End."] * paragraphs)
        revision_id = publish(engine, text, quotes(3), slug=f"article-{paragraphs}")
        with (
            engine.execution_options(writes=True).begin() as connection,
            statements(engine) as seen,
        ):
            recut(connection, revision_id, [Span(0, 9)])
        found.append(len(seen))
        rows = "SELECT count(*) FROM rendered_block WHERE revision_id = ? AND version > 1"
        with engine.connect() as connection:
            assert connection.exec_driver_sql(rows, (revision_id,)).scalar() == 1
    assert len(set(found)) == 1
