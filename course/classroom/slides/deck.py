"""A lesson as a deck for the wall: the notebook's own cells by their slide tags, one page that works without the internet.

`slide` begins a step, to the right; `subslide` goes on below it; `skip` stays in the notebook. Whatever is too long for one
screen goes on on the next. Shown by reveal.js, which is copied into the page.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Cell, Lesson, html_of_markdown, read_cells
from ..words import say
from ..worksheet import items_of, texts_of
from .blocks import (
    answer_blocks, answer_head, discussion_blocks, given_blocks, objective_blocks, prompt_block, table_blocks,
    text_blocks,
)
from .packing import Block, divided, fitted, packed

_HERE = Path(__file__).parent
_DROPPED = re.compile(r"^(?:\*(?:用时|\d+ minutes;).*\*|\[←.*|.*→\]\([^)]*\)\s*)$")  # times and ways to other notebooks
_FIGURE = re.compile(r'<img class="course-figure" data-theme="light".*?>')
_TABLE = re.compile(r'<table class="course-table">.*?</table>', re.S)


def format_deck(lesson: Lesson) -> Markup:
    """Return the body of a lesson's deck: a stack of slides for each step, the first with the lesson's question."""
    stacks: list[list[Markup]] = []
    title = ""
    for cell in read_cells(lesson):
        if cell.slide == "skip":
            continue
        title = cell.heading or title or lesson.title
        found = [_slide(title, size, body, n) for n, (size, body) in enumerate(_slides_of(cell, lesson))]
        if cell.slide == "slide" or not stacks:
            stacks.append([])
        stacks[-1] += found
    stacks[0].insert(0, _cover(lesson))
    deck = join(Markup("<section>{}</section>").format(join(stack)) for stack in stacks if stack)
    return Markup('<div class="reveal" lang="{}"><div class="slides">{}</div></div>{}').format(html_language(), deck, _script())


def _cover(lesson: Lesson) -> Markup:
    return Markup('<section class="cover"><p>{}　{}</p><h1>{}</h1><p class="help">{}</p></section>').format(
        say("lesson", id=lesson.id), lesson.title, lesson.question, say("slides_help")
    )


def _slide(title: object, size: float, body: Sequence[Markup], number: int) -> Markup:
    more = Markup(" <small>{}</small>").format(say("continued")) if number else Markup("")
    return Markup('<section><h2>{}{}</h2><div class="body" data-size="{}">{}</div></section>').format(title, more, size, join(body))


def _slides_of(cell: Cell, lesson: Lesson) -> Iterator[tuple[float, Sequence[Markup]]]:
    """Yield the size of type of each slide of a cell, and what it holds."""
    yield from _fit(list(_prose_blocks(cell.prose)))
    for call in cell.calls:
        if call.name == "card":
            yield from _fit(list(objective_blocks(lesson)))
        elif call.name == "discussion":
            yield from ((1, slide) for slide in packed(list(discussion_blocks(lesson))))
        yield from _fit(list(text_blocks(list(texts_of(call)))))
        for item in items_of(call, lesson):
            yield from _fit(list(given_blocks(item)) or [Block(Markup(""), ())], prompt_block(item))
            yield from _fit(list(answer_blocks(item)), answer_head(item))
    yield from ((1, [Markup(image)]) for image in _FIGURE.findall(cell.html))
    for table in _TABLE.findall(cell.html):
        yield from _fit(list(table_blocks(table)))


def _fit(blocks: Sequence[Block], head: Block | None = None) -> Iterator[tuple[float, Sequence[Markup]]]:
    size, slides = fitted(blocks, head)
    yield from ((size, slide) for slide in slides)


def _prose_blocks(prose: str) -> Iterator[Block]:
    """Yield the paragraphs, list entries and tables of a cell's prose."""
    for paragraph in re.split(r"\n\s*\n", re.sub(r"^#+ .*$", "", prose, flags=re.M)):
        kept = [line for line in paragraph.splitlines() if line.strip() and not _DROPPED.match(line.strip())]
        if not kept:
            continue
        if kept[0].startswith("|"):
            yield from table_blocks(html_of_markdown("\n".join(kept)))
        elif re.match(r"(?:[-*]|\d+\.) ", kept[0]):
            # One entry a block, with the figure it has: so a numbered list can go on on the next slide.
            entries = re.split(r"\n(?=(?:[-*]|\d+\.) )", "\n".join(kept))
            yield from (Block(html_of_markdown(entry), (entry,), 2) for entry in entries)
        else:
            for piece in divided(("" if html_language() == "zh-Hans" else " ").join(kept)):
                yield Block(html_of_markdown(piece), (piece.replace("**", ""),))


def _script() -> Markup:
    source = (_HERE / "reveal" / "reveal.js").read_text(encoding="utf-8")
    start = (
        "Reveal.initialize({width: 1280, height: 720, margin: 0.02, center: false, hash: true, slideNumber: 'c/t', transition: 'none',"
        " backgroundTransition: 'none'});"
    )
    return Markup("<script>{}</script><script>{}</script>").format(Markup(source), Markup(start))


def deck_style() -> str:
    """Return the style sheets of a deck: reveal.js's own and ours."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("reveal/reveal.css", "slides.css"))
