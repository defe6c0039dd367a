"""The shape of a lesson in numbers: what a learner does in it, how much is read before something is done, how long it takes.

All of it is counted from the plan, the questions and the saved notebook; `python -m course lessons` prints it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..base import Table
from ..quiz import Item
from ..text import OWN_IDS, PRACTICE, passage
from .notebook import Cell, cells_by_step, read_cells
from .plan import Lesson, all_items, lesson_items

# How long things take, in seconds: estimates, to be mended when learners have been timed. (A question's stand with its kind.)
READ_OURS, READ_TEXT = 60 / 300, 60 / 100  # a Chinese character of our prose; one of a text to be taken apart, with its notes
AGAIN, BLANK, LOOK, EXERCISE, DISCUSS = 20, 45, 60, 180, 180  # a question asked again; a figure or table; one discussion
BRANCH, OWN_MAP = 300, 300  # a whole branch of a map blank: one step settles the next; a map of one's own


class Shape(NamedTuple):
    """A lesson in numbers. `idle` is the longest stretch of our Chinese prose, in characters, in which nothing is done."""

    lesson: str
    after: int
    new: int
    objectives: int
    objectives_asked: int
    guesses: int
    written: int
    texts: int
    idle: int
    minutes: int
    more: int


def shape_of(lesson: Lesson) -> Shape:
    """Return a lesson's shape. Raises OSError or DataError where its notebook cannot be read."""
    items = lesson_items(lesson.id)
    after = [i for i in items if i.part == "after"]
    cells = read_cells(lesson)
    texts = {place[0] for cell in cells for output in cell.outputs for place in output.record.get("read", ())}
    return Shape(
        lesson.id, len(after), sum(i.new for i in after), len(lesson.objectives), len({i.objective for i in items}),
        sum(i.part == "guess" for i in items), sum(not i.is_scored and i.part != "guess" for i in items),
        len(texts & set(PRACTICE)), longest_idle(cells), lesson.minutes, lesson.more_minutes,
    )  # fmt: skip


def characters(prose: str) -> int:
    """Return how many Chinese characters a piece of prose has."""
    return len(re.findall(r"[\u4e00-\u9fff]", prose))


def longest_idle(cells: Iterable[Cell]) -> int:
    """Return the longest stretch of our Chinese prose, in characters, without anything to do.

    To answer, to guess, to fill a map, to change code and to open our reading are things to do; to read on is none.
    """
    longest = here = 0
    for cell in cells:
        if cell.ours or cell.is_exercise or any(asks(output.record) for output in cell.outputs):
            here = 0
        here += characters(cell.zh)
        longest = max(longest, here)
    return longest


def asks(record: dict) -> bool:
    """Return whether an output asks something of the reader."""
    blanks = record.get("map", {}).get("blanks")
    return bool(record.get("ask") or blanks or record.get("review") or "own_map" in record)


def step_minutes(lesson: Lesson) -> list[float]:
    """Return how long each step takes by the rule above, in minutes; a text shown twice is read once."""
    bank = {item.id: item for item in all_items()}
    read: set[str] = set()
    return [sum(_seconds(cell, bank, read) for cell in cells) / 60 for cells in cells_by_step(lesson)]


def _seconds(cell: Cell, bank: dict[str, Item], read: set[str]) -> float:
    seconds = READ_OURS * characters(cell.zh) + EXERCISE * cell.is_exercise
    for record in (output.record for output in cell.outputs):
        new = [p for p in record.get("read", ()) if p not in read and p[0] not in OWN_IDS]
        read.update(new)
        seconds += READ_TEXT * sum(len(passage(place).text) for place in new)
        seconds += sum(AGAIN if record.get("again") else bank[i].seconds for i in record.get("ask", ()))
        seconds += sum(BRANCH if b.endswith(":branch") else BLANK for b in record.get("map", {}).get("blanks", ()))
        seconds += OWN_MAP * ("own_map" in record)
        seconds += LOOK * ("table" in record or "figure" in record) + DISCUSS * ("discussion" in record)
    return seconds


def shapes(lessons: Iterable[Lesson]) -> Table:
    """Return the table of all lessons' shapes: a row each."""
    rows = tuple(tuple(shape_of(lesson)) for lesson in lessons)
    return Table(Shape._fields, rows, "")


def steps_told(lesson: Lesson) -> Iterator[str]:
    """Yield a line for each step: its minutes in the plan, and by the rule."""
    for step, minutes in zip(lesson.steps, step_minutes(lesson)):
        yield f"  {lesson.id} {step.id:<14} {step.minutes:>3} min in the plan, {minutes:5.1f} by the rule{'  (more)' if step.more else ''}"
