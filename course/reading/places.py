"""Places that an entry of a data file names: looked up, or refused with the file, the entry and the field."""

from pathlib import Path

from ..base import problem
from ..text import Essay, Paragraph, PlaceError, Sentence, passage


def checked_passage(path: Path, entry: str, field: str, place: str) -> Essay | Paragraph | Sentence:
    """Return what stands at a place; raises DataError where there is no such place."""
    try:
        return passage(place)
    except PlaceError as error:
        raise problem(path, entry, field, str(error)) from None
