"""A map of one's own: the rows of an outline as a learner wrote them, and the argument map they make."""

import re
from collections.abc import Iterable

import msgspec

from ..base import Text
from .argument import NODE_KINDS, ArgumentMap, Node, Relation

MOST_ROWS, LONGEST_ROW, DEEPEST = 40, 120, 6  # a full map is then shorter than the longest response a log keeps
LINKS = {"+": "support", "-": "attack"}  # how a row bears on the one it stands under
SUPPLIED = "supplied"  # instead of a place: the learner's own words, which the text does not say
_PLACE = rf"(?a)[A-Z]\d\d+\.\d+|{SUPPLIED}"


class Row(msgspec.Struct, frozen=True):
    """One step. It stands under the nearest row above it that is less deep; `at` is a sentence, SUPPLIED or ""."""

    text: str = ""
    kind: str = "premise"
    link: str = "+"
    at: str = ""
    depth: int = 1


EMPTY = (Row(kind="thesis", depth=0),)


def checked_rows(given: object) -> tuple[Row, ...]:
    """Return rows from whatever a browser or an old record holds: the first is the conclusion, all others are under it."""
    entries = given if isinstance(given, list) else []
    rows: list[Row] = []
    for entry in [entry for entry in entries if isinstance(entry, dict)][:MOST_ROWS]:
        kind, link, at, depth = (entry.get(key) for key in ("kind", "link", "at", "depth"))
        deepest = min(rows[-1].depth + 1, DEEPEST) if rows else 0
        rows.append(Row(
            _one_line(entry.get("text")),
            kind if kind in NODE_KINDS else Row().kind,
            link if isinstance(link, str) and link in LINKS else Row().link,
            at if isinstance(at, str) and re.fullmatch(_PLACE, at) else "",
            max(min(int(depth) if isinstance(depth, int) else 1, deepest), min(len(rows), 1)),
        ))  # fmt: skip
    return tuple(rows) or EMPTY


def _one_line(text: object) -> str:
    """Return words on one line, without signs that are none: no file and no drawing could hold them."""
    words = "".join(c if c.isprintable() else " " for c in text) if isinstance(text, str) else ""
    return " ".join(words.split())[:LONGEST_ROW].strip()


def map_of_rows(essay: str, rows: Iterable[Row], known: Iterable[str]) -> ArgumentMap:
    """Return the argument map of an outline, its first row on top; of the places only those `known` are kept."""
    nodes: dict[str, Node] = {}
    relations: list[Relation] = []
    above: list[str] = []  # the row itself and those it stands under
    known = set(known)
    for number, row in enumerate(rows, 1):
        name, words = f"r{number}", row.text or "…"
        at = [row.at] if row.at in known else []
        nodes[name] = Node(name, row.kind, at, Text(words, words), row.at == SUPPLIED)
        above[row.depth :] = [name]
        if row.depth:
            relations.append(Relation(f"l{number}", LINKS[row.link], [name], above[row.depth - 1]))
    return ArgumentMap(essay, nodes, tuple(relations))


# ---- as an answer in the log: one line of text a row ----


def kept_rows(rows: Iterable[Row]) -> list[str]:
    """Return rows as a log keeps them: `1 + premise S02.1 its words`."""
    return [f"{row.depth} {row.link} {row.kind} {row.at or '?'} {row.text}" for row in rows]


def rows_kept(response: object) -> tuple[Row, ...]:
    """Return the rows in an answer; a single empty one where it holds none."""
    lines = response if isinstance(response, list) else []
    found = [line.split(" ", 4) for line in lines if isinstance(line, str)]
    names = ("depth", "link", "kind", "at", "text")
    entries = [dict(zip(names, parts)) for parts in found if len(parts) == len(names) and re.fullmatch(r"\d", parts[0])]
    return checked_rows([entry | {"depth": int(entry["depth"])} for entry in entries])
