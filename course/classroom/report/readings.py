"""Where a class reads a label otherwise than the course does: counted by sentence and label, and by nobody's name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...progress import Attempt, Note, standing_notes
from ...reading import Label, load_labels
from ...text import PlaceError, passage


class OtherReading(NamedTuple):
    """One label the course gives a sentence, and how many of a class put which other in its place; None: own words."""

    place: str
    ours: Label
    read_as: Label | None
    learners: int


def other_readings(learners: Mapping[str, Sequence[Attempt]]) -> list[OtherReading]:
    """Return the other readings, those of most learners first; `learners`: all versions of their notes, oldest first.

    A learner counts once for each. What names no sentence or no label of the course is left out.
    """
    counts: Counter = Counter()
    for versions in learners.values():
        counts.update({(n.place, n.ours, n.label) for n in standing_notes(versions) if _can_be_counted(n)})
    labels = _labels()
    found = [OtherReading(place, labels[ours], labels.get(label), n) for (place, ours, label), n in counts.items()]
    return sorted(found, key=lambda r: (-r.learners, r.place, r.ours.id, r.read_as.id if r.read_as else ""))


def _can_be_counted(note: Note) -> bool:
    labels = _labels()
    if note.kind != "label" or note.ours not in labels or (note.label and note.label not in labels):
        return False
    try:
        return bool(passage(note.place))
    except PlaceError:
        return False


def _labels() -> dict[str, Label]:
    return {f"{label.layer}/{label.id}": label for label in load_labels().values()}
