"""The one form in which a revision stores its text."""

from __future__ import annotations

import re

BYTE_ORDER_MARK = "\ufeff"
LINE_END = re.compile("\r\n?")

# Never in a stored text: NUL and the C0 controls but tab and line feed (CR is a line end and is
# replaced before). DEL and the C1 controls stay: an HTML parser keeps them too.
DROPPED = re.compile("[\x00-\x08\x0b-\x1f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> str:
    """The text as a revision stores it.

    Line ends become "\\n", as an HTML parser makes them (HTML §13.2.3.5), and what can't pass
    through a page or UTF-8 unchanged is dropped (controls) or becomes U+FFFD (lone surrogates),
    so that the page's textContent equals the text.
    Not Unicode-normalised and no white space collapsed: what a reader copies is what was written.
    Idempotent. A few passes in C; a text that is already canonical costs no copy.
    """
    text = LINE_END.sub("\n", text)
    text = DROPPED.sub("", text)
    # Every mark at the very start, though a decoder drops one: with a second one left, storing
    # a stored text again would change it. Inside the text U+FEFF is a character like others.
    text = text.lstrip(BYTE_ORDER_MARK)
    return LONE_SURROGATE.sub("\ufffd", text)
