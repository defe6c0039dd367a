"""From the model to HTML: what all pages share. Every value goes through `Markup.format` or `fill`, which escape it.

The functions here and in the other rooms’ `…html` modules return HTML that reads well by itself, without
script and without style; the widgets show the same HTML and add to it.
"""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup, escape


RECORD = "course"  # where in its metadata an output says as data what it shows: handouts and slides are made from it


def recorded(record: dict) -> tuple[dict, dict]:
    """Return what `_repr_mimebundle_` adds to an output: no other form of it, and what it shows as data."""
    return {}, {RECORD: record} if record else {}


class Page(msgspec.Struct, frozen=True):
    """Something to show: HTML, the plain text that stands for it elsewhere, and what it is as data (see `recorded`)."""

    html: Markup
    text: str
    record: dict = {}

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        return recorded(self.record)


def fill(html: str, *values: object, **named: object) -> Markup:
    """Return HTML with values set into its {}, escaped unless HTML already: like `Markup.format`, and several times as quick."""
    return Markup(html.format(*map(_escaped, values), **{name: _escaped(value) for name, value in named.items()}))


def _escaped(value: object) -> object:
    return value if isinstance(value, int | float) else escape(value)  # a number may have a format of its own: {:.0f}


def join(parts: Iterable, between: str = "", each: str = "{}") -> Markup:
    """Return HTML parts joined, escaped unless HTML already; each is set into `each`, a tuple into its {} in turn."""
    if each == "{}":  # joining escapes too, and is quicker than formatting
        return Markup(between).join(parts)
    tuples = (part if isinstance(part, tuple) else (part,) for part in parts)
    return Markup(between).join(fill(each, *values) for values in tuples)
