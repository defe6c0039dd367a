"""An hour in class as a deck for the wall, made from a plan: one page that works without the internet.

Each move of the plan has its slides, one idea each: what the class does, the text sentence by sentence, questions as the
sheet numbers them, the lesson's table and map; the board comes last. Shown by reveal.js, which is copied into the page;
fit.js sets the size of type by what the browser measures, speaker.js opens the teacher's notes on the key S.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Lesson, load_lessons
from ...quiz import Item
from ...reading import load_glossary
from ..hour import Stage, asked_first, discussion_id, map_to_show, stages
from ..instructor import answer_notes, board, misreading
from ..teaching_notes import Notes, Version
from ..words import say
from ..worksheet import Part, printed_numbers
from .blocks import (
    Slide, board_block, discussion_block, lessons_blocks, question_block, road_block, table_block, task_block, text_blocks,
    words_blocks,
)  # fmt: skip
from .map_block import map_block

_HERE = Path(__file__).parent
_BEFORE_COLON = re.compile(r"[：:].*")


def format_deck(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> Markup:
    """Return the body of the deck for a lesson in so many minutes, with notes for whoever teaches."""
    slides = deck(lesson, parts, notes, version)
    sections = join(_section(slide) for slide in slides)
    whole = '<div class="reveal" lang="{}"><div class="slides">{}{}</div></div>{}{}'
    return Markup(whole).format(html_language(), _cover(lesson, version), sections, _speaker(), deck_scripts())


def deck(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> list[Slide]:
    """Return the slides of a deck in order, without the cover."""
    found = stages(lesson, parts, notes, version)
    road = road_block((_BEFORE_COLON.sub("", str(s.part.heading)), s.move.minutes) for s in found)
    slides = [Slide(say("road"), road, _road_notes(lesson, version))]
    if version.words:
        terms = {term.id: term for term in load_glossary()}
        slides += [Slide(say("words_first"), block) for block in words_blocks([terms[w] for w in version.words])]
    for stage in found:
        slides += _stage_slides(stage, lesson, asked_first(found), notes, version)
    if not any(stage.on_map for stage in found) and (shown := map_to_show(parts, notes)):
        slides.append(Slide(say("map_title"), map_block(*shown)))
    return [*slides, Slide(say("board"), board_block(notes.board), board(notes))]


def _stage_slides(stage: Stage, lesson: Lesson, first: Sequence[Item], notes: Notes, version: Version) -> Iterator[Slide]:
    """Yield the slides of one move, in the order in which a class needs them."""
    title, beside = stage.part.heading, _stage_notes(stage, notes, version)
    repeats_only = stage.again and not (stage.texts or stage.items or stage.discussion)
    if not (stage.before or repeats_only or stage.discussion):
        yield Slide(title, task_block(stage.move.do, stage.move.minutes), beside)
    for asked in lessons_blocks(load_lessons()) if stage.move.lessons else ():
        yield Slide(title, asked, beside)
    for text in text_blocks(stage.texts):
        yield Slide(title, text, beside)
    if stage.table:
        yield Slide(title, table_block(notes.table), beside)
    if stage.on_map:
        yield Slide(title, map_block(*stage.part.map), beside + _answers(lesson, stage.part.map.items))
    yield from _questions(stage.items, lesson, title, beside, answered=not stage.before)
    for question in stage.discussion:
        yield Slide(title, discussion_block(question), beside, discussion_id(lesson, question))
    if stage.again:
        yield from _questions(first, lesson, say("again_title"), beside, answered=True)


def _questions(items: Sequence[Item], lesson: Lesson, title: object, beside: Markup, answered: bool) -> Iterator[Slide]:
    numbers = printed_numbers(lesson, items)
    for item in items:
        block = question_block(item, numbers[item.id], title, answered)
        yield Slide(title, block, beside + answer_notes(item, numbers[item.id]), item.id)


# ---- what the teacher reads ----


def _stage_notes(stage: Stage, notes: Notes, version: Version) -> Markup:
    """Return the clock, what the class does, the purpose, how to lead it, and what may be misread in what is read."""
    read = {text.id.split(".")[0] for text in stage.texts} or {text.id.split(".")[0] for text in stage.part.texts}
    wrong = join(misreading(m) for m in notes.misreadings if m.place.split(".")[0] in read)
    return Markup('<p class="clock">{}</p><p><b>{}</b></p><p><b>{}</b> {}</p><p><b>{}</b> {}</p>{}').format(
        say("by_the_clock", begins=stage.begins, ends=stage.ends, n=version.minutes), stage.move.do,
        say("purpose"), stage.note.purpose, say("lead"), stage.note.lead, wrong,
    )  # fmt: skip


def _road_notes(lesson: Lesson, version: Version) -> Markup:
    slack = say("slack", n=version.slack) if version.slack else ""
    about = (say("version", n=version.minutes), version.learners or "", slack)
    return Markup("<p>{} {} {}</p><p>{}</p>").format(*about, say("slides_live", id=lesson.id, n=version.minutes))


def _answers(lesson: Lesson, items: Sequence[Item]) -> Markup:
    numbers = printed_numbers(lesson, items)
    return join(answer_notes(item, numbers[item.id]) for item in items)


# ---- the page ----


def _section(slide: Slide) -> Markup:
    section = '<section{}><h2>{}</h2><div class="body">{}</div><aside class="notes">{}</aside></section>'
    item = Markup(' data-item="{}"').format(slide.item) if slide.item else ""
    return Markup(section).format(item, slide.title, slide.body, slide.notes)


def _cover(lesson: Lesson, version: Version) -> Markup:
    cover = '<section class="cover"><div class="body"><p>{}　{}</p><h1>{}</h1><p class="help">{}</p></div></section>'
    name = say("lesson", id=lesson.id)
    return Markup(cover).format(name, lesson.title, lesson.question, say("slides_help"))


def _speaker() -> Markup:
    page = '<template id="speaker"><main class="speaker" lang="{}"><p><b id="where"></b>　<span id="used"></span></p>'
    rest = '<p>{} <b id="next"></b></p><div id="notes"></div></main></template>'
    return Markup(page + rest).format(html_language(), say("next_slide"))


def live_scripts() -> Markup:
    """Return what the live server adds to a deck: its pages/slides.js asks the class the question of a slide."""
    return Markup('<link rel="stylesheet" href="/slides.css"><script type="module" src="/slides.js"></script>')


def deck_scripts() -> Markup:
    """Return the scripts of a deck: reveal.js, and ours, which make the slides fit, start it and open the notes."""
    names = ("reveal/reveal.js", "speaker.js", "fit.js")
    sources = ((_HERE / name).read_text(encoding="utf-8") for name in names)
    return join(Markup("<script>{}</script>").format(Markup(source)) for source in sources)


def deck_style() -> str:
    """Return the style sheets of a deck: reveal.js's own and ours."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("reveal/reveal.css", "slides.css"))
