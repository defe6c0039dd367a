"""The instructor edition as HTML: time, purposes, expected answers, misreadings, discussion notes, the board, three lengths."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from markupsafe import Markup

from ..base import html_language, join
from ..lessons import Lesson
from ..quiz import Item
from ..text import format_sentence
from .handout import map_numbers, numbered
from .teaching_notes import Discussion, Misreading, Notes, StepNotes, Version
from .words import say
from .worksheet import Part


def format_instructor(lesson: Lesson, parts: Sequence[Part], notes: Notes) -> Markup:
    """Return a lesson's instructor edition; question numbers and letters are those of the students' sheet."""
    numbers = numbered(parts)
    steps = join(_step(part, note, end - part.step.minutes, end, numbers) for part, note, end in zip(parts, notes.steps, _ends(parts), strict=True))
    return Markup(
        '<main class="sheet teacher" lang="{}"><header><p class="kicker">{}　{}<span>{}</span></p><h1>{}</h1>{}</header>'
        "{}<section><h2>{}</h2>{}</section>{}<section><h2>{}</h2>{}</section>{}</main>"
    ).format(
        html_language(), say("lesson", id=lesson.id), lesson.title, say("instructor"), lesson.question, _objectives(lesson),
        join(_version(v, lesson) for v in notes.versions), say("board"), _board(notes), steps,
        say("misreadings"), join(map(_misreading, notes.misreadings)), _discussions(lesson, notes),
    )  # fmt: skip


def _ends(parts: Sequence[Part]) -> Iterable[int]:
    return accumulate(part.step.minutes for part in parts)


def _objectives(lesson: Lesson) -> Markup:
    return Markup('<p>{}</p><ul class="goals">{}</ul>').format(say("objectives"), join(Markup("<li>{}</li>").format(o.text) for o in lesson.objectives))


def _version(version: Version, lesson: Lesson) -> Markup:
    """One length of the lesson, minute by minute."""
    names = {step.id: step.name for step in lesson.steps}
    ends = accumulate(move.minutes for move in version.moves)
    rows = join(
        Markup("<tr><td>{}–{}</td><td>{}</td><td>{}</td></tr>").format(end - move.minutes, end, names[move.step], move.do)
        for move, end in zip(version.moves, ends)
    )
    left_out = [str(names[s.id]) for s in lesson.steps if s.id not in {m.step for m in version.moves}]
    rest = Markup("<p><small>{} {}</small></p>").format(say("left_out"), "；".join(left_out)) if left_out else Markup("")
    heads = join(Markup('<th scope="col">{}</th>').format(say(n)) for n in ("clock", "step", "class_does"))
    return Markup("<section><h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</section>").format(
        say("version", n=version.minutes), heads, rows, rest
    )


def _board(notes: Notes) -> Markup:
    columns = (
        Markup("<div><h3>{}</h3><ul>{}</ul></div>").format(c.head, join(Markup("<li>{}</li>").format(line) for line in c.lines)) for c in notes.board
    )
    return Markup('<div class="board">{}</div>').format(join(columns))


def _step(part: Part, note: StepNotes, start: int, end: int, numbers: dict[str, int]) -> Markup:
    on_map = map_numbers(part)
    asked = join(_answers(item, numbers[item.id], on_map.get(item.id)) for item in part.items)
    read = Markup("<p>{} {}</p>").format(say("is_read"), say("and_then").join(t.id for t in part.texts)) if part.texts else Markup("")
    return Markup(
        "<section><h2>{} <small>{}–{} / {}</small></h2><p><b>{}</b> {}</p><p><b>{}</b> {}</p>{}{}</section>"
    ).format(part.heading, start, end, say("minutes", n=part.step.minutes), say("purpose"), note.purpose, say("lead"), note.lead, read, asked)


def _answers(item: Item, number: int, blank: int | None) -> Markup:
    """The expected answer of a question, and of each wrong one why somebody gives it and what to say."""
    return Markup('<div class="question"><p><b>{}.</b> {} <small>{}</small></p>{}</div>').format(
        number, item.prompt, say("blank", n=blank) if blank else say(f"demand_{item.demand}"), item.paper_key()
    )


def _misreading(wrong: Misreading) -> Markup:
    quoted = format_sentence(wrong.place) if "." in wrong.place else Markup('<p class="place">{}</p>').format(wrong.place)
    return Markup('<div class="question"><p><b>{}</b> {}</p>{}<p><b>{}</b> {}</p></div>').format(
        say("student_says"), wrong.reading, quoted, say("react"), wrong.react
    )


def _discussions(lesson: Lesson, notes: Notes) -> Markup:
    if not lesson.discussion:
        return Markup("")
    blocks = join(_discussion(n, question, d) for n, (question, d) in enumerate(zip(lesson.discussion, notes.discussion, strict=True), 1))
    return Markup("<section><h2>{}</h2><p>{}</p>{}</section>").format(say("discussion_notes"), say("more_than_one"), blocks)


def _discussion(number: int, question: object, notes: Discussion) -> Markup:
    answers = join(
        Markup('<div class="answer"><p>{} <small>{}</small></p></div>').format(a.answer, say("and_then").join(a.rests_on)) for a in notes.answers
    )
    return Markup('<div class="question"><p><b>{}. {}</b></p>{}<p><b>{}</b> {}</p></div>').format(number, question, answers, say("lead"), notes.lead)
