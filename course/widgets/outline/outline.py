"""An argument map of one's own: rows of an outline that one writes, and below them the map they make, drawn as one writes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from ...base import html_language, join
from ...exports import argdown_of
from ...progress import open_progress
from ...reading import (
    DEEPEST, EMPTY, LINKS, LONGEST_ROW, MOST_ROWS, SUPPLIED, ArgumentMap, Blanks, checked_rows, format_svg, kept_rows,
    load_map_kinds, map_of_rows, rows_kept,
)
from ...text import OWN_IDS, PlaceError, Sentence, load_essay, paragraphs_between
from ..argument_map.argument_map import MapView, drawn, map_words
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all

_WORDS = (
    "outline_help", "outline_tools", "outline_rows", "outline_row", "outline_text", "outline_first", "outline_next",
    "outline_kind", "outline_link", "outline_place", "outline_nowhere", "outline_supplied", "outline_add", "outline_delete",
    "outline_up", "outline_down", "outline_in", "outline_out", "outline_undo", "outline_deleted", "outline_full",
    "outline_map", "outline_save_as", "outline_picture",
)  # fmt: skip
_SITTING = "after"
_ROOT = "r1"  # the first row
_PAPER_ROWS = 8


class Outline(Shown):
    """An outline to be written; `map` is the model id of the widget that draws it.

    The browser writes `rows` as they change. In: {kind: "keep"} when the learner pauses; {kind: "file", form} for a file.
    Out: {kind: "kept", notice}, {kind: "file", form, name, text}.
    """

    _esm = script("outline")
    _css = sheet("shared/theme", "outline")
    rows = synced([])
    map = synced("")
    sentences = synced([])
    kinds = synced([])
    links = synced([])
    limits = synced({})
    words = synced({})
    notice = synced("")

    def __init__(self, essay: str, name: str, title: str, sentences: Sequence[Sentence]):
        self._essay, self._name, self._title = essay, name, title
        self._known = [s.id for s in sentences]
        self._log = open_progress()
        latest = self._log.latest(name, _SITTING)
        rows = rows_kept(latest.response) if latest else EMPTY
        self._kept = kept_rows(rows)
        shown = drawn(self._argument(rows), _ROOT, Blanks())
        self._map = MapView(page="", text="", words=map_words(), always_drawn=True, **shown)  # the outline stands above it
        kinds = load_map_kinds()
        super().__init__(
            page=_on_paper(title),
            text=say("outline_page", title=title),
            record={"own_map": essay},
            rows=_sent(rows),
            map=self._map.model_id,
            sentences=[{"id": s.id, "text": s.text} for s in sentences],
            kinds=[{"id": kind.id, "name": str(kind.name)} for kind in kinds.nodes.values()],
            links=[{"id": sign, "name": str(kinds.relations[link].name)} for sign, link in LINKS.items()],
            limits={"rows": MOST_ROWS, "characters": LONGEST_ROW, "depth": DEEPEST, "supplied": SUPPLIED},
            words=say_all(*_WORDS) | {"lang": html_language()},
            notice=self._log.notice,
        )
        self.observe(lambda _: self._draw(), "rows")
        self.on_msg(self._receive)

    def _argument(self, rows: Sequence) -> ArgumentMap:
        return map_of_rows(self._essay, rows, self._known)

    def _draw(self) -> None:
        with self._map.hold_sync():  # the page gets all of it at once
            for name, value in drawn(self._argument(checked_rows(self.rows)), _ROOT, Blanks()).items():
                self._map.set_trait(name, value)

    def _receive(self, _widget, content: dict, _buffers) -> None:
        if content.get("kind") == "keep":
            self._keep()
        elif content.get("kind") == "file" and content.get("form") in ("argdown", "svg", "png"):
            self._keep()
            self.send({"kind": "file", "form": content["form"], "name": self._name, "text": self._file(content["form"])})

    def _keep(self) -> None:
        """Append the outline to the learner's log, if it is another than the one there."""
        rows = kept_rows(checked_rows(self.rows))
        if rows != self._kept:
            self._log.record(self._name, _SITTING, rows, None, datetime.now(UTC))
            self._kept = rows
        self.send({"kind": "kept", "notice": self._log.notice or say("outline_kept")})

    def _file(self, form: str) -> str:
        argument = self._argument(checked_rows(self.rows))
        if form == "argdown":
            return argdown_of(argument, self._title)
        return str(format_svg(argument, _ROOT, alone=True))  # the browser makes a PNG of it, if that is asked


def own_map(essay: str, between: Sequence[str] | None = None) -> Outline:
    """Return an outline of your own for the argument of a text, ready to show: a row a step, drawn as a map as you write.

    `essay` is an essay (`"A"`), a practice text (`"S"`) or your own (`"X"`, which may be read later); with `between`
    only some paragraphs (`["A01", "A05"]`). It is kept in the learner's log and shown again by the same call.
    Raises PlaceError for what is not there.
    """
    name, title, sentences = "-".join(["own-map", *(between or [essay])]), essay, ()
    try:
        found = load_essay(essay)
        title = found.title
        sentences = [s for p in paragraphs_between(*between) for s in p.sentences] if between else found.sentences
    except PlaceError:
        if between or essay not in tuple(OWN_IDS):  # a text of one's own is gone with the kernel; its map is not
            raise
    return Outline(essay, name, title, sentences)


def _sent(rows: Sequence) -> list[dict]:
    return [{field: getattr(row, field) for field in row.__struct_fields__} for row in rows]


def _on_paper(title: str) -> Markup:
    """Return what stands for the outline without a kernel: what it is, and empty rows to be filled in by hand."""
    heads = join((say(key) for key in ("outline_text", "outline_kind", "outline_link", "outline_place")), each="<th>{}</th>")
    rows = join((n for n in range(1, _PAPER_ROWS + 1)), each="<tr><th>{}</th><td></td><td></td><td></td><td></td></tr>")
    return Markup(
        '<section class="course-own-map" lang="{}"><p>{}</p><p>{}</p><table style="width: 100%"><tr><th></th>{}</tr>{}</table></section>'
    ).format(html_language(), say("outline_page", title=title), say("outline_paper"), heads, rows)
