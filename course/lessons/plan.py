"""The plan: which question each notebook asks, of which paragraphs, in how many minutes."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from ..base import DATA, NotThere, Text, check_known, list_records, problem, read_text, read_yaml
from ..quiz import PARTS, Item, load_exam, load_quiz
from ..text import Paragraph, PlaceError, paragraphs_between
from .words import WORDS, say

NOTEBOOKS = DATA.parent / "notebooks"


class Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What objectives of several lessons have in common."""

    id: str
    name: Text


class Objective(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a learner can do after the lesson; `skill` is the id of the skill it is part of."""

    id: str
    text: Text
    skill: str | None = None  # only the first notebook, which shows how the course works, has objectives without


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a lesson and the minutes it takes; `more` where it is beyond the lesson's core."""

    id: str
    name: Text
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    more: bool = False


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One notebook's plan. A lesson that is not written yet has its question but no steps."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2}$")]  # both are names of files too
    file: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z-]{1,80}\.ipynb$")]
    title: Text
    question: Text
    text: Text
    between: list[str] = []
    before: Text | None = None
    objectives: list[Objective] = []
    steps: list[Step] = []
    discussion: list[Text] = []  # questions with more than one defensible answer

    @property
    def written(self) -> bool:
        """True where the notebook is there to open."""
        return (NOTEBOOKS / self.file).exists()

    @property
    def core(self) -> tuple[Step, ...]:
        """The steps that are not beyond the core."""
        return tuple(step for step in self.steps if not step.more)

    @property
    def minutes(self) -> int:
        """The minutes of the lesson's core."""
        return sum(step.minutes for step in self.core)

    @property
    def more_minutes(self) -> int:
        """The minutes of what is beyond the core."""
        return sum(step.minutes for step in self.steps) - self.minutes

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs_between(*self.between) if self.between else ()


def _read_plan() -> tuple[list[Lesson], list[Skill]]:
    path = DATA / "lessons.yaml"
    data = read_yaml(read_text(path), path)
    lessons = list_records(data, path, "lessons", Lesson, head=("skills",))
    return lessons, list_records(data, path, "skills", Skill, head=("lessons",))


@cache
def load_skills() -> tuple[Skill, ...]:
    """Return the skills that objectives are part of, in order; raises DataError."""
    return tuple(_read_plan()[1])


@cache
def load_lessons() -> tuple[Lesson, ...]:
    """Return the plan of the ten notebooks, in order; raises DataError."""
    path = DATA / "lessons.yaml"
    lessons, skills = _read_plan()
    for lesson in lessons:
        for objective in lesson.objectives:
            if objective.skill is not None or lesson is not lessons[0]:
                field = f"objectives.{objective.id}.skill"
                check_known(path, lesson.id, field, objective.skill, [skill.id for skill in skills])
        if lesson.between:
            try:
                paragraphs_between(*lesson.between)
            except (PlaceError, TypeError) as error:
                raise problem(path, lesson.id, "between", f"name the first and the last paragraph: {getattr(error, 'english', error)}") from None
        if bool(lesson.objectives) != bool(lesson.steps) or (lesson.written and not lesson.steps):
            raise problem(path, lesson.id, "steps", "a written lesson has objectives and steps, a planned one neither")
    return tuple(lessons)


def load_lesson(name: str) -> Lesson:
    """Return the plan of one lesson, `"02"`; raises NotThere, a KeyError that lists the lessons."""
    lessons = {lesson.id: lesson for lesson in load_lessons()}
    if name not in lessons:
        raise NotThere(WORDS.both("no_lesson", name=name, lessons=", ".join(lessons)))
    return lessons[name]


def lesson_items(name: str, part: str | None = None, number: int | None = None) -> tuple[Item, ...]:
    """Return the questions a lesson asks, in its order; those of one part (`"before"`, `"bank"` …), or one of it (from 1).

    Raises NotThere, a KeyError that names the parts the lesson has, or how many questions a part has.
    """
    quiz = load_quiz(load_lesson(name).id)
    items = tuple(item for item in quiz if (item.part != "bank" if part is None else item.part == part))
    if not items:
        parts = [p for p in PARTS if any(item.part == p for item in quiz)]
        raise NotThere(WORDS.both("no_part", name=name, part=part, parts=", ".join(parts)))
    if number is None:
        return items
    if not 0 < number <= len(items):
        raise NotThere(WORDS.both("no_such_question", name=name, part=part, number=number, n=len(items)))
    return items[number - 1 : number]


@cache
def item_numbers(name: str) -> dict[str, int]:
    """Return the number of each question a lesson asks, counted through the lesson."""
    return {item.id: number for number, item in enumerate(lesson_items(name), 1)}


def printed_number(lesson: Lesson, item: Item) -> str:
    """Return a question's number: the one rule for notebook, sheet, slides, key, report, CSV and other programs.

    Questions that only reviews ask are numbered after those of the lesson (“review 3”).
    """
    if item.part == "bank":
        return say("review_number", n=[i.id for i in lesson_items(lesson.id, "bank")].index(item.id) + 1)
    return str(item_numbers(lesson.id)[item.id])


def question_label(item: Item) -> str:
    """Return a question's name where several lessons stand together: 03·7 is number 7 of lesson 03."""
    lesson = load_lesson(item.id[1:3])
    return f"{lesson.id}·{printed_number(lesson, item)}"


def checked_items(path: Path) -> tuple[Item, ...]:
    """Return the items of a file in `quizzes` or `exam`, checked against the plan; raises DataError.

    The file is named after a lesson, every item tests one of its objectives, and begins with q (in `exam` with e) and
    the lesson's number, so that no two files can use one id.
    """
    plans = {lesson.id: lesson for lesson in load_lessons()}
    if path.stem not in plans:
        raise problem(path, "(the file itself)", "name", f"there is no lesson {path.stem!r} in data/lessons.yaml")
    known = {objective.id for objective in plans[path.stem].objectives}
    letter, load = ("e", load_exam) if path.parent.name == "exam" else ("q", load_quiz)
    for item in load(path.stem):
        if item.objective not in known:
            raise problem(path, item.id, "objective", f"{item.objective!r} is not in data/lessons.yaml")
        if not item.id.startswith(f"{letter}{path.stem}-"):
            raise problem(path, item.id, "id", f"begin it with {letter}{path.stem}-")
    return load(path.stem)


def lessons_with_items() -> list[Lesson]:
    """Return the lessons that have a quiz file, in order."""
    return [lesson for lesson in load_lessons() if (DATA / "quizzes" / f"{lesson.id}.yaml").exists()]


def all_items() -> tuple[Item, ...]:
    """Return the questions of every lesson, in order, with those that are asked in reviews only."""
    return tuple(item for lesson in lessons_with_items() for item in load_quiz(lesson.id))


def exam_bank(name: str | None = None) -> tuple[Item, ...]:
    """Return the questions kept for exams on a lesson, or on all: no lesson, review or export has them."""
    lessons = [load_lesson(name)] if name else load_lessons()
    return tuple(i for lesson in lessons if (DATA / "exam" / f"{lesson.id}.yaml").exists() for i in load_exam(lesson.id))
