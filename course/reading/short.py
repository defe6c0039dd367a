"""In short: what each sentence says in one line of our own, and for the hardest ones who does what to what."""

from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, list_records, problem, read_text, read_yaml
from ..text import ESSAYS, Sentence, load_essay
from .places import checked_passage, named_essay


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a skeleton: who does what to what. `link` is the connective before it; it belongs to the last
    step above it whose `level` is one less."""

    level: int
    text: Text
    link: Text | None = None


class Short(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in one line: our summary, not a translation. Those hardest to take in have a skeleton as well."""

    at: str
    short: Text
    skeleton: tuple[Step, ...] = ()


@cache
def load_shorts(essay: str) -> dict[str, Short]:
    """Return every sentence of essay `"A"` or `"B"` in short, by its id; raises DataError.

    For other texts there are none.
    """
    load_essay(essay)
    return read_shorts(DATA / "short" / f"{essay}.yaml") if essay in ESSAYS else {}


def read_shorts(path: Path) -> dict[str, Short]:
    """Return the shorts written in one file, by sentence; raises DataError naming file, entry and field."""
    data = read_yaml(read_text(path), path)
    essay = named_essay(data, path)
    shorts = {s.at: s for s in list_records(data, path, "short", Short, key="at", head=("essay",))}
    for short in shorts.values():
        if not isinstance(checked_passage(path, short.at, "at", short.at), Sentence) or short.at[0] != essay:
            raise problem(path, short.at, "at", f"name a sentence of essay {essay}")
        _check_skeleton(short, path)
    for sentence in load_essay(essay).sentences:
        if sentence.id not in shorts:
            raise problem(path, sentence.id, "short", "this sentence has no entry; every sentence has one")
    return shorts


def _check_skeleton(short: Short, path: Path) -> None:
    above = -1
    for number, step in enumerate(short.skeleton, 1):
        if not 0 <= step.level <= above + 1:
            what = f"step {number} has level {step.level}; the first is 0, each other at most one more than the step above"
            raise problem(path, short.at, "skeleton", what)
        above = step.level
