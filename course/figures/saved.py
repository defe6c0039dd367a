"""The picture that stands for a figure where none can be drawn: one made before, of the same finding."""

import os
from importlib import import_module
from pathlib import Path

from markupsafe import Markup

from ..base import fingerprint
from .words import say

PLACE_VARIABLE = "COURSE_PICTURES"  # the address of the folder the pictures are in; set where a course runs in a browser
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
    line = Markup("<p><small>{}</small></p>").format(say("picture_saved" if images else "picture_none"))
    return Markup("").join([*images, line] if images else [Markup("<p>{}</p>").format(finding), line])
