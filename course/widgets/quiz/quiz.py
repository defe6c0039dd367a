"""Thin widgets over the model: they show HTML made by the `quiz` room, and pass answers to its `grade`.

This is the only place where an answer becomes feedback: choice → grade → progress → feedback.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ...base import html_language
from ...lessons import item_numbers, lesson_items
from ...progress import Attempt, Progress, open_progress
from ...quiz import Item, Response, ResponseError, Result, fits, format_before, format_quiz, grade, public_item
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all

QUIZ_WORDS = (
    "submit", "retry", "choose", "empty", "your_answer", "no_reply", "right", "wrong", "missed", "key", "move_up", "move_down",
    "earlier_one", "later_one", "line_right", "line_partly", "line_wrong", "line_noted",
)  # fmt: skip


# Called with no argument when an answer has come from a browser. (The setup check learns from it that questions work.)
when_answered: list[Callable[[], object]] = []

_AT_ONCE = 4  # more questions than these come one at a time

# One piece of script a kind, found by being there; each puts itself into KINDS (see quiz.js).
KIND_SCRIPTS = [f"quiz/kinds/{path.stem}" for path in sorted((Path(__file__).parent / "kinds").glob("*.js"))]


class Quiz(Shown):
    """Quiz items as a form. The browser sends a choice and gets feedback back.

    What the form gets of a question (`public_item`) holds no key. The page that stands for it without a kernel is saved
    in the notebook, with the answers folded below the questions.
    """

    _esm = script("quiz", *KIND_SCRIPTS)
    _css = sheet("shared/theme", "quiz")
    items = synced([])
    results = synced({})
    words = synced({})
    notice = synced("")
    one_by_one = synced(False)

    def __init__(self, answerer: Callable[[Item, Response], dict], questions: Sequence[Item], **traits):
        self._questions = {item.id: item for item in questions}
        self._answerer = answerer
        self._replies = 0
        super().__init__(**traits)
        self.on_msg(self._receive)

    def _receive(self, _widget, content: dict, _buffers) -> None:
        item = self._questions.get(content.get("item"))
        if content.get("kind") != "submit" or item is None:
            return
        answer = self._answerer(item, content.get("response"))
        self.notice = answer.pop("notice")
        # The same answer twice must still reach the page as news, so each reply has its number.
        self._replies += 1
        self.results = self.results | {item.id: answer | {"reply": self._replies}}
        for tell in when_answered:
            tell()


def ask(lesson: str, part: str, number: int | None = None, again: bool = False) -> Quiz:
    """Return the questions of one part of a lesson (`"before"`, `"reading"`, `"guess"`, `"map"`, `"after"` …).

    With `number`, only that question of the part, counted from 1. Questions of the part "before" only
    note the answer; with `again=True` they are asked a second time, graded, and recall the first
    answer. Raises KeyError for a part or number without questions.
    """
    items = lesson_items(lesson, part, number)
    first_time = part == "before" and not again
    turn = "" if part != "before" else "second_turn" if again else "first_turn"
    page = _page(lesson, part, number, turn, html_language())
    numbers = item_numbers(lesson)
    text = "\n".join(f"{numbers[item.id]}. {item.prompt}" for item in items)
    record = {"ask": [item.id for item in items], "again": again}
    sitting = "before" if first_time else "after"
    return quiz_of(items, page, text, sitting, record=record, numbers=numbers, one_by_one=part == "before", turn=turn)


@cache  # the same page each time a cell is run again
def _page(lesson: str, part: str, number: int | None, turn: str, language: str) -> Markup:
    items = lesson_items(lesson, part, number)
    return format_quiz(items, answers=turn != "first_turn", numbers=item_numbers(lesson), turn=turn)


def quiz_of(
    items: Sequence[Item], page: Markup, text: str, sitting: str = "after",
    fresh: bool = False, record: dict | None = None, numbers: Mapping[str, int] | None = None,
    one_by_one: bool = False, turn: str = "",
) -> Quiz:  # fmt: skip
    """Return a quiz of these items; `page` and `text` stand for it without a kernel.

    Answers are graded, appended to the learner's log under `sitting`, and shown again next time (not if `fresh`).
    `numbers` are those of the questions, else they are counted from 1; `one_by_one` shows even a few one at a time;
    `turn` tells of questions asked twice whether this is the first time.
    """
    log = open_progress()
    numbers = numbers or {item.id: n for n, item in enumerate(items, 1)}
    words = say_all(*QUIZ_WORDS) | {"lang": html_language()}
    if sitting == "before":  # nothing was right or wrong there
        words["retry"] = say("change_answer")

    def answer(item: Item, response: Response) -> dict:
        return take_answer(item, response, sitting, log, datetime.now(UTC)) | {"notice": log.notice}

    return Quiz(
        answer,
        items,
        page=page,
        text=text,
        record=record,
        items=[public_item(item, numbers[item.id], turn) for item in items],
        results={} if fresh else _remembered(items, sitting, log),
        words=words,
        notice=log.notice,
        one_by_one=one_by_one or len(items) > _AT_ONCE,
    )


def take_answer(item: Item, response: Response, sitting: str, log: Progress, now: datetime) -> dict:
    """Grade a response, append it to the log, and return what the browser shows.

    The attempt is on disk before this returns. A response that does not fit its item is not an
    attempt: it is answered with the reason and not recorded.
    """
    try:
        result = grade(item, response)
    except ResponseError as error:
        return {"status": "wrong", "html": str(_plain(str(error))), "marks": {}, "response": response, "attempts": 0}
    log.record(item.id, sitting, response, result.score, now)
    return _feedback(item, response, result, sitting, log.tries(item.id, sitting), log.latest(item.id, "before"))


def _remembered(items: Sequence[Item], sitting: str, log: Progress) -> dict[str, dict]:
    """Return what the latest answers of this sitting were told; the log is asked once for all questions."""
    tried: dict[str, list[Attempt]] = {}
    for a in log.attempts(*(item.id for item in items)):
        tried.setdefault(a.item, []).append(a)
    found = {}
    for item in items:
        latest = next((a for a in reversed(tried.get(item.id, ())) if a.sitting == sitting), None)
        if latest and fits(item, latest.response):  # else the item has changed since it was answered: ask it anew
            result = grade(item, latest.response)
            own = tried[item.id]
            earlier = next((a for a in reversed(own) if a.sitting == "before"), None)
            tries = sum(a.sitting == sitting for a in own)
            found[item.id] = _feedback(item, latest.response, result, sitting, tries, earlier)
    return found


def _feedback(
    item: Item, response: Response, result: Result, sitting: str, tries: int, earlier: Attempt | None
) -> dict:
    """Return what the browser shows of an answer, the last of `tries`; `earlier` is the guess before reading."""
    shown = {"response": response, "attempts": tries}
    if sitting == "before":
        return shown | {"status": "noted", "html": str(_plain(say("noted_before"))), "marks": {}}
    guess = format_before(item, earlier.response) if earlier and fits(item, earlier.response) else ""
    # The first wrong try explains what was chosen; the answer itself comes with the second.
    reveal = tries > 1 or result.status == "right"
    html = guess + item.explain(response, result, reveal)
    return shown | {"status": result.status, "html": str(html), "marks": item.marks_shown(result, reveal)}


def _plain(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)
