"""How a learner's guesses have done: the first at each question, before anything was shown."""

from collections.abc import Sequence
from typing import NamedTuple

from ..lessons import all_items
from ..quiz import Item, fits
from .attempt import Attempt


class Guesses(NamedTuple):
    """How many guesses there are, how many right and how many near.

    `miss` is the median of |guess − true| / true over guessed numbers: half of them were no further off. None where no
    number other than 0 has been guessed.
    """

    made: int
    right: int
    near: int
    miss: float | None


def guesses(attempts: Sequence[Attempt], items: Sequence[Item] | None = None) -> Guesses:
    """Return how the first guesses have done; attempts: oldest first. Those that no longer fit their question are left out."""
    from statistics import median  # here: a page that only asks a question does without

    firsts = {a.item: a.response for a in reversed(attempts)}  # the last to be put in stays
    asked = [i for i in (all_items() if items is None else items) if i.part == "guess" and i.id in firsts]
    made = [(item, firsts[item.id]) for item in asked if fits(item, firsts[item.id])]
    how = [far for item, guess in made if (far := item.how_far(guess))]  # another kind in that part is no guess
    misses = [miss for item, guess in made if (miss := item.miss(guess)) is not None]
    return Guesses(len(how), how.count("right"), how.count("near"), median(misses) if misses else None)
