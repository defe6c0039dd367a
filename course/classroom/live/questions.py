"""What a lesson has to ask a class: its questions, with their numbers on the sheet, and those for discussion."""

from typing import NamedTuple

from ...base import LANGUAGES, Text, current_language, use_language
from ...lessons import Lesson
from ...quiz import Item, Response, ResponseError, grade
from ...text import passage
from ..handout import numbered
from ..hour import discussion_id
from ..words import WORDS, say
from ..worksheet import worksheet

LONGEST_TEXT = 400  # characters of a text written on a phone


class Question(NamedTuple):
    """One thing to ask; `item` is None for a question for discussion, which has no key."""

    id: str
    name: Text
    step: Text
    prompt: Text
    item: Item | None


class Unfit(ValueError):
    """An answer that does not fit its question."""


def questions_of(lesson: Lesson) -> dict[str, Question]:
    """Return by id what can be asked live, in the order of the lesson; raises DataError as `worksheet`."""
    parts = worksheet(lesson)
    numbers = numbered(lesson, parts)
    asked = [
        Question(item.id, Text(str(numbers[item.id]), str(numbers[item.id])), part.step.name, item.prompt, item)
        for part in parts for item in part.items if item.live()
    ]  # fmt: skip
    for number, prompt in enumerate(lesson.discussion, 1):
        name = WORDS.both("live_discussion_n", n=number)
        asked.append(Question(discussion_id(lesson, prompt), name, WORDS["live_discussion"], prompt, None))
    return {question.id: question for question in asked}


def shown(question: Question) -> dict:
    """Return what a phone needs to ask it, in the language in use; nothing that tells the answer."""
    form = question.item.live() if question.item else {"form": "text"}
    marked = [option["name"] for option in form["options"]] if form["form"] == "mark" else []
    paragraphs = dict.fromkeys(place.split(".")[0] for place in marked)
    sentences = {p: [{"id": s.id, "text": s.text} for s in passage(p).sentences] for p in paragraphs}
    return {
        "id": question.id, "name": str(question.name), "prompt": str(question.prompt),
        "hint": str(question.item.hint) if question.item else say("live_write"),
        "passages": [{"id": p, "sentences": found} for p, found in sentences.items()],
        **form,
    }  # fmt: skip


def key_of(question: Question) -> dict:
    """Return the parts of an answer that are right, and the reasons as HTML, in the language in use."""
    item = question.item
    return {"right": item.counted_right(), "html": item.key()} if item else {"right": [], "html": ""}


def counted(question: Question, response: Response) -> list[str]:
    """Return the parts of an answer that a class counts."""
    return question.item.counted(response) if question.item else []


def checked(question: Question, response: object) -> Response:
    """Return an answer that can be kept; of a text what cannot be printed becomes a space. Raises Unfit."""
    gathers = question.item is None or question.item.live()["form"] == "text"
    if gathers and isinstance(response, str):
        response = "".join(c if c.isprintable() or c == "\n" else " " for c in response).strip()
        if len(response) > LONGEST_TEXT:
            raise Unfit("too long")
    if question.item is None:
        if not response or not isinstance(response, str):
            raise Unfit("no text")
        return response
    try:
        grade(question.item, response)
    except (ResponseError, TypeError, AttributeError):
        raise Unfit("it does not fit the question") from None
    return response


def in_each_language(make, *of) -> dict[str, dict]:
    """Return what `make(*of)` returns in each language."""
    return {language: in_language(language, make, *of) for language in LANGUAGES}


def in_language(language: str, make, *of):
    """Return what `make(*of)` returns in a language; the language in use stays as it is."""
    before = current_language()
    try:
        use_language(language)
        return make(*of)
    finally:
        use_language(before)
