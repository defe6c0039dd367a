"""Solvers that never read the text: what test-wise guessing earns on the bank, and what blind chance earns.

`python -m tests.quiz.guessing 02` prints both for a lesson, and which options a reader of other lessons' options finds.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from statistics import mean

import numpy as np

from course.lessons import FORMS, exam_bank, lesson_items, lessons_with_items, load_form
from course.quiz import Item, grade
from course.quiz.kinds.choice import Option

ONE, SEVERAL = ("single", "truth"), ("multiple", "mark")
MOST = 0.10  # ten points above chance
LANGUAGES = ("zh", "en")
HEDGES = {
    "zh": (
        "可能|也许|或许|大概|大约|恐怕|似乎|好像|看来|看起来|往往|一般|通常|常常|常见|经常|时常|多半|大多|大都|多数|大部分|大体|大致|基本上|"
        "主要|有些|有的|有时|某些|某种|某个|部分|一些|若干|几乎|差不多|未必|不一定|不见得|不等于|不必|不太|不大|不足以|不够|尚|暂|"
        "还没有|还要|还得|还需|有待|至少|至多|相对|比较|较|倾向|在一定程度|一定程度|单凭|单靠|本身|有助于|有利于|有帮助|之一|更多|偏向|略|稍|左右|接近|近于|视情况|要看"
    ),
    "en": (
        r"may|might|could|perhaps|possibly|probably|likely|unlikely|often|usually|generally|typically|commonly|sometimes|some|certain (?=\w+s\b)|"
        r"mainly|mostly|largely|partly|in part|for the most part|most|many|several|at least|at most|nearly|almost|about|roughly|seems?|appears?|"
        r"tends?|suggests?|helps?|contributes?|rather|relatively|fairly|somewhat|not necessarily|not always|not quite|not enough|(?:not )?yet|still|"
        r"on its own|by itself|in itself|alone|as far as|depends?|unless|so far|one of|more or less|to some extent|as a rule|chiefly|hardly|left open"
    ),
}
ABSOLUTES = {
    "zh": (
        r"(?<!安|健|齐|保)全(?!面|国|球|文|段|篇|要素|力|局|新|书)|(?<!首|成)都(?!市|城)|(?<!一|两|几|每|船)只(?!有待)|必然|必定|必将|必会|必须|势必|(?<!不|未)必要?得|"
        r"(?<!不)一定(?!程度|的)|总是|从不|从来|永远|绝|毫|任何|一切|所有|唯一|(?<!不)每|凡是|无不|无一|皆|(?<!平)均(?!衡)|彻底|根本|仅|就够|不可能|没有一|同一|完整|本来就|非[^\w]*不可|直接"
    ),
    "en": (
        r"all|every|everything|everyone|always|never|none|no|nothing|nobody|no one|only|must|has to|have to|cannot|entirely|completely|wholly|fully|any|"
        r"certainly|surely|sure to|bound to|impossible|whole|merely|solely|just|exactly|the same|sole|without exception|whatever|at all|directly|simply|at once"
    ),
}
Pick = Callable[[Item, str], Sequence[Option]]


def words(item: Item, option: Option, language: str) -> str:
    return getattr(item.text_of(option), language)


def count(marks: dict[str, str], text: str, language: str) -> int:
    pattern = rf"\b(?:{marks[language]})\b" if language == "en" else marks[language]
    return len(re.findall(pattern, text, re.I))


def best(options: Sequence[Option], value: Callable[[Option], float]) -> list[Option]:
    """Return the options with the highest value: several where they tie."""
    top = max(map(value, options))
    return [o for o in options if value(o) == top]


def longest(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: len(words(item, o, language)))


def shortest(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: -len(words(item, o, language)))


def by_marks(marks: dict[str, str], sign: int) -> Pick:
    """Return the solver that takes the option with the most such words (sign 1) or the fewest (−1).

    A statement to be judged is its own wording: with such a word it is called true by the one, false by the other.
    """

    def pick(item: Item, language: str) -> list[Option]:
        if item.kind == "truth":
            said = "true" if (count(marks, getattr(item.prompt, language), language) > 0) == (sign > 0) else "false"
            return [o for o in item.options if o.id == said]
        return best(item.options, lambda o: sign * count(marks, words(item, o, language), language))

    return pick


def like_the_stem(item: Item, language: str) -> list[Option]:
    """Chinese: characters shared with the prompt; English: words shared with it; as a share of the option's own."""
    units = (lambda s: set(re.findall(r"\w", s))) if language == "zh" else (lambda s: set(re.findall(r"\w+", s.lower())))
    stem = units(getattr(item.prompt, language))
    return best(item.options, lambda o: len(units(words(item, o, language)) & stem))


def in_place(n: int) -> Pick:
    """Return the solver that always takes the option in one place: 0 the first, −1 the last."""
    return lambda item, language: [item.shown()[min(n, len(item.options) - 1)]]


# ---- a reader of wording: trained on the options of the other lessons, asked about this one ----

PULL = 0.3  # how strongly weights are pulled to nought: with this it found most in November 2026 (+30 points, zh and en)


def lessons() -> dict[str, tuple[Item, ...]]:
    """Return the choices of each lesson, those of its review bank and its exam with them, and of the forms."""
    found = {plan.id: (*lesson_items(plan.id), *_bank(plan.id), *exam_bank(plan.id)) for plan in lessons_with_items()[1:]}
    found["forms"] = tuple(item for form in FORMS for item in load_form(form).scored)  # parallel: asked about as one
    return {name: choices(items) for name, items in found.items()}


def _bank(lesson: str) -> tuple[Item, ...]:
    try:
        return lesson_items(lesson, "bank")
    except KeyError:  # a lesson without one
        return ()


