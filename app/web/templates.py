"""Templates: one Jinja environment, everything escaped, unknown names refused."""

from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.config import PROJECT

_environment = Environment(
    loader=FileSystemLoader(PROJECT / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render(name: str, **context: Any) -> str:
    """The template's HTML with this context."""
    return _environment.get_template(name).render(context)


def set_global(name: str, value: Any) -> None:
    """A value that every template sees: the address of the style sheets, say."""
    _environment.globals[name] = value


def _number(value: int) -> str:
    return f"{value:,}"


def _counted(value: int, one: str, many: str | None = None) -> str:
    """«1 quotation», «29 quotations», «no quotations»."""
    word = one if value == 1 else many or f"{one}s"
    return f"{_number(value) if value else 'no'} {word}"


def _day(value: date | datetime) -> str:
    return f"{value.day} {value:%B %Y}"


_environment.filters |= {"number": _number, "counted": _counted, "day": _day}
