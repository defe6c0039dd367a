"""Explorers: type a word or move a slider, and read what the text answers."""

from collections.abc import Callable

from markupsafe import Markup

from ...base import html_language
from ...text import CutText, cut_text
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all
from .answers import ORDERS, format_keyness, format_lines, format_term_report


class Explorer(Shown):
    """Fields and an answer. `answer` is called with the fields' values and returns HTML; it never raises."""

    _esm = script("explorer")
    _css = sheet("shared/theme", "explorer")
    fields = synced([])
    values = synced({})
    html = synced("")
    words = synced({})

    def __init__(self, answer: Callable[[dict], Markup], fields: list[dict], values: dict):
        self._answer, self._first = answer, dict(values)
        html = answer(values)
        named = say("explore_fields").join(say("explore_field", name=f["label"], value=_named(f, values[f["id"]])) for f in fields)
        page = Markup("<p>{}</p>{}").format(named, html)
        words = say_all("no_text_here") | {"lang": html_language()}
        super().__init__(page=page, text=named, fields=fields, values=values, html=str(html), words=words)
        self.observe(lambda _: self._refresh(), "values")

    def _refresh(self) -> None:
        """Answer anew. The browser is not trusted: a value of the wrong type or range counts as unchanged."""
        values = self._first | {f["id"]: v for f in self.fields if _fits(f, v := self.values.get(f["id"]))}
        self.html = str(self._answer(values))


def _fits(field: dict, value: object) -> bool:
    if field["kind"] == "range":
        return isinstance(value, int) and field["min"] <= value <= field["max"]
    return isinstance(value, str) and (field["kind"] == "text" or value in [o["id"] for o in field["options"]])


def _named(field: dict, value: object) -> object:
    """Return a value as the reader knows it: of options the name, not the id."""
    return next((option["name"] for option in field.get("options", ()) if option["id"] == value), value)


def _field(name: str, kind: str, **more) -> dict:
    return {"id": name, "kind": kind, "label": say(f"explore_{name}")} | more


def _text(text: str | CutText) -> CutText:
    return text if isinstance(text, CutText) else cut_text(text)


def explore_concordance(text: str | CutText, term: str = "") -> Explorer:
    """Return a concordance to search and sort, of essay `"A"` or `"B"` or a text of your own. Raises PlaceError."""
    cut = _text(text)
    orders = [{"id": o, "name": say(f"by_{o}")} for o in ORDERS]
    fields = [_field("term", "text"), _field("order", "select", options=orders)]
    return Explorer(lambda v: format_lines(cut, v["term"], v["order"]), fields, {"term": term, "order": "place"})


def track(text: str | CutText, term: str = "") -> Explorer:
    """Return a tracker: type a word, see how often it stands, how it is spread, its company and all its places."""
    cut = _text(text)
    return Explorer(lambda v: format_term_report(cut, v["term"]), [_field("term", "text")], {"term": term})


def explore_keyness(here: str | CutText = "A", there: str | CutText = "B") -> Explorer:
    """Return the words in which two texts differ, with a limit to move below which a word is left out."""
    one, other = _text(here), _text(there)
    fields = [_field("least", "range", min=1, max=20), _field("best", "range", min=3, max=30)]
    return Explorer(lambda v: format_keyness(one, other, v["least"], v["best"]), fields, {"least": 3, "best": 10})
