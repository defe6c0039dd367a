"""Cutting Chinese text into words. The only module that knows jieba."""

import logging
import warnings
from functools import cache

import msgspec

from .language import Text
from .records import DATA, DataError, problem, read_list, read_text


class StopWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word left out of frequency lists, and the reason for it."""

    word: str
    reason: Text


@cache
def _tokenizer():
    """A tokenizer of our own: jieba's module-level one is shared by everything in the process."""
    with warnings.catch_warnings():  # jieba 0.42.1 is from 2020; its old idioms warn on new Pythons
        warnings.simplefilter("ignore")
        import jieba
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    # Read the dictionary directly: jieba's cache file in the temporary folder saves no time.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in load_dictionary():
        tokenizer.add_word(word)
    return tokenizer


@cache
def load_dictionary() -> tuple[str, ...]:
    """Return the words the field reads as one: one per line in data/lexicon/dictionary.txt, # for comments."""
    path = DATA / "lexicon" / "dictionary.txt"
    lines = (line.split("#")[0].strip() for line in read_text(path).splitlines())
    words = [line for line in lines if line]
    for word in words:
        if words.count(word) > 1 or len(word.split()) > 1:
            raise problem(path, word, "word", "one word per line, each word once")
    if not words:
        raise DataError("data/lexicon/dictionary.txt: the dictionary is empty")
    return tuple(words)


@cache
def load_stop_words() -> frozenset[str]:
    """Return the course's own short list of words that frequency lists leave out."""
    path = DATA / "lexicon" / "stopwords.yaml"
    entries = read_list(path, "stop_words", StopWord, key="word")
    return frozenset(entry.word for entry in entries)


def words(text: str, punctuation: bool = False) -> list[str]:
    """Return the words of a Chinese text in order, cut by jieba with the course's dictionary.

    Punctuation is left out unless asked for; with `punctuation=True` the words joined give the
    text back. Where a word begins and ends is a decision, not a fact: another tokenizer cuts
    differently, so compare counts only within one segmentation. Raises ValueError for a text
    without any word.
    """
    cut = _tokenizer().lcut(text)
    kept = [word for word in cut if any(c.isalnum() for c in word)]
    if not kept:
        raise ValueError("there is no word in this text")
    return cut if punctuation else kept
