"""Quiz files: read by a strict schema, the one of each item's kind, and every item checked so that its key can be right."""

from functools import cache
from pathlib import Path

from ..base import DATA, list_records, problem, read_text, read_yaml
from .item import DEMANDS, PARTS, Item
from .kinds import KINDS
from .kinds.choice import dealt


@cache
def load_quiz(lesson: str) -> tuple[Item, ...]:
    """Return the items of a lesson (`"02"`), in order; raises DataError."""
    return read_quiz(DATA / "quizzes" / f"{lesson}.yaml")


def read_quiz(path: Path) -> tuple[Item, ...]:
    """Return the items in one file, each with a key that can be right; raises DataError."""

    def kind_of(entry: dict, name: str) -> type[Item]:
        if (kind := entry.get("kind")) not in KINDS:
            raise problem(path, name, "kind", f"{kind!r} is not one of {', '.join(KINDS)}")
        return KINDS[kind]

    data = read_yaml(read_text(path), path)
    items = list_records(data, path, "items", kind_of, head=("lesson",))
    for item in items:
        for name, known in (("part", PARTS), ("demand", DEMANDS), ("difficulty", (1, 2, 3))):
            if getattr(item, name) not in known:
                what = f"{getattr(item, name)!r} is not one of {', '.join(map(str, known))}"
                raise problem(path, item.id, name, what)
        item.check(path)
    return dealt(items)
