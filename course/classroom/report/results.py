"""What the answers of a class say: how hard each question was and whether it tells good readers from others, and where
each learner stands.

Counted is a learner's first answer after reading began: later ones were given after an explanation.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import correlation, mean
from typing import NamedTuple

from ...lessons import all_items
from ...progress import Attempt, by_lesson, by_objective, latest_scores
from ...quiz import Item

FEWEST = 10  # learners below whom no discrimination is given: a correlation of so few says nothing
STUCK = 2  # wrong answers to one question, and none right after them
_MANY = 20  # learners from whom on a question is suspected

Class = Mapping[str, Sequence[Attempt]]


class ItemResult(NamedTuple):
    """One question in one class.

    `facility` is the mean of first scores (0 to 1, higher is easier), `difficulty` 1 − facility, `discrimination` the
    correlation of the item's score with the mean of the learner's other first scores (−1 to 1; None where too few
    answered, or all alike). `wrong` counts what was chosen wrongly. `suspect` is true where good readers prefer an
    answer that counts as wrong.
    """

    item: Item
    learners: int
    facility: float | None
    discrimination: float | None
    wrong: Counter
    suspect: bool

    @property
    def difficulty(self) -> float | None:
        return None if self.facility is None else 1 - self.facility


def first_answers(attempts: Sequence[Attempt]) -> dict[str, Attempt]:
    """Return the first answer to each question that was no guess before reading, by item; attempts are oldest first."""
    return {a.item: a for a in reversed(attempts) if a.sitting != "before"}  # the last to be put in stays


def item_results(learners: Class) -> list[ItemResult]:
    """Return the result of every question somebody answered, in the order of the course.

    Difficulty and discrimination are those of classical test theory: proportion correct, and the corrected item–total
    correlation (Crocker and Algina, Introduction to Classical and Modern Test Theory, ch. 14). Do not compare questions
    answered by different learners, and do not read anything into a class of ten.
    """
    firsts = {name: first_answers(attempts) for name, attempts in learners.items()}
    return [_result(item, firsts) for item in all_items() if any(item.id in f for f in firsts.values())]


def _result(item: Item, firsts: dict[str, dict[str, Attempt]]) -> ItemResult:
    given = {name: f[item.id] for name, f in firsts.items() if item.id in f}
    scored = {name: a.score for name, a in given.items() if a.score is not None}
    rest = {name: r for name in scored if (r := rest_score(firsts[name], item.id)) is not None}
    found = _correlation([(scored[name], r) for name, r in rest.items()])
    wrong = Counter(choice for a in given.values() for choice in item.wrong_choices(a.response))
    facility = mean(scored.values()) if scored else None
    return ItemResult(item, len(given), facility, found, wrong, _suspect(item, given, rest, found))


def rest_score(first: Mapping[str, Attempt], left_out: str) -> float | None:
    """Return the mean of a learner's first scores at all questions but one; None where there is no other."""
    scores = [a.score for item, a in first.items() if item != left_out and a.score is not None]
    return mean(scores) if scores else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    if len(pairs) < FEWEST or len(set(xs)) < 2 or len(set(ys)) < 2:
        return None
    return correlation(xs, ys)


def _suspect(item: Item, given: Mapping[str, Attempt], rest: Mapping[str, float], found: float | None) -> bool:
    """True where the better learners do worse at this question, and more of them agree on one wrong answer than on the
    right one; `rest` are their scores at all others, `found` the correlation with them."""
    if found is None or len(rest) < _MANY or found >= 0:
        return False
    able = sorted(rest, key=rest.get)[-max(1, len(rest) // 3) :]
    wrong = Counter(choice for name in able for choice in set(item.wrong_choices(given[name].response)))
    right = sum(given[name].score == 1 for name in able)
    return bool(wrong) and wrong.most_common(1)[0][1] > right


class LearnerResult(NamedTuple):
    """One learner: questions answered, mean of latest scores, how far in each lesson begun, where they are stuck."""

    name: str
    answered: int
    score: float | None
    last_lesson: str
    unfinished: dict[str, tuple[int, int]]
    stuck: list[str]
    last_day: str


def learner_results(learners: Class) -> list[LearnerResult]:
    """Return the result of every learner, those stuck at the most questions first."""
    results = (_learner(name, attempts) for name, attempts in learners.items())
    return sorted(results, key=lambda r: (-len(r.stuck), r.name))


def _learner(name: str, attempts: Sequence[Attempt]) -> LearnerResult:
    latest = latest_scores(attempts)
    scores = [s for s in latest.values() if s is not None]
    begun = {plan.id: (s.answered, s.of) for plan, s in by_lesson(attempts) if 0 < s.answered < s.of}
    last, score = attempts[-1], mean(scores) if scores else None
    lesson = last.item[1:3] if last.item.startswith("q") else "—"
    return LearnerResult(name, len(latest), score, lesson, begun, stuck_items(attempts), last.at[:10])


def stuck_items(attempts: Sequence[Attempt]) -> list[str]:
    """Return the questions answered wrongly twice or more since last answered rightly, in the order of the course."""
    misses: Counter = Counter()
    for a in attempts:
        if a.sitting != "before" and a.score is not None:
            misses[a.item] = 0 if a.score == 1 else misses[a.item] + 1
    return sorted(item for item, n in misses.items() if n >= STUCK)


def objective_scores(learners: Class) -> dict[str, dict[str, float | None]]:
    """Return for each learner the mean latest score of each objective (0 to 1; None where none of it was answered)."""
    return {name: {i: s.score for i, _, s in by_objective(attempts)} for name, attempts in learners.items()}
