"""One page for the teacher's hand: the plan by the clock, the board, the keys in a line, the misreadings."""

from collections.abc import Sequence

from markupsafe import Markup

from ..base import html_language, join
from ..lessons import Lesson
from .hour import asked_first, asked_on_the_way, stages
from .instructor import board
from .page import table
from .teaching_notes import Misreading, Notes, Version
from .words import say
from .worksheet import Part, printed_numbers

_MISREADINGS = 4


def format_card(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> Markup:
    """Return a lesson's card for an hour of so many minutes: one page of A4."""
    found = stages(lesson, parts, notes, version)
    clock = ((f"{s.begins}–{s.ends}", s.part.step.name, s.move.do) for s in found)
    plan = table(map(say, ("clock", "step", "class_does")), clock)
    asked = {item.id: item for item in (*asked_first(found), *asked_on_the_way(found))}.values()
    numbers = printed_numbers(lesson, tuple(asked))
    keys = join((Markup("<b>{}</b> {}").format(numbers[i.id], i.brief_key()) for i in asked if i.brief_key()), "　")
    wrong = join(map(_misreading, notes.misreadings[:_MISREADINGS]))
    return Markup(
        '<main class="sheet close card" lang="{}"><header><p class="kicker">{}　{}<span>{}</span></p><h1>{}</h1></header>'
        "<p>{}</p>{}<p><b>{}</b>　{}</p>{}<h2>{}</h2>{}</main>"
    ).format(
        html_language(), say("lesson", id=lesson.id), lesson.title, say("card"), lesson.question, _about(version),
        plan, say("keys"), keys, board(notes), say("misreadings"), wrong,
    )  # fmt: skip


def _about(version: Version) -> str:
    slack = say("slack", n=version.slack) if version.slack else ""
    return " ".join(filter(None, (say("version", n=version.minutes), str(version.learners or ""), slack)))


def _misreading(wrong: Misreading) -> Markup:
    return Markup("<p><b>{} {}</b> {}</p>").format(wrong.place, wrong.reading, wrong.react)
