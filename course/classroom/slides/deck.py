"""A lesson as a deck for the wall: the notebook's cells by their slide tags, one page that works without the internet.

`slide` begins a step, to the right; `subslide` goes on below it; `skip` stays in the notebook. Whatever is too long for
one screen goes on on the next: fit.js sees to that in the browser. Shown by reveal.js, which is copied into the page.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Cell, Lesson, html_of_markdown, read_cells
from ..words import say
from .blocks import contents

_HERE = Path(__file__).parent
# Left out of the prose: the heading, which stands above; times; ways to other notebooks.
_DROPPED = re.compile(r"^(?:##? .*|\*(?:用时|\d+ minutes;).*\*|\[←.*|.*→\]\([^)]*\)\s*)$")


def format_deck(lesson: Lesson) -> Markup:
    """Return the body of a lesson's deck: a stack of slides for each step, the first with the lesson's question."""
    stacks = [[_cover(lesson)]]
    title: object = lesson.title
    for number, cell in enumerate(c for c in read_cells(lesson) if c.slide != "skip"):
        title = cell.heading or title
        if cell.slide == "slide" and number:
            stacks.append([])
        stacks[-1] += [_slide(title, body, n) for n, body in enumerate(_bodies(cell, lesson))]
    deck = join(Markup("<section>{}</section>").format(join(stack)) for stack in stacks if stack)
    whole = '<div class="reveal" lang="{}"><div class="slides">{}</div></div><template id="more">{}</template>{}'
    return Markup(whole).format(html_language(), deck, _more(), deck_scripts())


def _cover(lesson: Lesson) -> Markup:
    cover = Markup('<section><div class="body"><p>{}　{}</p><h1>{}</h1><p class="help">{}</p></div></section>')
    return cover.format(say("lesson", id=lesson.id), lesson.title, lesson.question, say("slides_help"))


def _more() -> Markup:
    return Markup(" <small>{}</small>").format(say("continued"))


def _slide(title: object, body: Markup, number: int) -> Markup:
    slide = Markup('<section><h2>{}{}</h2><div class="body">{}</div></section>')
    return slide.format(title, _more() if number else "", body)


def _bodies(cell: Cell, lesson: Lesson) -> Iterator[Markup]:
    """Yield what stands on each slide of a cell, before it is seen what fits."""
    if prose := _prose(cell.prose):
        yield prose
    for output in cell.outputs:
        yield from contents(output, lesson)


def _prose(prose: str) -> Markup:
    kept = "\n".join(line for line in prose.splitlines() if not _DROPPED.match(line.strip()))
    return html_of_markdown(re.sub(r"^###+ (.+)$", r"**\1**", kept, flags=re.M)).strip()


def deck_scripts() -> Markup:
    """Return the scripts of a deck: reveal.js, and ours, which makes the slides fit and starts it."""
    sources = ((_HERE / name).read_text(encoding="utf-8") for name in ("reveal/reveal.js", "fit.js"))
    return join(Markup("<script>{}</script>").format(Markup(source)) for source in sources)


def deck_style() -> str:
    """Return the style sheets of a deck: reveal.js's own and ours."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("reveal/reveal.css", "slides.css"))
