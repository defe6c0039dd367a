"""The instructor edition as HTML: times, purposes, answers, misreadings, discussion notes, the board, three lengths."""

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from ..base import html_language, in_turn, join
from ..lessons import Lesson
from ..quiz import Item
from ..reading import format_remarks
from ..text import format_sentence
from .handout import earlier_note, earlier_of, map_numbers, numbered
from .page import table
from .teaching_notes import Discussion, Misreading, Notes, StepNotes, Version
from .words import say
from .worksheet import Part


def format_instructor(lesson: Lesson, parts: Sequence[Part], notes: Notes) -> Markup:
    """Return a lesson's instructor edition; question numbers and letters are those of the students' sheet."""
    numbers, ends = numbered(lesson, parts), accumulate(part.step.minutes for part in parts)
    steps = join(_step(part, note, end, numbers) for part, note, end in zip(parts, notes.steps, ends, strict=True))
    goals = Markup('<p>{}</p><ul class="goals">{}</ul>').format(
        say("objectives"), join((o.text for o in lesson.objectives), each="<li>{}</li>")
    )
    return Markup(
        '<main class="sheet teacher" lang="{}"><header><p class="kicker">{}　{}<span>{}</span></p><h1>{}</h1>{}</header>'
        "{}<section><h2>{}</h2>{}</section>{}<section><h2>{}</h2>{}</section>{}</main>"
    ).format(
        html_language(), say("lesson", id=lesson.id), lesson.title, say("instructor"), lesson.question, goals,
        join(_version(v, lesson) for v in notes.versions), say("board"), board(notes), steps,
        say("misreadings"), join(map(misreading, notes.misreadings)), _discussions(lesson, notes),
    )  # fmt: skip


def _version(version: Version, lesson: Lesson) -> Markup:
    """One length of the lesson, minute by minute."""
    names = {step.id: step.name for step in lesson.steps}
    ends = accumulate(move.minutes for move in version.moves)
    rows = ((f"{end - m.minutes}–{end}", names[m.step], m.do) for m, end in zip(version.moves, ends))
    heads = map(say, ("clock", "step", "class_does"))
    left_out = [str(names[s.id]) for s in lesson.steps if s.id not in {m.step for m in version.moves}]
    rest = Markup("<p><small>{} {}</small></p>").format(say("left_out"), in_turn(left_out)) if left_out else Markup("")
    slack = say("slack", n=version.slack) if version.slack else ""
    about = Markup("<p>{} {}</p>").format(version.learners or "", slack) if version.learners or slack else ""
    section = Markup("<section><h2>{}</h2>{}{}{}</section>")
    return section.format(say("version", n=version.minutes), about, table(heads, rows), rest)


def board(notes: Notes) -> Markup:
    """Return the board as it stands at the end."""
    columns = ((column.head, join(column.lines, each="<li>{}</li>")) for column in notes.board)
    return Markup('<div class="board">{}</div>').format(join(columns, each="<div><h3>{}</h3><ul>{}</ul></div>"))


def _step(part: Part, note: StepNotes, end: int, numbers: dict[str, str]) -> Markup:
    on_map, minutes = map_numbers(part), part.step.minutes
    texts = say("and_then").join(t.id for t in part.texts)
    return Markup(
        "<section><h2>{} <small>{}–{} / {}</small></h2><p><b>{}</b> {}</p><p><b>{}</b> {}</p>{}{}{}</section>"
    ).format(
        part.heading, end - minutes, end, say("minutes", n=minutes), say("purpose"), note.purpose, say("lead"),
        note.lead, Markup("<p>{} {}</p>").format(say("is_read"), texts) if texts else "",
        _earlier(part), join(answer_notes(item, numbers[item.id], on_map.get(item.id)) for item in part.items),
    )  # fmt: skip


def _earlier(part: Part) -> Markup:
    """The students' notes on earlier texts, each with what it shows and what it does not."""
    remarks = Markup('{}<p class="earlier">{}</p>')
    return join(remarks.format(earlier_note(places, e), format_remarks(e)) for places, e in earlier_of(part.texts))


def answer_notes(item: Item, number: str, blank: int | None = None) -> Markup:
    """Return the expected answer of a question, and of each wrong one why somebody gives it and what to say."""
    return Markup('<div class="question"><p><b>{}.</b> {} <small>{}</small></p>{}</div>').format(
        number, item.prompt, say("blank", n=blank) if blank else say(f"demand_{item.demand}"), item.paper_key()
    )


def misreading(wrong: Misreading) -> Markup:
    """Return what a student may say, the sentence that decides, and how to react."""
    place = Markup('<p class="place">{}</p>').format(wrong.place)
    quoted = format_sentence(wrong.place) if "." in wrong.place else place
    return Markup('<div class="question"><p><b>{}</b> {}</p>{}<p><b>{}</b> {}</p></div>').format(
        say("student_says"), wrong.reading, quoted, say("react"), wrong.react
    )


def _discussions(lesson: Lesson, notes: Notes) -> Markup:
    if not lesson.discussion:
        return Markup("")
    pairs = zip(lesson.discussion, notes.discussion, strict=True)
    blocks = join(_discussion(n, question, d) for n, (question, d) in enumerate(pairs, 1))
    section = Markup("<section><h2>{}</h2><p>{}</p>{}</section>")
    return section.format(say("discussion_notes"), say("more_than_one"), blocks)


def _discussion(number: int, question: object, notes: Discussion) -> Markup:
    answers = ((a.answer, say("and_then").join(a.rests_on)) for a in notes.answers)
    listed = join(answers, each='<div class="answer"><p>{} <small>{}</small></p></div>')
    block = Markup('<div class="question"><p><b>{}. {}</b></p>{}<p><b>{}</b> {}</p></div>')
    return block.format(number, question, listed, say("lead"), notes.lead)
