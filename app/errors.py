"""Domain errors. Each carries its HTTP status and a sentence a reader can act on."""


class DomainError(Exception):
    """What ``access`` and ``actions`` raise; one handler renders it as page or JSON."""

    status = 400
    title = "That did not work"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(DomainError):
    """Absent or forbidden: both answer alike (invariant 7)."""

    status = 404
    title = "Not in this library"


class Invalid(DomainError):
    """Input that was understood and cannot be accepted."""

    status = 422
    title = "That cannot be right"
