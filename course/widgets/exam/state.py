"""An exam as it stands in the log: which questions, begun when, over or not, and the result. Pure."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import count, islice
from typing import NamedTuple

from ...lessons import exam_bank, load_lessons, load_skills
from ...progress import START, Attempt
from ...quiz import Item, fits

BEFORE_NAMES = "exam"  # the sitting of answers in any exam, kept before each exam had its own


class State(NamedTuple):
    """When the latest exam of this name began (None: never), whether it is over, and the answers that count in it.

    `earlier` is how many exams of this name were begun before it.
    """

    started: datetime | None
    over: bool
    answers: dict[str, Attempt]
    earlier: int = 0


class Points(NamedTuple):
    """Points and questions of one objective or skill: what it says, points (0 to `of`), how many questions."""

    name: str
    points: float
    of: int


def exam_name(lesson: str | None) -> str:
    """Return the name under which the log keeps an exam: its beginning, its end, and its answers as their sitting."""
    return f"exam-{lesson or 'all'}"


@cache
def exam_items(lesson: str | None = None, most: int = 15, earlier: int = 0) -> tuple[Item, ...]:
    """Return the questions of the exam that follows on so many `earlier` ones of its name: see `draws`."""
    return next(islice(draws(lesson, most), earlier, None))


def draws(lesson: str | None = None, most: int = 15) -> Iterator[tuple[Item, ...]]:
    """Yield the questions of one exam after the other, on one lesson or on all, in the order of the course.

    They come from the bank kept for exams: as many as `most`, but at most three quarters of the bank, so that the next
    exam can be another. Every skill and every lesson the bank has is there if `most` has room for them, and what was
    not in the exam before comes first. The lot is cast by the exam's name and its number, so it is the same after a
    restart. Raises ValueError for `most` below 1, KeyError for a lesson without an exam.
    """
    if most < 1:
        raise ValueError(f"an exam needs one question or more; most={most!r} was given")
    bank = exam_bank(lesson)
    if not bank:
        raise KeyError(f"there is no exam on lesson {lesson}")
    drawn: set[str] = set()
    for number in count():
        order = random.Random(f"{exam_name(lesson)} {number}").sample(bank, len(bank))
        order.sort(key=lambda item: item.id in drawn)  # what is new first
        drawn = _drawn(order, min(most, max(1, len(bank) * 3 // 4)))
        yield tuple(item for item in bank if item.id in drawn)


def _drawn(order: Sequence[Item], most: int) -> set[str]:
    """Return the ids of the first questions that will do: one of each skill and lesson, then from lessons with fewest."""
    taken: list[Item] = []
    for group in (_skill, _lesson):
        rarest_first = sorted(Counter(map(group, order)).items(), key=lambda pair: pair[1])
        for wanted, _ in rarest_first:
            if wanted not in map(group, taken) and len(taken) < most:
                taken.append(next(item for item in order if group(item) == wanted))
    while len(taken) < most:
        lessons = Counter(map(_lesson, taken))
        taken.append(min((i for i in order if i not in taken), key=lambda item: lessons[_lesson(item)]))
    return {item.id for item in taken}


def _lesson(item: Item) -> str:
    return item.objective[:2]


def _skill(item: Item) -> str | None:
    return _skills()[item.objective]


@cache
def _skills() -> dict[str, str | None]:
    return {objective.id: objective.skill for lesson in load_lessons() for objective in lesson.objectives}


def state_of(lesson: str | None, attempts: Sequence[Attempt]) -> State:
    """Return where an exam stands after these attempts, in the order in which they were written.

    An answer changed counts as it was last, one taken back not at all. Answers of another exam do not count, even
    while both run.
    """
    name = exam_name(lesson)
    state = State(None, False, {})
    for a in attempts:
        if a.item == name:
            began = State(a.when, False, {}, state.earlier + (state.started is not None))
            state = began if a.response == START else state._replace(over=True)
        elif a.sitting in (name, BEFORE_NAMES) and state.started and not state.over:
            state.answers.pop(a.item, None)
            if not a.taken_back:
                state.answers[a.item] = a
    return state


def fitting(items: Sequence[Item], answers: Mapping[str, Attempt]) -> dict[str, Attempt]:
    """Return the answers to these items that can still be judged: a question may have changed since it was answered."""
    return {i.id: answers[i.id] for i in items if i.id in answers and fits(i, answers[i.id].response)}


def result_by_objective(items: Sequence[Item], answers: Mapping[str, Attempt]) -> list[Points]:
    """Return the points of each objective the exam tests, in the order of the course; no answer gives no point."""
    names = {o.id: str(o.text) for lesson in load_lessons() for o in lesson.objectives}
    return _points(items, answers, names, lambda item: item.objective)


def result_by_skill(items: Sequence[Item], answers: Mapping[str, Attempt]) -> list[Points]:
    """Return the points of each skill the exam tests; no answer gives no point."""
    return _points(items, answers, {skill.id: str(skill.name) for skill in load_skills()}, _skill)


def _points(
    items: Sequence[Item], answers: Mapping[str, Attempt], names: Mapping[str, str], group: Callable[[Item], str | None]
) -> list[Points]:
    found = []
    for one, name in names.items():
        if own := [item for item in items if group(item) == one]:
            points = sum(answers[i.id].score or 0 for i in own if i.id in answers)
            found.append(Points(name, points, len(own)))
    return found
