"""Which words keep company: collocates of a word, and the network they form."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from ..base import Table
from .words import columns


class Contingency(NamedTuple):
    """How often two things meet: `both`, all of the one, all of the other, and all there is (in the same unit)."""

    both: int
    first: int
    second: int
    total: int

    @property
    def expected(self) -> float:
        """How often they would meet if neither cared for the other: first · second / total."""
        return self.first * self.second / self.total


def g2(table: Contingency) -> float:
    """Return the log-likelihood ratio G² = 2 Σ O ln(O / E) over the four cells of a contingency table.

    Unit: none; 3.84 is the 5 % point of χ² with one degree of freedom. It grows with the size of the
    text and says nothing of the direction or size of the effect. Raises ValueError for counts that
    cannot be. Source: Dunning, Accurate methods for the statistics of surprise and coincidence, 1993.
    """
    both, first, second, total = table
    observed = (both, first - both, second - both, total - first - second + both)
    if min(observed) < 0 or total < 1:
        raise ValueError(f"no text has these counts: {table}")
    rows, cells = (first, total - first), (second, total - second)
    expected = (rows[0] * cells[0], rows[0] * cells[1], rows[1] * cells[0], rows[1] * cells[1])
    return 2 * math.fsum(o * math.log(o * total / e) for o, e in zip(observed, expected) if o)


def p_value(statistic: float) -> float:
    """Return how likely a G² this large or larger is when nothing is going on: χ² with one degree of freedom.

    p = erfc(√(G²/2)). It supposes words drawn independently, which words of a text never are; with
    hundreds of words compared, some are below 0.05 by chance alone. Not for ranking.
    """
    return math.erfc(math.sqrt(max(statistic, 0) / 2))


def mutual_information(table: Contingency) -> float:
    """Return MI = log2(O / E); 0 where the two meet as often as chance has it, −∞ where they never do.

    Unit: bits. It favours rare words: do not read it for fewer than about five co-occurrences.
    Source: Church and Hanks, Word association norms, 1990.
    """
    return math.log2(table.both / table.expected) if table.both else -math.inf


def t_score(table: Contingency) -> float:
    """Return t = (O − E) / √O. It favours frequent words; not a test of anything, though named like one.

    Raises ValueError where the two never meet. Source: Church and Hanks, 1990; Evert, 2005.
    """
    if not table.both:
        raise ValueError("t has no value for words that never meet")
    return (table.both - table.expected) / math.sqrt(table.both)


def log_dice(table: Contingency) -> float:
    """Return logDice = 14 + log2(2 O / (f1 + f2)): 14 for words always together, one less for each halving.

    The size of the text does not enter, so texts can be compared. `first` and `second` must be the
    frequencies of the two words. −∞ where they never meet. Source: Rychlý, 2008.
    """
    return 14 + math.log2(2 * table.both / (table.first + table.second)) if table.both else -math.inf


def collocates(word: str, sentences: Iterable[Sequence[str]], window: int | None = 5, least: int = 2) -> Table:
    """Return the words that stand near `word`: (word, co-occurrences, expected, G², MI, t, logDice), by G².

    `sentences` are lists of words. With `window`, a co-occurrence is one token within that many words
    of `word`, on either side and in the same sentence, counted once; the total is all other tokens
    (surface co-occurrence in Evert's sense). With `window=None` it is a sentence that has both, and the
    total is all sentences. Words met fewer than `least` times are left out. Zero rows is a finding.
    Raises ValueError for an empty word, no words, or a window below 1. MI and logDice tell the size of an
    attraction, G² how much there is to go by. logDice uses the frequencies of both words in the text.
    """
    if not word:
        raise ValueError("there are no words to count: the word is empty")
    if window is not None and window < 1:
        raise ValueError(f"window is {window}; give 1 or more words, or None for whole sentences")
    near, everywhere, slots, total, own = _meetings(word, sentences, window)
    rows = []
    for other, both in near.items():
        if both >= least and other != word:
            table = Contingency(both, slots, everywhere[other], total)
            dice = log_dice(Contingency(both, own, everywhere[other], total))
            rows.append((other, both, table.expected, g2(table), mutual_information(table), t_score(table), dice))
    rows.sort(key=lambda row: (-row[3] if row[1] > row[2] else row[3], row[0]))
    return Table(columns("word", "together", "expected", "g2", "mi", "t", "log_dice"), tuple(rows))


def _meetings(word: str, sentences: Iterable[Sequence[str]], window: int | None):
    """Return counts near `word`, counts everywhere, the places near it, all places, and how often `word` stands."""
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    slots = total = own = 0
    for sentence in sentences:
        if window is None:
            kinds = set(sentence)
            everywhere.update(kinds)
            total += bool(kinds)
            if word in kinds:
                near.update(kinds)
                slots, own = slots + 1, own + 1
            continue
        everywhere.update(sentence)
        total += len(sentence)
        if word in sentence:
            found = _slots(word, sentence, window)
            near.update(sentence[i] for i in found)
            slots += len(found)
    if not total:
        raise ValueError("there are no words to count")
    if window is not None:
        own = everywhere[word]
        total -= own  # the word itself is not in any of its own windows
    return near, everywhere, slots, total, own


def _slots(word: str, sentence: Sequence[str], window: int) -> set[int]:
    """Return the positions within `window` words of `word`, those of `word` itself left out."""
    at = [i for i, w in enumerate(sentence) if w == word]
    around, done = set(), 0
    for i in at:  # what one window has taken the next does not take again
        end = min(len(sentence), i + window + 1)
        around.update(range(max(done, i - window), end))
        done = end
    return around - set(at)


def network(sentences: Sequence[Sequence[str]], words: Sequence[str], least: int = 2) -> Table:
    """Return the edges of a co-occurrence network: (word, other word, sentences with both, logDice), strongest first.

    Two of the `words` are joined where at least `least` sentences have both. Raises ValueError for no
    sentences or fewer than two words. A line says that two words share sentences, not what they have to
    do with each other; long sentences join everything.
    """
    wanted = set(words)
    if not sentences or len(wanted) < 2:
        raise ValueError("a network needs sentences and at least two words")
    kinds = [wanted & set(s) for s in sentences]
    single = Counter(w for k in kinds for w in k)
    pairs = Counter(pair for k in kinds for pair in combinations(sorted(k), 2))
    rows = [
        (a, b, both, log_dice(Contingency(both, single[a], single[b], len(sentences))))
        for (a, b), both in pairs.items() if both >= least
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[2], -row[3], row[:2]))
    return Table(columns("word", "other", "together", "log_dice"), tuple(rows))
