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

NOT_NEEDED = ("vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF", "FFTM")  # tables for vertical and fine setting; an editor's stamp


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
    fonts = ((name, base64.b64encode(packed_font(cut_font(path, needed))).decode()) for name, path in faces.items())
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
    return frozenset(map(chr, _face(path).unicodes))


@cache
def _face(path: Path):
    import uharfbuzz  # here, because only pages with fonts in them need it

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))


def characters_of_the_course() -> set[str]:
    """Return every character of the course's texts and of the words its rooms say, without white space."""
    texts = [*DATA.rglob("*.yaml"), *DATA.rglob("*.md"), *Path(__file__).parent.parent.rglob("*.toml")]
    return {c for path in texts for c in read_text(path)} - set(whitespace)


def cut_font(path: Path, needed: set[str]) -> bytes:
    """Return a font with only the characters needed, in its own format; those it has not are left out."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, needed))
    wanted.layout_feature_tag_set.clear()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE  # so it packs best
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode()) for name in NOT_NEEDED)
    return uharfbuzz.subset(_face(path), wanted).blob.data


def packed_font(font: bytes) -> bytes:
    """Return a font as WOFF: each of its tables compressed, which every browser reads."""
    from fontTools.ttLib import TTFont

    out = io.BytesIO()
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        opened.flavor = "woff"
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
