"""Critical questions: what a careful reader asks of a sentence, and what would count as an answer."""

from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, check_known, list_records, problem, read_list, read_text, read_yaml
from ..text import ESSAYS, Paragraph, Sentence, Span, load_essay, passage
from .annotation import find_quote
from .places import by_place, checked_passage, named_essay


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of critical question: a missing source, a missing step, a shifting term …"""

    id: str
    name: Text
    meaning: Text


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question as its author wrote it; `quote` are the words that raise it, if not the whole sentence."""

    id: str
    at: str
    kind: str
    question: Text
    answer: Text
    quote: str | None = None
    prefix: str = ""
    suffix: str = ""
    also: list[str] = []


class Question(msgspec.Struct, frozen=True):
    """One critical question, resolved. `span` is in the text of the paragraph that holds `at`;
    `also` lists other places the question bears on; `answer` says what would count as an answer."""

    id: str
    at: str
    kind: Kind
    question: Text
    answer: Text
    span: Span
    whole: bool  # true when it is asked of the sentence, not of some words in it
    also: tuple[str, ...]


@cache
def load_kinds() -> dict[str, Kind]:
    """Return the kinds of critical question by id."""
    return {kind.id: kind for kind in read_list(DATA / "questions" / "kinds.yaml", "kinds", Kind)}


@cache
def load_questions(essay: str) -> tuple[Question, ...]:
    """Return the critical questions on essay `"A"` or `"B"`, in the order of the text; raises DataError.

    On your own text there are none.
    """
    load_essay(essay)
    if essay not in ESSAYS:
        return ()
    return read_questions(DATA / "questions" / f"{essay}.yaml")


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions written in one file; raises DataError naming file, entry and field."""
    data = read_yaml(read_text(path), path)
    essay = named_essay(data, path)
    entries = list_records(data, path, "questions", _Entry, head=("essay",))
    questions = [_resolve(entry, essay, path) for entry in entries]
    order = {s.id: n for n, s in enumerate(load_essay(essay).sentences)}
    return tuple(sorted(questions, key=lambda q: (order[q.at], q.span.end)))


def questions_at(place: str) -> tuple[Question, ...]:
    """Return the questions a sentence raises, or all those raised in a paragraph."""
    return _by_place(place[0]).get(place, ())


@cache
def _by_place(essay: str) -> dict[str, tuple[Question, ...]]:
    return by_place(load_questions(essay))


def _resolve(entry: _Entry, essay: str, path: Path) -> Question:
    check_known(path, entry.id, "kind", entry.kind, load_kinds())
    for field, place in [("at", entry.at), *(("also", other) for other in entry.also)]:
        found = checked_passage(path, entry.id, field, place)
        if field == "also" and not isinstance(found, Paragraph | Sentence):
            raise problem(path, entry.id, field, "name paragraphs (A03) or sentences (A03.4)")
    sentence = passage(entry.at)
    if not isinstance(sentence, Sentence) or not entry.at.startswith(essay):
        raise problem(path, entry.id, "at", f"name the sentence of essay {essay} that raises the question")
    span = Span(0, len(sentence.text))
    if entry.quote is not None:
        try:
            span = find_quote(sentence.text, entry.quote, entry.prefix, entry.suffix)
        except ValueError as error:
            raise problem(path, entry.id, "quote", f"in {entry.at}: {error}") from None
    moved, kind = Span(*(sentence.span.start + edge for edge in span)), load_kinds()[entry.kind]
    whole = entry.quote is None
    return Question(entry.id, entry.at, kind, entry.question, entry.answer, moved, whole, tuple(entry.also))
