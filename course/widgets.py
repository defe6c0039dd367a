"""Thin widgets over the model: they show HTML made in `markup`, and pass answers to `quiz.grade`.

This is the only place where an answer becomes feedback: choice → grade → progress → feedback.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import anywidget
import traitlets
from markupsafe import Markup

from . import progress
from .annotation import LAYERS, load_annotations
from .corpus import paragraphs_between
from .glossary import find_terms
from .language import html_language
from .lesson import lesson_items
from .markup import STATIC, format_passage, format_term
from .quiz import Item, Response, ResponseError, grade
from .quiz_markup import format_before, format_feedback, format_quiz, public_item
from .wording import say, say_all

_READER_WORDS = ("layers", "layout", "by_sentence", "running", "gloss_close")
_QUIZ_WORDS = ("submit", "retry", "choose", "empty", "your_answer", "no_reply", "right", "wrong", "missed")
# Shown from the start; the rest is a click away, so that the first look is not a thicket.
_FIRST_LAYERS = ("role", "evidence", "note", "term", "gist")


class _Shown(anywidget.AnyWidget):
    """A widget whose output also holds HTML that reads without a kernel, and a steady plain text."""

    def __init__(self, page: str, text: str, **traits):
        self._page, self._text = page, text
        super().__init__(**traits)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return data | {"text/plain": self._text, "text/html": str(self._page)}, metadata


class Reader(_Shown):
    """Annotated paragraphs with layers to switch and terms to open."""

    _esm = STATIC / "reader.js"
    _css = STATIC / "reader.css"
    html = traitlets.Unicode().tag(sync=True)
    layers = traitlets.List().tag(sync=True)
    terms = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Quiz(_Shown):
    """Quiz items as a form. The key stays here: the browser sends a choice and gets feedback back."""

    _esm = STATIC / "quiz.js"
    _css = STATIC / "quiz.css"
    items = traitlets.List().tag(sync=True)
    results = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

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


def read(first: str, last: str | None = None) -> Reader:
    """Return the annotated text from paragraph `first` to `last` (or only `first`), ready to show.

    Raises PlaceError for an id that is not a paragraph, DataError if the annotations are broken.
    """
    paragraphs = paragraphs_between(first, last or first)
    reading = load_annotations(first[0])
    html = format_passage(paragraphs, reading)
    found = {t.id: t for p in paragraphs for s in p.sentences for _, t in find_terms(s.text)}
    names = ("gist", *LAYERS[:-1], "term", "note")
    return Reader(
        page=html,
        text="\n".join(f"{p.id}　{reading.gists.get(p.id, '')}" for p in paragraphs),
        html=str(html),
        layers=[{"id": n, "name": say(n), "on": n in _FIRST_LAYERS} for n in names],
        terms={i: str(format_term(t)) for i, t in found.items()},
        words=say_all(*_READER_WORDS) | {"lang": html_language()},
    )


def ask(lesson: str, part: str, number: int | None = None, again: bool = False) -> Quiz:
    """Return the questions of one part of a lesson (`"before"`, `"reading"`, `"map"`, `"audit"`, `"after"`).

    With `number`, only that question of the part, counted from 1. Questions of the part "before" only note the answer; with `again=True` they are asked a second
    time, graded, and recall the first answer. Raises KeyError for a part or number without questions.
    """
    items = lesson_items(lesson, part, number)
    first_time = part == "before" and not again
    sitting = "before" if first_time else "after"
    log = progress.open_progress()
    numbers = {item.id: n for n, item in enumerate(items, 1)}

    def answer(item: Item, response: Response) -> dict:
        return take_answer(item, response, sitting, log, datetime.now(UTC)) | {"notice": log.notice}

    remembered = {i.id: a for i in items if (a := _remembered(i, sitting, log)) is not None}
    return Quiz(
        answer,
        items,
        page=format_quiz(items, answers=not first_time, numbers=numbers),
        text="\n".join(f"{n}. {item.prompt}" for n, item in enumerate(items, 1)),
        items=[public_item(item, numbers[item.id]) for item in items],
        results=remembered,
        words=say_all(*_QUIZ_WORDS) | {"lang": html_language()},
        notice=log.notice,
    )


def take_answer(item: Item, response: Response, sitting: str, log: progress.Progress, now: datetime) -> dict:
    """Grade a response, append it to the log, and return what the browser shows.

    The attempt is on disk before this returns. A response that does not fit its item is not an
    attempt: it is answered with the reason and not recorded.
    """
    try:
        result = grade(item, response)
    except ResponseError as error:
        return {"status": "wrong", "html": str(_plain(str(error))), "marks": {}, "response": response, "attempts": 0}
    log.record(item.id, sitting, response, result.score, now)
    return _feedback(item, response, sitting, log)


def _remembered(item: Item, sitting: str, log: progress.Progress) -> dict | None:
    attempt = log.latest(item.id, sitting)
    if attempt is None:
        return None
    try:
        return _feedback(item, attempt.response, sitting, log)
    except ResponseError:  # the item has changed since it was answered: ask it anew
        return None


def _feedback(item: Item, response: Response, sitting: str, log: progress.Progress) -> dict:
    result = grade(item, response)
    attempts = sum(a.sitting == sitting for a in log.attempts(item.id))
    shown = {"response": response, "attempts": attempts}
    if sitting == "before":
        return shown | {"status": "noted", "html": str(_plain(say("noted_before"))), "marks": {}}
    earlier = log.latest(item.id, "before")
    # The first wrong try explains what was chosen; the answer itself comes with the second.
    reveal = attempts > 1 or result.status == "right"
    html = (format_before(item, earlier.response) if earlier else "") + format_feedback(item, response, result, reveal)
    marks = {i: m for i, m in result.marks.items() if reveal or m != "missed"}
    return shown | {"status": result.status, "html": str(html), "marks": marks}


def _plain(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)
