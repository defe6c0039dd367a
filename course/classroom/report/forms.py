"""What a class's records say of the forms taken before and after the course: how hard, how telling, how reliable, and
whether the three agree. All of it by classical test theory (Crocker and Algina, Introduction to Classical and Modern
Test Theory, ch. 7 and 14); none of it can be known before real learners have taken them.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import correlation, mean, pstdev, pvariance
from typing import NamedTuple

from ...lessons import FORMS, load_form
from ...progress import POSTTEST, PRETEST, Attempt, form_scores, taken

FEWEST = 10  # records of a form below which nothing is worked out from them
MEANS_APART = 0.10  # by so much at most may the mean of a form lie from that of all three, taken before the course
ITEMS_APART = 0.25  # and the difficulty of an item from the mean of the three that stand in its place

Class = Mapping[str, Sequence[Attempt]]
Scores = Sequence[Mapping[str, float]]  # of each learner: the score of each item


class FormItem(NamedTuple):
    """One item of a form. `facility` is the mean score (higher is easier), `difficulty` 1 − facility.

    `discrimination` is the corrected item–total correlation: with the sum of the form's other items (−1 to 1). Both are
    None where fewer than FEWEST handed the form in, the second also where all scored alike.
    """

    id: str
    facility: float | None
    discrimination: float | None

    @property
    def difficulty(self) -> float | None:
        return None if self.facility is None else 1 - self.facility


class FormResult(NamedTuple):
    """One form: how many handed it in, before or after; mean and spread of the share of points; its reliability.

    `first` is how many took it before the course and `first_mean` their mean: those alone compare the forms, because
    the lot makes them alike. Means, spread and reliability are None where fewer than FEWEST stand behind them.
    """

    form: str
    learners: int
    mean: float | None
    spread: float | None
    alpha: float | None
    first: int
    first_mean: float | None
    items: list[FormItem]


class Apart(NamedTuple):
    """Something outside the bounds: "mean" of a form, "item" or "discrimination" of an item, and how much it is."""

    what: str
    which: str
    value: float


def alpha(scores: Scores) -> float | None:
    """Return Cronbach's alpha: k/(k − 1) · (1 − Σ σᵢ² / σₜ²), σᵢ² the variance of an item and σₜ² that of the sums.

    Where every score is 0 or 1 this is KR-20 (Kuder and Richardson 1937). It speaks of this form in this group: a group
    of equals has a low one. None where all have one sum. Source: Cronbach (1951), Psychometrika 16, 297–334.
    """
    items = list(scores[0])
    whole = pvariance([sum(s.values()) for s in scores])
    if not whole:
        return None
    parts = sum(pvariance([s[i] for s in scores]) for i in items)
    return len(items) / (len(items) - 1) * (1 - parts / whole)


def discrimination(scores: Scores, item: str) -> float | None:
    """Return the corrected item–total correlation of an item; None where its scores, or those of the rest, are all alike."""
    own, rest = [s[item] for s in scores], [sum(s.values()) - s[item] for s in scores]
    return correlation(own, rest) if len(set(own)) > 1 and len(set(rest)) > 1 else None


def form_results(learners: Class) -> list[FormResult]:
    """Return the result of each form, worked out from all that was handed in, before the course and after it.

    A learner stands in each form at most once. Scores are worked out again by the key.
    """
    first = _handed(learners.values(), PRETEST)
    last = _handed(learners.values(), POSTTEST)
    return [_result(form, first[form] + last[form], first[form]) for form in FORMS]


def _handed(learners: Iterable[Sequence[Attempt]], sitting: str) -> dict[str, list[dict[str, float]]]:
    found: dict[str, list[dict[str, float]]] = {form: [] for form in FORMS}
    for attempts in learners:
        test = taken(sitting, attempts)
        if test.over:
            found[test.form].append(form_scores(test))
    return found


def _result(form: str, scores: Scores, first: Scores) -> FormResult:
    ids = [item.id for item in load_form(form).scored]
    enough, shares = len(scores) >= FEWEST, [_share(s) for s in scores]
    items = [FormItem(i, None, None) for i in ids]
    if enough:
        items = [FormItem(i, mean(s[i] for s in scores), discrimination(scores, i)) for i in ids]
    first_mean = mean(map(_share, first)) if len(first) >= FEWEST else None
    known = (mean(shares), pstdev(shares), alpha(scores)) if enough else (None, None, None)
    return FormResult(form, len(scores), *known, len(first), first_mean, items)


def _share(scores: Mapping[str, float]) -> float:
    return sum(scores.values()) / len(scores)


def apart(results: Sequence[FormResult]) -> list[Apart]:
    """Return what lies outside the bounds within which the forms should agree; what is not known is not in it."""
    found = []
    known = [r for r in results if r.first_mean is not None]
    if len(known) > 1:
        middle = mean(r.first_mean for r in known)
        found += [Apart("mean", r.form, r.first_mean - middle) for r in known if abs(r.first_mean - middle) > MEANS_APART]
    found += [Apart("discrimination", i.id, i.discrimination) for r in results for i in r.items if _against(i, r.learners)]
    for row in zip(*(r.items for r in results)):
        rated = [i for i in row if i.facility is not None]
        if len(rated) > 1:
            middle = mean(i.facility for i in rated)
            found += [Apart("item", i.id, i.facility - middle) for i in rated if abs(i.facility - middle) > ITEMS_APART]
    return found


def _against(item: FormItem, learners: int) -> bool:
    """True where those who do well get an item wrong, and more so than chance explains: below −2/√n (two standard errors)."""
    return item.discrimination is not None and item.discrimination < -2 / sqrt(learners)
