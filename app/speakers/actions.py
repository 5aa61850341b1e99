"""Writes of speakers. The caller's session commits."""

from collections.abc import Iterable

from sqlmodel import Session

from app.history.actions import record
from app.speakers.tables import Speaker, SpeakerName


def add_speaker(
    session: Session, speaker: Speaker, names: Iterable[str] = (), actor: str | None = None
) -> Speaker:
    """Store a speaker with the other names it goes by."""
    session.add(speaker)
    session.flush()
    assert speaker.id is not None  # noqa: S101 - flushed
    names = list(names)
    session.add_all(SpeakerName(speaker_id=speaker.id, name=name) for name in names)
    after = {"slug": speaker.slug, "name": speaker.name, "kind": speaker.kind, "names": names}
    record(session, "added", "speaker", speaker.public_id, after=after, actor=actor)
    return speaker
