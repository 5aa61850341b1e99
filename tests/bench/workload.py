"""Seeded synthetic workload: news-like articles with quotes, and their annotations.

Standard library only. The same (size, seed) always gives the same bytes.

Text convention: blocks (headings and paragraphs) are joined by one "\\n"; the
HTML written by `html_plain` / `html_marks` puts the same "\\n" between block
elements, so `article.textContent` equals `doc["text"]` character for character.
Only characters of the Basic Multilingual Plane occur, so code point offsets
(Python) and UTF-16 offsets (browser) agree.
"""

import bisect
import html
import itertools
import random

SIZES = {
    # words, quotations in the prose, annotations in total
    "S": (2_500, 30, 30),
    "M": (25_000, 500, 500),
    "L": (250_000, 5_000, 10_000),
}
CONTEXT = 32  # characters of prefix and suffix in a TextQuoteSelector

# ruff: noqa: SIM905 - word lists are easier to read and to compare as text
COMMON = """the of and to in a that is for it was on with as be by this at from are have not
or had but they which his one were their has we all an more when will would there who been
its if what out so said can about into up new some could other than time them only then no
two may first after also people year over year my our any these such before most through
how made under work public state city council report minister budget company court police
school water energy market bank price worker union vote law plan project health hospital
policy country region village river road bridge train station factory office board member
president mayor director spokesman lawyer judge farmer teacher engineer doctor scientist
study data figure share growth loss profit cost tax fund loan debt trade export climate
storm flood fire drought crisis war peace talks deal summit border army rights protest
election party campaign leader deputy committee decision change reform measure system
service network agency group firm home family child student community local national
global early late long large small high low strong weak clear open final recent major
minor rapid steady fair hard likely able ready told asked added warned argued agreed
denied called noted showed found began ended moved built closed opened raised cut paid
spent won lost held sent left met took gave came went saw knew thought believe expect
need want make take give see know think say keep let begin seem help show hear play run
move live write provide sit stand lose pay meet include continue set learn lead
understand watch follow stop create speak read allow add spend grow walk win offer
remember love consider appear buy wait serve die send build stay fall reach kill remain""".split()

ONSET = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t th tr v w z".split()
NUCLEUS = "a e i o u ai ea ou io".split()
CODA = ["", "", "", "l", "n", "r", "s", "t", "nd", "rk", "st", "m"]
SUFFIX = ["", "", "", "", "s", "ed", "ing", "er", "tion", "al", "ment", "ity"]
FIRST = """Ada Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Katya Liam Mara Nils Olga Pavel
Quinn Rosa Sven Tara""".split()
ROLES = [
    "the mayor",
    "a spokesman for the council",
    "the finance minister",
    "head of the union",
    "a lawyer for the company",
    "director of the institute",
    "a farmer from the valley",
    "the opposition leader",
    "chief engineer",
    "a professor of public health",
]
VERBS = ["said", "told reporters", "added", "warned", "argued", "wrote", "replied", "insisted"]


