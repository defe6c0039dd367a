"""What stands on each slide of an hour in class: one idea, few words, and what is told only on a key press.

A slide's content is plain HTML. What comes with a key press is a `fragment` of reveal.js; how large the type can be is
measured in the browser (fit.js).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from ...base import current_language, join
from ...lessons import Lesson
from ...quiz import Item
from ...reading import Term
from ...text import Paragraph, Sentence, passage
from ..page import blank_table
from ..teaching_notes import BlankTable, Column
from ..words import say

LONGEST = {"zh": 120, "en": 360}  # characters on the wall at a time, beside the essays' own words and their numbers
_PLACE = re.compile(r"[A-Z]\d\d(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。！？?!.]*(?:[。！？?!]|\.(?!\d))[”’」』）]*\s*|.+$")
_SHORT = 240  # characters of text: as long as they make no more, paragraphs and single sentences share a slide


class Slide(NamedTuple):
    """A slide: its heading, what it shows, what the teacher reads beside it, and the question it asks, if it does."""

    title: object
    body: Markup
    notes: Markup = Markup("")
    item: str = ""


def length(*pieces: object) -> int:
    """Return how many characters pieces of HTML or text show, without white space and without places such as A03.4."""
    shown = Markup("").join(Markup("{}").format(piece) for piece in pieces).striptags()
    return len(re.sub(r"\s", "", _PLACE.sub("", shown)))


def longest() -> int:
    """Return how many characters may stand on the wall at a time, in the language in use."""
    return LONGEST[current_language()]


# ---- the text ----


def text_blocks(texts: Iterable[Paragraph | Sentence]) -> Iterator[Markup]:
    """Yield what is read, a paragraph a slide, short ones together; each sentence comes with a key press."""
    shown: list[Paragraph | Sentence] = []
    for text in texts:
        if shown and sum(len(one.text) for one in (*shown, text)) > _SHORT:
            yield _text_block(shown)
            shown = []
        shown.append(text)
    if shown:
        yield _text_block(shown)


def _text_block(texts: Iterable[Paragraph | Sentence]) -> Markup:
    sentences = (s for text in texts for s in (text.sentences if isinstance(text, Paragraph) else (text,)))
    return join(map(_uncovered, sentences))


def _uncovered(sentence: Sentence) -> Markup:
    return Markup('<div class="fragment">{}</div>').format(quoted(sentence.id))


def quoted(place: str) -> Markup:
    """Return a sentence of the text with its number."""
    row = Markup('<p class="quoted" lang="zh-Hans" data-text><span class="place">{}</span><span>{}</span></p>')
    return row.format(place, passage(place).text)


# ---- questions ----


def question_block(item: Item, number: str, title: object, answered: bool) -> Markup:
    """Return a question as the sheet numbers it; with `answered` its answer comes with a key press.

    What is too long for a wall stands on the sheet only: first the options, then all of the question but its end.
    """
    answer = _answer(item) if answered and item.brief_key() else Markup("")
    room = longest() - length(title, say("question_number", n=number), say("answer_is"), item.brief_key()) - 1
    given = item.paper()
    if length(item.prompt, given) > room:
        given = Markup('<p class="hint">{}</p>').format(say("see_sheet", n=number))
    prompt = _end_of(str(item.prompt), room - length(given))
    head = Markup('<p class="prompt"><b class="number">{}</b> {}</p>{}{}')
    return head.format(say("question_number", n=number), prompt, given, answer)


def _end_of(prompt: str, room: int) -> str:
    """Return as many whole sentences from the end of a question as there is room for; what is left out is marked."""
    if length(prompt) <= room:
        return prompt
    sentences, kept = _SENTENCE.findall(prompt), ""
    while sentences and length(say("cut_here"), kept, sentences[-1]) <= room:
        kept = sentences.pop() + kept
    return say("cut_here") + kept.strip()


def _answer(item: Item) -> Markup:
    """Return the answer by its letters, with the sentence that decides where there is one."""
    places = dict.fromkeys(place for place in item.decisive_places() if "." in place)
    decides = quoted(next(iter(places))) if len(places) == 1 else Markup("")
    line = Markup('<div class="fragment answer"><p><b>✓ {} {}</b></p>{}</div>')
    return line.format(say("answer_is"), item.brief_key(), decides)


# ---- what the class does ----


def task_block(do: object, minutes: int) -> Markup:
    """Return what the class does, and for how long."""
    return Markup('<p class="large">{}</p><p class="clock">{}</p>').format(do, say("minutes", n=minutes))


def road_block(steps: Iterable[tuple[str, int]]) -> Markup:
    """Return the way of the hour: what follows what, and for how many minutes; moves of one step count together."""
    whole = ((name, sum(minutes for _, minutes in moves)) for name, moves in groupby(steps, key=itemgetter(0)))
    rows = ((name, say("minutes", n=minutes)) for name, minutes in whole)
    return Markup('<ol class="road">{}</ol>').format(join(rows, each='<li><span>{}</span>　<span class="clock">{}</span></li>'))


def lessons_blocks(lessons: Sequence[Lesson]) -> Iterator[Markup]:
    """Yield what each lesson asks, by its number: five lessons a slide."""
    row = Markup('<p class="quoted"><span class="place" lang="en">{}</span><span>{}</span></p>')
    for start in range(0, len(lessons), 5):
        yield join(row.format(one.id, one.question) for one in lessons[start : start + 5])


def discussion_block(question: object) -> Markup:
    return Markup('<p class="large">{}</p>').format(question)


def table_block(blank: BlankTable) -> Markup:
    """Return the lesson's own table with its cells open."""
    return blank_table(blank.heads, blank.rows)


def words_blocks(terms: Sequence[Term]) -> Iterator[Markup]:
    """Yield words to be read aloud, with their sound; what they mean comes with a key press."""
    row = Markup('<p class="word"><b lang="zh-Hans">{}</b> <span lang="en">{}</span> <span class="fragment">{}</span></p>')
    shown: list[Markup] = []
    for one in (row.format(t.term, t.pinyin, t.gloss) for t in terms):
        if shown and length(*shown, one) > longest() - 20:
            yield join(shown)
            shown = []
        shown.append(one)
    yield join(shown)


def board_block(board: Sequence[Column]) -> Markup:
    """Return the board column by column; of a long one only the newest column stays open, the others keep their heads."""
    whole = [words for column in board for words in (column.head, *column.lines)]
    name = "board long" if length(*whole) > longest() - 10 else "board"
    columns = ((c.head, join(c.lines, each="<li>{}</li>")) for c in board)
    each = '<div class="fragment column"><h3>{}</h3><ul>{}</ul></div>'
    return Markup('<div class="{}">{}</div>').format(name, join(columns, each=each))
