"""Writes of quotes. The caller's session commits, and has the reader re-cut the blocks touched."""

from typing import Any

from sqlmodel import Session

from app.errors import Invalid
from app.history.actions import record
from app.quotes.tables import Quote, QuoteState
from app.text.selectors import describe
from app.text.spans import Span


def add_quote(
    session: Session,
    text: str,
    span: Span,
    exact: str,
    *,
    revision_id: int,
    actor: str | None = None,
    cue: Span | None = None,
    state: str = QuoteState.confirmed,
    **facts: Any,
) -> Quote:
    """Store a quote at ``span`` of the revision's ``text``; ``facts`` are further columns.

    Invalid when the words there are not ``exact`` (invariant 2) or none at all, or when the cue lies
    past the text.
    """
    if not 0 <= span.start < span.end <= len(text) or span.of(text) != exact:
        raise Invalid(f"The words at {span.start}-{span.end} are not the words quoted.")
    if not exact.strip():
        raise Invalid("A quotation holds at least one word.")
    if cue is not None and (len(cue) == 0 or cue.end > len(text)):
        raise Invalid("The attributing words lie outside the text.")
    selector = describe(text, span)
    quote = Quote(
        revision_id=revision_id,
        start=span.start,
        end=span.end,
        exact=exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        state=state,
        **facts,
    )
    session.add(quote)
    session.flush()
    after = {"start": quote.start, "end": quote.end, "exact": exact, "kind": quote.kind}
    record(session, "added", "quote", quote.public_id, after=after, actor=actor)
    return quote
