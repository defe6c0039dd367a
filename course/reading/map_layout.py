"""Where the boxes and lines of an argument map stand. Numbers only; `map_html` draws them.

There are two drawings. In columns, the thesis stands on top, its reasons below it, and the reasons of those to the
right of what they bear on. In steps, for a narrow page, all reasons stand below what they bear on, each a step further
in. All lengths are in pixels of the drawing; text is measured in ems (one em is the font's size).
"""

from typing import NamedTuple

from ..base import wrap
from .argument import ArgumentMap, Relation

FONT = 13
LINE = 19  # height of a line of text
PAD = 8
GAP_X, GAP_Y = 84, 12  # between columns, between boxes
STEP = 82  # how far in reasons stand that are below what they bear on
TRUNK, BRACKET = 10, 14  # from a box to the line that leaves it, and from that line's bracket to the reasons
WIDTHS = {"zh": (196, 330), "en": (264, 420)}  # of a box, in columns and in steps: English words need longer lines


class Box(NamedTuple):
    """One node's box. `again` is true where the node stands elsewhere and is only referred to."""

    node: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    depth: int
    again: bool


class Link(NamedTuple):
    """One relation: from the box of what it bears on to the boxes of its (joint) reasons, beside it or below it."""

    relation: Relation
    target: Box
    sources: tuple[Box, ...]
    below: bool


class Layout(NamedTuple):
    """A drawing: boxes from top to bottom, links, and its size."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: float
    height: float


def lay_out(
    argument: ArgumentMap, root: str, texts: dict[str, str], short: dict[str, str], language: str = "zh",
    steps: bool = False,
) -> Layout:  # fmt: skip
    """Return the drawing of the argument under `root`, in columns or in steps.

    `texts` are the words in each box; `short` those in the box of a node that has been drawn before.
    """
    boxes: list[Box] = []
    links: list[Link] = []
    drawn: set[str] = set()
    width = WIDTHS[language][steps]

    def place(node: str, depth: int, y: float) -> tuple[Box, float]:
        """Draw a node and all under it from height `y` down; return its box and where the next may begin."""
        again = node in drawn
        drawn.add(node)
        below = steps or depth == 0
        wide = 2 * width + GAP_X if depth == 0 and not steps else width  # the thesis has a row to itself
        lines = wrap(short[node] if again else texts[node], (wide - 2 * PAD) / FONT)
        height = (len(lines) + (not again)) * LINE + 2 * PAD  # the first line names the kind
        box = Box(node, _left(depth, width, steps), y, wide, height, lines, depth, again)
        boxes.append(box)
        after = y + height + GAP_Y
        next_y = after if below else y
        for relation in () if again else argument.reasons_for(node):
            found = []
            for source in relation.sources:
                reason, next_y = place(source, depth + 1, next_y)
                found.append(reason)
            links.append(Link(relation, box, tuple(found), below))
        return box, max(next_y, after)

    _, bottom = place(root, 0, 1)
    right = max(box.x + box.width for box in boxes)
    return Layout(tuple(boxes), tuple(links), right + 2, bottom)


def _left(depth: int, width: float, steps: bool) -> float:
    """Return where the boxes of a depth begin."""
    if steps or depth == 0:
        return depth * STEP
    return STEP + (depth - 1) * (width + GAP_X)
