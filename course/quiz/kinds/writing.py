"""A short piece of writing in three steps: rate three samples, write, rate what one wrote by the same rubric."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from markupsafe import Markup

from ...base import Text, join, problem
from ..html import listed
from ..item import Card, Item, Response, ResponseError, Result, check_unique
from ..other_formats import TOLD, Qti, element
from ..words import WORDS, say
from .open import LONGEST_ANSWER

LEVELS = ("1", "2", "3")  # weak, fair, good
TEXT, SELF = "text", "self-"  # in a response: what was written; and before a criterion, how it was rated
_LINE = 22  # characters by hand on a line of paper
_WORDS = 3 / 4  # English words for a Chinese character, as the tasks themselves say
_Name = Annotated[str, msgspec.Meta(pattern=r"^(?!text$|self-)[a-z0-9-]{1,20}$")]


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a piece is judged by, and what it looks like at each level, the weakest first."""

    id: _Name
    text: Text
    levels: Annotated[list[Text], msgspec.Meta(min_length=3, max_length=3)]


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece to be rated, how we rate it, and why."""

    id: _Name
    level: int
    text: Text
    feedback: Text


class Writing(Item):
    """A task of about so many Chinese `characters`, its `rubric`, three `samples` to be rated first, and good answers.

    A response is a dict of strings: a level for each sample; with it the `text`; with that a level for each `self-`
    criterion. Each step handed in is an attempt with all there is so far.
    """

    characters: Annotated[int, msgspec.Meta(ge=10, le=1000)]
    rubric: list[Criterion]
    samples: list[Sample]
    models: list[Text]

    script = "writing"
    is_scored = False
    hint, paper_hint = WORDS["write_piece"], WORDS["paper_writing"]

    @property
    def seconds(self) -> int:
        """Rating three samples and oneself, and writing: 25 characters a minute."""
        return 180 + round(self.characters * 60 / 25)

    @property
    def lines(self) -> int:
        """The lines it takes by hand, and one more."""
        return math.ceil(self.characters / _LINE) + 1

    # ---- its file ----

    def check_key(self, path: Path) -> None:
        if self.part != "writing":
            raise problem(path, self.id, "part", "a piece of writing stands in the part writing")
        for field, fewest, most in (("rubric", 2, 3), ("samples", 3, 3), ("models", 1, 2)):
            if not fewest <= (here := len(getattr(self, field))) <= most:
                wanted = f"{fewest}" if fewest == most else f"{fewest} or {most}"
                raise problem(path, self.id, field, f"give {wanted} of them, here {here}")
        check_unique(self, "rubric", path)
        check_unique(self, "samples", path)
        levels = [s.level for s in self.samples]
        if sorted(levels) != [1, 2, 3] or levels in ([1, 2, 3], [3, 2, 1]):
            what = f"one weak (1), one fair (2), one good (3), not in order of their levels; here {levels}"
            raise problem(path, self.id, "samples", what)

    # ---- an answer ----

    def grade(self, response: Response) -> Result:
        """Everything is noted and nothing scored: "begun" until the learner has rated the own text."""
        if not isinstance(response, dict):
            raise ResponseError(self, "rate_all")
        text, own = response.get(TEXT), {i: level for i, level in response.items() if i.startswith(SELF)}
        rated = {i: level for i, level in response.items() if i != TEXT and i not in own}
        self._check_levels(rated, (s.id for s in self.samples), "rate_all")
        if text is None and not own:
            return Result("begun", None, {})
        if not (text or "").strip():
            raise ResponseError(self, "write_first")
        if len(text) > LONGEST_ANSWER:
            raise ResponseError(self, "too_long_answer", n=len(text), most=LONGEST_ANSWER)
        if own:
            self._check_levels(own, (SELF + c.id for c in self.rubric), "rate_self")
        return Result("noted" if own else "begun", None, {})

    def _check_levels(self, given: dict[str, str], wanted: Iterable[str], told: str) -> None:
        if set(given) != set(wanted) or not set(given.values()) <= set(LEVELS):
            raise ResponseError(self, told)

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        """What is due after each step; the script puts what has a `data-at` to its place there."""
        told = join(((s.id, self._rated(s, response[s.id])) for s in self.samples), each='<p data-at="{}">{}</p>')
        if TEXT not in response:
            return told + Markup("<p>{}</p>").format(say("writing_rated"))
        told += Markup('<div data-at="models">{}</div>').format(self._models())
        return told + Markup("<p>{}</p>").format(say("writing_done" if result.status == "noted" else "writing_written"))

    def _rated(self, sample: Sample, yours: str) -> Markup:
        ours = say(f"level_{sample.level}")
        words = say("writing_ours", ours=ours)
        if yours != str(sample.level):
            words = say("writing_other", yours=say(f"level_{yours}"), ours=ours)
        return Markup("<b>{}</b> {}").format(words, sample.feedback)

    def _models(self) -> Markup:
        return join(((say("model"), model) for model in self.models), each="<p><b>{}</b> {}</p>")

    def is_handed_in(self, response: Response) -> bool:
        return not (isinstance(response, dict) and TEXT not in response)

    def recalled(self, response: Response) -> str:
        return response.get(TEXT, "")

    def written(self, response: Response) -> str:
        return self.recalled(response).strip()

    def criteria(self) -> list[tuple[str, str, list[str]]]:
        return [(c.id, str(c.text), list(map(str, c.levels))) for c in self.rubric]

    def own_levels(self, response: Response) -> dict[str, str]:
        return {i.removeprefix(SELF): level for i, level in response.items() if i.startswith(SELF)}

    # ---- on a page ----

    def sent(self) -> dict:
        words = {"submit": "writing_next", "retry": "writing_again", "empty": "writing_unfinished"}
        return {
            "characters": self.characters,
            "english": round(self.characters * _WORDS),
            "rubric": [{"id": SELF + c.id, "text": str(c.text), "levels": list(map(str, c.levels))} for c in self.rubric],
            "samples": [{"id": s.id, "name": n, "text": str(s.text)} for n, s in self._named()],
            "rubric_html": self._rubric(),
            "levels": self._levels(),
            "heads": [say("writing_rate"), f"{say('writing_write')}　{say('writing_about', of=self.characters)}", say("writing_self")],
            "count": str(WORDS["writing_count"]),
            "count_words": str(WORDS["writing_count_words"]),
            "words": {key: say(name) for key, name in words.items()},
        }

    def _named(self) -> list[tuple[str, Sample]]:
        return [(say("writing_sample", n=n), s) for n, s in enumerate(self.samples, 1)]

    def _levels(self) -> list[str]:
        return [say(f"level_{level}") for level in LEVELS]

    def _rubric(self) -> Markup:
        """Each criterion with what is weak, fair and good by it."""
        rows = ((c.text, join(zip(self._levels(), c.levels), each="<li><b>{}</b> {}</li>")) for c in self.rubric)
        return listed(rows, "<li>{}<ul>{}</ul></li>")

    def body(self) -> Markup:
        samples = join(((name, s.text) for name, s in self._named()), each="<p><b>{}</b> {}</p>")
        about = Markup("<p>{}</p>").format(say("writing_about", of=self.characters))
        return about + Markup("<p><b>{}</b></p>{}{}").format(say("writing_rubric"), self._rubric(), samples)

    def key(self) -> Markup:
        rows = ((name, say("writing_level"), say(f"level_{s.level}"), s.feedback) for name, s in self._named())
        return listed(rows, "<li>{} {} <b>{}</b>　{}</li>") + self._models()

    # ---- on paper, on cards and in other programs ----

    def cards(self) -> list[Card]:
        """A piece of writing is no card."""
        return []

    def paper(self) -> Markup:
        about = Markup("<p>{}</p>").format(say("writing_about", of=self.characters))
        head = Markup("<p><b>{}</b></p>{}").format(say("writing_rubric"), self._rubric())
        samples = join(((name, s.text) for name, s in self._named()), each='<p><span class="box"></span> <b>{}</b> {}</p>')
        return head + samples + about + Markup('<div class="lines" style="--lines: {}"></div>').format(self.lines)

    def paper_key(self) -> Markup:
        return Markup('<div class="answer">{}</div>').format(self.key())

    def asked(self) -> str:
        rubric = " / ".join(f"{c.text}: {c.levels[-1]}" for c in self.rubric)
        return f"{self.prompt} ({say('writing_about', of=self.characters)}) {say('writing_rubric')}: {rubric}"

    def _told(self) -> str:
        return " ".join(f"{say('model')}: {model}" for model in self.models)

    def gift(self, plain: Callable[[object], str]) -> str:
        return f"\t####{plain(self._told())}"

    def qti(self) -> Qti:
        prompt, lines = element("prompt", self.asked()), str(self.lines)
        body = element("extendedTextInteraction", prompt, responseIdentifier="RESPONSE", expectedLines=lines)
        return Qti("string", "single", [], {}, [(TOLD, self._told())], False, body)


KINDS = {"writing": Writing}
