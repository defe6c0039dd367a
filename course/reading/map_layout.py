"""Where the boxes and lines of an argument map stand. Numbers only; `map_html` draws them.

The thesis stands at the upper left; reasons stand to the right of what they bear on, one below the
other. All lengths are in pixels of the drawing; text is measured in ems (one em is the font's size).
"""

from typing import NamedTuple

from ..base import wrap
from .argument import ArgumentMap, Relation

FONT = 13
LINE = 19  # height of a line of text
WIDTH = 172  # of a box
PAD = 8
GAP_X, GAP_Y = 80, 12  # between columns, between boxes
TRUNK, BRACKET = 10, 14  # from a box to the line that leaves it, and from that line's bracket to the reasons


class Box(NamedTuple):
    """One node's box. `again` is true where the node stands elsewhere and is only referred to."""

    node: str
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    depth: int
    again: bool


class Link(NamedTuple):
    """One relation: from the box of what it bears on to the boxes of its (joint) reasons."""

    relation: Relation
    target: Box
    sources: tuple[Box, ...]


class Layout(NamedTuple):
    """A drawing: boxes from top to bottom, links, and its size."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: float
    height: float


def lay_out(argument: ArgumentMap, root: str, texts: dict[str, str], short: dict[str, str]) -> Layout:
    """Return the drawing of the argument under `root`.

    `texts` are the words in each box; `short` those in the box of a node that has been drawn before.
    """
    boxes: list[Box] = []
    links: list[Link] = []
    drawn: set[str] = set()

    def place(node: str, depth: int, y: float) -> tuple[Box, float]:
        """Draw a node and all under it from height `y` down; return its box and where the next may begin."""
        again = node in drawn
        drawn.add(node)
        lines = wrap(short[node] if again else texts[node], (WIDTH - 2 * PAD) / FONT)
        height = (len(lines) + (not again)) * LINE + 2 * PAD  # the first line names the kind
        box = Box(node, depth * (WIDTH + GAP_X), y, height, lines, depth, again)
        boxes.append(box)
        below = y
        for relation in () if again else argument.reasons_for(node):
            found = []
            for source in relation.sources:
                reason, below = place(source, depth + 1, below)
                found.append(reason)
            links.append(Link(relation, box, tuple(found)))
        return box, max(below, y + height + GAP_Y)

    _, bottom = place(root, 0, 1)
    right = max(box.x for box in boxes) + WIDTH
    return Layout(tuple(boxes), tuple(links), right + 2, bottom)
