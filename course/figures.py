"""Figures with Chinese text. The only module that knows matplotlib and wordcloud.

Each function returns a Picture: a matplotlib figure and the sentence that says, in numbers taken
from the same data, what it shows (its alternative text).
"""

import base64
import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from matplotlib import font_manager
from matplotlib.figure import Figure
from wordcloud import WordCloud

from .corpus import Paragraph
from .fonts import FontError, chinese_font, missing_glyphs
from .language import Text
from .table import Table
from .counting import places

WIDTH = 7.5  # inches: the width of a notebook's output
_LABELS = {
    "reading": Text("在文中的位置（从头到尾）", "position in the text (start to end)"),
    "characters": Text("字数（不计标点）", "characters (punctuation not counted)"),
    "count": Text("出现次数", "occurrences"),
    "dispersion_alt": Text("各词在文中的位置：{}。", "Where each word stands: {}."),
    "dispersion_one": Text("“{word}”{n}次：{spread}", "“{word}” {n} times: {spread}"),
    "bars_alt": Text("最常出现的词：{}。", "The most frequent words: {}."),
    "cloud_alt": Text("词云，字号由词频决定：{}。", "Word cloud, sized by frequency: {}."),
    "strips_alt": Text("各段句子的字数：{}。", "Length of the sentences of each paragraph: {}."),
}
# Okabe and Ito's colours, told apart under the common kinds of colour blindness.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F")


@dataclass(frozen=True)
class Picture:
    """A figure and its alternative text; shown, it is an <img> with that text."""

    figure: Figure
    alt: str

    def __repr__(self) -> str:
        return self.alt

    def png(self) -> bytes:
        """Return the figure as a PNG, twice the screen's resolution. Raises FontError for a missing glyph."""
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*[Gg]lyph.*missing")
            try:
                self.figure.savefig(out, format="png", dpi=160, metadata={"Software": None})
            except UserWarning as warning:
                raise FontError(f"the figure has a character the font cannot draw: {warning}") from None
        return out.getvalue()

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png()).decode("ascii")
        return Markup('<img class="course-figure" alt="{}" width="{}" src="data:image/png;base64,{}">').format(
            self.alt, round(self.figure.get_figwidth() * 80), data
        )


@cache
def _family() -> str:
    """Register the Chinese font with matplotlib and return its family name."""
    path = str(chinese_font())
    font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


