"""What the JupyterLab extension knows of each lesson: its steps, and the code of each cell as the course brings it.

A lesson runs by itself when it is opened only where every code cell still is what this list says.
"""

import json

from .plan import NOTEBOOKS, Lesson, load_lessons

SHIPPED = NOTEBOOKS.parent / "course" / "jupyter" / "labextension" / "static" / "lessons.json"


def code_of(notebook: dict) -> dict[str, str]:
    """Return the id and source of each code cell of a notebook, in order."""
    cells = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    return {cell["id"]: "".join(cell["source"]) for cell in cells}


def shipped() -> dict[str, dict]:
    """Return what lessons.json holds, from the plan and the notebooks: lesson → its steps and its code."""
    return {lesson.id: _lesson(lesson) for lesson in load_lessons() if lesson.written}


def write_shipped() -> None:
    """Write lessons.json anew; `make notebooks` does."""
    text = json.dumps(shipped(), ensure_ascii=False, indent=1)
    SHIPPED.write_text(text + "\n", encoding="utf-8", newline="\n")


def _lesson(lesson: Lesson) -> dict:
    notebook = json.loads((NOTEBOOKS / lesson.file).read_text(encoding="utf-8"))
    steps = [{"zh": step.name.zh, "en": step.name.en, "minutes": step.minutes, "more": step.more} for step in lesson.steps]
    return {"steps": steps, "code": code_of(notebook)}
