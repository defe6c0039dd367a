"""What two texts share: words in the same order, and sentences that resemble each other."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from ..base import Table
from ..text import Sentence
from .words import columns


def ngrams(sentences: Iterable[Sequence[str]], size: int = 2, least: int = 1) -> Table:
    """Return runs of `size` words inside a sentence: (words joined by a space, count), most frequent first.

    Runs never cross a sentence's edge. Equal counts stand in order of first appearance. Raises ValueError for
    a size below 1 or no words.
    """
    if size < 1:
        raise ValueError(f"size is {size}; give 1 or more words")
    counts: Counter[tuple[str, ...]] = Counter()
    empty = True
    for sentence in sentences:
        empty = empty and not sentence
        counts.update(zip(*(sentence[n:] for n in range(size))))
    if empty:
        raise ValueError("there are no words to count")
    return Table(columns("words", "count"), tuple((" ".join(w), n) for w, n in counts.most_common() if n >= least))


def shared_phrases(here: Sequence[Sentence], there: Sequence[Sentence], shortest: int = 6) -> Table:
    """Return the longest stretches of characters that both texts have: (phrase, characters, places here, places there).

    A stretch inside a longer shared one is listed only if it also stands somewhere without it. Signs of punctuation
    count as characters; no stretch crosses a sentence's edge. Longest first. Raises ValueError for no sentences or
    `shortest` below 2. Shared words show a common source or a set phrase of the field, not who took from whom.
    """
    if not here or not there:
        raise ValueError("there are no sentences to compare")
    if shortest < 2:
        raise ValueError(f"shortest is {shortest}; give 2 or more characters")
    found, others = _stretches(here, shortest) & _stretches(there, shortest), {s.text for s in there}
    longest = dict.fromkeys(phrase for s in here for phrase in _maximal(s.text, found, others, shortest))
    rows = [(p, len(p), " ".join(_where(p, here)), " ".join(_where(p, there))) for p in longest]
    rows.sort(key=lambda row: -row[1])
    return Table(columns("phrase", "length", "here", "there"), tuple(rows))


def _stretches(sentences: Sequence[Sentence], size: int) -> set[str]:
    return {s.text[i : i + size] for s in sentences for i in range(len(s.text) - size + 1)}


def _maximal(text: str, seeds: set[str], others: set[str], shortest: int) -> Iterable[str]:
    """Grow every shared stretch of the least length to the right as far as some other sentence has it."""
    end_before = 0
    for start in range(len(text) - shortest + 1):
        if text[start : start + shortest] not in seeds:
            continue
        end = start + shortest
        while end < len(text) and any(text[start : end + 1] in other for other in others):
            end += 1
        if end > end_before:
            yield text[start:end]
            end_before = end


def _where(phrase: str, sentences: Sequence[Sentence]) -> list[str]:
    return [s.id for s in sentences if phrase in s.text]


def cosine(here: Sequence[str], there: Sequence[str], weights: dict[str, float]) -> float:
    """Return the cosine of two lists of words as weighted counts: 0 for nothing in common, 1 for the same proportions.

    `weights` gives each word its weight (see inverse_frequency); a word without one weighs nothing. 0 where one side
    has no weighted word.
    """
    a, b = ({w: n * weights.get(w, 0) for w, n in Counter(words).items()} for words in (here, there))
    length = math.sqrt(math.fsum(x * x for x in a.values()) * math.fsum(x * x for x in b.values()))
    return math.fsum(x * b.get(w, 0) for w, x in a.items()) / length if length else 0.0


def inverse_frequency(units: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return idf = ln(N / n) for each word: N units (sentences, paragraphs), n of them with the word.

    A word in every unit weighs 0. Raises ValueError for no units. Source: Spärck Jones, 1972.
    """
    if not units:
        raise ValueError("there is nothing to weigh")
    spread = Counter(w for unit in units for w in set(unit))
    return {word: math.log(len(units) / n) for word, n in spread.items()}


def alike(here: dict[str, Sequence[str]], there: dict[str, Sequence[str]], best: int = 10) -> Table:
    """Return the pairs of units most alike: (place here, place there, cosine), highest first.

    Units (sentences or paragraphs) are given as place → words; weights are idf over all units of both. Alike in words
    is not alike in meaning: a sentence and its denial have almost the same words. Raises ValueError for no units.
    """
    weights = inverse_frequency([*here.values(), *there.values()])
    pairs = ((a, b, cosine(x, y, weights)) for a, x in here.items() for b, y in there.items() if a != b)
    rows = sorted((p for p in pairs if p[2] > 0), key=lambda p: (-p[2], p[:2]))[:best]
    return Table(columns("here", "there", "similarity"), tuple(rows))
