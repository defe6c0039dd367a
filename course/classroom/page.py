"""A page with its fonts inside: the few glyphs it needs, so that it looks the same without any Chinese font.

Chinese comes from the font of the figures (see figures/fonts.py), Latin letters and signs from DejaVu Sans of matplotlib.
"""

import base64
import html
import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from string import whitespace

from markupsafe import Markup

from ..base import DATA, html_language, join, read_text
from ..figures import FontError, chinese_font


def table(heads: Iterable, rows: Iterable[tuple]) -> Markup:
    """Return a table: what stands over each column, and the rows."""
    head = join(heads, each='<th scope="col">{}</th>')
    body = join((join(row, each="<td>{}</td>") for row in rows), each="<tr>{}</tr>")
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def blank_table(heads: Sequence, rows: Iterable) -> Markup:
    """Return a table to be filled in: its heads, and what begins each row."""
    return Markup('<div class="blank-table">{}</div>').format(table(heads, ((row, *[""] * (len(heads) - 1)) for row in rows)))


def font_faces(page: str, strict: bool = True) -> Markup:
    """Return `@font-face` rules for the families Course and CourseLatin with every character of a page's text.

    Raises FontError that names characters neither font can draw; if not `strict`, the reader's machine draws these.
    """
    needed = characters(page)
    faces = {"Course": chinese_font(), "CourseLatin": _latin_font()}
    lacking = sorted(needed - set().union(*map(_known, faces.values())))
    if lacking and strict:
        raise FontError(f"no glyph for {' '.join(f'{c} (U+{ord(c):04X})' for c in lacking[:10])}; use another sign")
    fonts = ((name, base64.b64encode(subset_of(path, needed)).decode()) for name, path in faces.items())
    return join(fonts, "\n", "@font-face {{ font-family: {}; src: url(data:font/woff;base64,{}) }}")


def characters(page: str) -> set[str]:
    """Return the characters a browser draws for a page: its text and what its styles add, without white space."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    added = "".join(re.findall(r'content: "([^"]*)"', page))
    drawn = html.unescape(re.sub(r"<[^>]*>", "", text)) + added
    return {c for c in drawn if not c.isspace() and c.isprintable()} | set("0123456789.")


@cache
def _latin_font() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def _known(path: Path) -> frozenset[str]:
    return _characters_of(path)


@cache
def _known_in(small: bytes) -> frozenset[str]:
    return _characters_of(io.BytesIO(small))


def _characters_of(font: Path | io.BytesIO) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


_small: dict[Path, bytes] = {}  # fonts with the characters of the course only, once there are many pages to be made


def make_small_fonts() -> None:
    """Cut both fonts to what the course's own texts need: a page's few glyphs are then found in a third of the time.

    Not for a single page: this takes as long as two.
    """
    for path in (chinese_font(), _latin_font()):
        _small.setdefault(path, cut_font(path, characters_of_the_course()))


def characters_of_the_course() -> set[str]:
    """Return every character of the course's texts and of the words its rooms say, without white space."""
    texts = [*DATA.rglob("*.yaml"), *DATA.rglob("*.md"), *Path(__file__).parent.parent.rglob("*.toml")]
    return {c for path in texts for c in read_text(path)} - set(whitespace)


def subset_of(path: Path, needed: set[str]) -> bytes:
    """Return a font with only the characters needed, as WOFF; those it has not are left out."""
    small = _small.get(path)
    if small and needed & _known(path) <= _known_in(small):
        return cut_font(io.BytesIO(small), needed, "woff")
    return cut_font(path, needed, "woff")


def cut_font(font: Path | io.BytesIO, needed: set[str], flavor: str | None = None) -> bytes:
    """Return a font with only the characters needed, in its own format or as WOFF."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, flavor=flavor)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "FFTM"]  # for vertical setting; a font editor's stamp
    with TTFont(font, lazy=True, recalcBBoxes=False) as opened:  # the bounds of all its glyphs hold for some: drawing each takes long
        chooser = subset.Subsetter(options)
        chooser.populate(text="".join(sorted(needed)))
        chooser.subset(opened)
        opened.flavor = flavor
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def whole_page(title: str, style: str, body: Markup, strict: bool = True) -> str:
    """Return a page with its style sheet and the glyphs it needs inside.

    Raises FontError for a character without glyph; not `strict` is for pages with words that others wrote.
    """
    page = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{}</title><style>{}\n{}</style></head><body>{}</body></html>\n"
    )
    faces = font_faces(f"<style>{style}</style>{Markup.escape(title)}{body}", strict)
    return str(page.format(html_language(), title, faces, Markup(style), body))
