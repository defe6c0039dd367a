"""An argument map small enough to be a picture: boxes without words, coloured by what they do in the argument."""

from markupsafe import Markup

from ..base import join
from .argument import ArgumentMap
from .map_html import FAMILIES
from .map_layout import Box, Layout, lay_out

WIDE, HIGH, STEP = 26, 9, 14  # of a box, and from one row to the next, in pixels
COLUMN = 44  # from one column to the next


def format_miniature(argument: ArgumentMap) -> Markup:
    """Return the map under its thesis as a small SVG picture; decoration, hidden from screen readers."""
    layout = lay_out(argument, argument.thesis.id, dict.fromkeys(argument.nodes, ""), dict.fromkeys(argument.nodes, ""))
    rows = {y: n for n, y in enumerate(sorted({box.y for box in layout.boxes}))}
    spot = {box: (1 + box.depth * COLUMN, 1 + rows[box.y] * STEP) for box in layout.boxes}
    size = max(x for x, _ in spot.values()) + WIDE + 1, max(y for _, y in spot.values()) + HIGH + 1
    boxes = ((FAMILIES.get(argument.nodes[b.node].kind, "support"), *spot[b], WIDE, HIGH) for b in layout.boxes)
    drawn = join(boxes, each='<rect data-family="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>')
    line = Markup('<path d="{}" fill="none" stroke="currentColor"/>').format(_lines(layout, spot))
    return Markup(
        '<svg class="course-miniature" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}{}</svg>'
    ).format(*size, *size, line, drawn)


def _lines(layout: Layout, spot: dict[Box, tuple[int, int]]) -> str:
    """Return the path of all lines: from each box to the right, and down to its reasons."""
    path = ""
    for link in layout.links:
        x, y = spot[link.target]
        for source in link.sources:
            end, height = spot[source]
            path += f"M{x + WIDE} {y + HIGH / 2}H{(x + WIDE + end) / 2}V{height + HIGH / 2}H{end}"
    return path
