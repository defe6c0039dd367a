"""Where the lessons show a passage."""

from functools import cache

from ..base import DataError
from .notebook import read_cells
from .plan import load_lessons


@cache
def shown_in() -> dict[str, str]:
    """Return, for each paragraph and sentence that a lesson shows in a cell of its own, a link to the first such cell.

    The first notebook, which only shows how the course works, comes last. A notebook that is not there is left out.
    """
    found: dict[str, str] = {}
    first, *lessons = load_lessons()
    for lesson in (*lessons, first):
        try:
            cells = read_cells(lesson)
        except (OSError, DataError):
            continue
        for cell in cells:
            for place in (place for output in cell.outputs for place in output.record.get("read", ())):
                found.setdefault(place, f"{lesson.file}#cell-id={cell.id}")
    return found


@cache
def where_notes_are_listed() -> str:
    """Return a link to the cell of the first notebook that lists one's own notes; to the notebook where none does."""
    lesson = load_lessons()[0]
    try:
        cells = read_cells(lesson)
    except (OSError, DataError):
        cells = []
    found = next((c.id for c in cells if any('class="course-my-notes"' in output.html for output in c.outputs)), "")
    return lesson.file + (f"#cell-id={found}" if found else "")


def where_shown(place: str) -> str:
    """Return a link to where a sentence or its paragraph is read; "" where no lesson shows it."""
    found = shown_in()
    return found.get(place.split(".")[0]) or found.get(place, "")
