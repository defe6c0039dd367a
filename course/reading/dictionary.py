"""The dictionary: how every word of the two essays that is no glossary entry sounds, and what it means there."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..base import DATA, DataError, Text, check_known, problem, read_text, shown
from ..text import ESSAYS, load_essay, tokens_of, words_of
from .glossary import Term, load_glossary

FIELDS = ("word", "pinyin", "zh", "en", "hsk", "source", "at")
LEVELS = ("", "1", "2", "3", "4", "5", "6", "7-9")  # of HSK 3.0; "" where the word is in none of its lists
SOURCES = ("cc-cedict", "hand")  # whose words the English is


class Entry(NamedTuple):
    """How a word sounds and what it means; `at` names the sentences this holds for, where the word has two entries."""

    word: str
    pinyin: str
    meaning: Text
    hsk: str
    source: str
    at: tuple[str, ...] = ()


@cache
def load_entries() -> dict[str, tuple[Entry, ...]]:
    """Return the entries by word; where a word has two, those for named sentences come first. Raises DataError."""
    return read_entries(DATA / "dictionary.tsv")


def read_entries(path: Path) -> dict[str, tuple[Entry, ...]]:
    """Return the entries in one file, a line each with tabs between its fields; raises DataError for one that does not fit."""
    head, *lines = read_text(path).splitlines() or [""]
    if tuple(head.split("\t")) != FIELDS:
        raise DataError(f"{shown(path)}: the first line must name the fields, tabs between: {' '.join(FIELDS)}")
    found: dict[str, tuple[Entry, ...]] = {}
    for line in lines:
        entry = _entry(path, line)
        same = found.get(entry.word, ())
        if any(not one.at for one in same):
            raise problem(path, entry.word, "word", "an entry after the one that holds everywhere is never found")
        found[entry.word] = (*same, entry)
    return found


def _entry(path: Path, line: str) -> Entry:
    fields = line.split("\t")
    word = fields[0] or "(no word)"
    if len(fields) not in (len(FIELDS) - 1, len(FIELDS)):
        what = f"has {len(fields)} fields and should have {len(FIELDS) - 1}, or one more"
        raise problem(path, word, "(the line)", what)
    for name, value in zip(FIELDS, fields):
        if value.strip() != value or not value and name != "hsk":
            raise problem(path, word, name, "is empty, or has a space before or after it")
    check_known(path, word, "hsk", fields[4], LEVELS)
    check_known(path, word, "source", fields[5], SOURCES)
    at = tuple(fields[6].split(",")) if len(fields) == len(FIELDS) else ()
    for place in at:
        known = {s.id for essay in ESSAYS for s in load_essay(essay).sentences}
        if place not in known or word not in tokens_of(place):
            raise problem(path, word, "at", f"{place} is no sentence with this word")
    return Entry(word, fields[1], Text(fields[2], fields[3]), fields[4], fields[5], at)


def entry_of(word: str, place: str) -> Entry | None:
    """Return what the dictionary says of a word in a sentence, or None."""
    return next((e for e in load_entries().get(word, ()) if not e.at or place in e.at), None)


def term_of(word: str, place: str = "") -> Term | None:
    """Return the glossary's entry for a word in a sentence, or None."""
    term = _terms().get(word)
    return term if term and term.holds(place) else None


@cache
def _terms() -> dict[str, Term]:
    return {term.term: term for term in load_glossary()}


def words_without_an_entry(essay: str) -> list[str]:
    """Return the words of an essay that neither the glossary nor the dictionary has, as "word (place)"."""
    said = ((word, s.id) for s in load_essay(essay).sentences for word in words_of(s.id))
    return [f"{word} ({place})" for word, place in said if not (term_of(word, place) or entry_of(word, place))]
