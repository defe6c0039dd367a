"""What is due for review, and when: spaced repetition by FSRS. The module that knows py-fsrs.

Nothing is stored but the attempts: the state of an item is worked out from them each time, so merging two logs
merges their reviews too. The clock is always passed in.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

from ..quiz import Item
from .attempt import Attempt, standing_answers

_WRONG, _RIGHT = 0.5, 1.0  # below the first an answer is wrong; from the second on it is right


class Due(NamedTuple):
    """An item to be reviewed, when it fell or falls due, and how likely it is still known then (0 to 1)."""

    item: Item
    at: datetime
    recall: float


@cache
def _scheduler() -> "Scheduler":
    """Made when first needed: a page that only asks a question does not load fsrs."""
    from fsrs import Scheduler

    # No steps of minutes within one day: a lesson is not asked again in the hour in which it was learnt.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def rating(score: float) -> "Rating":
    """Return how well an item was known: Again below half right, Hard below all right, Good from there."""
    from fsrs import Rating

    return Rating.Again if score < _WRONG else Rating.Hard if score < _RIGHT else Rating.Good


def card_of(attempts: Iterable[Attempt], now: datetime | None = None) -> "Card | None":
    """Return the state of one item after its graded attempts, oldest first; None where there is none.

    Guesses before reading are not reviews and do not count. Source: FSRS-6, py-fsrs with its default parameters,
    without fuzz, so that the same attempts always give the same date, and without steps within a day.
    """
    from fsrs import Card

    card = None
    for a in attempts:
        if a.sitting != "before" and a.score is not None:
            # An answer is no earlier than the one before it and not in the future, whatever the clock said.
            when = max(a.when, card.last_review) if card else a.when
            when = min(when, now) if now else when
            card, _ = _scheduler().review_card(card or Card(card_id=0, due=when), rating(a.score), when)
    return card


def schedule(items: Sequence[Item], attempts: Sequence[Attempt], now: datetime) -> list[Due]:
    """Return every item that has been answered, with its next date, soonest first; those tried never are not in it."""
    by_item: dict[str, list[Attempt]] = {}
    for a in standing_answers(attempts):
        by_item.setdefault(a.item, []).append(a)
    found = []
    for item in items:
        card = card_of(by_item.get(item.id, ()), now)
        if card is not None:
            found.append(Due(item, card.due, _scheduler().get_card_retrievability(card, now)))
    return sorted(found, key=lambda due: (due.at, due.item.id))


def new_items(quizzes: Iterable[Sequence[Item]], attempts: Sequence[Attempt], most: int = 2) -> list[Item]:
    """Return at most `most` questions that only reviews ask and that were never tried; `quizzes` are those of lessons.

    They come from lessons whose questions after reading have all been answered.
    """
    tried = {a.item for a in standing_answers(attempts) if a.sitting != "before"}
    found: list[Item] = []
    for items in quizzes:
        after = {i.id for i in items if i.part == "after"}
        if after and after <= tried:
            found += [i for i in items if i.part == "bank" and i.id not in tried]
    return found[:most]


def due_items(items: Sequence[Item], attempts: Sequence[Attempt], now: datetime, most: int = 5) -> list[Item]:
    """Return at most `most` items whose date has come, those overdue longest first."""
    return [d.item for d in schedule(items, attempts, now) if d.at <= now][:most]
