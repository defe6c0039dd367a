"""Lexical diversity: how varied the words of a text are, and how many of them carry content."""

import math
from collections import Counter
from collections.abc import Collection, Sequence


def type_token_ratio(words: Sequence[str]) -> float:
    """Return TTR = types / tokens, above 0 and at most 1. Falls as a text grows: compare equal lengths only."""
    _some(words)
    return len(set(words)) / len(words)


def moving_average_ttr(words: Sequence[str], window: int = 50) -> float:
    """Return MATTR: the mean TTR of all stretches of `window` words. Texts of different length can be compared.

    Raises ValueError for a text shorter than the window. Source: Covington and McFall, 2010.
    """
    _some(words)
    if not 1 <= window <= len(words):
        raise ValueError(f"a window of {window} words needs a text of at least as many; this one has {len(words)}")
    inside = Counter(words[:window])
    total = len(inside)
    for gone, new in zip(words, words[window:]):
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        inside[new] += 1
        total += len(inside)
    return total / window / (len(words) - window + 1)


def mtld(words: Sequence[str], threshold: float = 0.72) -> float:
    """Return MTLD: how many words, on average, keep the type–token ratio above `threshold`.

    A factor ends where the running TTR falls to the threshold; what is left counts as the part of a factor
    it has covered, (1 − TTR) / (1 − threshold). The mean of reading forwards and backwards. No least length of
    a factor, as in McCarthy's thesis of 2005 (some programs ask for ten words). Unit: words. Raises
    ValueError for no words, a threshold not between 0 and 1, or where no word comes twice and nothing can be
    measured. Below about 100 words the value is unsteady. Source: McCarthy and Jarvis, 2010.
    """
    _some(words)
    if not 0 < threshold < 1:
        raise ValueError(f"the threshold is {threshold}; it lies between 0 and 1")
    return (_words_per_factor(words, threshold) + _words_per_factor(words[::-1], threshold)) / 2


def _words_per_factor(words: Sequence[str], threshold: float) -> float:
    factors, kinds, tokens = 0.0, set(), 0
    for word in words:
        kinds.add(word)
        tokens += 1
        if len(kinds) / tokens <= threshold:
            factors, kinds, tokens = factors + 1, set(), 0
    if tokens:
        factors += (1 - len(kinds) / tokens) / (1 - threshold)
    if not factors:
        raise ValueError("no word comes twice, so MTLD has nothing to measure; give a longer text")
    return len(words) / factors


def hypergeometric_diversity(words: Sequence[str], draws: int = 42) -> float:
    """Return HD-D: the TTR to be expected in `draws` words taken at random without putting back.

    Σ over types of P(the type is drawn at all) / draws, by the hypergeometric distribution. Between 0 and 1.
    Raises ValueError for a text shorter than `draws`. It ignores order. Source: McCarthy and Jarvis, 2010.
    """
    _some(words)
    n = len(words)
    if not 1 <= draws <= n:
        raise ValueError(f"{draws} draws need a text of at least as many words; this one has {n}")
    whole = math.comb(n, draws)
    kinds = Counter(Counter(words).values())  # how many types have each frequency
    return math.fsum(many * (1 - math.comb(n - f, draws) / whole) for f, many in kinds.items()) / draws


def lexical_density(words: Sequence[str], function_words: Collection[str]) -> float:
    """Return the share of content words: tokens not in `function_words` / all tokens.

    It stands or falls with the list: compare only values made with one list and one segmentation.
    Source: Ure, 1971; Halliday, 1989 (who counts per clause; this is the plain share).
    """
    _some(words)
    return sum(w not in function_words for w in words) / len(words)


def _some(words: Sequence[str]) -> None:
    if not words:
        raise ValueError("there are no words to count")
