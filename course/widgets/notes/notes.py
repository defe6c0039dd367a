"""All of a learner's own notes on one page: by sentence, with links to the places; to change, delete and take away."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from ...base import html_language, join
from ...exports import anki_words, own_annotations
from ...lessons import where_shown
from ...progress import Note, kept_words, notes_at, open_progress
from ..shared.shown import script, sheet, style, synced
from ..words import say, say_all
from .cards import word_cards
from .own import OWN_WORDS, KeepsNotes, format_note, sentence_of

MOST = 200  # notes on one page
CARDS_NAME, ANNOTATIONS_NAME = "my-words.apkg", "my-notes.jsonld"
_SHEETS = ("shared/theme", "shared/notes", "notes")
_WORDS = ("own_cards", "own_annotations", *OWN_WORDS)


def format_notes(notes: Sequence[Note]) -> Markup:
    """Return the notes as HTML that reads by itself, each below its sentence."""
    shown = _in_the_texts(notes)
    parts = [_at_place(place, list(own)) for place, own in groupby(shown[:MOST], key=lambda n: n.place)]
    more = Markup("<p>{}</p>").format(_more(shown)) if len(shown) > MOST else ""
    told = say("own_count", n=len(shown)) if shown else say("own_none")
    body = Markup('<section class="course-notes-page" lang="{}"><p>{}</p>{}{}</section>')
    return body.format(html_language(), told, join(parts), more)


def _in_the_texts(notes: Sequence[Note]) -> list[Note]:
    """Return the notes on sentences the course has; it may have lost one since."""
    return [n for n in notes if sentence_of(n)]


def _more(shown: Sequence[Note]) -> str:
    left = shown[MOST:]
    return say("own_more", n=len(left), place=left[0].place.split(".")[0])


def _at_place(place: str, own: Sequence[Note]) -> Markup:
    """A sentence with a link to where it is read, and what is kept there."""
    line = '<li class="course-own-line" data-note-line="{}"><span class="course-own-said">{}</span></li>'
    lines = join(((n.id, format_note(n)) for n in own), each=line)
    link = Markup('<a class="course-place" href="{}" data-at="{}">{}</a>').format(where_shown(place), place, place)
    return Markup(
        '<article data-place="{}"><p class="course-noted" lang="zh-Hans">{} {}</p>'
        '<div class="course-own"><ul class="course-own-list">{}</ul></div></article>'
    ).format(place, link, sentence_of(own[0]).text, lines)


class MyNotes(KeepsNotes):
    """The list; it follows what is kept in the readers of this kernel, and looks again when it comes into view."""

    _esm = script("shared/links", "shared/file", "shared/card", "shared/notes", "notes")
    _css = sheet(*_SHEETS)
    html = synced("")
    words = synced({})

    def __init__(self, place: str):
        self._place, self._log = place, open_progress()
        html = format_notes(notes_at(self._log, *self.noted_paragraphs()))
        page = style(*_SHEETS) + Markup('<div class="course-my-notes">{}</div>').format(html)
        words = say_all(*_WORDS) | {"lang": html_language()}
        super().__init__(page=page, text=say("my_notes"), keeps=True, html=str(html), words=words)
        self.on_msg(self._receive)

    def noted_paragraphs(self) -> Sequence[str]:
        return [self._place] if self._place else []

    def show_own(self) -> None:
        notes = notes_at(self._log, *self.noted_paragraphs())
        self.send_own(_in_the_texts(notes)[:MOST])
        self.html = str(format_notes(notes))

    def _receive(self, _widget, content: dict, _buffers) -> None:
        kind = str(content.get("kind"))
        if self.take_message(content):
            return
        if kind == "cards":
            self._file(CARDS_NAME, "application/octet-stream", anki_words(word_cards(kept_words(self._log))))
        elif kind == "annotations":
            notes = _in_the_texts(notes_at(self._log))
            self._file(ANNOTATIONS_NAME, "application/ld+json", own_annotations(notes, say("my_notes")).encode())

    def _file(self, name: str, kind: str, data: bytes) -> None:
        self.send({"kind": "file", "name": name, "type": kind}, buffers=[data])


def my_notes(place: str = "") -> MyNotes:
    """Return all you have kept, or what you have kept in one paragraph (`"A03"`), ready to show."""
    return MyNotes(place)