class Language:
    """About 20,000 word types drawn with a Zipf-Mandelbrot frequency."""

    def __init__(self, seed=7, types=20_000):
        rng = random.Random(seed)
        seen, words = set(), []
        for w in COMMON:
            if w not in seen:
                seen.add(w)
                words.append(w)
        while len(words) < types:
            w = "".join(
                rng.choice(ONSET) + rng.choice(NUCLEUS) + rng.choice(CODA)
                for _ in range(rng.choice((1, 1, 2, 2, 3)))
            ) + rng.choice(SUFFIX)
            if len(w) > 2 and w not in seen:
                seen.add(w)
                words.append(w)
        self.words = words
        self.cum = list(itertools.accumulate(1.0 / (r + 2.7) ** 1.07 for r in range(1, types + 1)))
        surnames = [
            "".join(rng.choice(ONSET) + rng.choice(NUCLEUS) for _ in range(2)).title()
            + rng.choice(["son", "ova", "ski", "man", "es", "berg", "ic"])
            for _ in range(400)
        ]
        self.people = [f"{rng.choice(FIRST)} {s}" for s in surnames]

    def take(self, rng, n):
        return rng.choices(self.words, cum_weights=self.cum, k=n)

    def sentence(self, rng, n=None):
        n = n or max(4, min(45, int(rng.lognormvariate(2.85, 0.4))))
        ws = self.take(rng, n)
        if n > 12:
            for i in range(6, n - 3, rng.randint(6, 11)):
                ws[i] += ","
        if rng.random() < 0.12:
            ws[n // 2] = f"{rng.randint(2, 990)}"
        ws[0] = ws[0].capitalize()
        return " ".join(ws)


_LANG = None


def language():
    global _LANG
    if _LANG is None:
        _LANG = Language()
    return _LANG


def article(size="S", seed=1):
    """Return {"id", "title", "blocks", "text", "annotations", "people"}."""
    words, quotations, total = SIZES[size]
    lang, rng = language(), random.Random(f"{size}-{seed}")
    blocks, spans = [], []  # spans: (start, end, speaker)
    pos, count, quoted = 0, 0, 0
    cast = rng.sample(lang.people, min(len(lang.people), 6 + quotations // 12))
    since_heading = 0

    def push(kind, text):
        nonlocal pos
        blocks.append({"kind": kind, "start": pos, "end": pos + len(text)})
        pos += len(text) + 1
        parts.append(text)

    parts = []
    title = lang.sentence(rng, 9)
    push("h1", title)
    while count < words:
        if since_heading >= rng.randint(7, 12):
            push("h2", lang.sentence(rng, rng.randint(3, 8)))
            since_heading = 0
        since_heading += 1
        para, plen = [], 0
        for _ in range(rng.randint(2, 6)):
            # keep the quotations evenly spread over the words still to write
            due = quoted < quotations and quoted * words <= count * quotations
            if due:
                quoted += 1
                who = rng.choice(cast)
                body = lang.sentence(rng, rng.randint(9, 26))
                q = f"“{body},”"
                tail = f" {rng.choice(VERBS)} {who}"
                if rng.random() < 0.4:
                    tail += f", {rng.choice(ROLES)}"
                s = q + tail + "."
                spans.append((pos + plen + 1, pos + plen + 1 + len(body), who))
            else:
                s = lang.sentence(rng) + "."
            para.append(s)
            plen += len(s) + 1
            count += s.count(" ") + 1
        push("p", " ".join(para))
    text = "\n".join(parts)
    while len(spans) < quotations:  # the last few, should the pacing leave some
        b = rng.choice([b for b in blocks if b["kind"] == "p" and b["end"] - b["start"] > 120])
        s = rng.randint(b["start"], b["end"] - 80)
        spans.append((s, s + 60, rng.choice(cast)))

    # readers' annotations: nested in a quotation, overlapping its edge, over two paragraphs, anywhere
    base = list(spans)
    while len(spans) < total:
        s0, e0, who = rng.choice(base)
        roll = rng.random()
        if roll < 0.40:  # nested
            a = rng.randint(s0, max(s0, e0 - 20))
            b = min(e0, a + rng.randint(10, 40))
        elif roll < 0.75:  # overlapping
            a = max(0, s0 - rng.randint(5, 60))
            b = min(e0 - 1, s0 + rng.randint(5, 60))
        elif roll < 0.80:  # crosses a paragraph end
            edge = blocks[_block_at(blocks, s0)]["end"]
            a, b = max(0, edge - rng.randint(20, 80)), min(len(text), edge + rng.randint(20, 120))
        else:
            a = rng.randint(0, len(text) - 200)
            b = a + rng.randint(15, 160)
        if b > a:
            spans.append((a, b, None))

    out = []
    for n, (a, b, who) in enumerate(sorted(spans, key=lambda s: (s[0], -s[1]))):
        out.append(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": f"urn:q:{n}",
                "type": "Annotation",
                "motivation": "identifying" if who else "commenting",
                "body": [
                    {
                        "type": "TextualBody",
                        "purpose": "identifying" if who else "commenting",
                        "value": who or "A reader's note on this passage.",
                    }
                ],
                "target": {
                    "source": f"urn:doc:{size}",
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": text[a:b],
                            "prefix": text[max(0, a - CONTEXT) : a],
                            "suffix": text[b : b + CONTEXT],
                        },
                        {"type": "TextPositionSelector", "start": a, "end": b},
                    ],
                },
            }
        )
    return {
        "id": f"urn:doc:{size}",
        "title": title,
        "blocks": blocks,
        "text": text,
        "people": cast,
        "annotations": out,
    }


