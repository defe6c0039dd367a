"""Dividing what is to be shown among slides: no slide is fuller than a screen, in type as large as will do.

Heights are counted in lines of the slide's body text at its full size. A line holds WIDTH ems; a Han character is one em wide.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ...base import text_width

WIDTH = 33.0  # ems in a line of body text, see static/slides.css: 1160 px / 34 px, less a little for breaking lines
LINES = 11.6  # lines of body text below the heading
GAP = 0.5  # between two blocks
SIZES = (1.0, 0.85, 0.72)  # 34, 29 and 24 px, see static/slides.css
_WORDS_BREAK = 1.03  # a line of words is not filled to its end


class Block(NamedTuple):
    """A piece that is not divided: its HTML, and the texts that stand in it one below the other, `indent` ems narrower than a line.

    `lines` is its height where it has no text to be measured.
    """

    html: Markup
    texts: tuple[str, ...]
    indent: float = 0
    lines: float = 0


def height(block: Block, size: float = 1) -> float:
    """Return how high a block is in type of that size, in lines of full size."""
    room = WIDTH / size - block.indent
    return block.lines + size * (sum(max(1, math.ceil(text_width(t) * _WORDS_BREAK / room)) for t in block.texts) + GAP)


def packed(blocks: Sequence[Block], size: float = 1, room: float = LINES) -> list[list[Markup]]:
    """Return the blocks in order, divided into as few slides as hold them. A block higher than a slide gets one of its own."""
    slides: list[list[Markup]] = []
    left = 0.0
    for block in blocks:
        needed = height(block, size)
        if needed > left or not slides:
            slides.append([])
            left = room
        slides[-1].append(block.html)
        left -= needed
    return slides


def fitted(blocks: Sequence[Block], head: Block | None = None) -> tuple[float, list[list[Markup]]]:
    """Return the size of type and the slides for some blocks: the largest type in which they fit on one slide, else the middle one.

    `head` is repeated on every slide.
    """
    def at(size: float) -> list[list[Markup]]:
        above = height(head, size) if head else 0
        return [[head.html, *slide] if head else slide for slide in packed(blocks, size, LINES - above)]

    whole = next((size for size in SIZES if len(at(size)) <= 1), SIZES[1])
    return whole, at(whole)


def divided(text: str) -> Sequence[str]:
    """Return a text in pieces that fit a slide, cut after a sentence where it is too long for one."""
    longest = WIDTH * (LINES - 2)
    if text_width(text) <= longest:
        return [text]
    pieces, now = [], ""
    for part in text.replace("。", "。\0").replace(". ", ". \0").split("\0"):
        if now and text_width(now + part) > longest:
            pieces.append(now)
            now = ""
        now += part
    return [*pieces, now]


def row_heights(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how many lines each row of a table takes, where a browser shares the width among columns by their longest cells."""
    widest = [max(text_width(cell) for cell in column) + 1 for column in zip(*rows)]
    share = min(1.0, WIDTH / sum(widest))
    return [max(math.ceil(text_width(cell) * 1.15 / (w * share)) for cell, w in zip(row, widest)) for row in rows]
