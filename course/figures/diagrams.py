"""Figures of how things hang together: words that share sentences, roles over paragraphs, sentences in one mould."""

import math
from collections.abc import Sequence

from ..base import Table, in_turn, listed as in_a_row, text_width, wrap
from ..reading import Reading, label_counts
from ..text import Sentence
from .picture import Picture, Theme, listed, need_some, new_axes, spread
from .words import say

_LINE_CHARS = 50  # Han characters in a line of the aligned sentences, all columns together


def collocation_network(edges: Table, most: int = 40) -> Picture:
    """Return a network of words in a circle; a line joins two that share sentences, thicker for more of them.

    `edges` is a table of `association.network`; the `most` strongest lines are drawn. Where a word stands in the
    circle means nothing; words with more lines stand next to each other at the start.
    """
    need_some(edges.rows)
    rows = edges.rows[:most]
    weight: dict[str, int] = {}
    for a, b, both, _ in rows:
        weight[a], weight[b] = weight.get(a, 0) + both, weight.get(b, 0) + both
    words = sorted(weight, key=lambda w: (-weight[w], w))
    turn = 2 * math.pi / len(words)
    at = {w: (math.sin(n * turn), math.cos(n * turn)) for n, w in enumerate(words)}

    def draw(theme: Theme):
        figure, axes = new_axes(max(4.6, 0.24 * len(words)))
        strongest, heaviest = max(both for _, _, both, _ in rows), max(weight.values())
        for a, b, both, _ in rows:
            thick, dark = 0.6 + 4 * both / strongest, 0.25 + 0.5 * both / strongest
            axes.plot(*zip(at[a], at[b]), color=theme.colours[0], linewidth=thick, alpha=dark, zorder=1)
        for word, (x, y) in at.items():
            size = 4 + 8 * math.sqrt(weight[word] / heaviest)
            axes.plot(x, y, "o", color=theme.colours[1], markersize=size, zorder=2)
            side = "left" if x > 0.01 else "right" if x < -0.01 else "center"
            axes.text(x * 1.08, y * (1.08 if side != "center" else 1.12), word, ha=side, va="center", fontsize=9)
        axes.set_xlim(-2, 2)
        axes.set_ylim(-1.25, 1.25)
        axes.set_axis_off()
        return figure

    told = listed([(f"{a}–{b}", both) for a, b, both, _ in rows[:15]])
    return Picture(draw, say("network_alt", told=told))


def _ink_on(colour: Sequence[float]) -> str:
    """Return black or white, whichever is told better from a colour (its relative luminance as WCAG defines it)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    light = sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear))
    return "#000000" if (light + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"


def role_heat_map(reading: Reading, paragraphs: Sequence[str]) -> Picture:
    """Return a heat map: roles and codes for what sentences rest on, down; paragraphs, across; numbers in the cells.

    The labels are one reading. Compare down a column, not along a row: paragraphs differ in length.
    """
    table = label_counts(reading, paragraphs)
    grid = [row[2:] for row in table]
    roles = sum(row[0] == say("role") for row in table)

    def draw(theme: Theme):
        figure, axes = new_axes(0.3 * len(grid) + 0.8)
        most = max(map(max, grid))
        shades = axes.imshow(grid, aspect="auto", cmap=theme.map, vmin=0, vmax=1.35 * most)
        for y, row in enumerate(grid):
            for x, n in enumerate(row):
                if n:
                    axes.text(x, y, str(n), ha="center", va="center", fontsize=9, color=_ink_on(shades.to_rgba(n)))
        axes.axhline(roles - 0.5, color=theme.ink, linewidth=1)
        axes.set_xticks(range(len(paragraphs)), paragraphs, fontsize=9 if len(paragraphs) > 10 else 10)
        axes.set_yticks(range(len(grid)), [row[1] for row in table])
        axes.tick_params(bottom=False)
        axes.spines["bottom"].set_visible(False)
        return figure

    where = ((row[1], spread([(p, n) for p, n in zip(paragraphs, row[2:]) if n])) for row in table)
    told = in_turn(say("told_of", name=label, what=places) for label, places in where)
    return Picture(draw, say("heat_alt", told=told))


def aligned_sentences(sentences: Sequence[Sentence], frame: Sequence[str]) -> Picture:
    """Return sentences cast in one mould, one a row, cut at the words they share, which stand in columns of their own.

    `frame` are the shared words in order (只有, 才能). Raises ValueError for a sentence that has not all of them in
    this order, naming it. What lies between may differ in length: the frame is the parallel, not the filling.
    """
    need_some(sentences)
    need_some(frame)
    table = [_cut(s, frame) for s in sentences]
    kept = [n for n in range(len(table[0])) if any(row[n] for row in table)]
    widths = _widths([[row[n] for row in table] for n in kept])
    wrapped = [[wrap(row[n], width) for n, width in zip(kept, widths)] for row in table]
    heights = [max(map(len, row)) for row in wrapped]

    def draw(theme: Theme):
        lines = sum(heights) + 0.8 * len(heights)
        figure, axes = new_axes(0.2 * lines + 0.25)
        top = 0.0
        for sentence, row, height in zip(sentences, wrapped, heights):
            axes.text(0, top, sentence.id, va="top", fontsize=9, color=theme.colours[6])
            left = 5.0
            for cell, width, n in zip(row, widths, kept):
                colour = theme.colours[1] if n % 2 else theme.ink  # every second piece is one that all share
                axes.text(left, top, "\n".join(cell), va="top", fontsize=10, linespacing=1.35, color=colour)
                left += width + 1
            top += height + 0.8
        axes.set_xlim(0, 5 + sum(widths) + len(widths))
        axes.set_ylim(lines, -0.3)
        axes.set_axis_off()
        return figure

    rows = in_turn(f"{s.id} " + say("part_mark").join(filter(None, row)) for s, row in zip(sentences, table))
    return Picture(draw, say("aligned_alt", n=len(sentences), same=in_a_row(frame), rows=rows))


def _cut(sentence: Sentence, frame: Sequence[str]) -> list[str]:
    """Return before, shared, between, shared, …, after."""
    parts, rest = [], sentence.text
    for words in frame:
        before, found, rest = rest.partition(words)
        if not found:
            raise ValueError(say("no_frame_there", place=sentence.id, words=words, frame=" … ".join(frame)))
        parts += [before, found]
    return [*parts, rest]


def _widths(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return a width for each column, in ems: what is short stays whole, the long ones share what is left."""
    need = [max(text_width(cell) for cell in column) for column in columns]
    widths, left = [0.0] * len(need), _LINE_CHARS - len(need)
    for done, n in enumerate(sorted(range(len(need)), key=need.__getitem__)):
        widths[n] = max(1.5, min(need[n], left / (len(need) - done)))
        left -= widths[n]
    return widths