def _block_at(blocks, pos):
    lo, hi = 0, len(blocks) - 1
    while lo < hi:
        mid = (lo + hi + 1) // 2
        if blocks[mid]["start"] <= pos:
            lo = mid
        else:
            hi = mid - 1
    return lo


def positions(doc):
    for a in doc["annotations"]:
        sel = a["target"]["selector"][1]
        yield sel["start"], sel["end"], a["id"].rsplit(":", 1)[1]


def segments(doc):
    """Cut every block into flat runs of text, each with the ids covering it.

    One sweep over the sorted borders: O((n + blocks) log n) plus the size of
    the answer. Returns [(kind, [(text, ids), …]), …].
    """
    text = doc["text"]
    borders = []
    for a, b, i in positions(doc):
        borders.append((a, 1, i))
        borders.append((b, 0, i))
    borders.sort()
    out, active, k = [], {}, 0
    for blk in doc["blocks"]:
        runs, at, end = [], blk["start"], blk["end"]
        while k < len(borders) and borders[k][0] < end:
            p, opening, i = borders[k]
            k += 1
            if p > at:
                runs.append((text[at:p], tuple(active)))
                at = p
            if opening:
                active[i] = True
            else:
                active.pop(i, None)
        if at < end:
            runs.append((text[at:end], tuple(active)))
        out.append((blk["kind"], runs))
    return out


def html_plain(doc):
    t = doc["text"]
    return "\n".join(
        f"<{b['kind']}>{html.escape(t[b['start'] : b['end']], quote=False)}</{b['kind']}>"
        for b in doc["blocks"]
    )


def html_marks(doc, segs=None):
    out = []
    for kind, runs in segs or segments(doc):
        buf = [f"<{kind}>"]
        for s, ids in runs:
            s = html.escape(s, quote=False)
            if ids:
                depth = min(len(ids), 3)
                buf.append(f'<mark class="d{depth}" data-a="{" ".join(ids)}">{s}</mark>')
            else:
                buf.append(s)
        buf.append(f"</{kind}>")
        out.append("".join(buf))
    return "\n".join(out)


def edited(text, share=0.01, seed=5):
    """Edit `share` of the words (replace, delete, insert, misspell, move commas).

    Returns the new text and a function old offset -> new offset (the ground
    truth, against which recall of re-anchoring is counted).
    """
    rng = random.Random(seed)
    lang = language()
    out, newpos = [], 0
    starts = [0] + [k + 1 for k, c in enumerate(text) if c in " \n"]
    runs = []
    for w, s in enumerate(starts):
        e = starts[w + 1] if w + 1 < len(starts) else len(text)
        tok = text[s:e]
        if rng.random() < share and tok.strip():
            sep = tok[-1] if tok[-1] in " \n" else ""
            core = tok[: len(tok) - len(sep)]
            kind = rng.randrange(4)
            if kind == 0:
                new = lang.take(rng, 1)[0] + sep
            elif kind == 1:
                new = sep if sep == "\n" else ""
            elif kind == 2:
                new = core + " " + " ".join(lang.take(rng, rng.randint(1, 3))) + sep
            else:
                k = rng.randrange(len(core))
                new = core[:k] + rng.choice("aeiou") + core[k + 1 :] + sep
            out.append(new)
            runs.append((s, e, newpos, len(new), True))
            newpos += len(new)
        else:
            out.append(tok)
            runs.append((s, e, newpos, len(tok), False))
            newpos += len(tok)
    run_starts = [r[0] for r in runs]

    def where(old):
        k = max(0, bisect.bisect_right(run_starts, old) - 1)
        s, _, at, length, changed = runs[k]
        if changed:
            return at + min(old - s, length)
        return at + (old - s)

    return "".join(out), where


def quote_rows(n, seed=3):
    """n rows (id, speaker, text) of quotations, 9 to 34 words each."""
    lang, rng = language(), random.Random(seed)
    for i in range(1, n + 1):
        yield i, rng.choice(lang.people), lang.sentence(rng, rng.randint(9, 34)) + "."
