"""The article's HTML: its text, exactly, with a mark around every quotation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.quotes.queries import Origin, QuoteFacts, Voice
from app.quotes.tables import QuoteKind
from app.reader.marks import Mark, announcement, block_html
from app.text.blocks import Block, BlockKind
from app.text.normalize import canonical
from app.text.runs import cut

TEXT = "He said yes & then no, <b>never</b>."
PARAGRAPH = [Block(BlockKind.PARAGRAPH, 0, len(TEXT))]


def painted(text: str, blocks: list[Block], quotes: list[QuoteFacts]) -> list[str]:
    """Every block's HTML, as the products are cut."""
    items = [(quote.start, quote.end, Mark(quote)) for quote in quotes]
    since, made = 0, []
    for position, (block, runs) in enumerate(zip(blocks, cut(blocks, items), strict=True)):
        made.append(block_html(text, position, block, runs, since))
        since = block.end
    return made


@pytest.fixture
def paint(facts: Callable[..., QuoteFacts]) -> Callable[..., str]:
    """The one paragraph of TEXT, with quotes at these places."""

    def paint(*spans: tuple[int, int], **known: Any) -> str:
        return painted(TEXT, PARAGRAPH, [facts(TEXT, *span, **known) for span in spans])[0]

    return paint


def test_a_block_without_quotes_is_its_escaped_text(paint: Callable[..., str]) -> None:
    assert paint() == ('<p id="b-0">He said yes &amp; then no, &lt;b&gt;never&lt;/b&gt;.</p>')


def test_a_quote_is_a_mark_with_a_link_to_its_card(paint: Callable[..., str]) -> None:
    assert paint((8, 11)) == (
        '<p id="b-0">He said <mark id="q-quote008011" data-quote="quote008011" '
        'data-status="unnamed"><a href="#card-quote008011" '
        'data-said="No speaker named, direct quotation: ">yes</a></mark>'
        " &amp; then no, &lt;b&gt;never&lt;/b&gt;.</p>"
    )


