"""A question: what all kinds have in common. What differs from kind to kind stands in `kinds/`, a module a kind.

Grading is pure: no widget, no clock, no file.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

import msgspec
from markupsafe import Markup

from ..base import Text, problem
from ..reading import checked_passage
from .other_formats import Qti
from .words import say

# In a lesson, and "bank": asked in reviews only.
PARTS = ("before", "reading", "guess", "map", "audit", "after", "text", "writing", "bank")
DEMANDS = ("content", "argument", "inference", "words")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of options and choices on paper and on slides

Response = str | list[str] | dict[str, str]
LONGEST_RESPONSE = 6_000  # characters of all its parts, and its parts


class Card(NamedTuple):
    """A card made of a question, or of a part of it (`part` is "" or the part's id): one thing to know."""

    part: str
    front: Markup
    back: Markup


class Result(msgspec.Struct, frozen=True):
    """What grading found. `score` is 0 to 1, or None where the learner judges (open items).

    `marks` says of each option or row that matters: "right", "wrong" or "missed".
    """

    status: str
    score: float | None
    marks: dict[str, str]


def scored(score: float, marks: dict[str, str]) -> Result:
    """Return the result for a score of 0 to 1."""
    return Result("right" if score == 1 else "wrong" if score == 0 else "partly", score, marks)


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question. A kind adds fields of its own and says how it is checked, graded, shown, printed and exported.

    The methods that raise NotImplementedError are what a kind has to say; the others have an answer that fits most.
    """

    id: str
    part: str
    kind: str
    objective: str
    demand: str
    difficulty: int
    places: list[str]
    prompt: Text
    new: bool = False  # about sentences that stand in no essay and make the same move
    hints: list[Text] = []  # shown one after the other, on demand

    script: ClassVar[str]  # the piece of script that draws it: widgets/quiz/kinds/….js
    hint: ClassVar[Text]  # how it is answered, on the screen
    paper_hint: ClassVar[Text]  # how it is answered, on paper
    missed_mark: ClassVar[str] = "missed"  # how a right option is marked that was not chosen
    seconds: ClassVar[int] = 60  # it takes to answer and to read what is said of the answer: an estimate
    is_scored: ClassVar[bool] = True  # False: nobody but the learner can judge the answer

    def marks_shown(self, result: Result, reveal: bool = True) -> dict[str, str]:
        """Return the marks as a learner sees them; what was not chosen but right only with `reveal`."""
        names = {"missed": self.missed_mark}
        return {part: names.get(mark, mark) for part, mark in result.marks.items() if reveal or mark != "missed"}

    # ---- its file ----

    def check(self, path: Path) -> None:
        """Raise DataError, with file, entry and field, unless every place is in the text and the key can be right."""
        for field, place in [("places", p) for p in self.places or [""]] + self.named_places():
            checked_passage(path, self.id, field, place)
        self.check_key(path)

    def check_key(self, path: Path) -> None:
        """Raise DataError unless the fields of this kind make a question with a key that can be right."""
        raise NotImplementedError

    def named_places(self) -> list[tuple[str, str]]:
        """Return the places that the fields of this kind name, each with the field's name."""
        return []

    def decisive_places(self) -> list[str]:
        """Return the places that decide the question."""
        return [place for _, place in self.named_places()]

    def denied_at(self) -> str | None:
        """Return the sentence that does not bear out what this item states; None where it states nothing that fails so."""
        return None

    def read_with(self) -> list[str]:
        """Return the places to be read with the question where the text does not lie beside it; none before reading."""
        return [] if self.part == "before" else self.places

    # ---- an answer ----

    def grade(self, response: Response) -> Result:
        """Return the result of a response. Raises ResponseError for an empty one, or one that does not fit."""
        raise NotImplementedError

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        """Return what a learner is told of an answer; without `reveal` nothing that was not chosen is given away."""
        raise NotImplementedError

    def is_handed_in(self, response: Response) -> bool:
        """Return whether a response answers the question; False where it is only a first step towards that."""
        return True

    def recalled(self, response: Response) -> str:
        """Return an answer in words, to be recalled later."""
        return str(response)

    def wrong_choices(self, response: Response) -> list[str]:
        """Return what was chosen wrongly, for counting in a class; nothing where that cannot be counted."""
        return []

    def choice_words(self, choice: str) -> str:
        """Return one of the `wrong_choices` in words."""
        return choice

    def left_out(self, response: Response) -> list[str]:
        """Return what should have been chosen too, where several can be; nothing where that cannot be counted."""
        return []

    def choice_letter(self, choice: str) -> str:
        """Return how paper names a choice: B, or (2) C in a row; nothing where it has no letter there."""
        return ""

    def choice_taught(self, choice: str) -> str:
        """Return what the course says of a choice; nothing where it says nothing of that one."""
        return ""

    def written(self, response: Response) -> str:
        """Return what a learner wrote that only a reader can judge; nothing where the program judges."""
        return ""

    def criteria(self) -> list[tuple[str, str, list[str]]]:
        """Return what a written answer is judged by: each with its id, its words, and what its levels look like, if any."""
        return []

    def own_levels(self, response: Response) -> dict[str, str]:
        """Return how a learner rated what they wrote: a level by criterion."""
        return {}

    def how_far(self, response: Response) -> str:
        """Return how near a guess came: "right", "near" or "far"; nothing where nothing is guessed."""
        return ""

    def miss(self, response: Response) -> float | None:
        """Return how far off a guessed number was, as a share of the true one; None where there is none."""
        return None

    # ---- on a page ----

    def sent(self) -> dict:
        """Return what the piece of script needs to draw the question; nothing that tells the answer."""
        return {}

    def body(self) -> Markup:
        """Return what the question gives to choose from, as plain HTML."""
        return Markup("")

    def key(self) -> Markup:
        """Return the right answer with its reasons, as plain HTML."""
        raise NotImplementedError

    # ---- on paper and slides ----

    def paper(self) -> Markup:
        """Return what the question gives to choose from, with room to answer by hand."""
        raise NotImplementedError

    def paper_key(self) -> Markup:
        """Return the answer for a teacher; what is wrong is marked `data-key="no"`."""
        raise NotImplementedError

    # ---- in a class, all at once ----

    def live(self) -> dict:
        """Return how a class answers it on its phones: the `form`, and what there is to choose from; empty where it cannot."""
        return {}

    def counted(self, response: Response) -> list[str]:
        """Return the parts of an answer that are counted, once each; nothing where words are gathered."""
        return []

    def counted_right(self) -> list[str]:
        """Return those parts that are right, as `counted` gives them."""
        return []

    # ---- on cards ----

    def cards(self) -> list[Card]:
        """Return the question as small cards; none where it cannot be learnt from one."""
        return [Card("", self.body(), self.key())]

    def brief_key(self) -> str:
        """Return the answer in a few signs, by the letters and numbers on paper; "" where learners answer in their words."""
        return ""

    # ---- in other programs ----

    def asked(self) -> str:
        """Return the question as one text, with all that it speaks of."""
        return str(self.prompt)

    def gift(self, plain: Callable[[object], str]) -> str:
        """Return the answers in Moodle GIFT; `plain` escapes a text for it."""
        raise NotImplementedError

    def qti(self) -> Qti:
        """Return the question's part of a QTI item."""
        raise NotImplementedError


class ResponseError(ValueError):
    """A response that is empty or does not fit its item, said in the learner's language."""

    def __init__(self, item: Item, key: str, **details):
        super().__init__(f"{item.id}: {say(key, **details)}")


def grade(item: Item, response: Response) -> Result:
    """Return the result of a response to an item, by the rule of its kind. Raises ResponseError if it does not fit."""
    if response and not can_be_kept(response):  # an empty one its kind answers
        raise ResponseError(item, "no_response")
    return item.grade(response)


def can_be_kept(response: object) -> bool:
    """Return whether a response is one that a log can keep: of the right types, whole characters, not endless."""
    parts = [*response, *response.values()] if isinstance(response, dict) else response
    parts = parts if isinstance(parts, list) else [parts]
    if not all(isinstance(part, str) for part in parts):
        return False
    try:
        "".join(parts).encode()
    except UnicodeEncodeError:  # half a character: no file of text can hold it
        return False
    return sum(map(len, parts)) + len(parts) <= LONGEST_RESPONSE


def fits(item: Item, response: Response) -> bool:
    """Return whether a response kept earlier still fits the item; where it has changed since, it may not."""
    try:
        grade(item, response)
    except ResponseError:
        return False
    return True


def check_unique(item: Item, field: str, path: Path) -> None:
    """Raise DataError where two entries under a field have one id."""
    for i, times in Counter(entry.id for entry in getattr(item, field)).items():
        if times > 1:
            raise problem(path, item.id, field, f"the id {i!r} is used twice")
