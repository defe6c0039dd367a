"""Pinyin as sound: what a term of the glossary sounds like, held against its words in the dictionary."""

import re
import unicodedata
from collections.abc import Iterator

from ..text import load_essay, word_spans
from .dictionary import entry_of, term_of
from .glossary import Term, find_terms


def sound(pinyin: str) -> str:
    """Return pinyin without spaces, hyphens and capitals, which are spelling and not sound."""
    return re.sub(r"[\s\-’'、，,“”·（）]", "", unicodedata.normalize("NFC", pinyin.lower()))


def terms_beside_their_words(essay: str) -> Iterator[tuple[Term, str, str]]:
    """Yield each term that is made of several whole words, where it stands, and the pinyin of these words."""
    for sentence in load_essay(essay).sentences:
        words = {span: sentence.text[span.start : span.end] for span in word_spans(sentence)}
        for span, term in find_terms(sentence.text, sentence.id):
            inside = [word for s, word in words.items() if span.start <= s.start and s.end <= span.end]
            if len(inside) > 1 and "".join(inside) == re.sub(r"\W", "", term.term):
                known = [term_of(word, sentence.id) or entry_of(word, sentence.id) for word in inside]
                yield term, sentence.id, " ".join(one.pinyin for one in known if one)


def terms_that_sound_otherwise(essay: str) -> list[tuple[Term, str, str]]:
    """Return the terms whose pinyin is another than that of their words."""
    return [(t, place, said) for t, place, said in terms_beside_their_words(essay) if sound(t.pinyin) != sound(said)]
