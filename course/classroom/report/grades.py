"""Marks for a gradebook, by a file that says what was set: which questions, until when, and what counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from ...base import Text, check_known, list_records, problem, read_text, read_yaml
from ...lessons import all_items, lesson_items, lessons_with_items
from ...progress import Attempt
from ...quiz import PARTS, Item
from .results import Class, first_answers, mean_scores


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was set. `questions` are ids, or parts of the lesson (`after`, `writing` …): by default all the lesson asks.

    What was answered after `due` does not count. `count` says whether the first answer does or the best one.
    `completion` is the share of the mark for having answered at all, written questions included (0 to 1).
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^[\w-]{1,40}$")]
    lesson: str
    questions: list[str] = []
    due: str | None = None
    count: Literal["first", "best"] = "first"
    completion: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    title: Text | None = None

    @property
    def items(self) -> list[Item]:
        """The questions that were set, in the order of the course."""
        named = set(self.questions)
        if not named:
            return list(lesson_items(self.lesson))
        ours = (i for i in all_items() if i.id[1:3] == self.lesson)
        return [i for i in ours if i.id in named or i.part in named]

    @property
    def until(self) -> datetime | None:
        """The moment it is due, by this machine's clock where the file names no zone; a day alone is due at its end."""
        return _moment(self.due) if self.due else None


def _moment(words: str) -> datetime:
    moment = datetime.fromisoformat(words)
    if len(words) <= len("2026-03-05"):
        moment = datetime.combine(moment, time.max)
    return moment.astimezone()


def read_assignments(path: Path) -> list[Assignment]:
    """Return what a file sets; raises OSError, and DataError that names entry and field."""
    found = list_records(read_yaml(read_text(path), path), path, "assignments", Assignment)
    for one in found:
        check_known(path, one.id, "lesson", one.lesson, [n.id for n in lessons_with_items()])
        ours = [i.id for i in all_items() if i.id[1:3] == one.lesson]
        for name in one.questions:
            check_known(path, one.id, "questions", name, [*PARTS, *ours])
        if not one.items:
            raise problem(path, one.id, "questions", f"lesson {one.lesson} has none of these")
        try:
            one.until
        except ValueError:
            raise problem(path, one.id, "due", "a day or a time: 2026-03-05, 2026-03-05T18:00 or 2026-03-05T18:00+08:00") from None
    return found


class Grade(NamedTuple):
    """A learner's mark for one assignment: `mark` 0 to 100, how many questions answered in time, and after it was due."""

    mark: float
    answered: int
    of: int
    late: int


def grade_of(attempts: Sequence[Attempt], assignment: Assignment) -> Grade:
    """Return the mark: 100 · ((1 − completion) · mean of scores + completion · share answered), what is missing having 0.

    Where nothing of it is scored, the mark is that of having answered.
    """
    items, until = assignment.items, assignment.until
    in_time = [a for a in attempts if until is None or a.when <= until]
    answered, later = first_answers(in_time), first_answers(attempts)
    done = sum(i.id in answered for i in items)
    first, best = mean_scores(in_time, items)
    score = first if assignment.count == "first" else best
    share = assignment.completion if score is not None else 1.0
    mark = 100 * ((1 - share) * (score or 0.0) + share * done / len(items))
    return Grade(mark, done, len(items), sum(i.id in later and i.id not in answered for i in items))


def grades(learners: Class, assignments: Sequence[Assignment]) -> dict[str, list[Grade]]:
    """Return every learner's marks, one for each assignment, in their order."""
    return {name: [grade_of(attempts, one) for one in assignments] for name, attempts in learners.items()}


def late(marks: Mapping[str, Sequence[Grade]]) -> dict[str, int]:
    """Return who answered something after it was due, and how many questions."""
    counted = {name: sum(g.late for g in row) for name, row in marks.items()}
    return {name: n for name, n in counted.items() if n}
