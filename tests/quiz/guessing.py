"""Solvers that never read the text: what test-wise guessing earns on the bank, and what blind chance earns."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from statistics import mean

from course.quiz.item import Item, grade
from course.quiz.kinds.choice import Option

ONE, SEVERAL = ("single", "truth"), ("multiple", "mark")
HEDGES = {
    "zh": "可能|也许|往往|一般|通常|未必|不一定|大多|多半|主要|有些|某些|部分|似乎|大概|或许|相对|较|倾向|不等于|不必|至少|有时|尚",
    "en": r"\b(may|might|perhaps|often|usually|some|sometimes|not necessarily|likely|generally|partly|mostly|mainly|tends?|at least|not always|seems?|yet)\b",
}
Pick = Callable[[Item, str], Sequence[Option]]


def words(item: Item, option: Option, language: str) -> str:
    return getattr(item.text_of(option), language)


def best(options: Sequence[Option], value: Callable[[Option], float]) -> list[Option]:
    """Return the options with the highest value: several where they tie."""
    top = max(map(value, options))
    return [o for o in options if value(o) == top]


def longest(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: len(words(item, o, language)))


def shortest(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: -len(words(item, o, language)))


def most_hedged(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: len(re.findall(HEDGES[language], words(item, o, language))))


def like_the_stem(item: Item, language: str) -> list[Option]:
    """Chinese: characters shared with the prompt; English: words shared with it; as a share of the option's own."""
    units = (lambda s: set(re.findall(r"\w", s))) if language == "zh" else (lambda s: set(re.findall(r"\w+", s.lower())))
    stem = units(getattr(item.prompt, language))
    return best(item.options, lambda o: len(units(words(item, o, language)) & stem))


def in_place(n: int) -> Pick:
    """Return the solver that always takes the option in one place: 0 the first, −1 the last."""
    return lambda item, language: [item.shown()[min(n, len(item.options) - 1)]]


STRATEGIES = {
    "longest": longest, "shortest": shortest, "most hedged": most_hedged, "like the stem": like_the_stem,
    "first": in_place(0), "second": in_place(1), "third": in_place(2), "last": in_place(-1),
}  # fmt: skip


def score_of(item: Item, chosen: Sequence[str]) -> float:
    return grade(item, chosen[0] if item.kind in ONE else list(chosen)).score


def chance(item: Item) -> float:
    """Return the mean score over all responses there are."""
    ids = [o.id for o in item.options]
    if item.kind in ONE:
        return 1 / len(ids)
    return mean(score_of(item, some) for n in range(1, len(ids) + 1) for some in combinations(ids, n))


def guessed(item: Item, pick: Pick, language: str) -> float:
    """Return what a solver earns on one item: on one with several right options it ticks them all."""
    if item.kind in SEVERAL:
        return score_of(item, [o.id for o in item.options])
    return mean(score_of(item, [o.id]) for o in pick(item, language))


def above_chance(items: Sequence[Item], pick: Pick, language: str) -> float:
    """Return how far a solver's mean score on these items lies above chance: 0.1 is ten points."""
    return mean(guessed(i, pick, language) - chance(i) for i in items)


def right_places(items: Sequence[Item]) -> Counter:
    """Return how often the right option of a four-option choice stands in each place."""
    return Counter([o.correct for o in i.shown()].index(True) for i in items if i.kind == "single" and len(i.options) == 4)
