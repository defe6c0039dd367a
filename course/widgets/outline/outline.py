"""An argument map of one's own: rows of an outline that one writes, and below them the map they make, drawn as one writes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from weakref import WeakSet

import msgspec

from markupsafe import Markup

from ...base import html_language, join
from ...exports import argdown_of
from ...progress import open_progress
from ...reading import (
    DEEPEST, EMPTY, LINKS, LONGEST_ROW, MOST_ROWS, SUPPLIED, ArgumentMap, Blanks, Row, checked_rows, format_svg, kept_rows,
    load_map_kinds, map_of_rows, rows_kept,
)
from ...text import OWN_IDS, PlaceError, Sentence, load_essay, paragraphs_between, when_own_given
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


class Subject(NamedTuple):
    """What an outline is of. It is kept under `name`: a text of one's own by its title, for its letter may be another's tomorrow."""

    essay: str
    name: str
    title: str
    sentences: Sequence[Sentence] = ()


class Outline(Shown):
    """An outline to be written; `map` is the model id of the widget that draws it.

    The browser writes `rows` as they change. In: {kind: "keep"} when the learner pauses; {kind: "file", form} for a file.
    Out: {kind: "kept", notice}, {kind: "file", form, name, text}, {kind: "turned", notice} when it has become that of another text.
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

    def __init__(self, subject: Subject):
        self._log = open_progress()
        rows = self._take(subject)
        shown = drawn(self._argument(rows), _ROOT, Blanks())
        self._map = MapView(page="", text="", words=map_words(), always_drawn=True, **shown)  # the outline stands above it
        kinds = load_map_kinds()
        super().__init__(
            page=_on_paper(subject.title),
            text=say("outline_page", title=subject.title),
            record={"own_map": subject.essay},
            rows=_sent(rows),
            map=self._map.model_id,
            sentences=_choices(subject),
            kinds=[{"id": kind.id, "name": str(kind.name)} for kind in kinds.nodes.values()],
            links=[{"id": sign, "name": str(kinds.relations[link].name)} for sign, link in LINKS.items()],
            limits={"rows": MOST_ROWS, "characters": LONGEST_ROW, "depth": DEEPEST, "supplied": SUPPLIED},
            words=say_all(*_WORDS) | {"lang": html_language()},
            notice=self._log.notice,
        )
        self.observe(lambda _: self._draw(), "rows")
        self.on_msg(self._receive)

    def _take(self, subject: Subject) -> tuple[Row, ...]:
        """Be the outline of this text, and return the rows that are kept of it."""
        self._subject = subject
        latest = self._log.latest(subject.name, _SITTING)
        rows = rows_kept(latest.response) if latest else EMPTY
        if subject.essay in OWN_IDS:
            rows = tuple(msgspec.structs.replace(row, at=_relettered(row.at, subject.essay)) for row in rows)
        self._kept = kept_rows(rows)
        return rows

    def follow(self, essay: str) -> None:
        """Become the outline of another text of the learner's own, which has just been given."""
        if self._subject.essay not in OWN_IDS:
            return
        self._append()
        written = EMPTY if self._subject.sentences else checked_rows(self.rows)  # before there was any text
        rows = self._take(_subject(essay))
        rows = written if rows == EMPTY else rows
        with self.hold_sync():
            self.sentences, self.rows = _choices(self._subject), _sent(rows)
        self._draw()
        self._append()
        self.send({"kind": "turned", "notice": say("outline_turned", id=essay, title=self._subject.title)})

    def _argument(self, rows: Sequence) -> ArgumentMap:
        return map_of_rows(self._subject.essay, rows, [s.id for s in self._subject.sentences])

    def _draw(self) -> None:
        with self._map.hold_sync():  # the page gets all of it at once
            for name, value in drawn(self._argument(checked_rows(self.rows)), _ROOT, Blanks()).items():
                self._map.set_trait(name, value)

    def _receive(self, _widget, content: dict, _buffers) -> None:
        if content.get("kind") == "keep":
            self._keep()
        elif content.get("kind") == "file" and content.get("form") in ("argdown", "svg", "png"):
            self._keep()
            self.send({"kind": "file", "form": content["form"], "name": f"own-map-{self._subject.essay}", "text": self._file(content["form"])})

    def _keep(self) -> None:
        self._append()
        self.send({"kind": "kept", "notice": self._log.notice or say("outline_kept")})

    def _append(self) -> None:
        """Append the outline to the learner's log, if it is another than the one there."""
        rows = kept_rows(checked_rows(self.rows))
        if rows != self._kept:
            self._log.record(self._subject.name, _SITTING, rows, None, datetime.now(UTC))
            self._kept = rows

    def _file(self, form: str) -> str:
        argument = self._argument(checked_rows(self.rows))
        if form == "argdown":
            return argdown_of(argument, self._subject.title)
        return str(format_svg(argument, _ROOT, alone=True))  # the browser makes a PNG of it, if that is asked


def own_map(essay: str, between: Sequence[str] | None = None) -> Outline:
    """Return an outline of your own for the argument of a text, ready to show: a row a step, drawn as a map as you write.

    `essay` is an essay (`"A"`), a practice text (`"S"`) or your own (`"X"`, which may be read later); with `between`
    only some paragraphs (`["A01", "A05"]`). It is kept in the learner's log and shown again by the same call; that of a
    text of your own belongs to its title, and turns to the next one when you give it. Raises PlaceError for what is not there.
    """
    own = Outline(_subject(essay, between))
    _shown.add(own)
    return own


_shown: WeakSet[Outline] = WeakSet()


def _follow(essay: str) -> None:
    for own in list(_shown):
        own.follow(essay)


when_own_given.append(_follow)


def _subject(essay: str, between: Sequence[str] | None = None) -> Subject:
    name = "-".join(["own-map", *(between or [essay])])
    try:
        found = load_essay(essay)
    except PlaceError:
        if between or essay not in tuple(OWN_IDS):  # a text of one's own is gone with the kernel; its map is not
            raise
        return Subject(essay, name, essay)
    if between:
        return Subject(essay, name, found.title, [s for p in paragraphs_between(*between) for s in p.sentences])
    if essay in OWN_IDS:
        name = f"own-map-{sha256(found.title.encode()).hexdigest()[:16]}"
    return Subject(essay, name, found.title, found.sentences)


def _relettered(place: str, essay: str) -> str:
    """Return a place of a text of one's own by the letter which that text has now."""
    return essay + place[1:] if place[:1].isupper() else place


def _choices(subject: Subject) -> list[dict]:
    return [{"id": s.id, "text": s.text} for s in subject.sentences]


def _sent(rows: Sequence) -> list[dict]:
    return [{field: getattr(row, field) for field in row.__struct_fields__} for row in rows]


def _on_paper(title: str) -> Markup:
    """Return what stands for the outline without a kernel: what it is, and empty rows to be filled in by hand."""
    heads = join((say(key) for key in ("outline_text", "outline_kind", "outline_link", "outline_place")), each="<th>{}</th>")
    rows = join((n for n in range(1, _PAPER_ROWS + 1)), each="<tr><th>{}</th><td></td><td></td><td></td><td></td></tr>")
    return Markup(
        '<section class="course-own-map" lang="{}"><p>{}</p><p>{}</p><table style="width: 100%"><tr><th></th>{}</tr>{}</table></section>'
    ).format(html_language(), say("outline_page", title=title), say("outline_paper"), heads, rows)
