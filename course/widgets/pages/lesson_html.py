"""The map of the course, a plan by days and questions to discuss, as HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Day, Lesson
from ..words import say


def format_course(lessons: Sequence[Lesson]) -> Markup:
    """Return the map of the course: a row per notebook, those written linked."""
    rows = []
    for lesson in lessons:
        title = Markup('<a href="{}">{}</a>').format(lesson.file, lesson.title) if lesson.written else lesson.title
        state = say("open") if lesson.written else say("to_come")
        minutes = say("minutes", n=lesson.minutes) if lesson.minutes else "—"
        cells = (lesson.id, title, lesson.question, lesson.text, minutes, state)
        rows.append(_row(cells))
    names = ("number", "lesson_title", "question", "text", "time", "state")
    return _table(names, rows)


def format_days(days: Sequence[Day]) -> Markup:
    """Return a plan by days as a table: the day, its lessons linked, their steps, the minutes."""
    rows = []
    for number, day in enumerate(days, 1):
        lessons = Markup("<br>").join(
            Markup('<a href="{}">{} {}</a>').format(part.lesson.file, part.lesson.id, part.lesson.title) for part in day.portions
        )
        steps = Markup("<br>").join(say("whole_lesson") if part.whole else say("and_then").join(str(s.name) for s in part.steps) for part in day.portions)
        cells = (say("day", n=number), lessons, steps, say("minutes", n=day.minutes))
        rows.append(_row(cells))
    return _table(("which_day", "lesson_title", "steps", "time"), rows)


# JupyterLab sets cells right, and drops style sheets from a notebook that has not been run: so each cell says it for itself.
_LEFT = Markup('style="text-align: left"')


def _row(cells: Sequence[object]) -> Markup:
    return Markup("<tr>{}</tr>").format(join(Markup("<td {}>{}</td>").format(_LEFT, c) for c in cells))


def _table(names: Sequence[str], rows: Sequence[Markup]) -> Markup:
    heads = join(Markup('<th scope="col" {}>{}</th>').format(_LEFT, say(n)) for n in names)
    return Markup('<table class="course-table" lang="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(html_language(), heads, join(rows))


def format_discussion(lesson: Lesson) -> Markup:
    """Return the questions to discuss; in Chinese, with the English folded below."""
    def listed(language: str) -> Markup:
        return Markup("<ol>{}</ol>").format(join(Markup("<li>{}</li>").format(getattr(q, language)) for q in lesson.discussion))

    if html_language() == "en":
        return Markup('<section class="course-discussion" lang="en">{}</section>').format(listed("en"))
    return Markup('<section class="course-discussion" lang="zh-Hans">{}<details lang="en"><summary>English</summary>{}</details></section>').format(
        listed("zh"), listed("en")
    )
