"""Which words are used more in one text than in another."""

import math
from collections import Counter
from collections.abc import Sequence

from ..base import Table
from .association import Contingency, g2, p_value
from .words import columns


def log_ratio(here: int, size_here: int, there: int, size_there: int) -> float:
    """Return log2 of the ratio of two relative frequencies: 1 means twice as frequent here, −1 half.

    A count of 0 is put at 0.5, since no ratio exists otherwise; such a value is a lower bound and not
    a measurement. Raises ValueError for a text without words, or a word in neither. Source: Hardie, 2014.
    """
    if size_here < 1 or size_there < 1 or not (here or there):
        raise ValueError("a ratio needs two texts with words, and a word that stands in one of them")
    return math.log2(((here or 0.5) / size_here) / ((there or 0.5) / size_there))


def percent_difference(here: int, size_here: int, there: int, size_there: int) -> float:
    """Return %DIFF = 100 · (rate here − rate there) / rate there; ∞ for a word that never stands there.

    Raises ValueError for a text without words. Source: Gabrielatos and Marchi, 2011 (who put a very small
    number for zero; ∞ says the same without pretending to a figure).
    """
    if size_here < 1 or size_there < 1:
        raise ValueError("a difference needs two texts with words")
    rate_here, rate_there = here / size_here, there / size_there
    if not rate_there:
        return math.inf if rate_here else 0.0
    return 100 * (rate_here - rate_there) / rate_there


def keyness(here: Sequence[str], there: Sequence[str], least: int = 1) -> Table:
    """Return every word of two texts with how far its frequency differs, most distinctive of `here` first.

    Columns: word, count here, count there, both per 1,000 words, G² of the four-cell table, its p, log
    ratio, %DIFF. Rows are ordered by signed G²: words overused here, then those that do not differ, then
    words overused there. `least` leaves out words with fewer occurrences in both together. Raises
    ValueError for a text without words. Read log ratio for the size of a difference and G² for how much
    evidence there is. On two essays this is description: with about a thousand words tested at once, p
    below 0.05 is met by chance alone dozens of times, and words of a text are not independent draws.
    Source: Rayson and Garside, 2000, with the four-cell form of G² (Dunning, 1993).
    """
    if not here or not there:
        raise ValueError("there are no words to count in " + ("the text" if not here else "the reference"))
    first, second = Counter(here), Counter(there)
    a, b = len(here), len(there)
    rows = []
    for word in first.keys() | second.keys():
        x, y = first[word], second[word]
        if x + y >= least:
            strength = g2(Contingency(x, a, x + y, a + b))
            rows.append((word, x, y, 1000 * x / a, 1000 * y / b, strength, p_value(strength),
                         log_ratio(x, a, y, b), percent_difference(x, a, y, b)))  # fmt: skip
    rows.sort(key=lambda r: (-math.copysign(r[5], r[3] - r[4]), r[0]))
    names = ("word", "count_here", "count_there", "rate_here", "rate_there", "g2", "p", "log_ratio", "diff")
    return Table(columns(*names), tuple(rows))
