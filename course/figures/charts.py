"""Figures of counts and lengths: bars, dispersion, strips, rhythm, lists, keyness."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ..base import Table, in_turn
from ..text import Paragraph, Sentence
from ..textstats import places, rhythm as clause_lengths
from .picture import Picture, Theme, listed, need_some, new_axes, spread
from .words import say

MANY = 24  # paragraphs: more have no room for their names


def frequency_bars(table: Table) -> Picture:
    """Return ranked bars of a frequency table (its first two columns: word, count), largest on top."""
    need_some(table.rows)
    names, counts = [row[0] for row in table], [row[1] for row in table]

    def draw(theme: Theme):
        figure, axes = new_axes(0.28 * len(table) + 0.7)
        bars = axes.barh(range(len(names)), counts, color=theme.colours[0], height=0.65)
        axes.bar_label(bars, padding=3)
        axes.set_yticks(range(len(names)), names)
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.set_title(say("axis_count"), loc="left", fontsize=10)
        return figure

    return Picture(draw, say("bars_alt", told=listed(list(zip(names, counts)))))


def dispersion(terms: Sequence[str], paragraphs: Sequence[Paragraph]) -> Picture:
    """Return a dispersion plot: one line per term, one stroke where it stands; paragraphs are divided."""
    need_some(terms)
    found = {term: places(term, paragraphs) for term in terms}
    edges, names = _parts(paragraphs)

    def draw(theme: Theme):
        figure, axes = new_axes(0.42 * len(terms) + 0.9)
        for row, term in enumerate(terms):
            at = sorted({round(x, 4) for _, x in found[term]})
            axes.eventplot(at, lineoffsets=row, linelengths=0.6, color=theme.colours[row % 6], linewidths=2)
        for edge in edges[1:]:
            axes.axvline(edge, color=theme.line, linewidth=0.8, zorder=0)
        axes.set_xlim(0, 1)
        _name_rows(axes, terms)
        # The figure must not be wider than a notebook, so with many paragraphs the labels get smaller.
        axes.set_xticks([(a + b) / 2 for a, b in zip(edges, edges[1:])], names, fontsize=10 if len(names) < 11 else 8)
        axes.tick_params(bottom=False)
        axes.set_xlabel(say("axis_place"))
        return figure

    told = []
    for term in terms:
        per = [(name, sum(a <= x < b for _, x in found[term])) for name, a, b in zip(names, edges, edges[1:])]
        told.append(say("dispersion_one", word=term, n=len(found[term]), spread=spread(per)))
    return Picture(draw, say("dispersion_alt", told=in_turn(told)))


def _name_rows(axes, names: Sequence[str], size: float | None = None) -> None:
    """Put names to the rows of a figure, the first on top."""
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), names, fontsize=size)


def _parts(paragraphs: Sequence[Paragraph]) -> tuple[list[float], list[str]]:
    """Return where the parts of a text begin and end (0 to 1) and their names: paragraphs, or tenths of a long text."""
    if len(paragraphs) > MANY:
        return [n / 10 for n in range(11)], [f"{n}0%" for n in range(1, 11)]
    edges = list(accumulate((len(p.text) for p in paragraphs), initial=0))
    return [edge / edges[-1] for edge in edges], [p.id for p in paragraphs]


def sentence_strips(paragraphs: Sequence[Paragraph], steps: Mapping[str, object], lengths: Mapping[str, int]) -> Picture:
    """Return a strip per paragraph, cut into its sentences; width is length, colour is the step.

    `steps` gives each sentence id its step in the argument, a word or a Text with one for each language;
    `lengths` its length in characters. The steps are a reader's reading: another reading colours the strips differently.
    """
    need_some(paragraphs)
    steps = {s.id: str(steps[s.id]) for p in paragraphs for s in p.sentences}
    names = list(dict.fromkeys(steps.values()))

    def draw(theme: Theme):
        figure, axes = new_axes(0.55 * len(paragraphs) + 1.3)
        for row, paragraph in enumerate(paragraphs):
            left = 0
            for sentence in paragraph.sentences:
                width, colour = lengths[sentence.id], theme.colours[names.index(steps[sentence.id]) % 7]
                words = f".{sentence.id.split('.')[1]}\n{width}"
                axes.barh(row, width, 0.62, left=left, color=colour, alpha=0.45, edgecolor=theme.paper, linewidth=1.5)
                axes.text(left + width / 2, row, words, ha="center", va="center", fontsize=9, linespacing=1.1)
                left += width
        _name_rows(axes, [p.id for p in paragraphs])
        axes.set_xlabel(say("axis_characters"))
        handles = [axes.barh([0], [0], color=theme.colours[n % 7], alpha=0.45) for n in range(len(names))]
        figure.legend(handles, names, loc="outside upper left", ncols=min(len(names), 6), frameon=False, fontsize=9)
        return figure

    lists = ((p.id, listed([(steps[s.id], lengths[s.id]) for s in p.sentences])) for p in paragraphs)
    told = in_turn(say("told_of", name=place, what=what) for place, what in lists)
    return Picture(draw, say("strips_alt", told=told))


def rhythm_strip(sentences: Sequence[Sentence]) -> Picture:
    """Return a row for each sentence, cut into its clauses; width is the number of characters.

    Long unbroken stretches and runs of equal clauses show at a glance. A stretch between commas is not
    always a clause; see `rhetoric.clauses`.
    """
    rows = [(place, [int(n) for n in lengths.split()]) for place, _, _, lengths in clause_lengths(sentences)]

    def draw(theme: Theme):
        figure, axes = new_axes(0.24 * len(rows) + 0.8)
        most = max(sum(lengths) for _, lengths in rows)
        for row, (_, lengths) in enumerate(rows):
            left = 0
            for n, width in enumerate(lengths):
                shade = 0.75 if n % 2 else 0.4
                axes.barh(row, width, 0.7, left=left, color=theme.colours[0], alpha=shade, edgecolor=theme.paper)
                if width > 0.03 * most:
                    axes.text(left + width / 2, row, str(width), ha="center", va="center", fontsize=8)
                left += width
        _name_rows(axes, [place for place, _ in rows], 8)
        axes.set_xlabel(say("axis_characters"))
        return figure

    return Picture(draw, say("rhythm_alt", told=in_turn(f"{p} {'+'.join(map(str, n))}" for p, n in rows)))


def enumeration_lengths(table: Table) -> Picture:
    """Return one dot for each list (of `rhetoric.enumerations`): across, its number of items; down, its paragraph."""
    need_some(table.rows)
    lists = [(place.split(".")[0], items) for place, items, _ in table]
    ids = list(dict.fromkeys(p for p, _ in lists))

    def draw(theme: Theme):
        figure, axes = new_axes(0.36 * len(ids) + 0.9)
        for (paragraph, items), many in Counter(lists).items():
            for n in range(many):  # equal lists of one paragraph are stacked, not drawn over each other
                height = ids.index(paragraph) + (n - (many - 1) / 2) * 0.8 / max(many, 4)
                axes.plot(items, height, "o", color=theme.colours[0], markersize=5, alpha=0.85)
        axes.set_yticks(range(len(ids)), ids)
        axes.set_ylim(len(ids) - 0.4, -0.6)
        axes.set_xticks(range(min(i for _, i in lists), max(i for _, i in lists) + 1))
        axes.grid(axis="x", color=theme.line, alpha=0.4)
        axes.set_axisbelow(True)
        axes.set_xlabel(say("axis_items"))
        return figure

    most = max(table.rows, key=lambda row: row[1])
    per = spread([(i, sum(p == i for p, _ in lists)) for i in ids])
    return Picture(draw, say("lists_alt", n=len(lists), most=most[1], at=most[0], per=per))


def keyness_bars(table: Table, names: tuple[str, str], best: int = 10) -> Picture:
    """Return the words most distinctive of each of two texts on one axis: right for the first, left for the second.

    `table` is one of `keyness.keyness`; bars are G². Length is evidence of a difference, not its size, and
    on two essays it is description (see there).
    """
    need_some(table.rows)
    here = [r for r in table.rows if r[3] > r[4]][:best]
    there = [r for r in table.rows[::-1] if r[3] < r[4]][:best]
    shown = [(r[0], r[5]) for r in here] + [(r[0], -r[5]) for r in there[::-1]]
    need_some(shown)

    def draw(theme: Theme):
        figure, axes = new_axes(0.25 * len(shown) + 1.1)
        lengths, colours = [g for _, g in shown], [theme.colours[int(g < 0)] for _, g in shown]
        axes.barh(range(len(shown)), lengths, color=colours, height=0.65)
        most = max(map(abs, lengths))
        for row, (word, g) in enumerate(shown):  # the word stands on the empty side, its G² at the end of the bar
            gap, here_side, there_side = (0.015 * most, "right", "left") if g > 0 else (-0.015 * most, "left", "right")
            axes.text(-gap, row, word, ha=here_side, va="center", fontsize=9)
            axes.text(g + gap, row, f"{abs(g):.1f}", ha=there_side, va="center", fontsize=9)
        axes.axvline(0, color=theme.line)
        axes.set_xlim(-1.25 * most, 1.25 * most)
        axes.set_ylim(len(shown) - 0.4, -1.6)
        axes.set_yticks([])
        axes.set_xticks([])
        axes.set_xlabel(say("axis_g2"))
        axes.text(1.2 * most, -1.1, f"{names[0]} →", ha="right", va="center", color=theme.colours[0])
        axes.text(-1.2 * most, -1.1, f"← {names[1]}", ha="left", va="center", color=theme.colours[1])
        return figure

    a, b = (listed([(r[0], f"{r[5]:.1f}") for r in rows]) for rows in (here, there))
    return Picture(draw, say("key_alt", here=names[0], there=names[1], a=a or "—", b=b or "—"))
