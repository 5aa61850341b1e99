"""Figures, and how they are shown: on the screen, as JSON and as Markdown."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HEADINGS = ("figure", "measured", "against", "ratio", "goal", "")
SHOWN = ("fastapi", "starlette", "uvicorn", "sqlalchemy", "sqlmodel", "jinja2", "brotli")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. With a ``reference`` the goal is for the ratio to it, otherwise for
    the measured value itself; without a goal the figure is told for information only."""

    section: str
    name: str
    measured: float
    unit: str
    goal: float | None = None
    against: str = ""
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.measured / self.reference if self.reference else None

    @property
    def passed(self) -> bool | None:
        """None: there is no goal."""
        if self.goal is None:
            return None
        return (self.measured if self.ratio is None else self.ratio) <= self.goal

    @property
    def cells(self) -> tuple[str, ...]:
        against = self.against
        if self.reference is not None:
            against += f" ({_number(self.reference)} {self.unit})"
        return (
            self.name,
            f"{_number(self.measured)} {self.unit}",
            against,
            "" if self.ratio is None else f"{self.ratio:.3f}",
            "" if self.goal is None else f"≤ {self.goal:g}",
            {None: "", True: "pass", False: "MISS"}[self.passed],
        )


def table(figures: Sequence[Figure]) -> str:
    """The table for a screen, with a line per section."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_row(HEADINGS, widths)]
    section = ""
    for figure in figures:
        if figure.section != section:
            section = figure.section
            lines += ["", section]
        lines.append(_row(figure.cells, widths))
    return "\n".join(lines)


def save(figures: Sequence[Figure], folder: Path) -> None:
    """``bench.json`` and ``bench.md`` in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [{**asdict(each), "ratio": each.ratio, "passed": each.passed} for each in figures]
    content = {"environment": environment(), "figures": lines}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / "bench.json").write_text(text + "\n", "utf-8")
    (folder / "bench.md").write_text(_markdown(figures), "utf-8")


def environment() -> dict[str, object]:
    """Where this was measured: only ratios within one run carry over to elsewhere."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        **{name: version(name) for name in SHOWN},
    }


def _markdown(figures: Sequence[Figure]) -> str:
    told = ", ".join(f"{name} {value}" for name, value in environment().items())
    rows = ["| " + " | ".join(HEADINGS) + " |", "| --- | ---: | --- | ---: | ---: | --- |"]
    rows += [f"| {' | '.join(figure.cells)} |" for figure in figures]
    return "\n".join([f"Measured: {told}.", "", *rows, ""])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _number(value: float) -> str:
    """Three figures, or all of a whole number."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
