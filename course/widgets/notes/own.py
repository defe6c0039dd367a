"""What a widget does with a learner's own notes: it shows those on its passage, takes, changes and deletes them.

Notes are read when the browser asks, so that a page which only shows a passage opens no record.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from weakref import WeakSet

from markupsafe import Markup
from msgspec import structs

from ...base import DataError
from ...progress import (
    LONGEST_TEXT, LONGEST_WORD, Note, Progress, Unfit, bring_note_back, keep_note, note_named, notes_at, open_progress,
    take_note_back,
)  # fmt: skip
from ...reading import load_labels
from ...text import ESSAYS, PRACTICE, PlaceError, Sentence, Span, passage, quoted_span
from ..shared.shown import Shown, synced
from ..words import say

TEXTS = (*ESSAYS, *PRACTICE)  # notes are kept on these: a text of one's own is gone with the kernel
OWN_WORDS = (
    "own_highlight", "own_word", "own_note", "own_question", "own_label", "own_add_highlight", "own_add_word",
    "own_add_note", "own_add_question", "own_add_label", "own_change", "own_delete", "own_deleted", "own_undo", "own_save", "own_cancel",
    "own_other", "own_why", "own_bar", "own_gloss", "own_text", "word_unanswered",
)  # fmt: skip
_LABELLED = ("role", "evidence", "method", "device", "marker", "modality")
_showing: WeakSet["KeepsNotes"] = WeakSet()  # in this kernel: what is kept in one shows in all


def label_name(label: str) -> str:
    """Return the name of a label given as `"role/claim"`; the id itself where there is no such label."""
    return next((str(one.name) for one in load_labels().values() if f"{one.layer}/{one.id}" == label), label)


def format_note(note: Note) -> Markup:
    """Return a note as one line of HTML: what it is, the words it is about, what was written."""
    quote = Markup('<q lang="zh-Hans">{}</q> ').format(note.quote) if note.quote else ""
    label = Markup("<b>{}</b> ").format(label_name(note.label)) if note.label else ""
    text = Markup('<span class="course-own-text">{}</span>').format(note.text) if note.text else ""
    ours = Markup(" <small>{}</small>").format(say("own_ours", ours=label_name(note.ours))) if note.ours else ""
    line = '<span class="course-own-kind">{}</span> {}{}{}{}'
    return Markup(line).format(say(f"own_{note.kind}"), quote, label, text, ours)


def sentence_of(note: Note) -> Sentence | None:
    """Return the sentence a note is on, or None where the texts have none of that id."""
    try:
        found = passage(note.place) if note.place[0] in TEXTS else None
    except (PlaceError, DataError):
        return None
    return found if isinstance(found, Sentence) else None


def _shown(note: Note) -> dict:
    """Return a note as the browser gets it; its words start at -1 where they no longer stand in the sentence."""
    sentence = sentence_of(note)
    span = quoted_span(sentence, note.quote, note.start) if sentence and note.quote else None
    start, end = units(sentence.text, span) if span else (-1, -1)
    fields = {name: getattr(note, name) for name in ("id", "place", "kind", "text", "ours", "label")}
    return fields | {"start": start, "end": end, "html": str(format_note(note))}


def units(text: str, span: Span) -> tuple[int, int]:
    """Return a span as JavaScript counts: a character beyond U+FFFF is two units there."""
    start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in span)
    return start, end


def _characters(text: str, unit: int) -> int:
    """Return the character that stands at a unit, as JavaScript counts them."""
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))


class KeepsNotes(Shown):
    """A widget with notes. The browser asks for them with {kind: "own"} and takes its leave with {kind: "leave"}.

    {kind: "keep"}, {kind: "drop"} and {kind: "restore"} are answered in `kept`, with the number the message came with and
    what there is to say.
    """

    keeps = synced(False)
    own = synced([])
    labels = synced({})
    kept = synced({})
    limits = synced({})
    _log: Progress | None = None

    def noted_paragraphs(self) -> Sequence[str]:
        """Return the paragraphs whose notes are shown; none of them: all."""
        raise NotImplementedError

    def show_own(self) -> None:
        """Show the notes as they stand now."""
        self.send_own(notes_at(self._log, *self.noted_paragraphs()))

    def send_own(self, notes: Sequence[Note]) -> None:
        """Send these notes to the browser."""
        self.own = [_shown(note) for note in notes]

    def take_message(self, content: dict) -> bool:
        """Do what a message about notes asks for; return whether it was one."""
        acts = {"own": self._open, "leave": self._leave, "keep": self._keep, "drop": self._drop, "restore": self._restore}
        act = acts.get(str(content.get("kind")))
        if act is None or not self.keeps:
            return False
        if self._log is None:
            self._log = open_progress()
        try:
            act(content)
        except (Unfit, PlaceError, TypeError, ValueError):
            self.kept = {"n": content.get("n"), "notice": say("own_unfit")}
        return True

    def _open(self, _content: dict) -> None:
        self.labels = _choices()
        self.limits = {"text": LONGEST_TEXT, "word": LONGEST_WORD}
        self.show_own()
        _showing.add(self)

    def _leave(self, _content: dict) -> None:
        _showing.discard(self)  # what nobody sees any more is not worked out

    def _keep(self, content: dict) -> None:
        if name := content.get("note"):
            note = note_named(self._log, str(name))
            if note is None:
                raise ValueError("no such note")
        else:
            note = _new(content)
        changed = {field: str(content[field]) for field in ("text", "label") if field in content}
        keep_note(self._log, str(content.get("place")), structs.replace(note, **changed), datetime.now(UTC))
        self._done(content)

    def _drop(self, content: dict) -> None:
        take_note_back(self._log, str(content.get("note")), datetime.now(UTC))
        self._done(content)

    def _restore(self, content: dict) -> None:
        bring_note_back(self._log, str(content.get("note")), datetime.now(UTC))
        self._done(content)

    def _done(self, content: dict) -> None:
        for one in {self, *_showing}:
            one.show_own()
        self.kept = {"n": content.get("n"), "notice": self._log.notice}


def _new(content: dict) -> Note:
    """Return the note a message asks for; raises PlaceError or ValueError where it names no words of a sentence."""
    place, start, end = str(content.get("place")), content.get("start", 0), content.get("end", 0)
    if place[:1] not in TEXTS or "." not in place or not 0 <= start <= end:
        raise ValueError("no place for a note")
    sentence = passage(place)
    start, end = (_characters(sentence.text, unit) for unit in (start, end))
    return Note("", str(content.get("what")), sentence.text[start:end], start, ours=str(content.get("ours", "")))


def _choices() -> dict[str, list[dict]]:
    """Return the labels of each layer that can be put in the place of another."""
    found: dict[str, list[dict]] = {layer: [] for layer in _LABELLED}
    for label in load_labels().values():
        if label.layer in found:
            found[label.layer].append({"id": f"{label.layer}/{label.id}", "name": str(label.name)})
    return found
