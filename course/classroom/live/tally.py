"""Counting a vote, or two on the same question beside each other."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ...quiz import Response
from .questions import Question, counted, key_of

MOST_ROWS = 12  # different numbers or words that are shown one by one
_BINS = 6

Votes = Mapping[str, Response]  # by who answered, which is no name but a number drawn by lot


def tally(question: Question, rounds: Sequence[Votes]) -> dict:
    """Return how many answered in each round (`of`) and how often each part of an answer was given in each (`rows`).

    `moved` tells of two rounds how many of those who answered both came to a wholly right answer and how many left it.
    """
    counts = [Counter(part for response in votes.values() for part in counted(question, response)) for votes in rounds]
    rows = _rows(question, counts)
    found = {"of": [len(votes) for votes in rounds], "rows": [{"part": p, "counts": c} for p, c in rows]}
    if len(rounds) == 2 and (right := key_of(question)["right"]) and not _open_ended(question):
        found["moved"] = _moved(question, rounds, set(right))
    return found


def _open_ended(question: Question) -> bool:
    return question.item is None or question.item.live()["form"] in ("number", "word", "text")


def _rows(question: Question, counts: Sequence[Counter]) -> list[tuple[str, list[int]]]:
    """Options are counted one by one; of numbers and words, which have no end, only so many."""
    parts = list(dict.fromkeys(part for count in counts for part in count))
    if _open_ended(question) and len(parts) > MOST_ROWS or _is_number(question):
        return _bins(counts) if _is_number(question) else _most(parts, counts)
    return [(part, [count[part] for count in counts]) for part in parts]


def _is_number(question: Question) -> bool:
    return question.item is not None and question.item.live()["form"] == "number"


def _most(parts: Sequence[str], counts: Sequence[Counter]) -> list[tuple[str, list[int]]]:
    """The words most often given, and all others together under “…”."""
    ranked = sorted(parts, key=lambda part: -sum(count[part] for count in counts))
    rows = [(part, [count[part] for count in counts]) for part in ranked[:MOST_ROWS]]
    return [*rows, ("…", [sum(count[part] for part in ranked[MOST_ROWS:]) for count in counts])]


def _bins(counts: Sequence[Counter]) -> list[tuple[str, list[int]]]:
    """Numbers in their order: one by one where they are few, else in groups of about the same number of answers."""
    values = sorted({float(part) for count in counts for part in count})
    groups = [[v] for v in values]
    if len(values) > MOST_ROWS:
        every = sorted(float(part) for count in counts for part in count.elements())
        tops = sorted({every[len(every) * n // _BINS - 1] for n in range(1, _BINS + 1)})
        groups = [[v for v in values if low < v <= top] for low, top in zip([float("-inf"), *tops], tops)]
    return [(_named(group), [sum(count[f"{v:.10g}"] for v in group) for count in counts]) for group in groups]


def _named(group: Sequence[float]) -> str:
    ends = [f"{group[0]:.10g}", f"{group[-1]:.10g}"]
    return ends[0] if len(group) == 1 else "–".join(ends)


def _moved(question: Question, rounds: Sequence[Votes], right: set[str]) -> dict[str, int]:
    first, last = ({who: set(counted(question, r)) == right for who, r in votes.items()} for votes in rounds)
    both = [(first[who], last[who]) for who in first.keys() & last.keys()]
    return {"both": len(both), "to_right": both.count((False, True)), "to_wrong": both.count((True, False))}