def test_a_nested_quote_stands_inside_its_parents_mark(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    page = read_html(paint((3, 21), (8, 11)))
    outer, inner = page.all("mark")
    assert (outer.text, inner.text) == ("said yes & then no", "yes")
    assert inner.parent is outer
    assert [link.text for link in page.all("a")] == ["said ", "yes"]


def test_overlapping_quotes_are_cut_only_where_an_edge_is_crossed(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    page = read_html(paint((3, 11), (8, 16)))
    pieces = [(mark.attrs["data-quote"], mark.text) for mark in page.all("mark")]
    assert pieces == [
        ("quote003011", "said yes"),
        ("quote008016", "yes"),
        ("quote008016", " & th"),
    ]
    assert [mark.attrs.get("id") for mark in page.all("mark")] == [
        "q-quote003011",
        "q-quote008016",
        None,
    ]


def test_two_quotes_of_the_same_words_are_both_there(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    twins = [facts(TEXT, 3, 7, id="firstfirst1"), facts(TEXT, 3, 7, id="secondsecon")]
    page = read_html(painted(TEXT, PARAGRAPH, twins)[0])
    assert page.one(id="q-firstfirst1").text == "said"
    assert page.one(id="q-secondsecon").text == "said"


def test_adjacent_quotes_stay_apart(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    page = read_html(paint((3, 7), (7, 11)))
    assert [mark.text for mark in page.all("mark")] == ["said", " yes"]
    assert all(mark.parent.tag == "p" for mark in page.all("mark"))


def test_a_quote_may_fill_its_block(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    page = read_html(paint((0, len(TEXT))))
    assert page.one("mark").text == page.one("p").text == TEXT


def test_a_quote_over_two_blocks_is_marked_in_both_and_linked_in_the_first(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    text = "First one.\n\nSecond one."
    blocks = [Block(BlockKind.PARAGRAPH, 0, 10), Block(BlockKind.PARAGRAPH, 12, 23)]
    first, second = map(read_html, painted(text, blocks, [facts(text, 6, 18)]))
    assert (first.one("mark").text, second.one("mark").text) == ("one.", "Second")
    assert first.one("mark").attrs["id"] == "q-quote006018"
    assert "id" not in second.one("mark").attrs
    assert (first.one("a").text, second.all("a")) == ("one.", [])


def test_a_quote_that_begins_between_two_blocks_is_linked_in_the_second(
    facts: Callable[..., QuoteFacts], read_html: Callable[[str], Any]
) -> None:
    text = "First.\n\nSecond."
    blocks = [Block(BlockKind.PARAGRAPH, 0, 6), Block(BlockKind.PARAGRAPH, 8, 15)]
    first, second = map(read_html, painted(text, blocks, [facts(text, 7, 14)]))
    assert first.all("mark") == []
    assert second.one("mark", id="q-quote007014").text == second.one("a").text == "Second"


@pytest.mark.parametrize(
    ("kind", "level", "tag", "css"),
    [
        (BlockKind.HEADING, 1, "h1", None),
        (BlockKind.HEADING, 6, "h6", None),
        (BlockKind.LEAD, None, "p", "lead"),
        (BlockKind.PARAGRAPH, None, "p", None),
        (BlockKind.LIST_ITEM, None, "p", "item"),
        (BlockKind.BLOCK_QUOTATION, None, "blockquote", None),
        (BlockKind.CAPTION, None, "p", "caption"),
        (BlockKind.TABLE, None, "p", "table"),
        (BlockKind.PREFORMATTED, None, "p", "preformatted"),
    ],
)
def test_every_kind_of_block_has_its_element(
    kind: BlockKind, level: int | None, tag: str, css: str | None, read_html: Callable[[str], Any]
) -> None:
    block = [Block(kind, 0, len(TEXT), level)]
    element = read_html(painted(TEXT, block, [])[0]).one(id="b-0")
    assert (element.tag, element.attrs.get("class")) == (tag, css)


STATUS = [
    ({}, "unnamed", None),
    ({"kind": "term"}, "term", None),
    ({"kind": "title"}, "term", None),
    ({"speaker": "ann"}, "named", "30"),
    ({"reported": "ann"}, "reported", "30"),
    ({"source": "report"}, "sourced", None),
    ({"speaker": "ann", "source": "report"}, "named", "30"),
]


@pytest.mark.parametrize(("known", "status", "hue"), STATUS)
def test_a_mark_tells_how_the_quote_is_sourced(
    known: dict[str, Any],
    status: str,
    hue: str | None,
    paint: Callable[..., str],
    read_html: Callable[[str], Any],
    ann: Voice,
    report: Origin,
) -> None:
    records: dict[str, Any] = {"ann": ann, "report": report}
    page = read_html(paint((8, 11), **{k: records.get(v, v) for k, v in known.items()}))
    attrs = page.one("mark").attrs
    assert (attrs["data-status"], attrs.get("data-hue")) == (status, hue)
    assert attrs.get("data-voice") == ("ann" if hue else None)


def test_only_a_suggestion_says_that_it_is_one(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    suggested = read_html(paint((8, 11), state="suggested"))
    assert suggested.one("mark").attrs["data-state"] == "suggested"
    assert "not reviewed" in suggested.one("a").attrs["data-said"]
    confirmed = read_html(paint((8, 11)))
    assert "data-state" not in confirmed.one("mark").attrs
    assert "not reviewed" not in confirmed.one("a").attrs["data-said"]


SAID = [
    ({"speaker": "ann"}, "Ann, direct quotation: "),
    ({"speaker": "ann", "kind": "partial"}, "Ann, partial quotation: "),
    ({"reported": "ann"}, "Unnamed report on Ann, direct quotation: "),
    ({"source": "report", "kind": "caption"}, "No speaker named, caption: "),
    ({}, "No speaker named, direct quotation: "),
    ({"kind": "term"}, "Term, not speech: "),
    ({"kind": "title"}, "Title, not speech: "),
    ({"kind": "term", "state": "suggested"}, "Term, not speech, not reviewed: "),
    ({"state": "suggested"}, "No speaker named, direct quotation, not reviewed: "),
]


@pytest.mark.parametrize(("known", "said"), SAID)
def test_a_screen_reader_hears_who_speaks_and_the_kind(
    known: dict[str, Any],
    said: str,
    facts: Callable[..., QuoteFacts],
    ann: Voice,
    report: Origin,
) -> None:
    records: dict[str, Any] = {"ann": ann, "report": report}
    known = {name: records.get(value, value) for name, value in known.items()}
    quote = facts(TEXT, 0, 2, **known)
    kind = QuoteKind(quote.kind)
    assert announcement(kind, quote.state, quote.provenance, quote.voice) == said


def test_hostile_names_and_slugs_stay_attribute_values(
    paint: Callable[..., str], read_html: Callable[[str], Any]
) -> None:
    evil = """"><script>alert('1')</script><a x='&quot;"""
    page = read_html(paint((8, 11), speaker=Voice("evilevilevi", evil, evil, 0)))
    assert page.one("mark").attrs["data-voice"] == evil
    assert page.one("a").attrs["data-said"] == f"{evil}, direct quotation: "
    assert page.all("script") == []
    assert page.text == TEXT


# What stands in articles, and what breaks pages.
PIECES = [
    *"abc .,“”‘’—<>&\"'`=/;#",
    "<mark>",
    "</p>",
    "&amp;",
    "&lt",
    "<!--",
    "]]>",
    "<script>",
    "e\u0301",
    "\u0301",
    "👨\u200d👩\u200d👧",
    "🇩🇪",
    "\u2067שלום\u2069",
    "\u202e",
    "قال «نعم»",
    "\u200b",
    "\u2028",
    "\u00a0",
    "\x7f",
    "\n",
]
words = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), min_size=1)
block_texts = words.map("".join).map(canonical).filter(bool)
layouts = st.lists(st.tuples(block_texts, st.sampled_from(["", "\n", "\n\n"])), min_size=1)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Block], list[tuple[int, int]]]:
    """A text, its blocks, and overlapping spans of which each touches a block."""
    text, blocks = "", []
    for words, gap in draw(layouts):
        blocks.append(Block(draw(st.sampled_from(PLAIN_KINDS)), len(text), len(text + words)))
        text += words + gap
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place), max_size=10))
    spans = [tuple(sorted(pair)) for pair in pairs]
    return text, blocks, [s for s in spans if any(clip(text, b, s) for b in blocks)]


