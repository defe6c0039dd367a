"""The two essays: sections, paragraphs and sentences, each with an id a teacher can say aloud.

`A03` is the third paragraph of essay A, `A03.4` its fourth sentence. Spans are half-open
intervals of code points in the paragraph's text: `paragraph.text[span.start:span.end]`.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..base import DATA, DataError, NotThere, check_known, convert, read_text, read_yaml, shown
from .words import WORDS

ESSAYS = ("A", "B")
# Short texts written for the course, and those of its tests, by the folder in data/ where they stand.
_WRITTEN = {path.stem: folder for folder in ("practice", "forms") for path in sorted((DATA / folder).glob("?.md"))}
PRACTICE = tuple(name for name, folder in _WRITTEN.items() if folder == "practice")
# A sentence ends at 。！？ with the closing quotes and brackets that follow, and a stop after these. ； does not end one.
_SENTENCE = re.compile(r"[^。！？]*(?:[。！？]+[”’」』）】》]*)+|[^。！？]+$")


class PlaceError(NotThere):
    """An id that names no place in the essays."""


class Span(NamedTuple):
    """A half-open interval of code points: `start` is in it, `end` is not."""

    start: int
    end: int


class Sentence(msgspec.Struct, frozen=True):
    """One sentence; `span` is its place in the paragraph's text."""

    id: str
    text: str
    span: Span


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph and its sentences, which joined together are exactly its text."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]


class Section(msgspec.Struct, frozen=True):
    """Paragraphs under one heading; the opening section of an essay has none (`None`)."""

    heading: str | None
    paragraphs: tuple[Paragraph, ...]


class _Front(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The front matter of an essay file."""

    id: str
    title: str
    authors: list[str]
    affiliations: list[str]
    author_note: str
    page_furniture: list[str]


class Essay(msgspec.Struct, frozen=True, dict=True):  # dict: room for what is worked out once
    """One essay whole. `page_furniture` lists what the printed page repeats and the text does not."""

    id: str
    title: str
    authors: tuple[str, ...]
    affiliations: tuple[str, ...]
    author_note: str
    page_furniture: tuple[str, ...]
    sections: tuple[Section, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(p for section in self.sections for p in section.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for p in self.paragraphs for s in p.sentences)

    @cached_property
    def places(self) -> dict[str, Paragraph | Sentence]:
        """Every paragraph and sentence by its id."""
        return {found.id: found for p in self.paragraphs for found in (p, *p.sentences)}


def split_sentences(text: str, paragraph_id: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, numbered from 1; together they cover all of it."""
    matches = _SENTENCE.finditer(text)
    return tuple(
        Sentence(f"{paragraph_id}.{n}", m.group(), Span(m.start(), m.end())) for n, m in enumerate(matches, 1)
    )


def parse_essay(text: str, path: Path) -> Essay:
    """Return the essay written in `text`: front matter, `##` headings, one paragraph per line."""
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise DataError(f"{shown(path)}: expected front matter between two lines of ---")
    front = convert(read_yaml("\n" + parts[1], path), _Front, path, "front matter")
    sections: list[tuple[str | None, list[Paragraph]]] = [(None, [])]
    number = 0
    for line in filter(None, map(str.strip, parts[2].splitlines())):
        if line.startswith("## "):
            sections.append((line[3:], []))
            continue
        number += 1
        place = f"{front.id}{number:02}"
        sections[-1][1].append(Paragraph(place, line, split_sentences(line, place)))
    if not number:
        raise DataError(f"{shown(path)}: the essay has no paragraph")
    return Essay(
        front.id, front.title, tuple(front.authors), tuple(front.affiliations), front.author_note,
        tuple(front.page_furniture), tuple(Section(h, tuple(ps)) for h, ps in sections if ps or h),
    )


OWN_IDS = "XYZCDEFGHIJNOUVW"  # K to M are the tests', P to T the practice texts; for a learner's own texts, in this order
_own: dict[str, Essay] = {}  # a learner's own texts while the kernel lives, the one given longest ago first


def own_id(title: str) -> str:
    """Return the id for a learner's own text: that of an earlier one with this title, else the next free letter.

    Where no letter is free, it is that of the text given longest ago.
    """
    same = [essay.id for essay in _own.values() if essay.title == title]
    return [*same, *(i for i in OWN_IDS if i not in _own), *_own][0]


# Called with the id of a learner's own text when one has been given. (Their map follows it.)
when_own_given: list[Callable[[str], object]] = []


def remember_own(essay: Essay) -> None:
    """Keep a learner's own text, so that `passage` finds its ids; it takes the place of one with the same id."""
    _own.pop(essay.id, None)
    _own[essay.id] = essay
    passage.cache_clear()
    for tell in when_own_given:
        tell(essay.id)


def load_essay(name: str) -> Essay:
    """Return essay `"A"` or `"B"`, a text written for the course (`"P"`), or a learner's own (`"X"`); else raises PlaceError."""
    if name in _own:
        return _own[name]
    if name not in (*ESSAYS, *_WRITTEN):
        raise PlaceError(WORDS.both("no_own_yet" if name == "X" else "no_essay", name=name))
    return _load(name)


@cache
def _load(name: str) -> Essay:
    path = DATA / _WRITTEN.get(name, "essays") / f"{name}.md"
    essay = parse_essay(read_text(path), path)
    check_known(path, "front matter", "id", essay.id, (name,))
    return essay


@cache
def passage(place: str) -> Essay | Paragraph | Sentence:
    """Return what stands at an id: `"A"` an Essay, `"A03"` a Paragraph, `"A03.4"` a Sentence.

    Raises PlaceError that says which ids there are.
    """
    found = re.fullmatch(r"([A-Z])(?:(\d\d+)(?:\.(\d+))?)?", place) if isinstance(place, str) else None
    if not found:
        raise PlaceError(WORDS.both("no_id", place=place))
    essay = load_essay(found[1])
    if not found[2]:
        return essay
    paragraph = essay.places.get(place.split(".")[0])
    if paragraph is None:
        first, last = essay.paragraphs[0].id, essay.paragraphs[-1].id
        raise PlaceError(WORDS.both("no_paragraph", place=place, essay=essay.id, first=first, last=last))
    if not found[3]:
        return paragraph
    sentence = essay.places.get(place)
    if sentence is None:
        raise PlaceError(WORDS.both("no_sentence", place=place, paragraph=paragraph.id, n=len(paragraph.sentences)))
    return sentence


def paragraphs_between(first: str, last: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs from `first` to `last`, both included: `("A03", "A05")` gives three."""
    essay = load_essay(passage(first).id[0])
    ids = [p.id for p in essay.paragraphs]
    if first not in ids or last not in ids or ids.index(first) > ids.index(last):
        raise PlaceError(WORDS.both("no_run", first=first, last=last, essay=essay.id))
    return essay.paragraphs[ids.index(first) : ids.index(last) + 1]
