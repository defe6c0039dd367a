"""Two sheets for an hour in class, made from a plan: the text, its questions twice, the lesson's own table, discussion.

What the hour does not ask is homework, on sheets of its own. Questions keep the numbers they have everywhere.
"""

from collections.abc import Sequence

from markupsafe import Markup

from ..base import html_language, join
from ..lessons import Lesson
from ..quiz import Item
from ..text import Paragraph, Sentence
from .handout import earlier_note, earlier_of, format_question, lines, map_with_blanks
from .hour import Stage, asked_first, asked_on_the_way, stages
from .page import blank_table
from .teaching_notes import Notes, Version
from .words import say
from .worksheet import Part, printed_numbers


def format_class_sheet(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> Markup:
    """Return the sheet for one hour: four pages at most, without any answer."""
    found = stages(lesson, parts, notes, version)
    first = asked_first(found)
    way, talk = asked_on_the_way(found), [q for stage in found for q in stage.discussion]
    sections = (
        (say("before_here"), _questions(lesson, first)),
        (say("text_here"), _texts(found)),
        (say("own_table"), blank_table(notes.table.heads, notes.table.rows)),
        (say("on_the_way"), _questions(lesson, way)),
        (say("again_here"), _again(lesson, first)),
        (say("discuss_here"), join(map(_discussion, talk))),
    )
    body = join((s for s in sections if s[1]), each="<section><h2>{}</h2>{}</section>")
    return _sheet(lesson, say("class_sheet", n=version.minutes), body)


def format_homework(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> Markup:
    """Return what an hour leaves for afterwards: the other texts, maps and questions of the lesson, step by step."""
    found = stages(lesson, parts, notes, version)
    done = {item.id for item in (*asked_first(found), *asked_on_the_way(found))}
    read = {text.id for stage in found for text in stage.texts}
    body = join(_left(lesson, part, done, read) for part in parts)
    return _sheet(lesson, say("homework"), body or Markup("<p>{}</p>").format(say("no_homework")))


def _left(lesson: Lesson, part: Part, done: set[str], read: set[str]) -> Markup:
    """Return what one step has that the hour did not do."""
    texts = [t for t in part.texts if not {t.id, t.id.split(".")[0]} & read]
    items = [item for item in part.items if item.id not in done]
    if not texts and not items:
        return Markup("")
    drawn = map_with_blanks(part) if part.map else Markup("")
    section = Markup("<section><h2>{}</h2>{}{}{}</section>")
    return section.format(part.heading, drawn, join(map(running_text, texts)), _questions(lesson, items))


def _sheet(lesson: Lesson, kind: str, body: Markup) -> Markup:
    head = Markup(
        '<header><p class="kicker">{}　{}　{}<span class="name">{}　　　　　　　　　　</span></p><h1>{}</h1></header>'
    ).format(say("lesson", id=lesson.id), lesson.title, kind, say("pseudonym"), lesson.question)
    return Markup('<main class="sheet close" lang="{}">{}{}</main>').format(html_language(), head, body)


def _questions(lesson: Lesson, items: Sequence[Item]) -> Markup:
    numbers = printed_numbers(lesson, items)
    return join(format_question(item, numbers[item.id]) for item in items)


def _texts(found: Sequence[Stage]) -> Markup:
    by_id = {text.id: text for stage in found for text in stage.texts}
    texts = [t for name, t in by_id.items() if "." not in name or name.split(".")[0] not in by_id]
    return join(map(running_text, texts)) + join(earlier_note(places, earlier) for places, earlier in earlier_of(texts))


def running_text(text: Paragraph | Sentence) -> Markup:
    """Return what is read in running lines, each sentence after its number, with room for notes beside it."""
    sentences = text.sentences if isinstance(text, Paragraph) else (text,)
    words = join(((s.id, s.text) for s in sentences), each='<span class="place">{}</span>{}')
    return Markup('<p class="running" lang="zh-Hans">{}</p>').format(words)


def _discussion(question: object) -> Markup:
    return Markup('<div class="question"><p>{}</p>{}</div>').format(question, lines("discussion"))


def _again(lesson: Lesson, items: Sequence[Item]) -> Markup:
    """Return the questions before reading a second time, each with room for the sentence that changed one's mind."""
    numbers = printed_numbers(lesson, items)
    row = Markup('<div class="question">{}<p class="which">{}<span class="gap"></span></p></div>')
    return join(row.format(format_question(item, numbers[item.id]), say("which_sentence")) for item in items)
