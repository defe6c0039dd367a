"""Terms, idioms, allusions and metaphors, and where they stand in a text."""

from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, check_known, problem, read_list
from ..text import Span, load_essay
from .places import checked_passage
from .words import WORDS

KINDS = ("term", "idiom", "allusion", "policy", "metaphor")


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: the words, how they sound, what they mean and, where there is something to say, why they matter
    at `first`. `unless` are longer words that hold the characters without being the term (创新|动能 is no 新动能); `at`
    are the only sentences where the word has this meaning, if elsewhere it has another (决定 in A02.1)."""

    id: str
    term: str
    pinyin: str
    kind: str
    gloss: Text
    first: str
    why: Text | None = None
    unless: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    reader: bool = False  # true when `why` goes beyond the essay: the reader's own inference

    def holds(self, place: str) -> bool:
        """Return whether the word has this meaning in a sentence."""
        return not self.at or place in self.at

    @property
    def said(self) -> Text | None:
        """Return why it matters, marked where that is the reader's own inference."""
        if self.why is None or not self.reader:
            return self.why
        mark = WORDS["readers_own"]
        return Text(f"{mark.zh}{self.why.zh}", f"{mark.en} {self.why.en}")


@cache
def load_glossary() -> tuple[Term, ...]:
    """Return all terms, checked; raises DataError."""
    return read_glossary(DATA / "glossary.yaml")


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Return the terms in one file; raises DataError if one does not stand where its entry says it first does."""
    terms = read_list(path, "terms", Term)
    words: set[str] = set()
    for term in terms:
        check_known(path, term.id, "kind", term.kind, KINDS)
        if term.term in words:
            raise problem(path, term.id, "term", f"{term.term} has two entries; keep one")
        words.add(term.term)
        checked_passage(path, term.id, "first", term.first)
        first = first_place(term.term, term.first[0])
        if first != term.first:
            right = f"it first stands in {first}" if first else f"it does not occur in essay {term.first[0]}"
            raise problem(path, term.id, "first", f"{term.term} is not first in {term.first}: {right}")
        for place in term.at:
            if term.term not in checked_passage(path, term.id, "at", place).text:
                raise problem(path, term.id, "at", f"{term.term} does not stand in {place}")
    return tuple(terms)


def first_place(words: str, essay: str) -> str | None:
    """Return the id of the first sentence of an essay that has these words, or None."""
    return next((s.id for s in load_essay(essay).sentences if words in s.text), None)


@cache
def _longest_first() -> list[Term]:
    return sorted(load_glossary(), key=lambda term: -len(term.term))


@cache
def find_terms(text: str, place: str = "") -> tuple[tuple[Span, Term], ...]:
    """Return the glossary terms in the text of a sentence, left to right; where terms overlap, the longest stands."""
    taken: list[tuple[Span, Term]] = []
    for term in filter(lambda term: term.holds(place), _longest_first()):
        start = text.find(term.term)
        while start >= 0:
            span = Span(start, start + len(term.term))
            if not _within(term.unless, text, span) and all(span.end <= other.start or other.end <= span.start for other, _ in taken):
                taken.append((span, term))
            start = text.find(term.term, start + 1)
    return tuple(sorted(taken, key=lambda pair: pair[0]))


def _within(longer: tuple[str, ...], text: str, span: Span) -> bool:
    """Return whether one of the longer words stands over a span of the text."""
    return any(word in text[max(0, span.end - len(word)) : span.start + len(word)] for word in longer)
