"""Where a learner stands, worked out from the attempts: by lesson, objective and demand, and what to do next."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from ..lessons import Lesson, all_items, lesson_items, lessons_with_items
from ..quiz import DEMANDS, Item
from .attempt import Attempt, standing_answers


class Standing(NamedTuple):
    """How many of some items are answered, and the mean of their latest scores (0 to 1; None where none is scored)."""

    answered: int
    of: int
    score: float | None


def latest_scores(attempts: Sequence[Attempt]) -> dict[str, float | None]:
    """Return the score of the latest attempt at each item, guesses before reading left out; attempts: oldest first."""
    return {a.item: a.score for a in standing_answers(attempts) if a.sitting != "before"}


def standing(items: Sequence[Item], attempts: Sequence[Attempt]) -> Standing:
    """Return where a learner stands with these items. Items never tried do not lower the score: see `answered`."""
    latest = latest_scores(attempts)
    done = [i.id for i in items if i.id in latest]
    scores = [s for i in done if (s := latest[i]) is not None]
    return Standing(len(done), len(items), sum(scores) / len(scores) if scores else None)


def by_lesson(attempts: Sequence[Attempt]) -> list[tuple[Lesson, Standing]]:
    """Return the standing in each lesson that has questions."""
    return [(lesson, standing(lesson_items(lesson.id), attempts)) for lesson in lessons_with_items()]


def by_objective(attempts: Sequence[Attempt]) -> list[tuple[str, str, Standing]]:
    """Return (id, what the learner can do, standing) for each objective that is tested."""
    rows = []
    for objective in (objective for lesson in lessons_with_items() for objective in lesson.objectives):
        if items := [i for i in all_items() if i.objective == objective.id]:
            rows.append((objective.id, str(objective.text), standing(items, attempts)))
    return rows


def by_demand(attempts: Sequence[Attempt]) -> list[tuple[str, Standing]]:
    """Return the standing in each kind of demand: what the text says, how it argues, what follows, words."""
    return [(demand, standing([i for i in all_items() if i.demand == demand], attempts)) for demand in DEMANDS]


def next_step(attempts: Sequence[Attempt], due: int, soonest: Callable[[], datetime | None]) -> tuple[str, dict]:
    """Return what to do next as (key of the wording, its values): what is due, then the first unfinished lesson."""
    rows = by_lesson(attempts)
    unfinished = [(lesson, s) for lesson, s in rows if s.answered < s.of]
    if not any(s.answered for _, s in rows):
        lesson = next((lesson for lesson, s in rows if s.of > 1), rows[0][0])
        return "next_start", {"id": lesson.id, "title": str(lesson.title)}
    if due:
        return "next_review", {"n": due}
    if unfinished:
        lesson, s = unfinished[0]
        return "next_lesson", {"id": lesson.id, "title": str(lesson.title), "n": s.of - s.answered}
    when = soonest()
    return "next_none", {"date": f"{when:%Y-%m-%d}" if when else "—"}


def missed_items(attempts: Sequence[Attempt]) -> list[Item]:
    """Return the questions whose latest answer was not wholly right, in the order of the course.

    Written answers have no score and are not among them.
    """
    missed = {item for item, score in latest_scores(attempts).items() if score is not None and score < 1}
    return [item for item in all_items() if item.id in missed]


def where_next(attempts: Sequence[Attempt]) -> Lesson:
    """Return the lesson to go on with: the first that has questions open, from lesson 01 on; the last when all are answered."""
    stations = [(lesson, standing) for lesson, standing in by_lesson(attempts) if lesson.id != "00"]
    return next((lesson for lesson, s in stations if s.answered < s.of), stations[-1][0])