PLAIN_KINDS = [kind for kind in BlockKind if kind is not BlockKind.HEADING]


def clip(text: str, block: Block, span: tuple[int, int]) -> str:
    return text[max(block.start, span[0]) : min(block.end, span[1])]


@given(articles())
@example(("ab", [Block(BlockKind.PARAGRAPH, 0, 2)], [(0, 2), (0, 2), (0, 1), (1, 2)]))
@example(("a\nb", [Block(BlockKind.LEAD, 0, 1), Block(BlockKind.LEAD, 2, 3)], [(0, 3), (1, 3)]))
def test_any_article_is_painted_whole(
    facts: Callable[..., QuoteFacts],
    read_html: Callable[[str], Any],
    article: tuple[str, list[Block], list[tuple[int, int]]],
) -> None:
    text, blocks, spans = article
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    quotes = [facts(text, *span, id=f"q{n}") for n, span in enumerate(ordered)]
    page = read_html("".join(painted(text, blocks, quotes)))
    elements = page.children
    assert [element.text for element in elements] == [block.span.of(text) for block in blocks]
    for quote in quotes:
        check_quote(text, blocks, quotes, quote, page)
    assert all(not node.fits("a", {}) for link in page.all("a") for node in link.up())
    assert all(link.all() == [] for link in page.all("a"))


def check_quote(
    text: str, blocks: list[Block], quotes: list[QuoteFacts], quote: QuoteFacts, page: Any
) -> None:
    marks = page.all("mark", data_quote=quote.id)
    here = [block for block in blocks if clip(text, block, (quote.start, quote.end))]
    expected = "".join(clip(text, block, (quote.start, quote.end)) for block in here)
    assert "".join(mark.text for mark in marks) == expected
    assert len(page.all(id=f"q-{quote.id}")) == 1
    assert marks[0].attrs["id"] == f"q-{quote.id}"
    links = page.all("a", href=f"#card-{quote.id}")
    assert len(links) == is_on_top(here[0], quotes, quote)
    assert all(link.parent in marks for link in links)


def is_on_top(block: Block, quotes: list[QuoteFacts], quote: QuoteFacts) -> bool:
    """Whether some code point of the quote's first block is covered by no quote inside it."""
    return any(
        [each for each in quotes if each.start <= at < each.end][-1:] == [quote]
        for at in range(block.start, block.end)
    )
