"""Quiz files: read by a strict schema, that of each item's kind; every item is checked so that its key can be right."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..base import DATA, check_known, list_records, problem, read_text, read_yaml
from .item import DEMANDS, PARTS, Item
from .kinds import KINDS
from .kinds.choice import dealt

_TAKEN = ("exam-", "map-", "own-map-", "role-", "form-")  # other things are kept in the log of answers under these names
_ID = rf"(?!{'|'.join(_TAKEN)})[A-Za-z0-9-]{{1,60}}"


@cache
def load_quiz(lesson: str) -> tuple[Item, ...]:
    """Return the items of a lesson (`"02"`), in order; raises DataError."""
    return read_quiz(DATA / "quizzes" / f"{lesson}.yaml")


@cache
def load_exam(lesson: str) -> tuple[Item, ...]:
    """Return the questions kept for exams on a lesson (`"02"`), in order; raises DataError."""
    return read_quiz(DATA / "exam" / f"{lesson}.yaml", ("exam",))


def read_quiz(path: Path, parts: Sequence[str] = PARTS) -> tuple[Item, ...]:
    """Return the items in one file, each with a key that can be right, in one of these parts; raises DataError."""
    return items_of(read_yaml(read_text(path), path), path, parts, head=("lesson",))


def items_of(data: dict, path: Path, parts: Sequence[str], head: Sequence[str] = ()) -> tuple[Item, ...]:
    """Return the items in what a file holds, as `read_quiz`; `head` are the other fields the file may have at its top."""

    def kind_of(entry: dict, name: str) -> type[Item]:
        check_known(path, name, "kind", entry.get("kind"), KINDS)
        return KINDS[entry["kind"]]

    items = list_records(data, path, "items", kind_of, head=tuple(head))
    for item in items:
        if not re.fullmatch(_ID, item.id):
            rule = f"letters, digits and -, at most 60, not beginning with {' or '.join(_TAKEN)}"
            raise problem(path, item.id, "id", f"an id has {rule}")
        for name, known in (("part", parts), ("demand", DEMANDS), ("difficulty", (1, 2, 3))):
            check_known(path, item.id, name, getattr(item, name), known)
        item.check(path)
    return dealt(items)
