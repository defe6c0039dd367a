"""What a notebook shows that needs no clicking: the map of the course, a sentence."""

from ...base import Page, Table, in_browser, join
from ...lessons import item_numbers, lesson_items, load_lesson, load_lessons, study_days
from ...progress import handed_in_at_once, open_progress, progress_folder
from ...text import format_sentence, passage
from ..shared.shown import style
from ..words import columns, say
from .lesson_html import format_course, format_days, format_discussion


def course_map() -> Page:
    """Return the ten lessons as a table, those written linked to their notebooks."""
    lessons = load_lessons()
    text = "\n".join(f"{lesson.id}　{lesson.title}　{lesson.question}" for lesson in lessons)
    return Page(style("pages") + format_course(lessons), text)


def plan(minutes_a_day: int = 75) -> Page:
    """Return a plan by days for the whole course. Raises ValueError for less than 15 minutes a day."""
    found = study_days(load_lessons(), minutes_a_day)
    text = "\n".join(
        f"{say('day', n=number)}　{' + '.join(part.lesson.id for part in day.portions)}　{say('minutes', n=day.minutes)}" for number, day in enumerate(found, 1)
    )
    return Page(style("pages") + format_days(found), text)


def discussion(lesson: str) -> Page:
    """Return a lesson's questions for discussion: each has more than one defensible answer, resting on a sentence."""
    plan = load_lesson(lesson)
    return Page(format_discussion(plan), "\n".join(f"{n}. {q}" for n, q in enumerate(plan.discussion, 1)), {"discussion": lesson})


def sentence(*places: str) -> Page:
    """Return sentences of the text by id, as quotations. Raises PlaceError for an unknown id."""
    text = "\n".join(f"{place}　{passage(place).text}" for place in places)
    return Page(join(map(format_sentence, places)), text, {"read": list(places)})


def answers_so_far(lesson: str) -> Table:
    """Return your answers in a lesson: question, how often tried, before reading, latest after it (percent).

    In an exam a choice may be changed until it is handed in: that is no try.
    """
    log = open_progress()
    rows = []
    numbers = item_numbers(lesson)
    for item in lesson_items(lesson):
        tried = [a for a in log.attempts(item.id) if not handed_in_at_once(a.sitting)]
        if tried:
            rows.append((numbers[item.id], str(item.prompt), len(tried), *(_percent(log, item.id, s) for s in ("before", "after"))))
    names = ("item_number", "item_prompt", "tries", "before_reading", "after_reading")
    caption = say("answered", n=len(rows), of=len(lesson_items(lesson))) + (f"　{log.notice}" if log.notice else "")
    return Table(columns(*names), tuple(rows), caption)


def _percent(log, item: str, sitting: str) -> str:
    attempt = log.latest(item, sitting)
    if attempt is None:
        return "—"
    return say("noted") if attempt.score is None else f"{100 * attempt.score:.0f}"


def where_to_save() -> str:
    """Return the folder on this computer that keeps your answers; where there is none, what keeps them."""
    return say("where_in_browser") if in_browser() else str(progress_folder())
