"""How much one phone, or one address, may ask of the server: enough for any class, too little for a flood."""

from collections.abc import Callable
from time import monotonic

# What is asked: how often at once, and then how often a second. A whole class may come from one address.
RATES = {"join": (300, 1.0), "wrong code": (30, 0.2), "answer": (20, 2.0), "ask": (4000, 200.0)}
_MOST = 20_000  # of those it remembers: who has not asked for long is forgotten


class Limits:
    """Counts what each has asked; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._left: dict[tuple[str, str], tuple[float, float]] = {}  # how much is left, and when that was

    def allow(self, what: str, who: str) -> bool:
        """Return whether `who` may ask for this now, and count it if so."""
        left = self.left(what, who)
        if left < 1:
            return False
        if len(self._left) >= _MOST:
            self._left = {key: value for key, value in self._left.items() if self.left(*key) < RATES[key[0]][0]}
        self._left[what, who] = left - 1, self._clock()
        return True

    def left(self, what: str, who: str) -> float:
        """Return how often `who` may ask for this now."""
        most, each_second = RATES[what]
        left, at = self._left.get((what, who), (most, 0.0))
        return min(most, left + (self._clock() - at) * each_second)
