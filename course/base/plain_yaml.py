"""YAML as the course writes it: texts, lists and mappings, made from the parser's events one at a time.

PyYAML's own tree is built in C without a limit: a hundred thousand brackets end the process, and a few lines of aliases
stand for more than any memory holds. Here every step is counted.
"""

import re
from collections.abc import Iterator

import yaml

from .files import odd_character

DEEPEST = 20  # levels of lists and mappings; the course's own files have 7
MOST = 200_000  # texts, lists and mappings, those that an *alias stands for counted again; our files have 9,000


class Unreadable(ValueError):
    """Why a text cannot be read, and the line (from 0) where it cannot."""

    def __init__(self, what: str, line: int):
        super().__init__(what)
        self.line = line


def plain(text: str) -> str | list | dict | None:
    """Return what is written in a YAML text, every scalar as the text it is; None for nothing. Raises Unreadable."""
    if directive := re.search("^%", text, re.M):  # two hundred thousand %TAGs would take libyaml minutes
        what = "a line that begins with % is a command to YAML; there are none here"
        raise Unreadable(what, text.count("\n", 0, directive.start()))
    events = yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    try:
        return _Reader(events).document()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(" ".join(filter(None, (error.problem, error.context))), error.problem_mark.line) from None
    except yaml.YAMLError as error:
        raise Unreadable(str(error), text.count("\n")) from None


class _Reader:
    """Makes values from events. `named` holds what an *alias can stand for, with how much that is."""

    def __init__(self, events: Iterator[yaml.Event]):
        self._events, self._named, self._count = events, {}, 0

    def document(self) -> str | list | dict | None:
        found = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found:
                    raise _refused(event, "a second document begins here; a file is one")
                found.append(self._value(next(self._events), DEEPEST))
        return found[0] if found else None

    def _value(self, event: yaml.Event, levels: int) -> str | list | dict:
        """Return the value that begins with an event, with at most so many levels of lists and mappings."""
        before = self._count
        value = self._alias(event) if isinstance(event, yaml.AliasEvent) else self._written(event, levels)
        self._count += 1
        if self._count > MOST:
            raise _refused(event, f"the file holds more than {MOST:,} values, its aliases written out; make it shorter")
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._named[event.anchor] = value, self._count - before
        return value

    def _alias(self, event: yaml.AliasEvent) -> str | list | dict:
        if event.anchor not in self._named:
            raise _refused(event, f"*{event.anchor} stands before the end of what it names")
        value, size = self._named[event.anchor]
        self._count += size
        return value

    def _written(self, event: yaml.Event, levels: int) -> str | list | dict:
        if event.tag:
            raise _refused(event, f"the tag {event.tag!r} means nothing here; every value is text (put it in quotes)")
        if isinstance(event, yaml.ScalarEvent):
            if odd := odd_character(event.value):
                raise _refused(event, f"the escaped character {odd[0]!a} is one that no text has")
            return event.value
        if not levels:
            raise _refused(event, f"lists and mappings stand more than {DEEPEST} levels deep; write them flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, levels - 1) for item in self._inside()]
        return self._fields(event, levels - 1)

    def _fields(self, mapping: yaml.Event, levels: int) -> dict:
        """Return the fields of a mapping; one that stands twice is an error, not a silent loss."""
        fields: dict = {}
        for key in self._inside():
            if not isinstance(key, yaml.ScalarEvent):
                raise _refused(key, "the name of a field is one word, not a list, a mapping or an alias")
            name = self._value(key, levels)
            if name in fields:
                raise _refused(key, f"field {name!r} stands twice in the entry at line {mapping.start_mark.line + 1}")
            fields[name] = self._value(next(self._events), levels)
        return fields

    def _inside(self) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event


def _refused(event: yaml.Event, what: str) -> Unreadable:
    return Unreadable(what, event.start_mark.line)
