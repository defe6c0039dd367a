"""How a room says something: its words stand in its `words.toml`, both languages side by side.

`{n}` in them is filled in by `say`. What depends on a number has two forms, for 1 and for any other:
`{n} {n:question is|questions are} due` says “1 question is due” and “3 questions are due”.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from .cache import remembered
from .files import DataError, read_text, shown
from .language import Text
from .records import convert

Pair = tuple[Annotated[str, Meta(min_length=1)], Annotated[str, Meta(min_length=1)]]  # Chinese, English

_LARGEST, _LONGEST = 100_000, 500  # characters of a file and of a line; our longest have 9,000 and 266


def _parsed(text: str, path: Path) -> dict[str, Pair]:
    import tomllib  # here, because it is not needed for what is remembered

    if len(text) > _LARGEST or max(map(len, text.split("\n"))) > _LONGEST:
        what = f"at most {_LARGEST:,} characters, {_LONGEST} in a line"  # tomllib takes the square of a key's length
        raise DataError(f"{shown(path)}: too long to be words of a room; write {what}")
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{shown(path)}: not readable as TOML: {error}") from None
    return {key: convert(pair, Pair, path, key) for key, pair in found.items()}


class Count(int):
    """A number that chooses between two forms of a word: `{n:question|questions}`."""

    def __format__(self, form: str) -> str:
        one, two_forms, other = form.partition("|")
        if two_forms:
            return one if self == 1 else other
        return format(int(self), form)


def _filled(words: str, details: dict[str, object]) -> str:
    counted = {name: Count(value) if type(value) is int else value for name, value in details.items()}
    return words.format(**counted) if details else words


class Words(dict[str, Text]):
    """The words of a room by their keys, and with them those of the `lower` rooms it borrows from.

    `room` is the room they belong to. Raises ValueError for a key that two rooms give different words.
    """

    def __init__(self, room: str, own: Mapping[str, Text], *lower: "Words"):
        super().__init__(own)
        self._room = room
        for words in lower:
            for key, text in words.items():
                if self.setdefault(key, text) != text:
                    raise ValueError(f"{room}: {key!r} already has other words in a lower room; choose another key")

    @classmethod
    def beside(cls, module: str, *lower: "Words") -> "Words":
        """Return the words in words.toml beside a module (`__file__`): a line a key, `key = [Chinese, English]`.

        Raises DataError for a file that is not that.
        """
        folder = Path(module).parent
        path = folder / "words.toml"
        text = read_text(path)
        pairs = remembered(text, lambda: _parsed(text, path))
        return cls(folder.name, {key: Text(*pair) for key, pair in pairs.items()}, *lower)

    def __missing__(self, key: str) -> Text:
        raise KeyError(f"{self._room} has no words for {key!r}")

    def say(self, key: str, /, **details) -> str:
        """Return the words of a key in the language in use, their {…} filled in."""
        return _filled(str(self[key]), details)

    def both(self, key: str, /, **details) -> Text:
        """Return the words of a key in both languages: of an error that a learner reads in one, an author in English."""
        return Text(_filled(self[key].zh, details), _filled(self[key].en, details))

    def say_all(self, *keys: str) -> dict[str, str]:
        """Return the words of several keys, for a widget, which fills in their {…} itself."""
        return {key: self.say(key) for key in keys}

    def columns(self, *keys: str) -> tuple[str, ...]:
        """Return the words of several keys in their order: the head of a table."""
        return tuple(map(self.say, keys))


WORDS = Words.beside(__file__)
say = WORDS.say


def listed(items: Iterable) -> str:
    """Return items one after the other, as the language in use parts them: 甲、乙 in Chinese, a, b in English."""
    return say("and_then").join(map(str, items))


def in_turn(told: Iterable) -> str:
    """Return what is told of several things, one after the other, parted more than items are: 甲；乙, or a; b."""
    return say("in_turn").join(map(str, told))
