"""What two texts share: words in the same order, and sentences that resemble each other."""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..base import Table
from ..text import Sentence
from .words import columns

_ROUNDING = 1e-9  # far more than sums of shares can be off


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
    `shortest` below 2. Longer texts share more: the table may grow faster than they do. Shared words show a common
    source or a set phrase of the field, not who took from whom.
    """
    if not here or not there:
        raise ValueError("there are no sentences to compare")
    if shortest < 2:
        raise ValueError(f"shortest is {shortest}; give 2 or more characters")
    both = {piece for s in here for piece in _pieces(s.text, shortest)}
    both &= {piece for s in there for piece in _pieces(s.text, shortest)}
    longest, known = {}, _Stretches(run for s in there for run in _runs(s.text, both, shortest))
    for s in here:
        for state, start, end in known.longest_in(s.text, shortest):
            if (state, end - start) not in longest:  # these two stand for one phrase
                longest[state, end - start] = s.text[start:end]
    here_at, there_at = (_positions(sentences, both, shortest) for sentences in (here, there))
    rows = [(p, len(p), _where(p, here, here_at), _where(p, there, there_at)) for p in longest.values()]
    rows.sort(key=lambda row: -row[1])
    return Table(columns("phrase", "length", "here", "there"), tuple(rows))


def _pieces(text: str, size: int) -> Iterator[str]:
    """Yield the stretch of `size` characters that begins at each character of a text."""
    return (text[start : start + size] for start in range(len(text) - size + 1))


def _runs(text: str, known: set[str], size: int) -> Iterator[str]:
    """Yield the stretches of a text that are covered by known ones of `size` characters: all that can be shared."""
    start = end = 0
    for n, piece in enumerate(_pieces(text, size)):
        if piece in known:
            if n >= end:
                yield text[start:end]
                start = n
            end = n + size
    yield text[start:end]


class _Stretches:
    """All stretches of some texts as a suffix automaton: states, and from each the characters that lead on.

    A state stands for stretches that end at the same places: the longest has `length` characters, the next shorter
    ones are those of the state `shorter`. It is built in one pass and has at most two states a character. Source:
    Blumer et al., The smallest automaton recognizing the subwords of a text, 1985 (`shorter` is the suffix link there).
    """

    def __init__(self, texts: Iterable[str]):
        self.following: list[dict[str | None, int]] = [{}]
        self.shorter, self.length = [-1], [0]
        last = 0
        for character in (c for text in texts for c in (*text, None)):  # None, which no text has, ends each
            last = self._add(last, character)

    def _add(self, last: int, character: str | None) -> int:
        """Make the stretches that end in `last` longer by a character; return the state of the longest."""
        new, state = self._new(self.length[last] + 1, 0, {}), last
        while state >= 0 and character not in self.following[state]:
            self.following[state][character] = new
            state = self.shorter[state]
        if state >= 0:
            self.shorter[new] = self._ending_in(state, character)
        return new

    def _new(self, length: int, shorter: int, following: dict[str | None, int]) -> int:
        self.length.append(length)
        self.shorter.append(shorter)
        self.following.append(following)
        return len(self.length) - 1

    def _ending_in(self, state: int, character: str | None) -> int:
        """Return the state for the longest stretch of `state` and this character; where there is none, part one off."""
        old = self.following[state][character]
        if self.length[old] == self.length[state] + 1:
            return old
        part = self._new(self.length[state] + 1, self.shorter[old], dict(self.following[old]))
        self.shorter[old] = part
        while state >= 0 and self.following[state].get(character) == old:
            self.following[state][character] = part
            state = self.shorter[state]
        return part

    def longest_in(self, text: str, shortest: int) -> Iterator[tuple[int, int, int]]:
        """Yield (state, start, end) of each stretch of `text` that is here and would not be if longer at either end."""
        state = length = 0
        for end, character in enumerate((*text, "")):  # "" leads on nowhere
            if length >= shortest and character not in self.following[state]:
                yield state, end - length, end
            while state and character not in self.following[state]:
                state = self.shorter[state]
                length = self.length[state]
            if character in self.following[state]:
                state, length = self.following[state][character], length + 1


def _positions(sentences: Sequence[Sentence], wanted: set[str], size: int) -> dict[str, list[tuple[int, int]]]:
    """Return where each wanted stretch of `size` characters stands: (number of the sentence, start in it)."""
    found: dict[str, list[tuple[int, int]]] = {piece: [] for piece in wanted}
    for n, s in enumerate(sentences):
        for start, piece in enumerate(_pieces(s.text, size)):
            if piece in wanted:
                found[piece].append((n, start))
    return found


def _where(phrase: str, sentences: Sequence[Sentence], positions: dict[str, list[tuple[int, int]]]) -> str:
    """Return the ids of the sentences that have a phrase, found by the rarest of its stretches in `positions`."""
    size = len(next(iter(positions)))
    starts = range(len(phrase) - size + 1)
    rarest = min(starts, key=lambda start: len(positions[phrase[start : start + size]]))
    found: dict[int, str] = {}
    for n, at in positions[phrase[rarest : rarest + size]]:
        if n not in found and at >= rarest and sentences[n].text.startswith(phrase, at - rarest):
            found[n] = sentences[n].id
    return " ".join(found.values())


def cosine(here: Sequence[str], there: Sequence[str], weights: dict[str, float]) -> float:
    """Return the cosine of two lists of words as weighted counts: 0 for nothing in common, 1 for the same proportions.

    `weights` gives each word its weight (see inverse_frequency); a word without one weighs nothing. 0 where one side
    has no weighted word.
    """
    return _cosine(_Weighed(here, weights), _Weighed(there, weights))


class _Weighed:
    """The words of a unit, each count times the word's weight, and the sum of their squares."""

    def __init__(self, words: Sequence[str], weights: dict[str, float]):
        self.words = {w: n * weights[w] for w, n in Counter(words).items() if weights.get(w)}
        self.square = math.fsum(x * x for x in self.words.values())


