"""The same articles as one would put them on a page without this project: the text as blocks, the
annotations as flat marks, all of it laid out at once. Style sheets, fonts and type are the app's."""

from tests.bench.load import Loaded
from tests.bench.workload import html_marks, html_plain

SHEETS = ("tokens", "base", "reader")
FONT = "/static/fonts/newsreader-latin-opsz-normal.woff2"
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>
{sheets}
</head>
<body>
<main><div class="page"><article><div class="body">
{body}
</div></article></div></main>
</body>
</html>
"""


def plain_marks(loaded: Loaded, linked: int) -> str:
    """A page with a mark for every annotation; the one at this index can be linked to."""
    body = html_marks(loaded.source)
    number = loaded.source["annotations"][linked]["id"].rsplit(":", 1)[1]
    before, mark, after = _first_mark(body, number)
    link = f'<mark id="q-{loaded.quote_ids[linked]}"'
    return _page(loaded, before + link + mark.removeprefix("<mark") + after)


def plain_text(loaded: Loaded) -> str:
    """A page without any mark."""
    return _page(loaded, html_plain(loaded.source))


def _first_mark(body: str, number: str) -> tuple[str, str, str]:
    """The body cut around the opening tag of the first mark with this number."""
    at = min(
        found
        for pattern in (f'data-a="{number}"', f'data-a="{number} ', f" {number} ", f' {number}">')
        if (found := body.find(pattern)) >= 0
    )
    start, end = body.rindex("<mark", 0, at), body.index(">", at) + 1
    return body[:start], body[start:end], body[end:]


def _page(loaded: Loaded, body: str) -> str:
    sheets = "\n".join(f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in SHEETS)
    return PAGE.format(title=loaded.source["title"], sheets=sheets, font=FONT, body=body)
