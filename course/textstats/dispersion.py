"""Dispersion: how evenly a word is spread over the parts of a text."""

import math
from collections import Counter
from collections.abc import Sequence

from ..base import Table
from .words import columns


def juilland_d(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return Juilland's D = 1 − (σ/μ) / √(n − 1): 1 for an even spread, 0 for a word in one part only.

    σ and μ are the (population) standard deviation and mean of the word's rate in each of the n parts,
    so parts may differ in size. Raises ValueError for fewer than two parts, an empty part, or a word that
    never occurs. With many small parts it is near 1 for almost any word; then use DP.
    Source: Juilland and Chang-Rodríguez, 1964.
    """
    _check(counts, sizes)
    rates = [c / s for c, s in zip(counts, sizes)]
    mean = math.fsum(rates) / len(rates)
    spread = math.sqrt(math.fsum((r - mean) ** 2 for r in rates) / len(rates))
    return 1 - spread / mean / math.sqrt(len(rates) - 1)


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return Gries' DP = ½ Σ |v − s|: 0 where each part has its due share of the word, near 1 where one has all.

    v is the share of the word's occurrences in a part, s the part's share of the text. Raises ValueError
    as juilland_d does. Below about ten occurrences a value says little. Source: Gries, 2008.
    """
    _check(counts, sizes)
    word, text = sum(counts), sum(sizes)
    return math.fsum(abs(c / word - s / text) for c, s in zip(counts, sizes)) / 2


def normalized_deviation(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return DPnorm = DP / (1 − min s), which reaches 1 for a word in the smallest part only.

    Source: Lijffijt and Gries, 2012. Errors as juilland_d.
    """
    return deviation_of_proportions(counts, sizes) / (1 - min(sizes) / sum(sizes))


def _check(counts: Sequence[int], sizes: Sequence[int]) -> None:
    if len(counts) != len(sizes) or len(sizes) < 2:
        raise ValueError("dispersion needs two parts or more, and one count for each")
    if min(sizes) < 1 or min(counts) < 0 or any(c > s for c, s in zip(counts, sizes)):
        raise ValueError("every part needs words, and no more occurrences than words")
    if not any(counts):
        raise ValueError("the word does not occur, so it has no dispersion")


def spread_table(words: Sequence[str], parts: Sequence[Sequence[str]]) -> Table:
    """Return for each word: count, number of parts that have it, Juilland's D, DP, DPnorm.

    `parts` are the word lists of, say, the paragraphs. Raises ValueError as juilland_d, naming the word.
    """
    counted, sizes, rows = [Counter(p) for p in parts], [len(p) for p in parts], []
    for word in words:
        counts = [c[word] for c in counted]
        try:
            measures = [f(counts, sizes) for f in (juilland_d, deviation_of_proportions, normalized_deviation)]
        except ValueError as error:
            raise ValueError(f"{word}: {error}") from None
        rows.append((word, sum(counts), sum(map(bool, counts)), *measures))
    return Table(columns("word", "count", "parts", "juilland", "dp", "dp_norm"), tuple(rows))
