"""Passages that share a frame: rows of sentences that do the same work in different places."""

from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, check_known, problem, read_list
from ..text import ESSAYS, Essay, Sentence, passage
from .argument import load_argument
from .places import checked_passage


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: what fills this slot of the frame in each column, and which nodes of the maps do."""

    id: str
    name: Text
    cells: list[list[str]]
    note: Text
    nodes: list[str] = []


class Parallel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two or more passages next to each other, row by row."""

    id: str
    title: Text
    note: Text
    columns: list[str]
    rows: list[Slot]

    def sentences(self, row: Slot, column: int) -> tuple[Sentence, ...]:
        """Return the sentences in one cell; a paragraph named there gives all of its sentences."""
        found = (passage(place) for place in row.cells[column])
        return tuple(s for f in found for s in ([f] if isinstance(f, Sentence) else f.sentences))


@cache
def load_parallels() -> dict[str, Parallel]:
    """Return the parallels by id; raises DataError."""
    return read_parallels(DATA / "arguments" / "parallels.yaml")


def read_parallels(path: Path) -> dict[str, Parallel]:
    """Return the parallels in one file; raises DataError for a place or a node that is not there."""
    parallels = read_list(path, "parallels", Parallel)
    for parallel in parallels:
        for place in parallel.columns:
            checked_passage(path, parallel.id, "columns", place)
            check_known(path, parallel.id, "columns", place[0], ESSAYS)
        for row in parallel.rows:
            _check_row(row, parallel, path)
    return {p.id: p for p in parallels}


def _check_row(row: Slot, parallel: Parallel, path: Path) -> None:
    where = f"{parallel.id}, row {row.id}"
    if len(row.cells) != len(parallel.columns):
        raise problem(path, where, "cells", f"{len(row.cells)} lists for {len(parallel.columns)} columns; one each")
    for column, places in zip(parallel.columns, row.cells):
        for place in places:
            found = checked_passage(path, where, "cells", place)
            if isinstance(found, Essay) or not place.startswith(column):
                raise problem(path, where, "cells", f"{place} is not a paragraph or sentence of {column}")
    known = {node for essay in {c[0] for c in parallel.columns} for node in load_argument(essay).nodes}
    for node in row.nodes:
        if node not in known:
            columns = ", ".join(parallel.columns)
            raise problem(path, where, "nodes", f"there is no node {node!r} in the maps of {columns}")
