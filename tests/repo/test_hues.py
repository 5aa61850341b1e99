"""Each speaker's hue has its rule in the style sheet: there is no inline style to fall back on."""

import re

from app.config import PROJECT


def test_every_hue_the_database_allows_has_a_rule() -> None:
    sheet = (PROJECT / "static" / "css" / "hues.css").read_text("utf-8")
    ruled = re.findall(r'\[data-hue="(\d+)"\][^{]*\{[^}]*\b(\d+)(?:deg)?\b', sheet)
    assert {int(hue) for hue, _ in ruled} == set(range(0, 360, 5))
    assert all(hue == value for hue, value in ruled)
