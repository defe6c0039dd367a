"""Cutting Chinese text into words. The only module that knows jieba, and rjieba, the same in Rust.

Where rjieba is installed it cuts, several times as fast; elsewhere, in a browser for one, jieba does. The words are the
same. For the two essays use `checked_words`: their words were checked by hand, and no library is loaded.
"""

import logging
import re
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import msgspec

from ..base import DATA, DataError, Table, Text, problem, read_list, read_text
from .checked_words import is_word
from .words import columns

_MOST = 1000  # Han characters in a row that are cut in one go: no text has as many without a sign


class StopWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word left out of frequency lists, and the reason for it."""

    word: str
    reason: Text


@cache
def _tokenizer(dictionary: bool = True):
    """A tokenizer of our own: jieba's module-level one is shared by everything in the process."""
    with warnings.catch_warnings():  # jieba 0.42.1 is from 2020; its old idioms warn on new Pythons
        warnings.simplefilter("ignore")
        import jieba
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    # Read the dictionary directly: jieba's cache file in the temporary folder saves no time.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for entry in load_dictionary() if dictionary else ():
        if len(entry) > 1:
            tokenizer.suggest_freq(entry, tune=True)  # kept apart
        else:
            tokenizer.add_word(entry[0], tag="n")  # without a tag its part of speech would be x, unknown
    return tokenizer


def _all_words(text: str, dictionary: bool) -> list[str]:
    """Return the words and signs of a text; a run of Han characters comes apart after every _MOST of them.

    jieba copies all it has guessed of a run at each character, so that a run ten times as long takes it a hundred times
    as long. All text goes through here, so that the words are the same with jieba and rjieba.
    """
    cut = _cutter(dictionary)
    if len(text) <= _MOST:
        return cut(text)
    runs = re.finditer(f"[\u4e00-\u9fd5]{{1,{_MOST}}}", text)
    edges = [0, *(run.end() for run in runs if len(run[0]) == _MOST), len(text)]
    return [word for start, end in zip(edges, edges[1:]) for word in cut(text[start:end])]


@cache
def _cutter(dictionary: bool) -> Callable[[str], list[str]]:
    """Return what cuts a text into words and signs: rjieba, or jieba where rjieba is not installed."""
    try:
        return _LikeJieba(dictionary).cut
    except ImportError:
        return _tokenizer(dictionary).lcut


# ---- rjieba, made to give jieba's words ----

# Patterns are compiled when first used: a page that cuts nothing does without.
_PAD = "\n"  # in no word of a text: adding it changes the sum of all frequencies and nothing else
_TWICE = 3  # jieba's own dictionary lists B超 twice with this frequency; jieba counts both in its sum, rjieba one
# rjieba takes more characters for Han than jieba does (㐀, 﨎, 𠀀 …) and refuses half a surrogate pair. In jieba each
# of them is a token of its own, as is every character here, so a text can be taken apart at them.
_ALONE = "([\u3400-\u4dff\u9fd6-\ufeff\U00010000-\U0010ffff])"
# Letters and digits joined by signs stay together in rjieba (2020-2025, a.b) and come apart in jieba.
_SIGNED = r"[a-zA-Z0-9][+#&._%-]"
_LATIN = r"[a-zA-Z0-9+#&._%-]+"
_STOPS = "([，。；：！？、])"
_LATIN_PARTS = r"([a-zA-Z0-9]+(?:\.\d+)?%?)"


@cache
def _rjieba(dictionary: bool):
    """Return rjieba with jieba's frequencies; raises ImportError where it is not installed."""
    import rjieba

    cutter, pad = rjieba.Jieba(), _TWICE
    cutter.add_word(_PAD, pad, None)
    entries = load_dictionary() if dictionary else ()
    frequencies, total = _jieba_frequencies(entries) if dictionary else ({}, 0)
    for entry in entries:
        word, apart = "".join(entry), len(entry) > 1
        known, share = frequencies.get(word, 0), 1.0
        # As jieba's suggest_freq reckons: rjieba's own rounds differently and cannot keep apart.
        for part in entry if apart else cutter.cut(word, hmm=False):
            share *= frequencies.get(part, 1) / total
        frequencies[word] = min(int(share * total), known) if apart else max(int(share * total) + 1, known)
        cutter.add_word(word, frequencies[word], None)
        total, pad = total + frequencies[word], pad + known  # only rjieba takes the old one out of its sum
        cutter.add_word(_PAD, pad, None)
    return cutter