def _cosine(a: _Weighed, b: _Weighed) -> float:
    length = math.sqrt(a.square * b.square)
    return math.fsum(x * b.words[w] for w, x in a.words.items() if w in b.words) / length if length else 0.0


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
    is not alike in meaning: a sentence and its denial have almost the same words. Raises ValueError for no units or
    `best` below 1. Pairs that cannot be among the best are not compared; where very many units resemble each other
    about as much as the best do, time still grows with their pairs.
    """
    if best < 1:
        raise ValueError(f"best is {best}; give 1 or more pairs")
    weights = inverse_frequency([*here.values(), *there.values()])
    left, right = (_first_of_each(units, weights, best + 1) for units in (here, there))
    found: dict[tuple[str, str], float] = {}
    top: list[float] = []  # a heap: the least of the `best` highest values comes first
    for a, b in _candidates(left, right, weights, lambda: top[0] if len(top) == best else 0.0):
        if a != b and (a, b) not in found:
            found[a, b] = _cosine(left[a], right[b])
            heapq.heappush(top, found[a, b])
            if len(top) > best:
                heapq.heappop(top)
    rows = sorted(((a, b, x) for (a, b), x in found.items() if x > 0), key=lambda p: (-p[2], p[:2]))[:best]
    return Table(columns("here", "there", "similarity"), tuple(rows))


def _first_of_each(units: dict[str, Sequence[str]], weights: dict[str, float], most: int) -> dict[str, _Weighed]:
    """Return the units that have a weight, by place; of units with the same words only the first `most`."""
    kept: dict[str, _Weighed] = {}
    times: Counter[frozenset] = Counter()
    for place in sorted(units):
        unit = _Weighed(units[place], weights)
        same = frozenset(unit.words.items())
        times[same] += 1
        if unit.square and times[same] <= most:
            kept[place] = unit
    return kept


def _candidates(
    left: dict[str, _Weighed], right: dict[str, _Weighed], weights: dict[str, float], floor: Callable[[], float]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Yield the pairs of places whose cosine may reach `floor()`, which may rise meanwhile; a pair may come twice.

    Words are taken by weight, the rarest first. Units without any of the words taken so far in common have a cosine of
    at most √(r · s), r and s being the shares of their squares that are left (Cauchy and Schwarz). So words that
    almost every unit has come last, when hardly any pair can still reach the floor by them.
    """
    sides = left, right
    having, rest = [_by_word(units) for units in sides], [dict.fromkeys(units, 1.0) for units in sides]
    for word in sorted(weights, key=weights.get, reverse=True):
        least = floor() ** 2 - _ROUNDING
        here, there = ([p for p in having[n].get(word, ()) if rest[n][p] >= least] for n in (0, 1))
        for a in here:
            least = floor() ** 2 - _ROUNDING
            yield from ((a, b) for b in there if rest[0][a] * rest[1][b] >= least)
        for units, left_over, places in zip(sides, rest, (here, there)):
            for place in places:
                left_over[place] -= units[place].words[word] ** 2 / units[place].square


def _by_word(units: dict[str, _Weighed]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, unit in units.items():
        for word in unit.words:
            found.setdefault(word, []).append(place)
    return found
