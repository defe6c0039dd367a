"""What every figure has in common: the Chinese font, light and dark theme, alternative text. It knows matplotlib.

A figure is drawn by a function of a theme, so that one and the same picture can be had for a light page and a dark one.
matplotlib is loaded when one is drawn; where it cannot be had, a saved picture of the same finding takes its place.
"""

import base64
import io
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ..base import listed as in_a_row, recorded
from .fonts import FontError, chinese_font
from .saved import saved_picture
from .words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.5  # inches: the width of a notebook's output
DPI = 184  # dots to the inch of a figure
SHOWN_DPI = 92  # as it is shown: type of 9 pt is as high as the small print around it; the rest is for fine screens
_FAMILY = "reading-an-argument"


class Theme(NamedTuple):
    """Colours of one theme, on the paper of the lessons. `colours` are the hues that Okabe and Ito chose to be told apart
    under the common kinds of colour blindness, the first of them the course's own blue."""

    name: str
    paper: str
    ink: str
    line: str
    colours: tuple[str, ...]
    map: str  # matplotlib's name of a colour map from paper to full colour


LIGHT = Theme("light", "#fdfcf9", "#1f2328", "#b8b4ab",
              ("#2d4a86", "#c2571a", "#1f8a6b", "#b0628f", "#d99a1b", "#6fa8d6", "#7f7f7f"), "Blues")  # fmt: skip
DARK = Theme("dark", "#17181a", "#e7e5e0", "#5c5c5c",
             ("#8fabf0", "#f0975a", "#5cc7a6", "#e3a1c6", "#f2c45b", "#9cd2f0", "#a6a6a6"), "cividis")  # fmt: skip
THEMES = (LIGHT, DARK)

# Where style sheets are allowed the page's theme chooses; in a page not trusted `hidden` leaves the light one.
_STYLE = Markup(
    '<style>.course-figure[data-theme="dark"], [data-jp-theme-light="false"] .course-figure[data-theme="light"]'
    ' { display: none } [data-jp-theme-light="false"] .course-figure[data-theme="dark"] { display: block }'
    " .course-figure { max-width: 100%; height: auto }"
    ' @media print { .course-figure[data-theme="light"] { display: block !important }'
    ' .course-figure[data-theme="dark"] { display: none !important } }</style>'
)


@dataclass(frozen=True)
class Picture:
    """A figure and its alternative text, which says in numbers taken from the same data what the figure shows."""

    draw: Callable[[Theme], "Figure"]
    alt: str

    def __repr__(self) -> str:
        return self.alt

    @property
    def figure(self) -> "Figure":
        """The matplotlib figure, for a light page."""
        return self.themed(LIGHT)

    def themed(self, theme: Theme, dpi: float | None = None) -> "Figure":
        """Return the matplotlib figure for a theme, drawn on its canvas: every label is where it will be shown.

        `dpi` are pixels an inch; matplotlib's own, where none are given.
        """
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        with matplotlib.rc_context(_settings(theme)):
            figure = self.draw(theme)
            figure.set_dpi(dpi or figure.dpi)
            FigureCanvasAgg(figure).draw()
        return figure

    def png(self, theme: Theme = LIGHT) -> bytes:
        """Return the figure as a PNG of at most 256 colours. Raises FontError for a missing glyph."""
        from PIL import Image

        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*[Gg]lyph.*missing")
            try:
                canvas = self.themed(theme, DPI).canvas  # savefig would draw twice, and pack what is packed below
            except UserWarning as warning:  # Glyph 128512 (…) missing from font(s) …
                character = chr(int(re.search(r"\d+", str(warning))[0]))
                raise FontError(say("font_cannot", which=character)) from None
        image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
        small = io.BytesIO()  # a palette makes the file a third of its size, and the eye sees no difference
        image.convert("RGB").quantize(256).save(small, format="png", optimize=True)
        return small.getvalue()

    def _repr_html_(self) -> str:
        try:
            return _STYLE + Markup("").join(self._image(theme) for theme in THEMES)
        except ModuleNotFoundError:  # in a browser that cannot fetch matplotlib
            return _STYLE + saved_picture(self.alt, [theme.name for theme in THEMES])

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        return recorded({"figure": self.alt})

    def _image(self, theme: Theme) -> Markup:
        data = base64.b64encode(png := self.png(theme)).decode("ascii")
        width = int.from_bytes(png[16:20]) * SHOWN_DPI // DPI  # a PNG has its width in pixels there
        hidden = "" if theme is LIGHT else Markup(' hidden="hidden"')
        image = '<img class="course-figure" data-theme="{}"{} alt="{}" width="{}" src="data:image/png;base64,{}">'
        return Markup(image).format(theme.name, hidden, self.alt, width, data)


def _family() -> str:
    """Return the family name of the Chinese font's file: our own, as another file of the font's name may be gone.

    Asked for every figure: where matplotlib misses some other file it makes its list anew, and ours is not in it.
    """
    from matplotlib import font_manager

    fonts = font_manager.fontManager.ttflist
    if not any(font.name == _FAMILY for font in fonts):
        fonts.append(font_manager.FontEntry(fname=str(chinese_font()), name=_FAMILY, weight=400, size="scalable"))
    return _FAMILY


def _settings(theme: Theme) -> dict:
    names = ("text.color", "axes.labelcolor", "xtick.color", "ytick.color", "axes.titlecolor")
    return dict.fromkeys(names, theme.ink) | {
        "font.family": _family(), "figure.facecolor": theme.paper, "axes.facecolor": theme.paper,
        "savefig.facecolor": theme.paper, "axes.edgecolor": theme.line, "axes.unicode_minus": False,
    }  # fmt: skip


def new_axes(height: float, width: float = WIDTH) -> "tuple[Figure, Axes]":
    """Return a new figure of that many inches and its axes, without the frame."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    return figure, axes


def listed(pairs: Sequence[tuple]) -> str:
    """Return name and value pairs as words for an alternative text."""
    return in_a_row(f"{name} {value}" for name, value in pairs)


def spread(pairs: Sequence[tuple]) -> str:
    """Return places and their counts as words for an alternative text: A01 2 A02 1."""
    return " ".join(f"{place} {n}" for place, n in pairs)


def need_some(things: Sequence) -> None:
    """Raise ValueError where there is nothing to draw."""
    if not things:
        raise ValueError(say("nothing_to_draw"))
