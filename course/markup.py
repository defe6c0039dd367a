"""From the model to HTML: what all pages share. Every value goes through `Markup.format`, which escapes it.

The functions here and in the other `…_markup` modules return HTML that reads well by itself, without
script and without style; the widgets show the same HTML and add to it.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from markupsafe import Markup

from .corpus import passage

STATIC = Path(__file__).parent / "static"


class Page(msgspec.Struct, frozen=True):
    """Something to show: HTML, and the plain text that stands for it elsewhere."""

    html: Markup
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def join(parts: Iterable, between: str = "") -> Markup:
    """Return HTML parts joined, each escaped unless it is HTML already."""
    return Markup(between).join(parts)


def format_sentence(place: str, tag: str = "blockquote") -> Markup:
    """Return one sentence of the text as a quotation with its id, in the element `tag`."""
    return Markup(
        '<{tag} class="course-quoted" lang="zh-Hans"><span class="course-place">{place}</span> {text}</{tag}>'
    ).format(tag=tag, place=place, text=passage(place).text)


def style(*stems: str) -> Markup:
    """Return a <style> element with the style sheets named, for pages without widgets."""
    sheets = "\n".join((STATIC / f"{stem}.css").read_text(encoding="utf-8") for stem in stems)
    return Markup("<style>{}</style>").format(Markup(sheets))
