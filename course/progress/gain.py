"""How much better a learner, or a class, does after the course than before it, and how uncertain that is. Pure.

Scores are worked out from the answers by the key of this course, whatever score a record claims. A question not
answered scores 0: both tests are handed in whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import sqrt
from typing import NamedTuple

from ..lessons import load_form, measured_skills
from ..quiz import fits, grade
from .attempt import POSTTEST, PRETEST, Attempt
from .forms import Taken, taken

ALL = ""  # in place of a skill: all of them
LEVEL = 0.95  # of every interval here


@cache
def _z() -> float:
    """The normal quantile for LEVEL: 1.96."""
    from statistics import NormalDist  # here and below: a page that only asks a question does without

    return NormalDist().inv_cdf((1 + LEVEL) / 2)


class Interval(NamedTuple):
    """The bounds of a 95 % confidence interval."""

    low: float
    high: float


class Gain(NamedTuple):
    """One learner's points before and after, out of `of` questions each, in one skill or (ALL) in all of them.

    `interval` is that of the difference of the two shares: see `difference`.
    """

    skill: str
    before: float
    after: float
    of: int
    interval: Interval

    @property
    def gain(self) -> float:
        """The difference of the two shares of points, −1 to 1."""
        return (self.after - self.before) / self.of


class MeanGain(NamedTuple):
    """The mean of several learners' gains: see `mean_gain`. The interval is None for fewer than two learners."""

    mean: float
    interval: Interval | None
    learners: int


def wilson(points: float, of: int) -> Interval:
    """Return the 95 % score interval of a proportion, `points` out of `of` questions (Wilson 1927).

    centre = (p + z²/2n) / (1 + z²/n), half-width = z/(1 + z²/n) · √(p(1 − p)/n + z²/4n²), p = points/n. Unlike p ± z·SE it
    stays within 0 and 1 and does not shrink to nothing where all answers are right. Points given in part count as a
    part of a question; the variance of such a score is at most p(1 − p), so the interval is not too narrow for them.
    """
    z, p = _z(), points / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def difference(before: float, after: float, of: int) -> Interval:
    """Return the 95 % interval of the difference of two proportions: Newcombe's hybrid score interval.

    With Wilson's bounds l, u of each share p: low = d − √((p₂ − l₂)² + (u₁ − p₁)²), high = d + √((u₂ − p₂)² + (p₁ − l₁)²),
    d = p₂ − p₁. Source: Newcombe (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 873–890, method 10. The questions of two forms are different questions, so the shares
    are taken as independent, each a sample of such questions. Not for comparing two learners with each other.
    """
    (l1, u1), (l2, u2), p1, p2 = wilson(before, of), wilson(after, of), before / of, after / of
    low, high = sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2), sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    return Interval(p2 - p1 - low, p2 - p1 + high)


def form_scores(test: Taken) -> dict[str, float]:
    """Return the score of each scored question of the form taken, 0 where it is not answered or no longer fits."""
    given = {i: a.response for i, a in test.answers.items()}
    items = load_form(test.form).scored
    return {i.id: grade(i, given[i.id]).score if i.id in given and fits(i, given[i.id]) else 0.0 for i in items}


def points_by_skill(test: Taken) -> dict[str, tuple[float, int]]:
    """Return (points, questions) of the form taken for each skill it measures and, last, for ALL."""
    scores = form_scores(test)
    skills = {s.id: [i.id for i in load_form(test.form).scored if i.objective == s.id] for s in measured_skills()}
    return {skill: (sum(scores[i] for i in ids), len(ids)) for skill, ids in {**skills, ALL: list(scores)}.items()}


def learner_gains(attempts: Sequence[Attempt]) -> list[Gain]:
    """Return the gain in each skill the forms measure and, last, in all; empty unless both tests are handed in.

    It is empty too where both tests were taken on one form: then it would be known. `attempts`: oldest first.
    """
    first, last = taken(PRETEST, attempts), taken(POSTTEST, attempts)
    if not (first.over and last.over) or first.form == last.form:
        return []
    before, after = points_by_skill(first), points_by_skill(last)
    rows = ((skill, before[skill][0], after[skill][0], of) for skill, (_, of) in before.items())
    return [Gain(*row, difference(*row[1:])) for row in rows]


def mean_gain(gains: Sequence[float]) -> MeanGain:
    """Return the mean of learners' gains with its 95 % interval: that of a paired comparison.

    mean ± t · s/√n with s the standard deviation of the differences and t the quantile of Student's distribution with
    n − 1 degrees of freedom. Each learner is their own control. It says how far chance in who was asked, and in what
    they happened to answer, reaches; it says nothing of what the gain comes from.
    """
    from statistics import mean, stdev

    if len(gains) < 2:
        return MeanGain(mean(gains), None, len(gains))
    middle, half = mean(gains), student(len(gains) - 1) * stdev(gains) / sqrt(len(gains))
    return MeanGain(middle, Interval(middle - half, middle + half), len(gains))


def class_gains(learners: Iterable[Sequence[Attempt]]) -> dict[str, MeanGain]:
    """Return the mean gain in each skill and in all, over those who handed in both tests; empty where nobody did."""
    found: dict[str, list[float]] = {}
    for attempts in learners:
        for row in learner_gains(attempts):
            found.setdefault(row.skill, []).append(row.gain)
    return {skill: mean_gain(gains) for skill, gains in found.items()}


# Student's t, the quantile of 97.5 %, for 1 to 6 degrees of freedom; from 7 on the series below is right to 0.001.
_FEW = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447)


def student(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t: Fisher and Cornish's series in 1/freedom (Abramowitz and Stegun 26.7.5)."""
    if freedom <= len(_FEW):
        return _FEW[freedom - 1]
    z = _z()
    terms = (
        (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96, (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )  # fmt: skip
    return z + sum(term / freedom**n for n, term in enumerate(terms, 1))


def ratings(test: Taken) -> Mapping[str, str]:
    """Return how the learner rated the written answer of a form taken: level 1 to 3 by criterion; empty if not at all."""
    rating = load_form(test.form).written[1]
    given = test.answers.get(rating.id)
    return given.response if given and fits(rating, given.response) else {}


def written(test: Taken) -> str:
    """Return the written answer of a form taken; "" where there is none."""
    item = load_form(test.form).written[0]
    given = test.answers.get(item.id)
    return given.response if given and fits(item, given.response) else ""