def _axes(height: float):
    """Return a new figure and its axes, without the frame, in the Chinese font."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    return figure, axes


def _finish(figure: Figure, alt: str) -> Picture:
    for text in figure.findobj(lambda artist: hasattr(artist, "set_fontfamily")):
        text.set_fontfamily(_family())
    return Picture(figure, alt)


def _listed(pairs: Sequence[tuple], joint: str = "、") -> str:
    return joint.join(f"{name} {value}" for name, value in pairs)


def frequency_bars(table: Table) -> Picture:
    """Return ranked bars of a frequency table (its first two columns: word, count), largest on top."""
    _some(table.rows)
    figure, axes = _axes(0.28 * len(table) + 0.7)
    names, counts = [row[0] for row in table], [row[1] for row in table]
    bars = axes.barh(range(len(names)), counts, color=COLOURS[0], height=0.65)
    axes.bar_label(bars, padding=3)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(str(_LABELS["count"]), loc="left", fontsize=10)
    return _finish(figure, str(_LABELS["bars_alt"]).format(_listed(list(zip(names, counts)))))


def dispersion(terms: Sequence[str], paragraphs: Sequence[Paragraph]) -> Picture:
    """Return a dispersion plot: one line per term, one stroke where it stands; paragraphs are divided."""
    _some(terms)
    figure, axes = _axes(0.42 * len(terms) + 0.9)
    told = []
    for row, term in enumerate(terms):
        found = places(term, paragraphs)
        axes.eventplot([x for _, x in found], lineoffsets=row, linelengths=0.6, color=COLOURS[row % 6], linewidths=2)
        per = [(p.id, sum(i.startswith(p.id) for i, _ in found)) for p in paragraphs]
        told.append(str(_LABELS["dispersion_one"]).format(word=term, n=len(found), spread=_listed(per, " ")))
    total, start, middles = sum(len(p.text) for p in paragraphs), 0, []
    for paragraph in paragraphs:
        end = start + len(paragraph.text) / total
        axes.axvline(end, color="#BBBBBB", linewidth=0.8, zorder=0)
        middles.append((start + end) / 2)
        start = end
    axes.set_xlim(0, 1)
    axes.set_ylim(len(terms) - 0.5, -0.5)
    axes.set_yticks(range(len(terms)), terms)
    axes.set_xticks(middles, [p.id for p in paragraphs])
    axes.tick_params(bottom=False)
    axes.set_xlabel(str(_LABELS["reading"]))
    return _finish(figure, str(_LABELS["dispersion_alt"]).format("；".join(told)))


def sentence_strips(paragraphs: Sequence[Paragraph], steps: Mapping[str, str], lengths: Mapping[str, int]) -> Picture:
    """Return a strip per paragraph, cut into its sentences; width is length, colour is the step.

    `steps` gives each sentence id the name of its step in the argument, `lengths` its length in
    characters. The steps are a reader's reading: another reading colours the strips differently.
    """
    _some(paragraphs)
    figure, axes = _axes(0.55 * len(paragraphs) + 1.3)
    names = list(dict.fromkeys(steps[s.id] for p in paragraphs for s in p.sentences))
    for row, paragraph in enumerate(paragraphs):
        left = 0
        for sentence in paragraph.sentences:
            width, step = lengths[sentence.id], names.index(steps[sentence.id])
            axes.barh(row, width, left=left, height=0.62, color=COLOURS[step], alpha=0.45,
                      edgecolor="white", linewidth=1.5)
            axes.text(left + width / 2, row, f".{sentence.id.split('.')[1]}\n{width}", ha="center", va="center",
                      fontsize=8, color="black", linespacing=1.1)
            left += width
    axes.set_yticks(range(len(paragraphs)), [p.id for p in paragraphs])
    axes.set_ylim(len(paragraphs) - 0.5, -0.5)
    axes.set_xlabel(str(_LABELS["characters"]))
    handles = [axes.barh([0], [0], color=COLOURS[n], alpha=0.45) for n in range(len(names))]
    figure.legend(handles, names, loc="outside upper left", ncols=len(names), frameon=False, fontsize=9)
    told = (f"{p.id}：" + _listed([(f"{steps[s.id]}", lengths[s.id]) for s in p.sentences]) for p in paragraphs)
    return _finish(figure, str(_LABELS["strips_alt"]).format("；".join(told)))


def word_cloud(table: Table) -> Picture:
    """Return a word cloud of a frequency table, the same for the same table.

    Always from counts, never from raw text: wordcloud's own cutting invents Chinese words. Size
    shows count; place and colour mean nothing. Not for comparing two words of similar count.
    """
    _some(table.rows)
    counts = {row[0]: row[1] for row in table}
    _drawable("".join(counts))
    cloud = WordCloud(
        font_path=str(chinese_font()), width=1200, height=560, background_color="white", random_state=7,
        prefer_horizontal=1.0, relative_scaling=0.6, color_func=lambda word, **_: COLOURS[len(word) % 3],
    ).generate_from_frequencies(counts)
    figure, axes = _axes(3.5)
    axes.imshow(cloud.to_array(), interpolation="bilinear")
    axes.set_axis_off()
    shown = [(word, counts[word]) for (word, _), *_ in cloud.layout_]
    return _finish(figure, str(_LABELS["cloud_alt"]).format(_listed(shown)))


def _drawable(text: str) -> None:
    """wordcloud draws a box for a missing glyph and says nothing, so ask first."""
    lacking = missing_glyphs(chinese_font(), set(text))
    if lacking:
        raise FontError(f"the font cannot draw {''.join(sorted(lacking))}")


def _some(things: Sequence) -> None:
    if not things:
        raise ValueError("there is nothing to draw")
