"""A guess before something is shown: a number, a word, or one of a few things. It is kept and never scored."""

import math
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from ...base import Text, join, problem
from ..html import listed
from ..item import LETTERS, Card, Item, Response, ResponseError, Result, check_unique
from ..other_formats import TOLD, Qti, element
from ..spelling import plain as compared
from ..words import WORDS, say
from .cloze import LONGEST_WORD
from .match import Target

_GAP = Markup('<p><span class="gap"></span> {}</p>')


class Guess(Item, kw_only=True):
    """Exactly one of `number`, `word` and `options` says what is guessed.

    A number has a `unit` (in English “group|groups” where 1 needs another form) and is `near` if it is off by no more;
    a word has others that are right too (`accept`), options an `answer`. `feedback` says what to look at now.
    """

    number: float | None = None
    near: float = 0
    unit: Text | None = None
    word: str | None = None
    accept: list[str] = []
    options: list[Target] = []
    answer: str | None = None
    feedback: Text

    script = "guess"
    is_scored, seconds = False, 30
    hint, paper_hint = WORDS["guess_then_compare"], WORDS["paper_guess"]

    # ---- its file ----

    def check_key(self, path: Path) -> None:
        if self.part != "guess":
            raise problem(path, self.id, "part", "a guess stands in the part guess")
        given = {"number": self.number is not None, "word": self.word is not None, "options": bool(self.options)}
        if sum(given.values()) != 1:
            here = " and ".join(name for name, is_given in given.items() if is_given) or "none of them"
            raise problem(path, self.id, "number", f"give exactly one of number, word and options; here {here}")
        belongs = {
            "near": (self.near == 0, "number"), "unit": (self.unit is None, "number"),
            "accept": (not self.accept, "word"), "answer": (self.answer is None, "options"),
        }  # fmt: skip
        for field, (absent, goes_with) in belongs.items():
            if not absent and not given[goes_with]:
                raise problem(path, self.id, field, f"goes with {goes_with} only")
        if not all(math.isfinite(n) and n >= 0 for n in (self.number or 0, self.near)):
            raise problem(path, self.id, "number" if math.isfinite(self.near) and self.near >= 0 else "near", "0 or more")
        if self.word is not None and not all(map(compared, (self.word, *self.accept))):
            raise problem(path, self.id, "word", "a word has letters or characters")
        if self.options:
            check_unique(self, "options", path)
            if self.answer not in self._names() or len(self.options) < 2:
                raise problem(path, self.id, "answer", f"one of two options or more; there is no option {self.answer!r}")

    def _names(self) -> dict[str, str]:
        return {o.id: str(o.text) for o in self.options}

    # ---- an answer ----

    def grade(self, response: Response) -> Result:
        """A guess is noted; of options, the one it is has a mark."""
        self._checked(response)
        marks = {self.answer: "right" if response == self.answer else "key"} if self.options else {}
        return Result("noted", None, marks)

    def _checked(self, response: Response) -> None:
        if not isinstance(response, str) or not response.strip():
            raise ResponseError(self, "choose_one" if self.options else "guess_something")
        if len(response) > LONGEST_WORD:
            raise ResponseError(self, "too_long_word", n=len(response), most=LONGEST_WORD)
        if self.options and response not in self._names():
            raise ResponseError(self, "no_option", which=repr(response))
        if self.word is not None and not compared(response):
            raise ResponseError(self, "guess_something")
        if self.number is not None and _number(response) is None:
            raise ResponseError(self, "guess_number")

    def miss(self, response: Response) -> float | None:
        return abs(self._off(response)) / self.number if self.number else None

    def _off(self, response: str) -> float:
        """Return by how much a guessed number is too high (below 0: too low)."""
        return _number(response) - self.number

    def how_far(self, response: Response) -> str:
        """A word or an option is never near."""
        if self.number is not None:
            off = abs(self._off(response))
            return "right" if math.isclose(off, 0, abs_tol=1e-9) else "near" if off <= self.near + 1e-9 else "far"
        right = {self.answer} if self.options else set(map(compared, (self.word, *self.accept)))
        return "right" if (response if self.options else compared(response)) in right else "far"

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        """Told at once and in full: a guess is not tried again until it is right."""
        return Markup("<p><b>{}</b></p><p>{}</p>").format(self._compared(response), self.feedback)

    def _compared(self, response: str) -> str:
        how, guessed, true = self.how_far(response), self.recalled(response), self._truth()
        if self.number is None:
            return say("guess_right" if how == "right" else "guess_other", guess=guessed, true=true)
        if how == "right":
            return say("guess_number_right", guess=guessed)
        off = self._off(response)
        unit = WORDS["percentage_points"] if str(self.unit) == "%" else self.unit
        by = say("guess_high" if off > 0 else "guess_low", by=_counted(abs(off), unit))
        return say(f"guess_number_{how}", guess=guessed, true=true, by=by)

    def recalled(self, response: Response) -> str:
        if self.number is not None:
            return _counted(_number(response), self.unit)
        return self._names()[response] if self.options else response.strip()

    def _truth(self) -> str:
        if self.number is not None:
            return _counted(self.number, self.unit)
        return self._names()[self.answer] if self.options else self.word

    def wrong_choices(self, response: Response) -> list[str]:
        return [] if self.how_far(response) == "right" else [response.strip()]

    def choice_words(self, choice: str) -> str:
        return self.recalled(choice)

    def choice_letter(self, choice: str) -> str:
        return next((letter for letter, o in zip(LETTERS, self.options) if o.id == choice), "")

    # ---- on a page ----

    def sent(self) -> dict:
        form = "options" if self.options else "word" if self.number is None else "number"
        options = [{"id": o.id, "html": Markup.escape(o.text)} for o in self.options]
        words = {"submit": say("guess_submit"), "retry": say("guess_again")}
        return {"form": form, "unit": self._unit(), "options": options, "words": words}

    def _unit(self) -> str:
        return str(self.unit or "").rpartition("|")[2]

    def body(self) -> Markup:
        return listed(o.text for o in self.options) if self.options else Markup("")

    def key(self) -> Markup:
        return Markup("<p><b>{}</b> {}</p>").format(self._truth(), self.feedback)

    # ---- in a class, all at once ----

    def live(self) -> dict:
        if not self.options:
            return {"form": "word" if self.number is None else "number", "unit": self._unit()}
        options = [{"id": o.id, "name": n, "text": str(o.text)} for n, o in zip(LETTERS, self.options)]
        return {"form": "choose", "several": False, "options": options}

    def counted(self, response: Response) -> list[str]:
        if self.number is not None:
            return [f"{_number(response):.10g}"]
        return [response if self.options else compared(response)]

    def counted_right(self) -> list[str]:
        if self.number is not None:
            return [f"{self.number:.10g}"]
        return [self.answer] if self.options else [*map(compared, (self.word, *self.accept))]

    # ---- on paper, on cards and in other programs ----

    def cards(self) -> list[Card]:
        """A guess is made once, before counting."""
        return []

    def paper(self) -> Markup:
        if not self.options:
            return _GAP.format(self._unit())
        row = '<li><span class="letter">{}</span> <span>{}</span></li>'
        rows = join(zip(LETTERS, self._names().values()), each=row)
        return Markup('<ol class="options">{}</ol>').format(rows)

    def paper_key(self) -> Markup:
        return self.key()

    def brief_key(self) -> str:
        return self.choice_letter(self.answer) if self.options else self._truth()

    def asked(self) -> str:
        return f"{self.prompt} {' / '.join(self._names().values())}".strip()

    def _told(self) -> str:
        return f"{self._truth()} {self.feedback}"

    def gift(self, plain: Callable[[object], str]) -> str:
        """A text without points: a guess is never scored."""
        return f"\t####{plain(self._told())}"

    def qti(self) -> Qti:
        if self.options:
            shown = [element("simpleChoice", o.text, identifier=o.id) for o in self.options]
            body = element(
                "choiceInteraction", element("prompt", self.prompt), *shown, responseIdentifier="RESPONSE", shuffle="false", maxChoices="1"
            )  # fmt: skip
            return Qti("identifier", "single", [], {}, [(TOLD, self._told())], False, body)
        body = element("p", f"{self.prompt} ", element("textEntryInteraction", responseIdentifier="RESPONSE"), f" {self._unit()}")
        return Qti("string", "single", [], {}, [(TOLD, self._told())], False, body)


def _counted(number: float, unit: Text | None) -> str:
    """Return a number with its unit: 1 group, 3 groups."""
    one, _, other = str(unit or "").partition("|")
    return f"{number:,.10g} {one if number == 1 or not other else other}".strip()


def _number(response: str) -> float | None:
    """Return the number written, full-width digits included; None where it is none."""
    try:
        number = float(response.replace(",", "").replace("，", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


KINDS = {"guess": Guess}
