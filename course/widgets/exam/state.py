"""An exam as it stands in the log: which questions, begun when, over or not, and the result by objective. Pure."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from ...lessons import all_items, lesson_items, load_lessons
from ...progress import Attempt
from ...quiz import Item, fits

BEFORE_NAMES = "exam"  # the sitting of answers in any exam, kept before each exam had its own
START, FINISH = "start", "finish"


class State(NamedTuple):
    """When the latest exam of this name began (None: never), whether it is over, and the answers that count in it."""

    started: datetime | None
    over: bool
    answers: dict[str, Attempt]


class ObjectiveResult(NamedTuple):
    """Points and questions of one objective: what it says, points (0 to `of`), how many questions."""

    objective: str
    points: float
    of: int


def exam_name(lesson: str | None) -> str:
    """Return the name under which the log keeps an exam: its beginning, its end, and its answers as their sitting."""
    return f"exam-{lesson or 'all'}"


def exam_items(lesson: str | None = None, most: int = 15) -> list[Item]:
    """Return the questions of an exam: of one lesson, or of all; drawn by lot, the same lot every time.

    Written answers are left out: nobody but the learner can judge them. Raises ValueError for `most` below 1.
    """
    if most < 1:
        raise ValueError(f"an exam needs one question or more; most={most!r} was given")
    items = [i for i in (lesson_items(lesson) if lesson else all_items()) if i.is_scored]
    drawn = set(random.Random(exam_name(lesson)).sample([i.id for i in items], min(most, len(items))))
    return [i for i in items if i.id in drawn]


def state_of(lesson: str | None, attempts: Sequence[Attempt]) -> State:
    """Return where an exam stands after these attempts, in the order in which they were written.

    An answer changed counts as it was last, one taken back not at all. Answers of another exam do not count, even
    while both run.
    """
    name = exam_name(lesson)
    state = State(None, False, {})
    for a in attempts:
        if a.item == name:
            state = State(a.when, False, {}) if a.response == START else state._replace(over=True)
        elif a.sitting in (name, BEFORE_NAMES) and state.started and not state.over:
            state.answers.pop(a.item, None)
            if not a.taken_back:
                state.answers[a.item] = a
    return state


def fitting(items: Sequence[Item], answers: Mapping[str, Attempt]) -> dict[str, Attempt]:
    """Return the answers to these items that can still be judged: a question may have changed since it was answered."""
    return {i.id: answers[i.id] for i in items if i.id in answers and fits(i, answers[i.id].response)}


def result_by_objective(items: Sequence[Item], answers: Mapping[str, Attempt]) -> list[ObjectiveResult]:
    """Return the points of each objective the exam tests, in the order of the course; no answer gives no point."""
    names = {o.id: str(o.text) for lesson in load_lessons() for o in lesson.objectives}
    found: dict[str, ObjectiveResult] = {}
    for item in items:
        so_far = found.get(item.objective, ObjectiveResult(names[item.objective], 0, 0))
        points = answers[item.id].score if item.id in answers else 0
        found[item.objective] = ObjectiveResult(so_far.objective, so_far.points + (points or 0), so_far.of + 1)
    return list(found.values())
