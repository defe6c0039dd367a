"""What stands on a slide besides prose: objectives, the text, a question and its answer, a table, what to discuss."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from ...base import join
from ...lessons import Lesson
from ...quiz import HINTS, Item, gapped, mixed, option_text, shown_options
from ...text import Paragraph, Sentence
from ..handout import LETTERS, letter_of, row_words
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
    hint = say(HINTS[item.kind])
    return Block(Markup('<p class="prompt">{} <small>{}</small></p>').format(item.prompt, hint), (f"{item.prompt} {hint}",))


def given_blocks(item: Item) -> Iterator[Block]:
    """Yield what a question gives to choose from: options, rows, steps, the sentence with its gap."""
    if item.kind == "match":
        choices = join((Markup("<b>{}</b> {}").format(LETTERS[n], c.text) for n, c in enumerate(item.choices)), "　")
        yield Block(Markup("<p>{}</p>").format(choices), (choices.striptags(),))
        for row in item.rows:
            words = row_words(row)
            yield Block(_BULLET.format(words), (words.striptags(),), 2)
    elif item.kind == "order":
        yield from (entry(str(step.text)) for step in mixed(item))
    elif item.kind == "cloze":
        before, after = gapped(item)
        yield _quoted(item.at, Markup('{}<span class="gap"></span>{}').format(before, after), f"{before}＿＿＿＿＿{after}")
    elif item.kind != "open":
        for o in shown_options(item):
            text = option_text(item, o)
            yield Block(Markup('<p class="option"><b>{}</b><span>{}</span></p>').format(letter_of(item, o.id), text), (str(text),), 2)


def answer_head(item: Item) -> Block:
    """Return the head of an answer's slide."""
    words = f"✓ {say('model' if item.kind == 'open' else 'answer_is')}"
    return Block(Markup('<p class="prompt">{}</p>').format(words), (words,))


def answer_blocks(item: Item) -> Iterator[Block]:
    """Yield what is right, and why; the wrong ones are the instructor edition's."""
    if item.kind == "open":
        yield _plain(item.model)
        yield from (entry(str(r)) for r in item.rubric)
    elif item.kind == "match":
        names = {c.id: f"{LETTERS[n]} {c.text}" for n, c in enumerate(item.choices)}
        for row in item.rows:
            words = Markup("{}　<b>{}</b>　{}").format(row.text or row.at, names[row.answer], row.feedback)
            yield Block(_BULLET.format(words), (words.striptags(),), 2)
    elif item.kind == "order":
        yield from (Block(Markup("<p>{}. {}</p>").format(n, s.text), (f"{n}. {s.text}",)) for n, s in enumerate(item.steps, 1))
        yield _plain(item.feedback)
    elif item.kind == "cloze":
        yield Block(Markup("<p><b>{}</b>　{}</p>").format(item.gap, item.feedback), (f"{item.gap}　{item.feedback}",))
    else:
        for o in (o for o in shown_options(item) if o.correct):
            head = f"{letter_of(item, o.id)}　{option_text(item, o)}"
            yield Block(Markup("<p><b>{}</b></p><p>{}</p>").format(head, o.feedback), (head, str(o.feedback)))


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
