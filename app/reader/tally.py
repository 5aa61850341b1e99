"""What quotes add up to: how well they are sourced, who is heard, which sources are named.

A block has the tally of the quotes that begin in it, a revision the sum of its blocks'. A change of a quote
takes the old tally of its block away and adds the new one, so it costs the same in a long document.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from app.quotes.provenance import Provenance
from app.quotes.queries import QuoteFacts
from app.quotes.tables import QuoteState

# {"provenance": {status: n}, "suggested": n, "voices": {slug: {"name", "hue", "own", "reported"}},
#  "sources": {slug: n}}; what is 0 is left out of the inner objects, but for the statuses of a sum.
Tally: TypeAlias = dict[str, Any]


def empty() -> Tally:
    return {
        "provenance": {str(each): 0 for each in Provenance},
        "suggested": 0,
        "voices": {},
        "sources": {},
    }


def tally(quotes: Iterable[QuoteFacts]) -> Tally:
    """The tally of these quotes."""
    found = empty()
    for quote in quotes:
        found["provenance"][quote.provenance] += 1
        found["suggested"] += quote.state == QuoteState.suggested
        if quote.source:
            found["sources"][quote.source.slug] = found["sources"].get(quote.source.slug, 0) + 1
        if voice := quote.voice:
            heard = found["voices"].setdefault(
                voice.slug, {"name": voice.name, "hue": voice.hue, "own": 0, "reported": 0}
            )
            heard["own" if quote.speaker else "reported"] += 1
    return found


def add(total: Tally, part: Tally, sign: int = 1) -> None:
    """Add a tally to a sum in place, or with ``sign=-1`` take it away."""
    for status, count in part["provenance"].items():
        total["provenance"][status] += sign * count
    total["suggested"] += sign * part["suggested"]
    for slug, count in part["sources"].items():
        total["sources"][slug] = total["sources"].get(slug, 0) + sign * count
        if not total["sources"][slug]:
            del total["sources"][slug]
    for slug, heard in part["voices"].items():
        _add_voice(total["voices"], slug, heard, sign)


def _add_voice(voices: dict[str, Any], slug: str, heard: dict[str, Any], sign: int) -> None:
    before = voices.get(slug, {"own": 0, "reported": 0})
    own, reported = (before[key] + sign * heard[key] for key in ("own", "reported"))
    if own or reported:
        # Name and hue as the newest tally has them: a speaker may have been renamed.
        named = heard if sign > 0 or slug not in voices else before
        voices[slug] = {
            "name": named["name"],
            "hue": named["hue"],
            "own": own,
            "reported": reported,
        }
    else:
        voices.pop(slug, None)
