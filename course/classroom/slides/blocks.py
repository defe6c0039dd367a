"""What stands on a slide for each thing a notebook shows: objectives, text, question and answer, table, figure.

A slide's content is plain HTML, one block below the other; what is too long is divided in the browser, by what it
measures (fit.js). A block of class `head` is repeated above what goes on.
"""

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from ...base import Table, join
from ...lessons import Lesson, Output, load_lesson
from ...quiz import Item
from ...text import Paragraph, Sentence
from ..words import say
from ..worksheet import items_of, printed_numbers, texts_of


def contents(output: Output, lesson: Lesson) -> Iterator[Markup]:
    """Yield what an output puts on the wall, one slide after the other; what has no record stays in the notebook."""
    record = output.record
    if "card" in record:
        goals = join(Markup("<li>{}</li>").format(o.text) for o in load_lesson(record["card"]).objectives)
        yield Markup("<p><b>{}</b></p><ul>{}</ul>").format(say("objectives"), goals)
    if "discussion" in record:
        questions = load_lesson(record["discussion"]).discussion
        yield from (Markup('<p class="large">{}</p>').format(question) for question in questions)
    if texts := texts_of(record):
        yield join(_quoted(s) for text in texts for s in (text.sentences if isinstance(text, Paragraph) else (text,)))
    items = items_of(record)
    numbers = printed_numbers(lesson, items)
    for item in items:
        yield from _question(item, numbers[item.id])
    if "figure" in record:
        yield Markup('<div class="figure">{}</div>').format(output.html)
    if "table" in record:
        yield Markup(msgspec.convert(record["table"], Table)._repr_html_())


def _quoted(sentence: Sentence) -> Markup:
    row = Markup('<p class="quoted" lang="zh-Hans"><span class="place">{}</span><span>{}</span></p>')
    return row.format(sentence.id, sentence.text)


def _question(item: Item, number: str) -> Iterator[Markup]:
    """Yield a question, then what is right and why; slides.css hides the wrong, which are the instructor edition's."""
    given = Markup('<p class="prompt head"><b>{}.</b> {} <small>{}</small></p>{}')
    yield given.format(number, item.prompt, item.hint, item.paper())
    yield Markup('<p class="prompt head">✓ {} {}</p>{}').format(number, say("answer_is"), item.paper_key())
