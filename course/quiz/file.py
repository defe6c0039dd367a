"""Quiz files: read by a strict schema, and every item checked so that its key can be right."""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, list_records, problem, read_text, read_yaml
from ..text import PlaceError, Sentence, passage
from .item import DEMANDS, KINDS, PARTS, TRUTHS, Item
from .spelling import plain

# The fields below the prompt that each kind uses; the others must be left out.
_USES = {
    "single": ("options",), "multiple": ("options",), "truth": ("options",), "mark": ("options",),
    "match": ("choices", "rows"), "order": ("steps", "feedback"), "cloze": ("at", "gap", "accept", "errors", "feedback", "see"),
    "open": ("rubric", "model"),
}  # fmt: skip


@cache
def load_quiz(lesson: str) -> tuple[Item, ...]:
    """Return the items of a lesson (`"02"`), in order; raises DataError."""
    return read_quiz(DATA / "quizzes" / f"{lesson}.yaml")


def read_quiz(path: Path) -> tuple[Item, ...]:
    """Return the items in one file, each with a key that can be right; raises DataError."""
    data = read_yaml(read_text(path), path)
    items = list_records(data, path, "items", Item, head=("lesson",))
    for item in items:
        for name, known in (("part", PARTS), ("kind", KINDS), ("demand", DEMANDS), ("difficulty", (1, 2, 3))):
            if getattr(item, name) not in known:
                raise problem(path, item.id, name, f"{getattr(item, name)!r} is not one of {', '.join(map(str, known))}")
        _check_places(item, path)
        _CHECKS[item.kind](item, path)
        _forbid(item, path)
    return dealt(items)


def dealt(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items with the options of each choice mixed, the same in every session, and the right ones evenly placed.

    Of every four single-choice items in a file that have four options, one has its right option first, one second,
    and so on, in a drawn order: no place is worth guessing.
    """
    seats: dict[int, list[int]] = {}
    mixed = []
    for item in items:
        if item.kind in ("single", "multiple"):
            options = random.Random(item.id).sample(item.options, len(item.options))
            if item.kind == "single":
                free = seats.setdefault(len(options), [])
                if not free:
                    free += random.Random(item.id).sample(range(len(options)), len(options))
                right = next(o for o in options if o.correct)
                options.remove(right)
                options.insert(free.pop(), right)
            item = msgspec.structs.replace(item, options=options)
        mixed.append(item)
    return tuple(mixed)


def _check_places(item: Item, path: Path) -> None:
    named = [("places", p) for p in item.places or [""]]
    named += [(f"options.{o.id}.see", o.see) for o in item.options] + [(f"rows.{r.id}.see", r.see) for r in item.rows]
    named += [(f"rows.{r.id}.at", r.at) for r in item.rows if r.at is not None]
    named += [(f"options.{o.id}.at", o.at) for o in item.options if o.at is not None] + [(f"steps.{s.id}.see", s.see) for s in item.steps]
    named += [(name, getattr(item, name)) for name in ("at", "see") if getattr(item, name) is not None]
    for field_name, place in named:
        try:
            passage(place)
        except PlaceError as error:
            raise problem(path, item.id, field_name, str(error)) from None


def _check_unique(item: Item, field_name: str, path: Path) -> None:
    ids = [entry.id for entry in getattr(item, field_name)]
    for i in ids:
        if ids.count(i) > 1:
            raise problem(path, item.id, field_name, f"the id {i!r} is used twice")


def _check_options(item: Item, path: Path) -> None:
    _check_unique(item, "options", path)
    right = sum(option.correct for option in item.options)
    if len(item.options) < 2:
        raise problem(path, item.id, "options", "a choice needs two options or more")
    if item.kind in ("single", "truth") and right != 1:
        raise problem(path, item.id, "options", f"exactly one option of a {item.kind} item is correct: true, here {right}")
    if item.kind in ("multiple", "mark") and not 1 <= right < len(item.options):
        raise problem(path, item.id, "options", f"some but not all options are correct: true, here {right} of {len(item.options)}")
    for option in item.options:
        if option.feedback is None:
            raise problem(path, item.id, f"options.{option.id}.feedback", "say what choosing it teaches")
        if (option.text is None) != (item.kind in ("truth", "mark")):
            raise problem(path, item.id, f"options.{option.id}.text", f"an option of a {item.kind} item has {'no text' if option.text else 'a text'}")
        if (option.at is None) != (item.kind != "mark"):
            raise problem(path, item.id, f"options.{option.id}.at", "options of a mark item, and only these, name a sentence")


def _check_truth(item: Item, path: Path) -> None:
    _check_options(item, path)
    if sorted(o.id for o in item.options) != sorted(TRUTHS):
        raise problem(path, item.id, "options", f"the options are {', '.join(TRUTHS)}")


def _check_order(item: Item, path: Path) -> None:
    _check_unique(item, "steps", path)
    if len(item.steps) < 3 or item.feedback is None:
        raise problem(path, item.id, "steps", "an order item needs three steps or more, and feedback")


def _check_cloze(item: Item, path: Path) -> None:
    if item.at is None or not isinstance(passage(item.at), Sentence):
        raise problem(path, item.id, "at", "name the sentence with the gap")
    if not item.gap or passage(item.at).text.count(item.gap) != 1:
        raise problem(path, item.id, "gap", f"{item.gap!r} has to stand in {item.at} exactly once")
    if item.feedback is None:
        raise problem(path, item.id, "feedback", "say why this word")
    right = {plain(word) for word in (item.gap, *item.accept)}
    for slip in item.errors:
        if plain(slip.answer) in right:
            raise problem(path, item.id, "errors", f"{slip.answer!r} is also a right answer")


def _check_rows(item: Item, path: Path) -> None:
    _check_unique(item, "choices", path)
    _check_unique(item, "rows", path)
    if len(item.choices) < 2 or len(item.rows) < 2:
        raise problem(path, item.id, "rows", "matching needs two rows and two choices or more")
    for row in item.rows:
        if row.answer not in {c.id for c in item.choices}:
            raise problem(path, item.id, f"rows.{row.id}.answer", f"there is no choice {row.answer!r}")
        if row.at is None and row.text is None:
            raise problem(path, item.id, f"rows.{row.id}", "give at: (a sentence), text:, or both")


def _check_open(item: Item, path: Path) -> None:
    if not item.rubric or item.model is None:
        raise problem(path, item.id, "model", "an open item needs a rubric and a model answer")


def _forbid(item: Item, path: Path) -> None:
    for name in {field for fields in _USES.values() for field in fields} - set(_USES[item.kind]):
        if getattr(item, name):
            raise problem(path, item.id, name, f"a {item.kind} item has no {name}")


_CHECKS = {
    "single": _check_options, "multiple": _check_options, "mark": _check_options, "truth": _check_truth, "match": _check_rows,
    "order": _check_order, "cloze": _check_cloze, "open": _check_open,
}  # fmt: skip