def _jieba_frequencies(entries: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Return the frequencies jieba knows of all that stands in the entries, and the sum of all; jieba is not loaded."""
    wholes = ["".join(entry) for entry in entries]
    wanted = {w[i:j] for w in wholes for i in range(len(w)) for j in range(i + 1, len(w) + 1)}
    found, total = {}, 0
    with Path(find_spec("jieba").origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ")
            total += int(frequency)
            if word in wanted:
                found[word] = int(frequency)
    return found, total


class _LikeJieba:
    """Cuts by rjieba into jieba's words. It remembers which words are sure, to be quick."""

    def __init__(self, dictionary: bool):
        self._rjieba, self._dictionary = _rjieba(dictionary), dictionary
        self._alone, self._signed, self._stops = map(re.compile, (_ALONE, _SIGNED, _STOPS))
        self._sure: set[str] = set()
        self._left: dict[str, str] = {}  # each word met: itself where its characters may be guessed, else a space

    def cut(self, text: str) -> list[str]:
        """Return the words and signs of a text."""
        if self._alone.search(text):
            return self._in_pieces(self._alone, text)
        if len(text) > _MOST and self._stops.search(text):  # a tie somewhere in so much is likely: do not cut all of it twice
            return self._in_pieces(self._stops, text)
        words = self._rjieba.cut(text)
        if not self._sure.issuperset(words) and self._may_tie(words):
            return self._in_pieces(self._stops, text) if self._stops.search(text) else _tokenizer(self._dictionary).lcut(text)
        return self._parted(words) if self._signed.search(text) else words

    def _in_pieces(self, signs: re.Pattern, text: str) -> list[str]:
        """Return the words of a text taken apart at signs that jieba never joins to anything."""
        pieces = enumerate(signs.split(text))  # every second one is a sign
        return [word for n, piece in pieces for word in ([piece] if n % 2 else self.cut(piece))]

    def _parted(self, words: list[str]) -> list[str]:
        """Return the words, runs of Latin letters, digits and signs parted as by jieba; those of its dictionary stay."""

        def is_latin(word: str) -> bool:
            return word.isascii() and bool(re.fullmatch(_LATIN, word)) and not self._rjieba.has_word(word)

        parted = []
        for latin, run in groupby(words, is_latin):
            parted += filter(None, re.split(_LATIN_PARTS, "".join(run))) if latin else run
        return parted

    def _may_tie(self, words: list[str]) -> bool:
        """Return whether two ways of cutting may be equally probable: there the libraries choose by rounding.

        Where the dictionary leaves single characters, both guess by the probability that one is first, middle or last
        in a word, or a word. Two guesses come out equal where equal characters change their parts, as in 旧旧|旧旧旧 and
        旧旧旧|旧旧: three or more in a row, each of which stands twice among them. A word that stays whole when the
        dictionary cuts it alone is more probable than its characters in any text: it is sure, and not guessed. Nor are
        Latin letters and digits ever guessed.
        """
        for word in set(words).difference(self._left):
            whole = len(word) == 1 or word.isascii() or len(self._rjieba.cut(word, hmm=False)) == 1
            if whole:
                self._sure.add(word)
            self._left[word] = word if not whole or len(word) == 1 and word.isalpha() else " "
        if self._sure.issuperset(words):
            return False
        return any(map(_thrice_in_a_row, "".join(map(self._left.__getitem__, words)).split()))


def _thrice_in_a_row(characters: str) -> bool:
    """Return whether three characters in a row all stand more than once among these."""
    if len(characters) - len(set(characters)) < 2:
        return False
    count = Counter(characters)
    return "222" in "".join("1" if count[character] == 1 else "2" for character in characters)


@cache
def _tagger():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    return posseg.POSTokenizer(_tokenizer(True))  # said, for the cache: else jieba would be loaded twice


@cache
def load_dictionary() -> tuple[tuple[str, ...], ...]:
    """Return the entries of data/lexicon/dictionary.txt: one word, or the words that a line with spaces keeps apart."""
    path = DATA / "lexicon" / "dictionary.txt"
    lines = (line.split("#")[0].split() for line in read_text(path).splitlines())
    entries = [tuple(line) for line in lines if line]
    for whole, times in Counter("".join(entry) for entry in entries).items():
        if times > 1:
            raise problem(path, whole, "word", "each word once, either whole or kept apart")
    if not entries:
        raise DataError("data/lexicon/dictionary.txt: the dictionary is empty")
    return tuple(entries)


@cache
def load_stop_words() -> frozenset[str]:
    """Return the course's own short list of words that frequency lists leave out."""
    path = DATA / "lexicon" / "stopwords.yaml"
    entries = read_list(path, "stop_words", StopWord, key="word")
    return frozenset(entry.word for entry in entries)


class _Words(dict[str, bool]):
    """Whether something cut from a text is a word and not a sign, found out once for each."""

    def __missing__(self, word: str) -> bool:
        self[word] = is_word(word)
        return self[word]


_words = _Words()


def words(text: str, punctuation: bool = False, dictionary: bool = True) -> list[str]:
    """Return the words of a Chinese text in order, cut by jieba (or rjieba) with the course's dictionary.

    Punctuation is left out unless asked for; with `punctuation=True` the words joined give the
    text back. `dictionary=False` leaves jieba as it comes. Where a word begins and ends is a
    decision, not a fact: another tokenizer cuts differently, so compare counts only within one
    segmentation. More than 1,000 Chinese characters without a sign among them are no text: there words end after
    every thousandth character. Raises ValueError for a text without any word.
    """
    cut = _all_words(text, dictionary)
    kept = list(filter(_words.__getitem__, cut))
    if not kept:
        raise ValueError("there is no word in this text")
    return cut if punctuation else kept


def tagged(text: str) -> Table:
    """Return (word, part of speech) for each word of a text, by jieba's tagger with the course's dictionary.

    The tags are ICTCLAS letters: n noun, v verb, a adjective, d adverb, p preposition, c conjunction, u particle, m
    numeral … Limits: the tagger cuts a little differently from `words`, so do not mix the two in one table; a word
    of the course's dictionary is always n; Chinese verbs used as nouns (改革, 发展) are mostly tagged by the dictionary's
    preference and not by their use here. Raises ValueError for a text without any word.
    """
    rows = tuple((w.word, w.flag) for w in _tagger().cut(text) if is_word(w.word))
    if not rows:
        raise ValueError("there is no word in this text")
    return Table(columns("word", "tag"), rows)
