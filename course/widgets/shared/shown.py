"""What every widget is: HTML that reads without a kernel, a steady plain text, a script and a style sheet from its folder."""

from pathlib import Path

import anywidget
import traitlets
from markupsafe import Markup

from ...base import recorded

WIDGETS = Path(__file__).parent.parent
_TRAITS = {str: traitlets.Unicode, list: traitlets.List, dict: traitlets.Dict, bool: traitlets.Bool}


def synced(default: str | list | dict | bool) -> traitlets.TraitType:
    """Return a trait that the browser and Python share, of the type of its default value."""
    return _TRAITS[type(default)](default).tag(sync=True)


def script(*stems: str) -> str:
    """Return a widget's script: what all widgets share, and then its own."""
    return _sources(".js", "shared/keys", *stems)


def sheet(*stems: str) -> str:
    """Return the style sheets of the widgets named (`"reader"`)."""
    return _sources(".css", *stems)


def _sources(suffix: str, *stems: str) -> str:
    """Return files of this room, one after the other: of a widget's folder, or by their own path (`"shared/keys"`)."""
    paths = (WIDGETS / (stem if "/" in stem else f"{stem}/{stem}") for stem in stems)
    return "\n".join(path.with_suffix(suffix).read_text(encoding="utf-8") for path in paths)


class Shown(anywidget.AnyWidget):
    """A widget whose output also holds HTML that reads without a kernel, a steady plain text, and what it shows as data."""

    def __init__(self, page: str, text: str, record: dict | None = None, **traits):
        self._page, self._text, self._record = page, text, record or {}
        super().__init__(**traits)

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return str(self._page)

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return data | {"text/plain": self._text, "text/html": self._repr_html_()}, metadata | recorded(self._record)[1]


def style(*stems: str) -> Markup:
    """Return a <style> element with the style sheets named, for pages without widgets."""
    return Markup("<style>{}</style>").format(Markup(sheet(*stems)))
