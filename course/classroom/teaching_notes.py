"""What a teacher needs beside a lesson: purposes, ways to lead, misreadings, defensible answers, the board, lengths.

One file a lesson in data/teaching. Students never see it; the instructor edition prints it.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from ..base import DATA, Text, check_known, convert, problem, read_text, read_yaml
from ..lessons import Lesson, load_lesson
from ..quiz import load_quiz
from ..reading import checked_passage, load_glossary, load_map_kinds

LENGTHS = (20, 40, 45, 50, 90)  # minutes of the versions; that of 50 is for learners of Chinese
LONGEST_MOVE = 12  # minutes: a class does not do one thing for longer
_Minutes = Annotated[int, msgspec.Meta(ge=1, le=LONGEST_MOVE)]
_TwoOrMore = msgspec.Meta(min_length=2)


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class StepNotes(_Strict):
    """One step of the lesson: what it is for, and how to lead it."""

    step: str
    purpose: Text
    lead: Text


class Misreading(_Strict):
    """What a student may say of the text, the sentence that decides, and how to react."""

    place: str
    reading: Text
    react: Text


class Answer(_Strict):
    """One defensible answer to a question for discussion, and the sentences it rests on."""

    answer: Text
    rests_on: Annotated[list[str], msgspec.Meta(min_length=1)]


class Discussion(_Strict):
    """Notes on one question for discussion: two or more answers one can defend, and how to run it."""

    answers: Annotated[list[Answer], _TwoOrMore]
    lead: Text


class Column(_Strict):
    """One column of the board as it stands at the end."""

    head: Text
    lines: Annotated[list[Text], _TwoOrMore]


class BlankTable(_Strict):
    """The lesson's own table, to be filled in during a step: the heads of its columns, and what begins each row."""

    step: str
    heads: Annotated[list[Text], _TwoOrMore]
    rows: Annotated[list[Text], _TwoOrMore]


class MapStep(_Strict):
    """One step of an argument that no file in data/arguments has, as in an outline; no `at`: supplied by the reader."""

    text: Text
    kind: str
    at: str = ""
    link: str = "support"
    depth: int = 1


class Move(_Strict):
    """One thing the class does, for some minutes, within a step.

    `read` are the passages on the wall, `ask` the questions, `discuss` which of the lesson's questions for discussion
    (from 1; 0 for none). Left out, a step's first move shows what the step reads and the first thing it asks.
    With `lessons` the questions of all lessons are on the wall.
    """

    step: str
    minutes: _Minutes
    do: Text
    read: list[str] | None = None
    ask: list[str] | None = None
    discuss: int | None = None
    lessons: bool = False


class Version(_Strict):
    """The lesson in so many minutes, of which `slack` are nobody's; `words` are read aloud first (ids of the glossary)."""

    minutes: int
    moves: list[Move]
    slack: int = 0
    learners: Text | None = None  # for whom, where not for everybody
    words: list[str] = []


class Notes(_Strict):
    """The teaching notes of one lesson."""

    lesson: str
    steps: list[StepNotes]
    misreadings: list[Misreading]
    discussion: list[Discussion]
    board: Annotated[list[Column], _TwoOrMore]
    table: BlankTable
    versions: list[Version]
    map: list[str] = []  # for a lesson that fills in no map: a run of paragraphs, or an outline of its own
    outline: list[MapStep] = []

    def version(self, minutes: int) -> Version:
        """Return the lesson in so many minutes. Raises KeyError that says which lengths there are."""
        found = [v for v in self.versions if v.minutes == minutes]
        if not found:
            raise KeyError(f"there is no plan of {minutes} minutes; there are {', '.join(map(str, LENGTHS))}")
        return found[0]


@cache
def load_notes(name: str) -> Notes:
    """Return a lesson's teaching notes, checked against its plan. Raises DataError, KeyError for an unknown lesson."""
    plan = load_lesson(name)
    path = DATA / "teaching" / f"{name}.yaml"
    notes = convert(read_yaml(read_text(path), path), Notes, path, "(top of the file)")
    check_notes(notes, plan, path)
    return notes


def check_notes(notes: Notes, plan: Lesson, path: Path) -> None:
    """Raise DataError unless the notes fit the plan: its steps, its discussion, known places, minutes that add up."""
    if notes.lesson != plan.id:
        raise problem(path, "(top of the file)", "lesson", f"{notes.lesson!r}, but the file is lesson {plan.id}")
    steps = [step.id for step in plan.steps]
    if [n.step for n in notes.steps] != steps:
        what = f"one entry for each step of data/lessons.yaml, in its order: {', '.join(steps)}"
        raise problem(path, "(top of the file)", "steps", what)
    if len(notes.discussion) != len(plan.discussion):
        what = f"one entry for each of the {len(plan.discussion)} questions in data/lessons.yaml"
        raise problem(path, "(top of the file)", "discussion", what)
    _check_places(notes, path)
    check_known(path, "table", "step", notes.table.step, steps)
    _check_outline(notes, path)
    if [v.minutes for v in notes.versions] != list(LENGTHS):
        raise problem(path, "(top of the file)", "versions", f"five, of {', '.join(map(str, LENGTHS))} minutes")
    for version in notes.versions:
        _check_version(version, steps, path)
        _check_shown(version, plan, path)


def _check_places(notes: Notes, path: Path) -> None:
    named = [("misreadings", n, m.place) for n, m in enumerate(notes.misreadings, 1)]
    named += [("discussion", n, at) for n, d in enumerate(notes.discussion, 1) for a in d.answers for at in a.rests_on]
    for field, number, place in named:
        checked_passage(path, f"{field} {number}", "place", place)


def _check_outline(notes: Notes, path: Path) -> None:
    kinds = load_map_kinds()
    for number, row in enumerate(notes.outline, 1):
        check_known(path, f"outline {number}", "kind", row.kind, kinds.nodes)
        check_known(path, f"outline {number}", "link", row.link, kinds.relations)
        if row.at:
            checked_passage(path, f"outline {number}", "at", row.at)


def _check_version(version: Version, steps: list[str], path: Path) -> None:
    entry = f"version of {version.minutes} minutes"
    total = version.slack + sum(move.minutes for move in version.moves)
    if total != version.minutes:
        raise problem(path, entry, "moves", f"they add up to {total} minutes")
    unknown = [move.step for move in version.moves if move.step not in steps]
    if unknown:
        raise problem(path, entry, "step", f"{unknown[0]!r} is no step of the lesson; its steps are {', '.join(steps)}")
    places = [steps.index(move.step) for move in version.moves]
    if places != sorted(places):
        raise problem(path, entry, "moves", "follow the order of the lesson")


def _check_shown(version: Version, plan: Lesson, path: Path) -> None:
    """Raise DataError where a move shows a passage, a question or a discussion that is not there."""
    entry = f"version of {version.minutes} minutes"
    known = {item.id for item in load_quiz(plan.id)}
    for move in version.moves:
        for place in move.read or ():
            checked_passage(path, entry, "read", place)
        for name in move.ask or ():
            check_known(path, entry, "ask", name, known)
        if move.discuss is not None:
            numbers = [str(n) for n in range(len(plan.discussion) + 1)]
            check_known(path, entry, "discuss", str(move.discuss), numbers)
    for word in version.words:
        check_known(path, entry, "words", word, [term.id for term in load_glossary()])
