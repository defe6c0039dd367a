"""What a reader noticed: labels and notes, each tied to a place by the exact words quoted."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import msgspec

from ..base import DATA, Table, Text, check_known, list_records, problem, read_list, read_text, read_yaml
from ..text import ESSAYS, Paragraph, Sentence, Span, load_essay
from .places import by_place, checked_passage, named_essay
from .words import columns, say

LAYERS = ("role", "evidence", "method", "device", "marker", "modality", "note")


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One label of one layer, with the test that tells when it applies; `never` are words that only look like it."""

    id: str
    layer: str
    name: Text
    meaning: Text
    never: tuple[str, ...] = ()


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An annotation as its author wrote it: a place and, where it is not all of it, the words."""

    id: str
    at: str
    layer: str
    label: str
    quote: str | None = None
    quotes: list[str] | None = None
    prefix: str = ""
    suffix: str = ""
    note: Text | None = None
    more: bool = False
    no_question: Text | None = None


class Gist(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a paragraph does, in one line."""

    at: str
    text: Text


class Annotation(msgspec.Struct, frozen=True):
    """One annotation, resolved. `spans` are in the text of the paragraph that holds `at`."""

    id: str
    at: str
    label: Label
    spans: tuple[Span, ...]
    whole: bool  # true when it labels the place itself, not some words in it
    note: Text | None
    no_question: Text | None = None  # why no critical question is asked of what this rests on
    more: bool = False  # true for a note that is folded away: not one of those at which to stop

    @property
    def paragraph(self) -> str:
        return self.at.split(".")[0]

    def without_note(self) -> "Annotation":
        """Return the same annotation with its note left out."""
        return msgspec.structs.replace(self, note=None)


class Reading(msgspec.Struct, frozen=True, dict=True):
    """All that was noticed in one essay. (`dict` lets it keep what stands where, once that has been asked.)"""

    essay: str
    gists: dict[str, Text]
    annotations: tuple[Annotation, ...]

    def at(self, place: str) -> tuple[Annotation, ...]:
        """Return the annotations of a sentence, or of a whole paragraph and all its sentences."""
        return self._by_place.get(place, ())

    @cached_property
    def _by_place(self) -> dict[str, tuple[Annotation, ...]]:
        return by_place(self.annotations)

    def labelled(self, layer: str, label: str | None = None) -> tuple[Annotation, ...]:
        """Return the annotations of a layer, or of one label of it."""
        return tuple(a for a in self.annotations if a.label.layer == layer and label in (None, a.label.id))


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> Span:
    """Return the one place of `quote` in `text`, between `prefix` and `suffix` where these are given.

    Raises ValueError when it is not there exactly once; the message says how often it is.
    """
    needle = prefix + quote + suffix
    first = text.find(needle)
    if not quote or first < 0 or text.find(needle, first + 1) >= 0:
        times = sum(text.startswith(needle, i) for i in range(len(text)))  # overlapping places count too
        remedy = "add prefix: or suffix: so that it is one place" if times else "check the words"
        raise ValueError(f"{needle!r} stands {times} times there, not once; {remedy}")
    start = first + len(prefix)
    return Span(start, start + len(quote))


@cache
def load_labels() -> dict[tuple[str, str], Label]:
    """Return every label by (layer, id): a metaphor may be a device and a method, so both are the key."""
    path = DATA / "annotations" / "labels.yaml"
    labels = read_list(path, "labels", Label, unique=("layer", "id"))
    for label in labels:
        check_known(path, label.id, "layer", label.layer, LAYERS)
    return {(label.layer, label.id): label for label in labels}


def _resolve(entry: _Entry, labels: dict, path: Path) -> Annotation:
    place = checked_passage(path, entry.id, "at", entry.at)
    if not isinstance(place, Paragraph | Sentence):
        raise problem(path, entry.id, "at", "name a paragraph (A03) or a sentence (A03.4)")
    label = labels.get((entry.layer, entry.label))
    if label is None:
        known = ", ".join(i for layer, i in labels if layer == entry.layer) or "none"
        raise problem(path, entry.id, "label", f"{entry.layer}/{entry.label} is no label; in this layer: {known}")
    if entry.layer == "note" and entry.note is None:
        raise problem(path, entry.id, "note", "a note needs its words, zh and en")
    if entry.more and entry.note is None:
        raise problem(path, entry.id, "more", "there is no note to fold away")
    if entry.quote and entry.quotes:
        raise problem(path, entry.id, "quotes", "give quote or quotes, not both")
    quotes = entry.quotes or ([entry.quote] if entry.quote is not None else [])
    if wrong := set(quotes) & set(label.never):
        raise problem(path, entry.id, "label", f"{wrong.pop()} is no {entry.layer}/{entry.label} (labels.yaml, never)")
    offset = place.span.start if isinstance(place, Sentence) else 0
    try:
        found = [find_quote(place.text, q, entry.prefix, entry.suffix) for q in quotes]
    except ValueError as error:
        raise problem(path, entry.id, "quote", f"in {entry.at}: {error}") from None
    spans = found or [Span(0, len(place.text))]
    moved = tuple(Span(s.start + offset, s.end + offset) for s in spans)
    return Annotation(entry.id, entry.at, label, moved, not quotes, entry.note, entry.no_question, entry.more)


@cache
def load_annotations(essay: str) -> Reading:
    """Return the reading of essay `"A"` or `"B"`, every quote resolved; raises DataError.

    Your own text has an empty one.
    """
    load_essay(essay)
    if essay not in ESSAYS:
        return Reading(essay, {}, ())
    return read_annotations(DATA / "annotations" / f"{essay}.yaml")


def read_annotations(path: Path) -> Reading:
    """Return the reading written in one file; raises DataError naming file, entry and field."""
    data = read_yaml(read_text(path), path)
    essay = named_essay(data, path)
    gists = list_records(data, path, "gists", Gist, key="at", head=("essay", "annotations"))
    entries = list_records(data, path, "annotations", _Entry, head=("essay", "gists"))
    labels = load_labels()
    for where, name in [(g.at, g.at) for g in gists] + [(e.at, e.id) for e in entries]:
        if not where.startswith(essay):
            raise problem(path, name, "at", f"{where} is not a place of essay {essay}")
    for gist in gists:
        checked_passage(path, gist.at, "at", gist.at)
    return Reading(essay, {g.at: g.text for g in gists}, tuple(_resolve(e, labels, path) for e in entries))


def label_counts(reading: Reading, paragraphs: Sequence[str]) -> Table:
    """Return how many sentences of each paragraph have each role, and each code for what they rest on.

    Rows: layer and label by their names, one count a paragraph. A sentence with two roles counts in both rows. Labels that no
    sentence has are left out. Raises ValueError for no paragraphs.
    """
    if not paragraphs:
        raise ValueError("name one paragraph or more")
    rows = []
    for (layer, _), label in load_labels().items():
        if layer in ("role", "evidence"):
            own = [a.paragraph for a in reading.annotations if a.whole and a.label == label]
            counts = tuple(own.count(p) for p in paragraphs)
            if any(counts):
                rows.append((say(layer), str(label.name), *counts))
    return Table((*columns("layer", "label"), *paragraphs), tuple(rows))
