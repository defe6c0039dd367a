"""The build of sentences, found by form: clauses, lists, words that carry logic, and parallel members.

All of it counts forms. What a form does in an argument is for a reader to say (see data/annotations).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated

import msgspec

from ..base import DATA, Table, Text, read_list
from ..text import Sentence
from .counting import character_count, shared_beginnings
from .words import columns

_CLAUSE_END = re.compile(r"[，；：。！？]+[”’》）]*")
_RUN_END = re.compile(r"[，；：。！？（）]|、、+")


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form that marks logic: parts that stand in this order in one sentence, and what they mark.

    `unless` are longer words that hold a part without being it (需要 in 所需要的 is; 要 in 要素 is not).
    """

    id: str
    kind: str
    parts: Annotated[list[Annotated[str, msgspec.Meta(min_length=1)]], msgspec.Meta(min_length=1)]
    name: Text
    unless: list[str] = []


def clauses(sentence: Sentence) -> list[str]:
    """Return the stretches of a sentence between ，；：。！？, without those signs; 、 does not end one.

    Raises ValueError for a sentence without any character. A stretch is not always a clause in the
    grammarian's sense: a long subject set off by a comma counts as one.
    """
    found = [part for part in _CLAUSE_END.split(sentence.text) if part.strip("“”‘’《》（）")]
    if not found:
        raise ValueError(f"{sentence.id} has no words")
    return found


def rhythm(sentences: Sequence[Sentence]) -> Table:
    """Return for each sentence: place, characters, clauses, and the characters of each clause in order.

    Raises ValueError for no sentences. Compare within one kind of writing.
    """
    _some(sentences)
    rows = []
    for s in sentences:
        lengths = [character_count(c) for c in clauses(s)]
        rows.append((s.id, sum(lengths), len(lengths), " ".join(map(str, lengths))))
    return Table(columns("place", "characters", "clauses", "rhythm"), tuple(rows))


def enumerations(sentences: Sequence[Sentence], least: int = 3) -> Table:
    """Return every run of items joined by 、 with at least `least` items: (place, items, the run), in order.

    A run ends at any other sign. What stands before the first item and after the last in the same clause
    belongs to the run as found here; only a reader can say where the list begins. Raises ValueError for no
    sentences or `least` below 2. 、 also joins two: that is a pair, not a list.
    """
    _some(sentences)
    if least < 2:
        raise ValueError(f"least is {least}; a list has 2 items or more")
    rows = []
    for s in sentences:
        for run in (part.strip("、") for part in _RUN_END.split(s.text)):
            if (items := run.count("、") + 1) >= least:
                rows.append((s.id, items, run))
    return Table(columns("place", "items", "words"), tuple(rows))


@cache
def load_cues() -> tuple[Cue, ...]:
    """Return the forms that mark logic, from data/lexicon/cues.yaml; raises DataError."""
    return tuple(read_list(DATA / "lexicon" / "cues.yaml", "cues", Cue))


def find_cues(sentences: Sequence[Sentence], kinds: Sequence[str] = ()) -> Table:
    """Return every cue: (place, name of its kind, words), in order of the text; only the `kinds` named, if any are.

    Kinds are those of data/lexicon/cues.yaml: cause, contrast, necessary … for discourse markers, must, should,
    can, cannot for modality, negation. Found by form: a word used in another sense is found too, so a count is an
    upper bound of the uses. Raises ValueError for no sentences or an unknown kind.
    """
    _some(sentences)
    known = {c.kind for c in load_cues()}
    if unknown := set(kinds) - known:
        raise ValueError(f"there is no kind {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    chosen = [c for c in load_cues() if not kinds or c.kind in kinds]
    rows = (row for s in sentences for row in sorted(_cues_in(s, chosen)))
    names = {c.kind: str(c.name) for c in chosen}
    told = tuple((place, names[kind], words) for place, _, kind, words in rows)
    return Table(columns("place", "kind", "words"), told)


def cue_counts(sentences: Sequence[Sentence]) -> Table:
    """Return how often each kind of logic, modality and negation is marked: (kind, count, per 1,000 characters).

    Most first; kinds that do not occur are left out. The limits of find_cues hold: forms are counted, not uses. Raises
    ValueError for no sentences.
    """
    counts = Counter(kind for _, kind, _ in find_cues(sentences)).most_common()
    characters = sum(character_count(s.text) for s in sentences)
    rows = tuple((kind, n, 1000 * n / characters) for kind, n in counts)
    return Table(columns("kind", "count", "per_thousand_characters"), rows)


def _cues_in(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[tuple[str, int, str, str]]:
    for cue in cues:
        if cue.parts[0] not in sentence.text:
            continue
        start, covered = 0, _covered(cue.unless, sentence.text)
        while (place := _stands(cue, covered, sentence.text, start)) is not None:
            yield sentence.id, place[0], cue.kind, "…".join(cue.parts)
            start = place[1]


def _covered(longer_words: Sequence[str], text: str) -> set[int]:
    """Return every position of a text that one of these words stands on."""
    return {i for word in longer_words for m in re.finditer(re.escape(word), text) for i in range(*m.span())}


def _stands(cue: Cue, covered: set[int], text: str, start: int) -> tuple[int, int] | None:
    """Return where the parts of a cue next stand in order (first start, last end), or None."""
    first = None
    for part in cue.parts:
        if (found := _find(part, covered, text, start)) is None:
            return None
        first = found if first is None else first
        start = found + len(part)
    return first, start


def _find(part: str, covered: set[int], text: str, start: int) -> int | None:
    while (found := text.find(part, start)) >= 0:
        if found not in covered:
            return found
        start = found + 1
    return None


def parallel_clauses(sentences: Sequence[Sentence], shortest: int = 2, least: int = 3) -> Table:
    """Return frames shared by clauses, the visible half of 排比: (frame, times, places), most frequent first.

    A frame is the longest beginning, or the longest ending, of at least `shortest` characters that `least`
    clauses or more have in common. Members that are alike in build and not in words are missed, and a chance
    repetition is found too. Raises ValueError for no sentences.
    """
    _some(sentences)
    places, every = zip(*((s.id, clause) for s in sentences for clause in clauses(s)))
    rows = {f"{frame}…": at for frame, at in shared_beginnings(places, every, shortest, least).items()}
    backwards = [clause[::-1] for clause in every]  # an ending is a beginning read backwards
    for mirrored, at in shared_beginnings(places, backwards, shortest, least).items():
        frame = mirrored[::-1]
        rows.setdefault(f"{frame}…" if f"{frame}…" in rows else f"…{frame}", at)
    ordered = sorted(rows.items(), key=lambda row: (-len(row[1]), -len(row[0]), row[0]))
    return Table(columns("pattern", "count", "place"), tuple((f, len(at), " ".join(at)) for f, at in ordered))


def _some(sentences: Sequence[Sentence]) -> None:
    if not sentences:
        raise ValueError("there are no sentences to count")
