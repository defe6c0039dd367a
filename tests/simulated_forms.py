"""Learners who do not exist take a form before the course and another after it. Their ability, and what they gain, is known.

A question is answered by the three-parameter logistic model (Birnbaum 1968): c + (1 − c) / (1 + exp(−a (ability − difficulty))),
c the chance of a guess. An item keeps its a and its difficulty in all three forms: that the forms are equally hard is put
in here, and so cannot come out as a finding. `harder` makes a form harder, to see whether that is noticed.
"""

import math
import random
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from course.lessons import FORMS, load_form
from course.progress import FINISH, POSTTEST, PRETEST, START, Attempt, draw_form, form_name
from course.quiz import Item, grade

ITEMS = len(load_form("K").scored)


class Simulation:
    """A class, drawn from one seed: the items' parameters, and then learner after learner."""

    def __init__(self, seed: int, harder: Mapping[str, float] = {}):
        self.draw, self.harder = random.Random(seed), harder
        # Not all items are equally good at telling learners apart, nor equally hard.
        self.items = [(self.draw.uniform(0.8, 1.8), self.draw.gauss(0, 0.8)) for _ in range(ITEMS)]
        self.clock = datetime(2026, 3, 2, tzinfo=UTC)

    def chance(self, number: int, ability: float, guess: float, form: str) -> float:
        a, difficulty = self.items[number]
        return guess + (1 - guess) / (1 + math.exp(-a * (ability - difficulty - self.harder.get(form, 0))))

    def expected(self, ability: float, form: str = "K") -> float:
        """Return the mean share of points that a learner of this ability gets."""
        return sum(self.chance(n, ability, guess_of(i), form) for n, i in enumerate(load_form(form).scored)) / ITEMS

    def attempt(self, item: str, sitting: str, response, score: float | None = None) -> Attempt:
        self.clock += timedelta(seconds=1)
        return Attempt(item, sitting, response, score, self.clock.isoformat(timespec="milliseconds"), uuid.UUID(int=self.draw.getrandbits(128)).hex)

    def test(self, sitting: str, ability: float, before: list[Attempt]) -> list[Attempt]:
        """Return the attempts of one sitting, on a form drawn as in the course."""
        form = draw_form(sitting, before, self.draw.choice)
        given = [self.attempt(form_name(form), sitting, START)]
        for number, item in enumerate(load_form(form).scored):
            response = self.response(item, self.chance(number, ability, guess_of(item), form))
            given.append(self.attempt(item.id, sitting, response, grade(item, response).score))
        return [*given, self.attempt(form_name(form), sitting, FINISH)]

    def response(self, item: Item, chance: float):
        if item.kind == "match":
            others = {r.id: [c.id for c in item.choices if c.id != r.answer] for r in item.rows}
            return {r.id: r.answer if self.draw.random() < chance else self.draw.choice(others[r.id]) for r in item.rows}
        right = self.draw.random() < chance
        return self.draw.choice([o.id for o in item.options if o.correct == right])

    def learner(self, ability: float, gain: float) -> list[Attempt]:
        """Return the attempts of a learner who takes both tests, and whose ability grows by `gain` in between."""
        first = self.test(PRETEST, ability, [])
        return first + self.test(POSTTEST, ability + gain, first)


def guess_of(item: Item) -> float:
    return 1 / len(item.choices if item.kind == "match" else item.options)


assert all(len(load_form(f).scored) == ITEMS for f in FORMS)
