"""Writes of documents and revisions. The caller's session commits."""

from collections.abc import Sequence
from hashlib import sha256

from sqlmodel import Session

from app.documents.tables import Document, Revision
from app.history.actions import record
from app.text.blocks import Block, check_blocks, to_json
from app.text.excerpt import word_count


def add_document(
    session: Session,
    document: Document,
    text: str,
    blocks: Sequence[Block],
    actor: str | None = None,
) -> Revision:
    """Store a document with its first revision.

    ``text`` is canonical (``app.text.normalize``) and has no white space at its ends; ValueError
    where it has, or where the blocks don't fit it.
    """
    if not text or text != text.strip():
        raise ValueError("a revision's text neither begins nor ends with white space")
    check_blocks(text, blocks)
    session.add(document)
    session.flush()
    assert document.id is not None  # noqa: S101 - flushed
    revision = Revision(
        document_id=document.id,
        number=1,
        text=text,
        blocks=to_json(blocks),
        sha256=sha256(text.encode()).hexdigest(),
        words=word_count(text),
        created_by=actor,
    )
    session.add(revision)
    session.flush()
    after = {"slug": document.slug, "title": document.title, "sha256": revision.sha256}
    record(session, "added", "document", document.public_id, after=after, actor=actor)
    return revision
