"""Claims and reasons and how they hang together: a directed graph whose root is the thesis."""

from collections.abc import Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..base import DATA, Text, check_known, list_records, problem, read_text, read_yaml
from ..text import ESSAYS, PlaceError, load_essay, paragraphs_between
from .places import checked_passage, named_essay
from .words import WORDS

NODE_KINDS = (
    "thesis", "claim", "premise", "evidence", "concession", "contrast", "measure",
    "goal", "circumstance", "means", "action", "definition", "authority", "background",
)  # fmt: skip
RELATION_KINDS = ("support", "attack", "concede", "elaborate", "exemplify", "restate")


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of node or relation: its name, the test for it, and the kinds it is most easily taken for; of a node
    also the `roles` one of which its sentences have first."""

    id: str
    name: Text
    meaning: Text
    near: list[str]
    roles: list[str] = []


class MapKinds(NamedTuple):
    """All kinds of nodes and of relations, by id."""

    nodes: dict[str, Kind]
    relations: dict[str, Kind]


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step, in the reader's words. `supplied` marks what the authors did not write; `why` says
    why it is a step of this kind here, or why a reader has to supply it; `apart` marks a kind that is not the one
    its sentence's label leads one to expect, for the reason given there."""

    id: str
    kind: str
    at: list[str]
    text: Text
    supplied: bool = False
    apart: bool = False
    why: Text | None = None


class Relation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sources": "from", "target": "to"}):
    """Reasons (`sources`, joint where there are several) and what they bear on (`target`)."""

    id: str
    kind: str
    sources: list[str]
    target: str
    note: Text | None = None


class ArgumentMap(msgspec.Struct, frozen=True):
    """The argument of one essay; relations point from reasons (`sources`, joint) to what they bear on."""

    essay: str
    nodes: dict[str, Node]
    relations: tuple[Relation, ...]

    @property
    def thesis(self) -> Node:
        return next(node for node in self.nodes.values() if node.kind == "thesis")

    def within(self, first: str, last: str) -> "ArgumentMap":
        """Return the part of the map that stands in paragraphs `first` to `last`.

        A relation is kept when one of its reasons stands there, or all are supplied and its target
        is kept; with it come all its joint reasons, wherever they stand, and what it bears on, up to
        the thesis.
        """
        near = {n.id for n in self.nodes.values() if any(first <= place.split(".")[0] <= last for place in n.at)}
        kept = {r.id: r for r in self.relations if near & set(r.sources)}
        reached = near | {r.target for r in kept.values()}
        while more := {  # upwards to the thesis, and supplied reasons downwards
            r.id: r for r in self.relations if r.id not in kept and (set(r.sources) & (reached - near)
            or r.target in reached and all(self.nodes[s].supplied for s in r.sources))
        }:  # fmt: skip
            kept |= more
            reached |= {r.target for r in more.values()}
        nodes = reached | {s for r in kept.values() for s in r.sources} | {self.thesis.id}
        relations = tuple(r for r in self.relations if r.id in kept)
        return ArgumentMap(self.essay, {i: n for i, n in self.nodes.items() if i in nodes}, relations)

    def reasons_for(self, node: str) -> tuple[Relation, ...]:
        """Return the relations that end at a node."""
        return tuple(r for r in self.relations if r.target == node)


@cache
def load_map_kinds() -> MapKinds:
    """Return the kinds of nodes and relations; raises DataError if one is missing or unknown."""
    path = DATA / "arguments" / "kinds.yaml"
    data = read_yaml(read_text(path), path)
    found = {}
    for field, other, known in (("nodes", "relations", NODE_KINDS), ("relations", "nodes", RELATION_KINDS)):
        kinds = {k.id: k for k in list_records(data, path, field, Kind, head=(other,))}
        for kind in kinds.values():
            for name in (kind.id, *kind.near):
                check_known(path, kind.id, "id" if name == kind.id else "near", name, known)
        if missing := set(known) - set(kinds):
            raise problem(path, "(top of the file)", field, f"{', '.join(sorted(missing))} is not described")
        found[field] = kinds
    return MapKinds(found["nodes"], found["relations"])


@cache
def load_argument(essay: str) -> ArgumentMap:
    """Return the checked argument map of essay `"A"` or `"B"`; raises DataError."""
    load_essay(essay)
    if essay not in ESSAYS:
        raise PlaceError(WORDS["no_own_map"])
    return read_argument(DATA / "arguments" / f"{essay}.yaml")


def read_argument(path: Path) -> ArgumentMap:
    """Return the argument map in one file, checked: no dangling end, no circle, all under one thesis."""
    data = read_yaml(read_text(path), path)
    nodes = list_records(data, path, "nodes", Node, head=("essay", "relations"))
    relations = list_records(data, path, "relations", Relation, head=("essay", "nodes"))
    argument = ArgumentMap(named_essay(data, path), {n.id: n for n in nodes}, tuple(relations))
    for node in nodes:
        _check_node(node, argument.essay, path)
    for relation in relations:
        _check_relation(relation, argument, path)
    if sum(node.kind == "thesis" for node in nodes) != 1:
        raise problem(path, "(top of the file)", "nodes", "an argument map has exactly one node of kind thesis")
    _check_reach(argument, path)
    return argument


def _check_node(node: Node, essay: str, path: Path) -> None:
    check_known(path, node.id, "kind", node.kind, NODE_KINDS)
    if node.supplied == bool(node.at):
        raise problem(path, node.id, "at", "a node stands somewhere in the text (at: …) or is supplied: true, not both")
    for place in node.at:
        checked_passage(path, node.id, "at", place)
        if not place.startswith(essay):
            raise problem(path, node.id, "at", f"{place} is not in essay {essay}")


def _check_relation(relation: Relation, argument: ArgumentMap, path: Path) -> None:
    check_known(path, relation.id, "kind", relation.kind, RELATION_KINDS)
    if not relation.sources:
        raise problem(path, relation.id, "from", "a relation starts at one node or more")
    for field, ends in (("from", relation.sources), ("to", [relation.target])):
        for end in ends:
            if end not in argument.nodes:
                raise problem(path, relation.id, field, f"there is no node {end!r}")


def _check_reach(argument: ArgumentMap, path: Path) -> None:
    graph: dict[str, set[str]] = {node: set() for node in argument.nodes}
    for relation in argument.relations:
        graph[relation.target].update(relation.sources)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        raise problem(path, circle[0], "relations", f"the reasons go in a circle: {' → '.join(circle)}") from None
    met, waiting = set(), [argument.thesis.id]
    while waiting:
        node = waiting.pop()
        met.add(node)
        waiting += graph[node] - met
    for node in argument.nodes:
        if node not in met:
            raise problem(path, node, "relations", "no chain of relations leads from it to the thesis")


def part_of_map(essay: str, between: Sequence[str] | None) -> ArgumentMap:
    """Return the argument of an essay, or the part of it that stands in a run of paragraphs (`["A01", "A05"]`).

    Raises PlaceError for paragraphs that are not a run of this essay.
    """
    argument = load_argument(essay)
    if between is None:
        return argument
    first, last = between
    paragraphs_between(first, last)
    return argument.within(first, last)
