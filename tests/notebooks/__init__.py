"""What each lesson says in numbers, held to the text: one file a lesson, each claim counted anew."""

import json

from course.lessons.plan import NOTEBOOKS


def prose(lesson: str) -> str:
    """Return all the prose of a lesson (`"02"`), both languages."""
    path, = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def code(lesson: str) -> list[str]:
    """Return the code cells of a lesson."""
    path, = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    return ["".join(c["source"]) for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
