"""Cutting Chinese text into words. The only module that knows jieba.

For the two essays use `checked_words`: their words were checked by hand, and no library is loaded.
"""

import logging
import warnings
from functools import cache

import msgspec

from ..base import DATA, DataError, Table, Text, problem, read_list, read_text
from .checked_words import is_word
from .words import columns


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


@cache
def _tagger():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    return posseg.POSTokenizer(_tokenizer())


@cache
def load_dictionary() -> tuple[tuple[str, ...], ...]:
    """Return the entries of data/lexicon/dictionary.txt: one word, or the words that a line with spaces keeps apart."""
    path = DATA / "lexicon" / "dictionary.txt"
    lines = (line.split("#")[0].split() for line in read_text(path).splitlines())
    entries = [tuple(line) for line in lines if line]
    wholes = ["".join(entry) for entry in entries]
    for whole in wholes:
        if wholes.count(whole) > 1:
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


def words(text: str, punctuation: bool = False, dictionary: bool = True) -> list[str]:
    """Return the words of a Chinese text in order, cut by jieba with the course's dictionary.

    Punctuation is left out unless asked for; with `punctuation=True` the words joined give the
    text back. `dictionary=False` leaves jieba as it comes. Where a word begins and ends is a
    decision, not a fact: another tokenizer cuts differently, so compare counts only within one
    segmentation. Raises ValueError for a text without any word.
    """
    cut = _tokenizer(dictionary).lcut(text)
    kept = [word for word in cut if is_word(word)]
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
