"""What a class needs next: the questions to teach again, each with its misreading, and groups in which some can help."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from .results import Class, ItemResult, first_answers, mean_scores

AGAIN = 3  # questions to teach again
GROUP = 4  # learners in a group


class Misreading(NamedTuple):
    """What most went wrong at a question: a wrong choice, or (`left_out`) a right one not chosen; and how many did so."""

    choice: str
    times: int
    left_out: bool


def teach_again(results: Sequence[ItemResult]) -> list[ItemResult]:
    """Return the questions at which first answers lost most points, most first: at most AGAIN.

    A question whose key is suspected is not among them: it has to be looked at before it is taught. Nor is one that
    only reviews ask, which not everybody meets. Of two that lost alike the harder one comes first.
    """
    taught = [r for r in results if r.lost > 0 and not r.suspect and r.item.part != "bank"]
    return sorted(taught, key=lambda r: (-r.lost, r.facility))[:AGAIN]


def misreading(result: ItemResult) -> Misreading | None:
    """Return what most got wrong at a question; None where nothing of that can be counted."""
    found = [Misreading(choice, n, False) for choice, n in result.wrong.items()]
    found += [Misreading(choice, n, True) for choice, n in result.left_out.items()]
    return max(found, key=lambda m: m.times, default=None)


class Member(NamedTuple):
    """A learner in a group, and which of the questions to teach again they had right at first."""

    name: str
    knows: list[ItemResult]


def groups(learners: Class, again: Sequence[ItemResult], results: Sequence[ItemResult]) -> list[list[Member]]:
    """Return groups of GROUP or one fewer, as unlike within as can be: those who answered something, dealt out in order.

    Order: how many of these questions somebody had right at first, then the mean of first scores. They are dealt to
    the groups from first to last and back again, which spreads those who can explain.
    """
    items = [r.item for r in results]
    members = {name: Member(name, _known(first_answers(a), again)) for name, a in learners.items() if first_answers(a)}
    score = {name: mean_scores(learners[name], items)[0] or 0.0 for name in members}
    ranked = sorted(members.values(), key=lambda m: (-len(m.knows), -score[m.name], m.name))
    many = ceil(len(ranked) / GROUP)
    dealt: list[list[Member]] = [[] for _ in range(many)]
    for n, member in enumerate(ranked):
        turn, seat = divmod(n, many)
        dealt[seat if turn % 2 == 0 else many - 1 - seat].append(member)
    return dealt


def _known(first: dict, again: Sequence[ItemResult]) -> list[ItemResult]:
    return [r for r in again if r.item.id in first and first[r.item.id].score == 1]
