"""The reading page: a frame from a template, around the stored blocks."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape
from sqlalchemy import Connection

from app.errors import NotFound
from app.quotes.provenance import Provenance
from app.reader.entry import Entry
from app.reader.fingerprint import build
from app.reader.summary import TICKS
from app.web.stored import StoredBody
from app.web.templates import render

# Up to here the page carries all cards. Beyond, each part's cards are fetched as it comes near: ten
# thousand cards would weigh more than the text.
INLINE_CARDS = 300
VOICES_SHOWN = 12
LONG_CODE_POINTS = 40_000  # from here on the contents scroll by themselves

# The meter's segments and what they say, in the order of how much is known.
LEGEND = (
    (Provenance.named, "has a named speaker", "have a named speaker"),
    (Provenance.reported, "reports someone named", "report someone named"),
    (Provenance.sourced, "names only a source", "name only a source"),
    (Provenance.unnamed, "names no one", "name no one"),
    (Provenance.term, "is a term, not speech", "are terms, not speech"),
)  # fmt: skip

_BODY, _CARDS = Markup("<!-- body -->"), Markup("<!-- cards -->")


def document_page(entry: Entry, _connection: Connection, voice: str) -> StoredBody:
    """The whole page; with ``voice`` (a speaker's slug) everybody else is dimmed."""
    seen = context(entry, voice)
    frame = render("reader/document.html", **seen, body=_BODY, cards=_CARDS)
    before, rest = frame.split(_BODY)
    between, after = rest.split(_CARDS)
    content = b"".join(
        (before.encode(), *_text(entry), between.encode(), _cards(entry).encode(), after.encode())
    )
    # Whoever is not in this article changes nothing; a header holds no letter outside Latin-1.
    chosen = quote(seen["chosen"]["slug"], safe="") if seen["chosen"] else ""
    return StoredBody(content, "text/html", f"{entry.tag}-{build()}{chosen and '-' + chosen}")


def margin_part(entry: Entry, _connection: Connection, part: str) -> StoredBody:
    """The cards of one part, as the list that the page has an empty one for."""
    cards = dict(entry.card_parts()).get(int(part))
    if cards is None:
        raise NotFound("This document has no such part.")
    content = render("reader/_margins.html", lists=[(int(part), _stored(cards))], place="")
    return StoredBody(content.encode(), "text/html", f"{entry.tag}-{build()}-margin-{part}")


def part_page(entry: Entry, _connection: Connection, part: str) -> StoredBody:
    """The same cards as a page of their own: how a long document's are reached without a script."""
    parts = dict(entry.card_parts())
    number = int(part)
    place = f"/d/{entry.header.slug}/r/{entry.header.number}"
    if not parts.get(number):
        raise NotFound("This document has no quotations there.")
    content = render(
        "reader/part.html",
        document=entry.header,
        part=number,
        place=place,
        cards=_stored(parts[number].replace('href="#q-', f'href="{escape(place)}#q-')),
        following=next((each for each in parts if each > number and parts[each]), None),
        previous=next((each for each in reversed(parts) if each < number and parts[each]), None),
    )
    return StoredBody(content.encode(), "text/html", f"{entry.tag}-{build()}-part-{part}")


def context(entry: Entry, voice: str) -> dict[str, Any]:
    """What ``reader/document.html`` receives. Its long lists are kept from one version to the next."""
    summary = entry.summary
    voices = voices_of(summary)
    chosen = next((each for each in voices if each["slug"] == voice), None)
    ticks = sorted((int(place), *tick) for place, tick in summary["ticks"].items())
    lines = [_voice(entry.header.slug, each is chosen, **each) for each in voices]

    def piece(template: str, **seen: Any) -> Markup:
        return _stored(entry.keep(template, seen, lambda: render(template, **seen)))

    return {
        "document": entry.header,
        "summary": summary
        | {
            "long": summary["length"] > LONG_CODE_POINTS,
            "voice_count": len(voices),
            "sources": len(summary["sources"]),
            "quotes": quotes_of(summary),
        },
        "segments": segments(summary["provenance"]),
        "chosen": chosen,
        "contents": piece("reader/_contents.html", contents=summary["contents"]),
        "voices": lines[:VOICES_SHOWN],
        "further_voices": lines[VOICES_SHOWN:],
        "minimap": piece("reader/_minimap.html", ticks=ticks, height=TICKS),
    }


def _stored(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - made by our own templates, which escaped what they were given


def quotes_of(summary: dict[str, Any]) -> int:
    return sum(summary["provenance"].values())


def voices_of(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """Who is quoted or reported, most heard first."""
    voices = [{"slug": slug, **heard} for slug, heard in summary["voices"].items()]
    return sorted(voices, key=lambda each: (-each["own"] - each["reported"], each["name"]))


def segments(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The provenance meter: status, count and sentence of each segment that is not empty."""
    found, at = [], 0
    for status, one, many in LEGEND:
        if count := counts[status]:
            label = f"{count:,} {one if count == 1 else many}"
            found.append({"status": str(status), "count": count, "at": at, "label": label})
            at += count
    return found


def _text(entry: Entry) -> list[bytes]:
    """The article's inside: the head, then the body in its parts. Joined, its text content is the
    revision's text: nothing may be added between the tags."""
    out: list[bytes] = []
    for part, blocks in entry.text_parts():
        if part <= 1:
            out.append(b'<div class="head">' if part == 0 else b'<div class="body">')
        if part > 0:
            out.append(b'<div class="part" id="part-%d">' % part)
        out.append(blocks)
        out.append(b"</div>")
    if any(part > 0 for part, _ in entry.text_parts()):
        out.append(b"</div>")
    return out


def _inline(entry: Entry) -> bool:
    return quotes_of(entry.summary) <= INLINE_CARDS


def _cards(entry: Entry) -> str:
    """The lists of cards: whole, or empty ones that say where theirs are."""
    if _inline(entry):
        lists = [(part, _stored(cards)) for part, cards in entry.card_parts() if cards]
        return render("reader/_margins.html", lists=lists, place="")
    parts = [(part, "") for part, cards in entry.card_parts() if cards]
    place = f"/d/{entry.header.slug}/r/{entry.header.number}"
    return entry.keep(
        "margins", parts, lambda: render("reader/_margins.html", lists=parts, place=place)
    )


@lru_cache(maxsize=4096)
def _voice(
    document: str, chosen: bool, *, slug: str, name: str, hue: int, own: int, reported: int
) -> Markup:
    """One line of who is quoted. A change of a quote changes two of them at most."""
    voice = {"slug": slug, "name": name, "hue": hue, "own": own, "reported": reported}
    return _stored(render("reader/_voice.html", document=document, voice=voice, chosen=chosen))
