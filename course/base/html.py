"""From the model to HTML: what all pages share. Every value goes through `Markup.format`, which escapes it.

The functions here and in the other rooms’ `…html` modules return HTML that reads well by itself, without
script and without style; the widgets show the same HTML and add to it.
"""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup


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
