"""Who should have handed in: a list of pseudonyms, as a spreadsheet saves it."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ...base import DataError, shown
from ..words import say

_HEADS = {"learner", "name", "pseudonym", "id", "student", "代号", "姓名", "学号", "学生"}
_LARGEST = 1_000_000  # bytes


class Attendance(NamedTuple):
    """Of a roster: who handed in nothing, and who handed in and is not on it; both empty where there is no roster."""

    missing: list[str]
    strangers: list[str]


def read_roster(path: Path) -> list[str]:
    """Return the pseudonyms in the first column of a CSV file, or one a line, in order and none twice.

    A line over the column (代号, name …) is left out. Raises OSError, and DataError for what is no such list.
    """
    if path.stat().st_size > _LARGEST:
        raise DataError(say("roster_unreadable", file=shown(path)))
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):  # the second is how a spreadsheet in Chinese may save a CSV file
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DataError(say("roster_unreadable", file=shown(path)))
    cells = [row[0].strip().lstrip("'") for row in csv.reader(text.splitlines()) if row]
    if cells and cells[0].casefold() in _HEADS:
        del cells[0]
    names = {same(name): name for name in reversed(cells) if name}
    if not names:
        raise DataError(say("roster_unreadable", file=shown(path)))
    return [name for name in dict.fromkeys(cells) if names.get(same(name)) == name]


def same(name: str) -> str:
    """Return a pseudonym as it is compared: Jay, jay and full-width ｊａｙ are one."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def attendance(roster: Sequence[str], handed: Iterable[str]) -> Attendance:
    """Return who of the roster is missing and who is not on it."""
    there, wanted = {same(name): name for name in handed}, {same(name) for name in roster}
    missing = [name for name in roster if same(name) not in there]
    return Attendance(missing, [name for key, name in there.items() if key not in wanted] if roster else [])
