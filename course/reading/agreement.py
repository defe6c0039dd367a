"""How far two readers agree who labelled the same sentences without seeing each other's labels."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from ..base import DATA, Table, Text, problem, read_list
from ..text import Sentence
from .annotation import load_labels
from .places import checked_passage
from .words import columns, say

LAYERS = ("role", "evidence")


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reader's labels of a sentence: its main role and what it rests on."""

    role: str
    evidence: str


class Twice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence read twice. Where the readers differ, `discussion` says why and which label was kept.

    In the layers of `known` the second reader was not blind: the guideline itself names the sentence as a case.
    """

    at: str
    first: Labels
    second: Labels
    known: tuple[str, ...] = ()
    discussion: Text | None = None


def percent_agreement(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of items (0 to 1) that got the same label from both readers.

    Raises ValueError for no items or for lists of different length. Not corrected for chance: with
    few labels, or one that is very common, it is high even for readers who guess.
    """
    if not first or len(first) != len(second):
        raise ValueError(f"agreement needs two lists of the same length, not empty: {len(first)} and {len(second)}")
    return sum(a == b for a, b in zip(first, second)) / len(first)


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's κ = (p_o − p_e) / (1 − p_e): agreement beyond what chance would give.

    p_o is the percent agreement, p_e the agreement of two readers who hand out labels at random, each
    with the shares they really used. 1 is full agreement, 0 what chance gives; below 0 is worse. One
    label per item; do not compare κ between schemes with different numbers of labels. Raises
    ValueError as percent_agreement does, and where both readers used one and the same label only,
    since κ has then no meaning. Source: Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    observed = percent_agreement(first, second)
    shares, others = Counter(first), Counter(second)
    expected = sum(shares[label] * others[label] for label in shares) / len(first) ** 2
    if expected == 1:
        raise ValueError("both readers used one label only; κ has no meaning there")
    return (observed - expected) / (1 - expected)


@cache
def load_second_reading() -> tuple[Twice, ...]:
    """Return the sentences that were read twice, with both readers' labels as given; raises DataError."""
    path = DATA / "annotations" / "second-reading.yaml"
    sentences = read_list(path, "sentences", Twice, key="at")
    for one in sentences:
        if not isinstance(checked_passage(path, one.at, "at", one.at), Sentence):
            raise problem(path, one.at, "at", f"{one.at} is not a sentence")
        for reader, labels in (("first", one.first), ("second", one.second)):
            for layer in LAYERS:
                label = getattr(labels, layer)
                if (layer, label) not in load_labels():
                    raise problem(path, one.at, f"{reader}.{layer}", f"{label!r} is not a label of this layer")
        if set(one.known) - set(LAYERS):
            raise problem(path, one.at, "known", f"layers are {', '.join(LAYERS)}")
        if one.first != one.second and one.discussion is None:
            raise problem(path, one.at, "discussion", "the readers differ; say why and which label was kept")
    for layer in LAYERS:  # with one label only there would be no κ to tell
        blind = read_blind(sentences, layer)
        if len({getattr(labels, layer) for one in blind for labels in (one.first, one.second)}) < 2:
            raise problem(path, "(top of the file)", layer, "both readers used one label only; read more sentences")
    return tuple(sentences)


def read_blind(sentences: Sequence[Twice], layer: str) -> list[Twice]:
    """Return the sentences whose second label in a layer was given without knowing the first."""
    return [s for s in sentences if layer not in s.known]


def agreement_by_layer(sentences: Sequence[Twice]) -> dict[str, tuple[float, float, int]]:
    """Return percent agreement (0 to 1), Cohen's κ and the number of sentences read blind, for each layer."""
    found = {}
    for layer in LAYERS:
        blind = read_blind(sentences, layer)
        first, second = ([getattr(getattr(s, reader), layer) for s in blind] for reader in ("first", "second"))
        found[layer] = (percent_agreement(first, second), cohen_kappa(first, second), len(blind))
    return found


def agreement_table(sentences: Sequence[Twice]) -> Table:
    """Return how far two readers agree: (layer, percent agreement from 0 to 1, Cohen's κ, sentences)."""
    rows = ((say(layer), *found) for layer, found in agreement_by_layer(sentences).items())
    return Table(columns("layer", "agreement", "kappa", "sentences"), tuple(rows))


def disagreements(sentences: Sequence[Twice], layer: str) -> Table:
    """Return where two readers, both blind, differ in a layer (`"role"`, `"evidence"`): (place, first label, second label)."""
    rows = []
    for s in read_blind(sentences, layer):
        labels = [load_labels()[layer, getattr(reader, layer)] for reader in (s.first, s.second)]
        if labels[0] != labels[1]:
            rows.append((s.at, *(str(label.name) for label in labels)))
    return Table(columns("place", "first_reader", "second_reader"), tuple(rows))