def choices(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(i for i in items if i.kind in ONE + SEVERAL)


def traits(item: Item, option: Option, language: str) -> dict[str, float]:
    """Return what the reader looks at: runs of characters (and English words), length, hedges, absolute words."""
    text = words(item, option, language)
    if item.kind == "truth":  # the options have the same words every time; what is worded is the statement
        said = [name for name, marks in MARKS.items() if count(marks, getattr(item.prompt, language), language)]
        return dict.fromkeys([f"{option.id} {name}" for name in (*said, "stands")], 1.0)
    runs = [text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1)]
    if language == "en":
        parts = re.findall(r"\w+", text.lower())
        runs = [*parts, *map(" ".join, zip(parts, parts[1:])), *(text[i : i + 4].lower() for i in range(len(text) - 3))]
    found = {run: 1 / len(set(runs)) ** 0.5 for run in set(runs)}
    shorter = sum(len(words(item, o, language)) < len(text) for o in item.options)
    found["(length)"] = shorter / (len(item.options) - 1)
    return found | {f"({name})": count(marks, text, language) / 2 for name, marks in MARKS.items()}


MARKS = {"hedges": HEDGES, "absolute words": ABSOLUTES}


class Reader:
    """Least squares on the traits of options, each taken against the others of its question, right 1 and wrong 0."""

    def __init__(self, language: str):
        rows = [(name, item, option) for name, items in lessons().items() for item in items if item.kind in ONE for option in item.options]
        found = [traits(item, option, language) for _, item, option in rows]
        self.names = sorted(set().union(*found))
        column = {name: n for n, name in enumerate(self.names)}
        self.matrix = np.zeros((len(rows), len(self.names)), dtype=np.float32)
        for n, row in enumerate(found):
            for name, value in row.items():
                self.matrix[n, column[name]] = value
        self.lesson = np.array([name for name, _, _ in rows])
        self.row = {(item.id, option.id): n for n, (_, item, option) in enumerate(rows)}
        right = np.array([float(option.correct) for _, _, option in rows])
        for item in {item.id: item for _, item, _ in rows}.values():
            of = [self.row[item.id, o.id] for o in item.options]
            self.matrix[of] -= self.matrix[of].mean(axis=0)
            right[of] -= right[of].mean()
        self.right, self.alike = right, self.matrix @ self.matrix.T
        self._weights: dict[str, np.ndarray] = {}

    def weights(self, lesson: str) -> np.ndarray:
        """Return what each trait is worth, as learned from the other lessons."""
        if lesson not in self._weights:
            known = self.lesson != lesson
            solved = np.linalg.solve(self.alike[np.ix_(known, known)] + PULL * np.eye(known.sum()), self.right[known])
            self._weights[lesson] = solved @ self.matrix[known]
        return self._weights[lesson]

    def value(self, item: Item, option: Option) -> float:
        n = self.row[item.id, option.id]
        return float(self.matrix[n] @ self.weights(self.lesson[n]))

    def telling(self, item: Item, option: Option, most: int = 6) -> list[str]:
        """Return the traits that speak most for an option against the others of its question."""
        n = self.row[item.id, option.id]
        worth = self.matrix[n] * self.weights(self.lesson[n])
        return [self.names[i] for i in np.argsort(-worth)[:most] if worth[i] > 0]


reader = cache(Reader)


def by_wording(item: Item, language: str) -> list[Option]:
    return best(item.options, lambda o: reader(language).value(item, o))


STRATEGIES = {
    "longest": longest, "shortest": shortest, "like the stem": like_the_stem,
    "most hedged": by_marks(HEDGES, 1), "least hedged": by_marks(HEDGES, -1),
    "most absolute": by_marks(ABSOLUTES, 1), "least absolute": by_marks(ABSOLUTES, -1), "by wording": by_wording,
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


# ---- the command ----


def table(groups: dict[str, Sequence[Item]]) -> str:
    """Return points above chance, a row a strategy, two columns (zh, en) a group; ! where that is too much."""
    lines = [" " * 16 + "".join(f"{name:>12}" for name in groups)]
    for name, pick in STRATEGIES.items():
        cells = [[above_chance(items, pick, language) for language in LANGUAGES] for items in groups.values()]
        lines.append(f"{name:16}" + "".join("  " + "".join(f"{100 * v:+4.0f}{'! '[v <= MOST]}" for v in pair) for pair in cells))
    return "\n".join(lines)


def telling(items: Sequence[Item]) -> str:
    """Return, for each single-choice question, what the reader of wording takes, and what speaks for it."""
    lines = []
    for item in (i for i in items if i.kind == "single"):
        for language in LANGUAGES:
            taken, key = by_wording(item, language)[0], next(o for o in item.options if o.correct)
            hit = "FOUND" if taken.correct else "  -  "
            runs = ", ".join(repr(run) for run in reader(language).telling(item, key))
            lines.append(f"{hit} {item.id} {language}  key: {words(item, key, language)}\n{'':8}for it: {runs}")
    return "\n".join(lines)


def main(*names: str) -> None:
    found = lessons()
    groups = {name: found[name] for name in names or found}
    everything = [i for items in found.values() for i in items]
    print(f"Points above chance (zh, en); more than {100 * MOST:.0f} is marked !\n\nall choices")
    print(table(groups | {"all": everything}))
    print("\nsingle choices only")
    print(table({name: [i for i in items if i.kind == "single"] for name, items in (groups | {"all": everything}).items() if items}))
    for name in names:
        print(f"\nlesson {name}: what the reader of other lessons' wording finds\n{telling(found[name])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
