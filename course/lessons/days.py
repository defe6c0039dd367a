"""A plan by days for somebody who studies alone: which steps of which lessons, with so many minutes a day."""

from collections.abc import Iterable
from typing import NamedTuple

from .plan import Lesson, Step

LEAST = 15  # minutes a day; below that most steps do not fit


class Portion(NamedTuple):
    """Some steps of one lesson, in order."""

    lesson: Lesson
    steps: tuple[Step, ...]

    @property
    def whole(self) -> bool:
        return self.steps == self.lesson.core


class Day(NamedTuple):
    """What to do on one day."""

    portions: tuple[Portion, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for portion in self.portions for step in portion.steps)


def study_days(lessons: Iterable[Lesson], minutes_a_day: int) -> list[Day]:
    """Return the days that take a learner through the lessons in order, each at most `minutes_a_day` long.

    Steps beyond the core are left out. Steps stay whole; one that is longer than a day has that day to itself. A lesson
    that fits a day is not broken. Raises ValueError for less than 15 minutes. Not meant for a class: data/teaching has
    lessons of 20, 45 and 90 minutes.
    """
    if minutes_a_day < LEAST:
        raise ValueError(f"plan at least {LEAST} minutes a day, not {minutes_a_day}")
    found: list[list[tuple[Lesson, Step]]] = [[]]
    left = minutes_a_day
    for lesson in lessons:
        for step in lesson.core:
            begins_in_vain = step is lesson.steps[0] and left < lesson.minutes <= minutes_a_day
            if found[-1] and (begins_in_vain or left < step.minutes):
                found.append([])
                left = minutes_a_day
            found[-1].append((lesson, step))
            left -= step.minutes
    return [Day(_portions(steps)) for steps in found if steps]


def _portions(steps: list[tuple[Lesson, Step]]) -> tuple[Portion, ...]:
    lessons = {lesson.id: lesson for lesson, _ in steps}
    return tuple(
        Portion(lesson, tuple(step for of, step in steps if of.id == lesson.id)) for lesson in lessons.values()
    )
