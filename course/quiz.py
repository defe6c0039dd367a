"""Quiz items and their grading: pure functions, no widget, no clock, no file."""

import random
from functools import cache
from pathlib import Path

import msgspec

from .corpus import PlaceError, passage
from .language import Text
from .records import DATA, list_records, problem, read_text, read_yaml

KINDS = ("single", "multiple", "match", "open")
PARTS = ("before", "reading", "map", "audit", "after")
DEMANDS = ("content", "argument", "inference", "words")
LONGEST_ANSWER = 5_000  # characters of a written answer that are kept


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Option(_Strict):
    """One option of a choice, with what choosing it teaches and the sentence that decides it."""

    id: str
    text: Text
    feedback: Text
    see: str
    correct: bool = False


class Choice(_Strict):
    """One thing a row of a matching item can be matched with."""

    id: str
    text: Text


class Row(_Strict):
    """One row of a matching item: a sentence (`at`), words, or both, and the choice that fits."""

    id: str
    answer: str
    feedback: Text
    see: str
    at: str | None = None
    text: Text | None = None


class Item(_Strict):
    """One quiz item; `kind` says which of the fields below the prompt it uses."""

    id: str
    part: str
    kind: str
    objective: str
    demand: str
    difficulty: int
    places: list[str]
    prompt: Text
    options: list[Option] = []
    choices: list[Choice] = []
    rows: list[Row] = []
    rubric: list[Text] = []
    model: Text | None = None


Response = str | list[str] | dict[str, str]


class Result(msgspec.Struct, frozen=True):
    """What grading found. `score` is 0 to 1, or None where the learner judges (open items).

    `marks` says of each option or row that matters: "right", "wrong" or "missed".
    """

    status: str
    score: float | None
    marks: dict[str, str]


class ResponseError(ValueError):
    """A response that is empty or does not fit its item, said in the learner's language."""

    def __init__(self, item: Item, zh: str, en: str):
        super().__init__(f"{item.id}: {Text(zh, en)}")


def grade(item: Item, response: Response) -> Result:
    """Return the result of a response to an item.

    single: an option id; 1 or 0. multiple: a list of option ids; (right − wrong) / all right
    ones, not below 0. match: {row id: choice id}; the share of rows matched rightly, rows left
    out counting as wrong. open: words; noted, not scored. Raises ResponseError for an empty
    response or for ids the item does not have.
    """
    return {"single": _grade_single, "multiple": _grade_multiple, "match": _grade_match, "open": _grade_open}[
        item.kind
    ](item, response)


def _grade_single(item: Item, response: Response) -> Result:
    if not isinstance(response, str) or not response:
        raise ResponseError(item, "请选一项。", "Choose one option.")
    return _grade_multiple(item, [response])


def _grade_multiple(item: Item, response: Response) -> Result:
    if not isinstance(response, list) or not response:
        raise ResponseError(item, "请至少选一项。", "Choose at least one option.")
    key = {o.id for o in item.options if o.correct}
    known = [o.id for o in item.options]
    strangers = [c for c in response if c not in known]
    if strangers:
        raise ResponseError(item, f"没有 {strangers[0]!r} 这一项。", f"There is no option {strangers[0]!r}.")
    chosen = set(response)
    marks = {i: "right" if i in key else "wrong" for i in chosen} | {i: "missed" for i in key - chosen}
    return _scored(max(0, len(chosen & key) - len(chosen - key)) / len(key), marks)


def _grade_match(item: Item, response: Response) -> Result:
    if not isinstance(response, dict) or not any(response.values()):
        raise ResponseError(item, "请至少配一行。", "Match at least one row.")
    rows, choices = [r.id for r in item.rows], [c.id for c in item.choices]
    for row, choice in response.items():
        if row not in rows or (choice and choice not in choices):
            raise ResponseError(item, f"没有 {row!r} 配 {choice!r} 这回事。", f"There is no row {row!r} with a choice {choice!r}.")
    marks = {r.id: "right" if response.get(r.id) == r.answer else "wrong" for r in item.rows}
    return _scored(sum(m == "right" for m in marks.values()) / len(item.rows), marks)


def _grade_open(item: Item, response: Response) -> Result:
    if not isinstance(response, str) or not response.strip():
        raise ResponseError(item, "请先写几句。", "Write an answer first.")
    if len(response) > LONGEST_ANSWER:
        n, most = len(response), LONGEST_ANSWER
        raise ResponseError(item, f"写了 {n} 字，请缩到 {most} 字以内。", f"That is {n} characters; keep to {most}.")
    return Result("noted", None, {})


def _scored(score: float, marks: dict[str, str]) -> Result:
    return Result("right" if score == 1 else "wrong" if score == 0 else "partly", score, marks)


def shuffled(item: Item) -> list[Option]:
    """Return the options in the order shown: shuffled, and the same in every session."""
    options = list(item.options)
    random.Random(item.id).shuffle(options)
    return options


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
        {"single": _check_options, "multiple": _check_options, "match": _check_rows, "open": _check_open}[item.kind](
            item, path
        )
    return tuple(items)


def _check_places(item: Item, path: Path) -> None:
    named = [("places", p) for p in item.places or [""]]
    named += [(f"options.{o.id}.see", o.see) for o in item.options] + [(f"rows.{r.id}.see", r.see) for r in item.rows]
    named += [(f"rows.{r.id}.at", r.at) for r in item.rows if r.at is not None]
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
    if item.kind == "single" and right != 1:
        raise problem(path, item.id, "options", f"exactly one option of a single choice is correct: true, here {right}")
    if item.kind == "multiple" and not 1 <= right < len(item.options):
        raise problem(path, item.id, "options", f"some but not all options are correct: true, here {right} of {len(item.options)}")
    _forbid(item, ("choices", "rows", "rubric", "model"), path)


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
    _forbid(item, ("options", "rubric", "model"), path)


def _check_open(item: Item, path: Path) -> None:
    if not item.rubric or item.model is None:
        raise problem(path, item.id, "model", "an open item needs a rubric and a model answer")
    _forbid(item, ("options", "choices", "rows"), path)


def _forbid(item: Item, names: tuple[str, ...], path: Path) -> None:
    for name in names:
        if getattr(item, name):
            raise problem(path, item.id, name, f"a {item.kind} item has no {name}")
