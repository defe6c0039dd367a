"""All that a report says of a class, worked out once: the page and the tables are made from it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...lessons import load_lesson
from ...progress import Attempt
from .grades import Assignment, Grade, grades, late
from .handed_in import Handed
from .next_steps import Member, groups, teach_again
from .readings import OtherReading, other_readings
from .results import (
    Class, ItemResult, LearnerResult, Scores, Turn, before_and_after, item_results, learner_results, lessons_begun,
    objective_scores, whole_class,
)  # fmt: skip
from .roster import Attendance, attendance
from .written import Piece, pieces


class Summary(NamedTuple):
    """A class in numbers. `learners` are those who handed in a record; `grades` has the missing of a roster too."""

    lessons: Sequence[str]
    items: list[ItemResult]
    learners: list[LearnerResult]
    objectives: dict[str, Scores]
    turns: list[Turn]
    again: list[ItemResult]
    groups: list[list[Member]]
    attendance: Attendance
    assignments: Sequence[Assignment]
    grades: dict[str, list[Grade]]
    late: dict[str, int]
    pieces: list[Piece]
    forms: Mapping[str, Sequence[Attempt]]
    readings: list[OtherReading]


def summary(
    handed: Handed, lesson: str | None = None, roster: Sequence[str] = (), assignments: Sequence[Assignment] = ()
) -> Summary:
    """Return what a report says of what was handed in: of one lesson, or of all that somebody has begun."""
    learners: Class = whole_class(handed.learners, handed.names)
    lessons = [load_lesson(lesson).id] if lesson else lessons_begun(learners)
    items, present = item_results(learners, lessons), attendance(roster, handed.names)
    again = teach_again(items)
    marks = grades({**learners, **whole_class({}, present.missing)}, assignments) if assignments else {}
    asked = [r for r in items if r.item.part != "bank"]
    return Summary(
        lessons, items, learner_results(learners, lessons), objective_scores(learners, lessons),
        before_and_after(learners, lessons), again, groups(learners, again, asked), present, assignments,
        marks, late(marks), pieces(handed, lessons), handed.forms,
        other_readings(handed.notes),
    )  # fmt: skip
