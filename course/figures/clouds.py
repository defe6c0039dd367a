"""Word clouds, always from counts. The only module that knows wordcloud."""

from typing import TYPE_CHECKING

from ..base import Table
from .fonts import FontError, chinese_font, missing_glyphs
from .picture import Picture, Theme, listed, need_some, new_axes
from .words import say

if TYPE_CHECKING:
    from wordcloud import WordCloud

_SIZE = (1200, 560)  # pixels
_NARROW = (780, 720)


def word_cloud(table: Table) -> Picture:
    """Return a word cloud of a frequency table, the same for the same table.

    Always from counts, never from raw text: wordcloud's own cutting invents Chinese words. Size
    shows count; place and colour mean nothing. Not for comparing two words of similar count.
    """
    counts = _counts(table)
    cloud = _laid_out(counts, _SIZE)

    def draw(theme: Theme):
        figure, axes = new_axes(3.5)
        _show(axes, cloud, theme)
        return figure

    return Picture(draw, say("cloud_alt", told=listed(_placed(counts, cloud))))


def two_clouds(here: Table, there: Table, names: tuple[str, str]) -> Picture:
    """Return the clouds of two frequency tables side by side, under their names.

    Each is scaled to its own largest count: compare which words are there, not sizes across the two.
    """
    both = [_counts(here), _counts(there)]
    clouds = [_laid_out(counts, _NARROW) for counts in both]

    def draw(theme: Theme):
        figure, axes = new_axes(3.8)
        axes.remove()
        for place, (cloud, name) in enumerate(zip(clouds, names, strict=True), 1):
            axes = figure.add_subplot(1, 2, place)
            _show(axes, cloud, theme)
            axes.set_title(name, fontsize=11)
        return figure

    told = [listed(_placed(*pair)) for pair in zip(both, clouds)]
    return Picture(draw, say("clouds_alt", here=names[0], a=told[0], there=names[1], b=told[1]))


def _counts(table: Table) -> dict[str, int]:
    need_some(table.rows)
    return {row[0]: row[1] for row in table}


def _laid_out(counts: dict[str, int], size: tuple[int, int]) -> "WordCloud | None":
    """Return a cloud with every word in its place. That is the slow part, and the same in both themes.

    None where wordcloud cannot be had: see `saved`.
    """
    try:
        from wordcloud import WordCloud
    except ModuleNotFoundError:
        return None
    # wordcloud draws a box for a missing glyph and says nothing, so ask first.
    if lacking := missing_glyphs(chinese_font(), set("".join(counts))):
        raise FontError(say("font_cannot", which="".join(sorted(lacking))))
    look = {"random_state": 7, "prefer_horizontal": 1.0, "relative_scaling": 0.6}
    cloud = WordCloud(font_path=str(chinese_font()), width=size[0], height=size[1], **look)
    return cloud.generate_from_frequencies(counts)


def _placed(counts: dict[str, int], cloud: "WordCloud | None") -> list[tuple[str, int]]:
    """Return the words that found room, with their counts; all of them where there is no cloud."""
    return list(counts.items()) if cloud is None else [(word, counts[word]) for (word, _), *_ in cloud.layout_]


def _show(axes, cloud: "WordCloud | None", theme: Theme) -> None:
    if cloud is None:
        raise ModuleNotFoundError("there is no wordcloud to draw with", name="wordcloud")
    cloud.background_color = theme.paper
    cloud.recolor(color_func=lambda word, **_: theme.colours[len(word) % 3])
    axes.imshow(cloud.to_array(), interpolation="bilinear")
    axes.set_axis_off()
