"""What stands on a slide besides prose: objectives, the text, a question and its answer, a table, what to discuss."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from ...lessons import Lesson
from ...quiz import Item
from ...text import Paragraph, Sentence
from ..words import say
from .packing import LINES, Block, row_heights

_ROW = 1.15  # height of a row's line, in lines of body text: smaller type, and a rule below
_BULLET = Markup('<p class="entry">{}</p>')


def objective_blocks(lesson: Lesson) -> Iterator[Block]:
    """Yield the objectives of a lesson, one a block."""
    yield Block(Markup("<p><b>{}</b></p>").format(say("objectives")), (say("objectives"),))
    yield from (entry(str(o.text)) for o in lesson.objectives)


def entry(text: str) -> Block:
    """Return one point of a list."""
    return Block(_BULLET.format(text), (text,), 2)


def discussion_blocks(lesson: Lesson) -> Iterator[Block]:
    """Yield the questions for discussion, each filling a slide of its own."""
    yield from (Block(Markup('<p class="large">{}</p>').format(question), (), lines=LINES) for question in lesson.discussion)


def text_blocks(texts: list[Paragraph | Sentence]) -> Iterator[Block]:
    """Yield the sentences of a passage with their ids."""
    for text in texts:
        for s in text.sentences if isinstance(text, Paragraph) else (text,):
            yield _quoted(s.id, Markup.escape(s.text), s.text)


def _quoted(place: str, html: Markup, text: str) -> Block:
    return Block(Markup('<p class="quoted" lang="zh-Hans"><span class="place">{}</span><span>{}</span></p>').format(place, html), (text,), 4)


def prompt_block(item: Item) -> Block:
    """Return a question's words and how it is answered."""
    hint = str(item.hint)
    return Block(Markup('<p class="prompt">{} <small>{}</small></p>').format(item.prompt, hint), (f"{item.prompt} {hint}",))


def given_blocks(item: Item) -> Iterator[Block]:
    """Yield what a question gives to choose from: options, rows, steps, the sentence with its gap."""
    yield from _pieces(item.paper())


def answer_head(item: Item) -> Block:
    """Return the head of an answer's slide."""
    words = f"✓ {say('answer_is' if item.is_scored else 'model')}"
    return Block(Markup('<p class="prompt">{}</p>').format(words), (words,))


def answer_blocks(item: Item) -> Iterator[Block]:
    """Yield what is right, and why; the wrong ones are the instructor edition's."""
    yield from _pieces(Markup(re.sub(r'<li data-key="no">.*?</li>', "", item.paper_key())))


def _pieces(html: Markup) -> Iterator[Block]:
    for piece in re.findall(r"<li.*?</li>|<p.*?</p>|<blockquote.*?</blockquote>", html):
        yield Block(_BULLET.format(Markup(re.sub(r"^<(li|p|blockquote).*?>|</(li|p|blockquote)>$", "", piece))), (Markup(piece).striptags(),), 2)


def _plain(text: object) -> Block:
    return Block(Markup("<p>{}</p>").format(text), (str(text),))


def table_blocks(table: str) -> Iterator[Block]:
    """Yield a table in pieces of as many rows as half a slide holds, each with the table's head."""
    rows = re.findall(r"<tr>.*?</tr>", table, re.S)
    heights = row_heights([[Markup(c).striptags() for c in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S)] for row in rows])
    group, lines = [], 0.0
    for row, high in zip(rows[1:], heights[1:]):
        if group and lines + high * _ROW > LINES - heights[0] * _ROW - 1:
            yield _table(rows[0], group, lines + heights[0] * _ROW)
            group, lines = [], 0.0
        group.append(row)
        lines += high * _ROW
    yield _table(rows[0], group, lines + heights[0] * _ROW)


def _table(head: str, rows: list[str], lines: float) -> Block:
    html = Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(Markup(head), Markup("".join(rows)))
    return Block(html, (), lines=lines)
