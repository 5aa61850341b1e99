"""A span: a stretch of a text, the one way this project says *where*."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)`, in Unicode code points of one text.

    Ordered by start, then by end. An empty span is allowed (and falsy, as its length is 0):
    test `is None`, not truth, where "no span" is meant. ValueError when no text could have it.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"A span can't start before the text: {self.start}.")
        if self.end < self.start:
            raise ValueError(f"A span can't end ({self.end}) before it starts ({self.start}).")

    def __len__(self) -> int:
        """The length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this span. ValueError when it runs past the text: never a shorter slice."""
        if self.end > len(text):
            raise ValueError(
                f"The span {self.start}-{self.end} runs past a text of {len(text)} code points."
            )
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies in this span; a span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point; an empty span shares none."""
        return max(self.start, other.start) < min(self.end, other.end)

    def clipped_to(self, other: Span) -> Span | None:
        """The part of this span that lies in `other`; None when they share no code point."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))

    def shifted(self, by: int) -> Span:
        """The span `by` code points further on (back, when negative). ValueError before 0."""
        return Span(self.start + by, self.end + by)
