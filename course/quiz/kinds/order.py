"""Putting the steps of an argument in order."""

import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import msgspec
from markupsafe import Markup

from ...base import Text, join, problem
from ..html import listed, told, verdict
from ..item import Item, Response, ResponseError, Result, check_unique, scored
from ..other_formats import TOLD, Qti, element, gift_pairs
from ..words import WORDS, say


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step, and the sentence it stands in."""

    id: str
    text: Text
    see: str


class Order(Item):
    """Steps, written down in the right order and shown mixed up; `feedback` says why this order."""

    steps: list[Step]
    feedback: Text | None = None

    script = "order"
    seconds = 90
    hint, paper_hint = WORDS["order"], WORDS["paper_order"]

    def check_key(self, path: Path) -> None:
        check_unique(self, "steps", path)
        if len(self.steps) < 3 or self.feedback is None:
            raise problem(path, self.id, "steps", "an order item needs three steps or more, and feedback")

    def named_places(self) -> list[tuple[str, str]]:
        return [(f"steps.{s.id}.see", s.see) for s in self.steps]

    def mixed(self) -> list[Step]:
        """Return the steps mixed up: the same in every session, and never in the right order."""
        steps = list(self.steps)
        draw = random.Random(self.id)
        while steps == self.steps:
            draw.shuffle(steps)
        return steps

    def grade(self, response: Response) -> Result:
        """The share of pairs of steps that stand in the right order."""
        right = [step.id for step in self.steps]
        fits = isinstance(response, list) and all(isinstance(i, str) for i in response)
        if not fits or sorted(response) != sorted(right):
            raise ResponseError(self, "order_all")
        place = {i: n for n, i in enumerate(response)}
        pairs = list(combinations(right, 2))
        marks = {i: "right" if place[i] == n else "wrong" for n, i in enumerate(right)}
        return scored(sum(place[a] < place[b] for a, b in pairs) / len(pairs), marks)

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        return told(verdict(result, reveal), self.key() if reveal else Markup(""), reveal)

    def sent(self) -> dict:
        return {"steps": [{"id": step.id, "text": str(step.text)} for step in self.mixed()]}

    def body(self) -> Markup:
        return listed(s.text for s in self.mixed())

    def key(self) -> Markup:
        return Markup("<p><b>{}</b></p>{}").format(say("right_order"), self.paper_key())

    def paper(self) -> Markup:
        rows = join((s.text for s in self.mixed()), each='<li><span class="box"></span> {}</li>')
        return Markup('<ul class="rows">{}</ul>').format(rows)

    def paper_key(self) -> Markup:
        steps = join(((s.text, s.see) for s in self.steps), each="<li>{} <small>{}</small></li>")
        return Markup("<ol>{}</ol><p>{}</p>").format(steps, self.feedback)

    def brief_key(self) -> str:
        return " ".join(str(self.steps.index(step) + 1) for step in self.mixed())

    def gift(self, plain: Callable[[object], str]) -> str:
        """GIFT has no ordering: steps are matched to their places."""
        place = {step.id: str(n) for n, step in enumerate(self.steps, 1)}
        return gift_pairs([(str(s.text), place[s.id]) for s in self.mixed()], str(self.feedback), plain)

    def qti(self) -> Qti:
        steps = [element("simpleChoice", s.text, identifier=s.id) for s in self.mixed()]
        body = element(
            "orderInteraction", element("prompt", self.prompt), *steps, responseIdentifier="RESPONSE", shuffle="false"
        )
        right = [step.id for step in self.steps]
        return Qti("identifier", "ordered", right, {}, [(TOLD, str(self.feedback))], False, body)


KINDS = {"order": Order}
