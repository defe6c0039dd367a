"""What the answers of a class say: how hard each question was and whether it tells good readers from others, and where
each learner stands.

First answers count: a later one was given after an explanation, and stands beside it as “after another try”. A
question of a lesson that somebody did not answer is not right; one that only reviews ask is nobody's duty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import correlation, mean
from typing import NamedTuple

from ...lessons import all_items, lesson_items, lessons_with_items
from ...progress import Attempt
from ...quiz import Item
from .handed_in import possible

FEWEST = 10  # learners below whom no discrimination is given: a correlation of so few says nothing
STUCK = 2  # wrong answers to one question, and none right after them
_MANY = 20  # learners from whom on a question is suspected

Class = Mapping[str, Sequence[Attempt]]  # everybody in it, with what they answered in lessons, oldest first


class ItemResult(NamedTuple):
    """One question in one class.

    `of` is how many were to answer it and `learners` how many did. `first` is the mean of first scores (0 to 1) and
    `again` that of each learner's best, both among all `of`, whoever did not answer having 0. `facility` is the mean of
    first scores among those who answered (higher is easier), `difficulty` 1 − facility, `lost` the points they did not
    get. `discrimination` is the correlation of the item's score with the mean of the learner's other first scores (−1
    to 1; None where too few answered, or all alike). `wrong` counts what was chosen wrongly, `left_out` what should
    have been chosen too. `suspect` is true where good readers prefer an answer that counts as wrong.
    """

    item: Item
    of: int
    learners: int
    first: float | None
    again: float | None
    facility: float | None
    lost: float
    discrimination: float | None
    wrong: Counter
    left_out: Counter
    suspect: bool

    @property
    def difficulty(self) -> float | None:
        return None if self.facility is None else 1 - self.facility


def first_answers(attempts: Sequence[Attempt]) -> dict[str, Attempt]:
    """Return the first answer to each question that was no guess before reading, by item; attempts are oldest first."""
    return {a.item: a for a in reversed(attempts) if a.sitting != "before"}  # the last to be put in stays


def best_scores(attempts: Sequence[Attempt]) -> dict[str, float]:
    """Return the best score of each scored question, guesses before reading left out."""
    best: dict[str, float] = {}
    for a in attempts:
        if a.sitting != "before" and a.score is not None:
            best[a.item] = max(a.score, best.get(a.item, 0.0))
    return best


def whole_class(learners: Class, names: Iterable[str]) -> dict[str, Sequence[Attempt]]:
    """Return everybody of `names` with what they answered in lessons, which may be nothing."""
    return {name: learners.get(name, ()) for name in names}


def lessons_begun(learners: Class) -> list[str]:
    """Return the lessons of which somebody has answered a question after reading, in order."""
    begun = {item[1:3] for attempts in learners.values() for item in first_answers(attempts)}
    return [n.id for n in lessons_with_items() if n.id in begun]


def duties(lessons: Sequence[str]) -> list[Item]:
    """Return the questions that everybody is to answer in these lessons."""
    return [item for lesson in lessons for item in lesson_items(lesson)]


def item_results(learners: Class, lessons: Sequence[str] | None = None) -> list[ItemResult]:
    """Return the result of every question of the lessons (else of those begun), and of those of reviews that somebody
    answered, in the order of the course.

    Difficulty and discrimination are those of classical test theory: proportion correct, and the corrected item–total
    correlation (Crocker and Algina, Introduction to Classical and Modern Test Theory, ch. 14). Do not compare questions
    answered by different learners, and do not read anything into a class of ten.
    """
    lessons = lessons_begun(learners) if lessons is None else lessons
    firsts = {name: first_answers(attempts) for name, attempts in learners.items()}
    bests = {name: best_scores(attempts) for name, attempts in learners.items()}
    asked = {item.id for item in duties(lessons)}
    answered = {item for first in firsts.values() for item in first}
    wanted = [i for i in all_items() if i.id in asked or (i.part == "bank" and i.id in answered and i.id[1:3] in lessons)]
    return [_result(item, firsts, bests) for item in wanted]


def _result(item: Item, firsts: dict[str, dict[str, Attempt]], bests: dict[str, dict[str, float]]) -> ItemResult:
    given = {name: f[item.id] for name, f in firsts.items() if item.id in f}
    scored = {name: a.score for name, a in given.items() if a.score is not None}
    of = len(given) if item.part == "bank" else len(firsts)
    rest = {name: r for name in scored if (r := rest_score(firsts[name], item.id)) is not None}
    found = _correlation([(scored[name], r) for name, r in rest.items()])
    wrong = Counter(choice for a in given.values() for choice in item.wrong_choices(a.response))
    left_out = Counter(choice for a in given.values() for choice in item.left_out(a.response))
    first, again = (sum(scored.values()), sum(b.get(item.id, 0.0) for b in bests.values())) if item.is_scored else (None, None)
    return ItemResult(
        item, of, len(given), _share(first, of), _share(again, of), mean(scored.values()) if scored else None,
        len(scored) - sum(scored.values()), found, wrong, left_out, _suspect(item, given, rest, found),
    )  # fmt: skip


def _share(points: float | None, of: int) -> float | None:
    return points / of if points is not None and of else None


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


class Turn(NamedTuple):
    """What became of a question asked before reading and again after it: how many went from one to the other."""

    item: Item
    stayed_right: int
    wrong_right: int
    right_wrong: int
    stayed_wrong: int
    only_once: int  # answered before or after, and not both


def before_and_after(learners: Class, lessons: Sequence[str] | None = None) -> list[Turn]:
    """Return for each question asked before reading how first answers before and after it compare; all right or not."""
    lessons = lessons_begun(learners) if lessons is None else lessons
    before = [{a.item: a for a in reversed(attempts) if a.sitting == "before"} for attempts in learners.values()]
    after = [first_answers(attempts) for attempts in learners.values()]
    return [_turn(item, before, after) for item in duties(lessons) if item.part == "before" and item.is_scored]


def _turn(item: Item, before: list[dict[str, Attempt]], after: list[dict[str, Attempt]]) -> Turn:
    pairs = [(b.get(item.id), a.get(item.id)) for b, a in zip(before, after)]
    both = Counter((b.score == 1, a.score == 1) for b, a in pairs if b and a)
    once = sum(bool(b) != bool(a) for b, a in pairs)
    return Turn(item, both[True, True], both[False, True], both[True, False], both[False, False], once)


class LearnerResult(NamedTuple):
    """One learner: how many questions answered of how many, the mean of first scores and of best ones (0 to 1, what was
    not answered having 0), what is not finished, where they are stuck, and the day of the last answer."""

    name: str
    answered: int
    of: int
    first: float | None
    again: float | None
    unfinished: dict[str, tuple[int, int]]
    stuck: list[str]
    last_day: str


def learner_results(learners: Class, lessons: Sequence[str] | None = None) -> list[LearnerResult]:
    """Return the result of every learner, those stuck at the most questions first."""
    lessons = lessons_begun(learners) if lessons is None else lessons
    asked = duties(lessons)
    results = (_learner(name, attempts, asked) for name, attempts in learners.items())
    return sorted(results, key=lambda r: (-len(r.stuck), r.name))


def _learner(name: str, attempts: Sequence[Attempt], asked: Sequence[Item]) -> LearnerResult:
    answered = first_answers(attempts)
    of = Counter(i.id[1:3] for i in asked)
    done = Counter(i.id[1:3] for i in asked if i.id in answered)
    unfinished = {lesson: (done[lesson], n) for lesson, n in of.items() if done[lesson] < n}
    stuck = [i for i in stuck_items(attempts) if i[1:3] in of]
    last = max((a.at[:10] for a in attempts if possible(a)), default="")
    return LearnerResult(name, done.total(), len(asked), *mean_scores(attempts, asked), unfinished, stuck, last)


def mean_scores(attempts: Sequence[Attempt], items: Sequence[Item]) -> tuple[float | None, float | None]:
    """Return the mean of a learner's first scores and of the best ones; a scored item without an answer has 0."""
    first, best = first_answers(attempts), best_scores(attempts)
    ids = [i.id for i in items if i.is_scored]
    points = sum(first[i].score or 0.0 for i in ids if i in first)
    return _share(points, len(ids)), _share(sum(best.get(i, 0.0) for i in ids), len(ids))


