"""Reading what people author: YAML files into typed records, with errors a person can act on.

Every message names the file, the entry and the field, and says what would be right.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import msgspec

from .cache import remembered
from .files import DATA, DataError, check_known, problem, problem_at, read_text, shown

T = TypeVar("T")


def read_yaml(text: str, path: Path) -> dict:
    """Return the mapping written in a YAML text; `path` is only for the error message.

    Every scalar comes back as the text it is; the type of its field says what it means, so `no` is
    never a truth value by accident. The result is remembered in the user's cache under the text's
    fingerprint, because reading YAML takes longer than all the rest of showing a page.
    """
    return remembered(text, lambda: _parse_yaml(text, path))


def _parse_yaml(text: str, path: Path) -> dict:
    from .plain_yaml import Unreadable, plain  # here, because it is not needed for what is remembered

    try:
        data = plain(text)
    except Unreadable as error:
        raise problem_at(path, text, error.line, f"is not readable as YAML: {error}") from None
    if not isinstance(data, dict):
        raise DataError(f"{shown(path)}: expected fields such as 'id: …' at the top")
    return data


def convert(data: object, kind: type[T], path: Path, entry: str) -> T:
    """Return `data` as a record of type `kind`; raises DataError naming the field that does not fit."""
    try:
        return msgspec.convert(data, kind, strict=False)  # not strict: numbers arrive as text
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        field = where.strip("`").removeprefix("$").lstrip(".") or "(the entry itself)"
        named = re.search(r"(?:unknown|required) field `(\w+)`", what)
        if named:
            field = f"{field}.{named[1]}" if where.strip("`") not in ("", "$") else named[1]
            what += _suggestion(named[1], kind) if "unknown" in what else ""
        raise problem(path, entry, field, what) from None


def _suggestion(misspelt: str, kind: type) -> str:
    import difflib  # only when something is wrong

    names = list(getattr(kind, "__struct_fields__", ()))
    close = difflib.get_close_matches(misspelt, names, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; the fields are {', '.join(names)}"


def read_list(path: Path, field: str, kind: type[T], **how) -> list[T]:
    """Return the records under `field` of a YAML file; `how` is as for list_records."""
    return list_records(read_yaml(read_text(path), path), path, field, kind, **how)


def list_records(
    data: dict, path: Path, field: str, kind: type[T] | Callable[[dict, str], type[T]],
    key: str = "id", unique: tuple[str, ...] = (), head: tuple[str, ...] = (),
) -> list[T]:
    """Return the records under `field`, in order, each converted to `kind`, or to what `kind(entry, name)` says.

    `key` is the field that names an entry in messages; `unique` the fields that together may
    stand only once (by default the key); `head` the other fields the file may have at its top.
    Raises DataError on the first thing that is wrong.
    """
    for name in data:
        if name not in (known := (*head, field)):
            raise problem(path, "(top of the file)", str(name), f"unknown field; known here: {', '.join(known)}")
    entries = data.get(field)
    if not isinstance(entries, list) or not entries:
        raise problem(path, "(top of the file)", field, "expected a list with at least one entry")
    records, seen, mark = _records(entries, path, kind, key), set(), attrgetter(*(unique or (key,)))
    for record in records:
        if mark(record) in seen:
            raise problem(path, getattr(record, key), key, "is used by two entries; every id stands once")
        seen.add(mark(record))
    return records


def _records(entries: list, path: Path, kind: type[T] | Callable[[dict, str], type[T]], key: str) -> list[T]:
    """Return the entries as records: all at once, which is quicker, or one by one, which tells the entry that is wrong."""
    if isinstance(kind, type):
        with suppress(msgspec.ValidationError):
            return msgspec.convert(entries, list[kind], strict=False)
    records = []
    for number, entry in enumerate(entries, 1):
        entry = entry if isinstance(entry, dict) else {}
        name = str(entry.get(key, f"number {number}"))
        records.append(convert(entry, kind if isinstance(kind, type) else kind(entry, name), path, name))
    return records
