"""Quiz items and their grading: pure functions, no widget, no clock, no file."""

import random
from itertools import combinations

import msgspec

from ..base import Text
from ..text import passage
from .spelling import plain
from .words import WORDS

KINDS = ("single", "multiple", "truth", "mark", "match", "order", "cloze", "open")
TRUTHS = ("true", "false", "unstated")
PARTS = ("before", "reading", "map", "audit", "after")
DEMANDS = ("content", "argument", "inference", "words")
LONGEST_ANSWER = 5_000  # characters of a written answer that are kept
LONGEST_WORD = 100  # characters typed into a gap


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Option(_Strict):
    """One option of a choice, with what choosing it teaches and the sentence that decides it.

    In `mark` items an option is a sentence (`at`), in `truth` items one of true, false and unstated; neither has a text.
    """

    id: str
    text: Text | None = None
    feedback: Text | None = None
    see: str = ""
    correct: bool = False
    at: str | None = None


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


class Step(_Strict):
    """One step of an argument to be put in order, and the sentence it stands in."""

    id: str
    text: Text
    see: str


class Slip(_Strict):
    """A wrong word people write into a gap, and what it teaches."""

    answer: str
    feedback: Text


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
    hints: list[Text] = []  # shown one after the other, on demand
    steps: list[Step] = []  # in the right order
    at: str | None = None  # the sentence with the gap
    gap: str | None = None  # the words left out of it
    accept: list[str] = []  # what else is right in the gap
    errors: list[Slip] = []
    feedback: Text | None = None  # why this order, or why this word
    see: str | None = None


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

    single, truth: an option id; 1 or 0. multiple, mark: a list of option ids; (right − wrong) / all right
    ones, not below 0. match: {row id: choice id}; the share of rows matched rightly, rows left
    out counting as wrong. order: all step ids; the share of pairs that stand in the right order. cloze: a word; 1 or
    0, spaces, punctuation, full-width and traditional forms forgiven. open: words; noted, not scored. Raises ResponseError for an
    empty response or for ids the item does not have.
    """
    return _GRADERS[item.kind](item, response)


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


def _grade_order(item: Item, response: Response) -> Result:
    right = [step.id for step in item.steps]
    if not isinstance(response, list) or not all(isinstance(i, str) for i in response) or sorted(response) != sorted(right):
        raise ResponseError(item, "请把每一步都排进去，各一次。", "Put every step in, each of them once.")
    place = {i: n for n, i in enumerate(response)}
    pairs = list(combinations(right, 2))
    marks = {i: "right" if place[i] == n else "wrong" for n, i in enumerate(right)}
    return _scored(sum(place[a] < place[b] for a, b in pairs) / len(pairs), marks)


def _grade_cloze(item: Item, response: Response) -> Result:
    if not isinstance(response, str) or not plain(response):
        raise ResponseError(item, "请填一个词。", "Fill in a word.")
    if len(response) > LONGEST_WORD:
        raise ResponseError(item, f"填了 {len(response)} 字，请缩到 {LONGEST_WORD} 字以内。", f"That is {len(response)} characters; keep to {LONGEST_WORD}.")
    right = plain(response) in {plain(word) for word in (item.gap, *item.accept)}
    return _scored(float(right), {"gap": "right" if right else "wrong"})


def _grade_open(item: Item, response: Response) -> Result:
    if not isinstance(response, str) or not response.strip():
        raise ResponseError(item, "请先写几句。", "Write an answer first.")
    if len(response) > LONGEST_ANSWER:
        n, most = len(response), LONGEST_ANSWER
        raise ResponseError(item, f"写了 {n} 字，请缩到 {most} 字以内。", f"That is {n} characters; keep to {most}.")
    return Result("noted", None, {})


def _scored(score: float, marks: dict[str, str]) -> Result:
    return Result("right" if score == 1 else "wrong" if score == 0 else "partly", score, marks)


_GRADERS = {
    "single": _grade_single, "truth": _grade_single, "multiple": _grade_multiple, "mark": _grade_multiple,
    "match": _grade_match, "order": _grade_order, "cloze": _grade_cloze, "open": _grade_open,
}  # fmt: skip


def option_text(item: Item, option: Option) -> Text:
    """Return the words of an option: its own, those of true, false and unstated, or the sentence it stands for."""
    if option.text is not None:
        return option.text
    if item.kind == "truth":
        return WORDS[f"truth_{option.id}"]
    sentence = passage(option.at).text
    return Text(f"{option.at}　{sentence}", f"{option.at}　{sentence}")


def gapped(item: Item) -> tuple[str, str]:
    """Return what stands before and after the gap of a cloze item."""
    before, _, after = passage(item.at).text.partition(item.gap)
    return before, after


def mixed(item: Item) -> list[Step]:
    """Return the steps of an order item mixed up: the same in every session, and never in the right order."""
    steps = list(item.steps)
    draw = random.Random(item.id)
    while steps == item.steps:
        draw.shuffle(steps)
    return steps


def shown_options(item: Item) -> list[Option]:
    """Return the options in the order shown: as dealt; those of truth and mark items in their own order."""
    if item.kind == "truth":
        return sorted(item.options, key=lambda o: TRUTHS.index(o.id))
    return sorted(item.options, key=lambda o: o.at) if item.kind == "mark" else list(item.options)