def stuck_items(attempts: Sequence[Attempt]) -> list[str]:
    """Return the questions answered wrongly twice or more since last answered rightly, in the order of the course."""
    misses: Counter = Counter()
    for a in attempts:
        if a.sitting != "before" and a.score is not None:
            misses[a.item] = 0 if a.score == 1 else misses[a.item] + 1
    return sorted(item for item, n in misses.items() if n >= STUCK)


Scores = dict[str, tuple[float, float] | None]  # by objective: mean of first and of best scores; None: nothing answered


def objective_scores(learners: Class, lessons: Sequence[str] | None = None) -> dict[str, Scores]:
    """Return for each learner and each objective the mean of first scores and of best ones (0 to 1).

    What was not answered has 0; None stands where nothing under the objective was answered at all.
    """
    lessons = lessons_begun(learners) if lessons is None else lessons
    under: dict[str, list[Item]] = {}
    for item in duties(lessons):
        if item.is_scored:
            under.setdefault(item.objective, []).append(item)
    return {name: {o: _objective(attempts, items) for o, items in under.items()} for name, attempts in learners.items()}


def _objective(attempts: Sequence[Attempt], items: Sequence[Item]) -> tuple[float, float] | None:
    answered = first_answers(attempts)
    return mean_scores(attempts, items) if any(i.id in answered for i in items) else None
