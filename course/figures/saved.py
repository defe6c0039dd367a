"""The picture that stands for a figure where none can be drawn: one made before, of the same finding.

Where a course runs in a browser, what draws can be fetched when the reader asks for it; from then on figures are drawn.
"""

import os
from importlib import import_module
from pathlib import Path

from markupsafe import Markup

from ..base import fingerprint
from .words import say

PLACE_VARIABLE = "COURSE_PICTURES"  # the address of the folder the pictures are in; set where a course runs in a browser
FONT_PACKAGE = "course-font"  # what a web site calls the package with the font
LIST = Path(__file__).with_name("pictures.txt")  # the pictures there and their widths, a line each; only a web site has one


def picture_name(finding: str, theme: str) -> str:
    """Return the file name of the picture with this finding in a theme."""
    return f"{fingerprint(finding.encode()).decode()}-{theme}.png"


def can_draw() -> bool:
    """Return whether every library that a figure may need is installed."""
    try:
        for name in ("matplotlib", "wordcloud", "fontTools"):
            import_module(name)
    except ImportError:
        return False
    return True


async def fetch_what_draws() -> None:
    """Fetch the libraries a figure needs, and a font, as the web site's list of packages has them. For Pyodide only.

    Raises ImportError where one cannot be had: without a network, for one.
    """
    import pyodide_js

    packages = pyodide_js.lockfile.packages.to_py()
    elsewhere = [name for name, package in packages.items() if "://" in package["file_name"]]
    await pyodide_js.loadPackage([FONT_PACKAGE, *elsewhere])  # each by its name: what one that is here needs is not asked for again
    if not can_draw():
        raise ImportError(say("cannot_fetch"))


def has_saved_pictures() -> bool:
    """Return whether pictures made before can take the place of those that cannot be drawn."""
    return bool(os.environ.get(PLACE_VARIABLE)) and LIST.exists()


def saved_picture(finding: str, themes: list[str]) -> Markup:
    """Return the saved picture of a finding, or the finding in words, and a line that says so. The first theme is seen."""
    place = os.environ.get(PLACE_VARIABLE, "")
    lines = LIST.read_text(encoding="utf-8").split("\n") if has_saved_pictures() else []
    widths = dict(line.split() for line in lines if line)
    image = Markup('<img class="course-figure" data-theme="{}"{} alt="{}" width="{}" src="{}{}">')
    hidden = Markup(' hidden="hidden"')
    images = [
        image.format(theme, "" if theme == themes[0] else hidden, finding, widths[name], place, name)
        for theme in themes if (name := picture_name(finding, theme)) in widths
    ]  # fmt: skip
    line = Markup('<p><small>{} <button type="button" class="course-draw">{}</button></small></p>')
    line = line.format(say("picture_saved" if images else "picture_none"), say("draw_here"))
    return Markup("").join([*images, line] if images else [Markup("<p>{}</p>").format(finding), line])
