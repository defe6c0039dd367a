"""Places that an entry of a data file names: looked up, or refused with the file, the entry and the field."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from ..base import check_known, problem
from ..text import ESSAYS, Essay, Paragraph, PlaceError, Sentence, passage

T = TypeVar("T")


def by_place(entries: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """Return what stands `at` each sentence, and at each paragraph together with all its sentences, in order."""
    found: dict[str, list[T]] = {}
    for entry in entries:
        for place in {entry.at, entry.at.split(".")[0]}:
            found.setdefault(place, []).append(entry)
    return {place: tuple(there) for place, there in found.items()}


def named_essay(data: dict, path: Path) -> str:
    """Return the essay that a file says it is about; raises DataError where it is neither A nor B."""
    check_known(path, "(top of the file)", "essay", data.get("essay"), ESSAYS)
    return data["essay"]


def checked_passage(path: Path, entry: str, field: str, place: str) -> Essay | Paragraph | Sentence:
    """Return what stands at a place; raises DataError where there is no such place."""
    try:
        return passage(place)
    except PlaceError as error:
        raise problem(path, entry, field, error.english) from None
