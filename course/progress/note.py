"""What a learner may keep of their own at a sentence; the one rule for what is written, read back and uploaded.

A note stands in the log like an answer: its name is the item, `NOTE` the sitting, its fields the response. To change
it, another version is written; to delete it, one that takes it back. So logs with notes merge as logs do.
"""

import re

import msgspec

NOTE = "note"  # the sitting of every version of a note
NOTES, WORDS_KEPT = "note", "word"  # how their names begin; kept words apart, because reviews ask for them alone
KINDS = ("highlight", "note", "question", "label", "word")
LONGEST_TEXT, LONGEST_QUOTE, LONGEST_WORD = 2_000, 500, 20  # characters
# Compiled when first used: a page that only shows something does without.
_NAME = rf"(?a)({NOTES}|{WORDS_KEPT})-([A-Z]\d{{2,3}})-(\d{{1,3}})-[0-9a-f]{{16}}"
_LABEL = r"(?a)([a-z-]{1,20}/[a-z-]{1,30})?"
_FIELDS = ("kind", "quote", "start", "text", "ours", "label")


class Note(msgspec.Struct, frozen=True):
    """One thing kept at a sentence.

    `quote` are the words it is about, from character `start` of the sentence on; "" where it is about all of it. A
    "label" is another reading: `ours` is the label it disagrees with (`"role/claim"`), `label` the one put in its place,
    or "" where `text` says it. `at` is when it was last changed, in UTC, ISO 8601.
    """

    id: str
    kind: str
    quote: str = ""
    start: int = 0
    text: str = ""
    ours: str = ""
    label: str = ""
    at: str = ""

    @property
    def place(self) -> str:
        """The sentence, by its id."""
        _, paragraph, sentence = re.fullmatch(_NAME, self.id).groups()
        return f"{paragraph}.{sentence}"


def name_of(kind: str, place: str, number: str) -> str:
    """Return the name of a note: what it is, where, and a number of its own (32 hexadecimal digits; half will do)."""
    return f"{WORDS_KEPT if kind == 'word' else NOTES}-{place.replace('.', '-')}-{number[:16]}"


def fields_of(note: Note) -> dict[str, str]:
    """Return a note as the response it is kept as; what is empty is left out."""
    values = {name: str(getattr(note, name)) for name in _FIELDS}
    return {name: value for name, value in values.items() if value and (name, value) != ("start", "0")}


def note_of(name: str, response: object, at: str = "") -> Note | None:
    """Return the note kept under a name, or None where that can be none."""
    kept = re.fullmatch(_NAME, name)
    if not kept or not isinstance(response, dict) or not set(response) <= set(_FIELDS):
        return None
    if not re.fullmatch(r"\d{1,4}", start := response.get("start", "0"), re.ASCII):
        return None
    found = Note(name, **response | {"start": int(start), "kind": response.get("kind", ""), "at": at})
    return found if _says_something(found) and (found.kind == "word") == (kept[1] == WORDS_KEPT) else None


def _says_something(note: Note) -> bool:
    """Whether a note has what its kind needs, and is not endless."""
    if len(note.text) > LONGEST_TEXT or len(note.quote) > LONGEST_QUOTE:
        return False
    if not re.fullmatch(_LABEL, note.label) or not re.fullmatch(_LABEL, note.ours):
        return False
    needs = {
        "highlight": note.quote, "word": 0 < len(note.quote) <= LONGEST_WORD, "note": note.text.strip(),
        "question": note.text.strip(), "label": note.ours and (note.label or note.text.strip()),
    }  # fmt: skip
    return bool(needs.get(note.kind))


def can_be_note(name: str, response: object) -> bool:
    """Return whether this can be a version of a note: one that can be read, or one that takes it back."""
    return bool(re.fullmatch(_NAME, name)) and (response == "" or note_of(name, response) is not None)
