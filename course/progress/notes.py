"""A learner's own notes in the log: kept, changed, taken back, and read again."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from msgspec import structs

from .attempt import TAKEN_BACK, Attempt
from .log import Progress
from .note import NOTE, WORDS_KEPT, Note, fields_of, name_of, note_of


def keep_note(log: Progress, place: str, note: Note, now: datetime) -> Note:
    """Keep a note, new (its id is "") or changed, and return it. Raises Unfit for what no log can hold."""
    note = structs.replace(note, id=note.id or name_of(note.kind, place, uuid.uuid4().hex))
    kept = log.record(note.id, NOTE, fields_of(note), None, now)
    return structs.replace(note, at=kept.at)


def take_note_back(log: Progress, name: str, now: datetime) -> None:
    """Take a note back. It is gone from now on, in this log and in any it is merged into."""
    log.record(name, NOTE, TAKEN_BACK, None, now)


def note_named(log: Progress, name: str) -> Note | None:
    """Return the note of a name as it stands, or None where there is none, or no more."""
    latest = log.latest(name, NOTE)
    return note_of(name, latest.response, latest.at) if latest else None


def bring_note_back(log: Progress, name: str, now: datetime) -> Note | None:
    """Keep a note that was taken back as it was before, and return it; None where there never was one."""
    versions = (note_of(name, a.response) for a in reversed(log.attempts(name)) if a.sitting == NOTE)
    last = next(filter(None, versions), None)
    return keep_note(log, last.place, last, now) if last else None


def standing_notes(versions: Sequence[Attempt]) -> list[Note]:
    """Return the notes that stand, in the order of the text; `versions`: oldest first."""
    latest = {a.item: a for a in versions}
    found = (note_of(name, a.response, a.at) for name, a in latest.items())
    return sorted(filter(None, found), key=_in_the_text)


def _in_the_text(note: Note) -> tuple:
    paragraph, sentence = note.place.split(".")
    return paragraph, int(sentence), note.start, note.at, note.id


def notes_at(log: Progress, *paragraphs: str) -> list[Note]:
    """Return the notes on these paragraphs, or all of them. It costs as much as there are versions of those."""
    return standing_notes(log.notes(*paragraphs))


def kept_words(log: Progress) -> list[Note]:
    """Return the words kept, each once, those longest kept first; `at` is when a word was first kept."""
    versions = log.notes(kind=WORDS_KEPT)
    since = {a.item: a.at for a in reversed(versions)}  # the last to be put in stays
    found = [structs.replace(note, at=since[note.id]) for note in standing_notes(versions)]
    first: dict[str, Note] = {}
    for note in sorted(found, key=lambda n: (n.at, n.id)):
        first.setdefault(note.quote, note)
    return list(first.values())


def answers_about_words(words: Sequence[Note], attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the attempts that give kept words their dates: to keep a word is to say that one does not know it."""
    return [Attempt(word.id, "after", "", 0.0, word.at) for word in words] + list(attempts)
