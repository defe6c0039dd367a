"""Where some of the essays' wording stands earlier: the words compared, who said or wrote them, when, by whose report."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from ..base import DATA, Text, problem, read_list
from ..text import ESSAYS, Paragraph, Sentence, Span
from .annotation import find_quote
from .places import by_place, checked_passage


class _Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place as its author wrote it: a sentence and the words compared, or a whole paragraph built on them."""

    at: str
    quote: str | None = None
    prefix: str = ""
    suffix: str = ""


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The earlier text: its own `words`, their English (Xinhua's, else ours), whose they are, on what occasion, when, and
    the `source` that reports them; what sharing the wording shows and what it does not. `name` is short, for a sign;
    `passages` are the places of the essays that share it, as written."""

    id: str
    name: Text
    passages: list[_Passage]
    words: Annotated[str, msgspec.Meta(min_length=1)]
    english: Annotated[str, msgspec.Meta(min_length=1)]
    speaker: Text
    occasion: Text
    date: Text
    source: Text
    shows: Text
    does_not_show: Text
    english_by: Literal["xinhua", "course"] = "course"


class Shared(msgspec.Struct, frozen=True):
    """A place of an essay that shares its wording with an earlier text. `span` is in the text of the paragraph that holds
    `at`; it is None where the whole paragraph is built on the wording."""

    at: str
    span: Span | None
    earlier: Earlier

    @property
    def paragraph(self) -> str:
        return self.at.split(".")[0]


@cache
def load_provenance() -> tuple[Shared, ...]:
    """Return every place that shares its wording with an earlier text, in the order of the file; raises DataError."""
    return read_provenance(DATA / "provenance.yaml")


def read_provenance(path: Path) -> tuple[Shared, ...]:
    """Return the places named in one file, each with its earlier text; raises DataError naming file, entry and field."""
    shared = []
    for entry in read_list(path, "provenance", Earlier):
        if not entry.passages:
            raise problem(path, entry.id, "passages", "name one place of the essays or more")
        shared += [Shared(one.at, _span(one, entry.id, path), entry) for one in entry.passages]
    return tuple(shared)


def _span(one: _Passage, entry: str, path: Path) -> Span | None:
    place = checked_passage(path, entry, "at", one.at)
    if one.at[0] not in ESSAYS or not isinstance(place, Paragraph | Sentence):
        raise problem(path, entry, "at", f"{one.at}: name a sentence (A03.4) or a paragraph (A03) of an essay")
    if isinstance(place, Paragraph) != (one.quote is None):
        raise problem(path, entry, "quote", f"{one.at}: name a sentence with the words compared, a paragraph without")
    if one.quote is None:
        return None
    try:
        found = find_quote(place.text, one.quote, one.prefix, one.suffix)
    except ValueError as error:
        raise problem(path, entry, "quote", f"in {one.at}: {error}") from None
    return Span(found.start + place.span.start, found.end + place.span.start)


def shared_at(place: str) -> tuple[Shared, ...]:
    """Return what a sentence shares with earlier texts, or a paragraph and all its sentences."""
    return _by_place().get(place, ())


@cache
def _by_place() -> dict[str, tuple[Shared, ...]]:
    return by_place(load_provenance())
