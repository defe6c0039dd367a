"""The Chinese font of every figure, settled once: by coverage of the text, not by name.

The font comes with the package `noto-cjk-sans-otc` (Noto Sans CJK, SIL Open Font License), so a
machine without any Chinese font draws the same figures as every other. That file is a collection
whose first face has Japanese forms, and wordcloud can only take the first face; therefore the
face for simplified Chinese is copied out once into the user's cache, and both libraries read it.
"""

import io
import os
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from ..base import cache_folder, write_whole
from ..text import ESSAYS, PRACTICE, load_essay
from .words import say

FONT_VARIABLE = "COURSE_FONT"
_FACE = "Noto Sans CJK SC"


class FontError(RuntimeError):
    """No font on this machine can draw the text."""


@cache
def chinese_font() -> Path:
    """Return a font file that has a glyph for every character of both essays and of the practice texts.

    Tried in order: the file named by COURSE_FONT, the font that came with the course, and every
    font matplotlib finds on the machine. Raises FontError that says what to do.
    """
    needed = {c for e in (*ESSAYS, *PRACTICE) for p in load_essay(e).paragraphs for c in p.text} | set("0123456789%")
    if chosen := os.environ.get(FONT_VARIABLE):
        if lacking := missing_glyphs(Path(chosen), needed):
            some = "".join(sorted(lacking)[:10])
            raise FontError(say("font_lacks", variable=FONT_VARIABLE, some=some))
        return Path(chosen)
    for candidate in _candidates():
        if not missing_glyphs(candidate, needed):
            return candidate
    raise FontError(say("no_font", variable=FONT_VARIABLE))


def _candidates():
    try:
        yield _simplified_face()
    except Exception:  # the package is not installed, or its file is gone or damaged in some way: look on the machine
        pass
    from matplotlib import font_manager

    yield from map(Path, sorted(font_manager.findSystemFonts()))


def _simplified_face() -> Path:
    """Return the font file of the face for simplified Chinese, copied out of the collection once, or if it is damaged."""
    target = (cache_folder() or Path(tempfile.mkdtemp(prefix="course-font-"))) / "NotoSansCJKsc-Regular.otf"
    if missing_glyphs(target, {"改"}):
        from fontTools.ttLib import TTCollection

        face_file = io.BytesIO()
        collection = resources.files("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc"
        with resources.as_file(collection) as path, TTCollection(path, lazy=True) as fonts:
            next(f for f in fonts.fonts if f["name"].getDebugName(1) == _FACE).save(face_file)
        write_whole(target, face_file.getvalue())
    return target


def missing_glyphs(font: Path, characters: set[str]) -> set[str]:
    """Return the characters a font file cannot draw; all of them if it is no readable font."""
    from matplotlib.ft2font import FT2Font

    try:
        known = FT2Font(str(font)).get_charmap()
    except (RuntimeError, OSError):
        return characters
    return {c for c in characters if not c.isspace() and ord(c) not in known}
