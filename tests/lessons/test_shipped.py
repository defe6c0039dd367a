"""What the JupyterLab extension runs by itself is what the notebooks hold, to the character."""

import json

import pytest

from course.lessons.plan import NOTEBOOKS, load_lessons
from course.lessons.shipped import SHIPPED

LISTED = json.loads(SHIPPED.read_text(encoding="utf-8"))
EXTENSION = SHIPPED.parent.parent


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.id)
def test_the_list_is_in_step_with_the_notebook_and_the_plan(lesson):
    book = json.loads((NOTEBOOKS / lesson.file).read_text(encoding="utf-8"))
    assert book["metadata"]["course"] == {"lesson": lesson.id}
    code = [(cell["id"], "".join(cell["source"])) for cell in book["cells"] if cell["cell_type"] == "code"]
    assert list(LISTED[lesson.id]["code"].items()) == code, "run make notebooks"
    assert [step["minutes"] for step in LISTED[lesson.id]["steps"]] == [step.minutes for step in lesson.steps]


def test_only_exercises_stand_open():
    for lesson in load_lessons():
        cells = json.loads((NOTEBOOKS / lesson.file).read_text(encoding="utf-8"))["cells"]
        shown = [c for c in cells if c["cell_type"] == "code" and not c["metadata"].get("jupyter", {}).get("source_hidden")]
        assert len(shown) == {"00": 0, "09": 2}.get(lesson.id, 1)


def test_jupyterlab_finds_the_extension_by_its_own_name():
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    entry = EXTENSION / package["jupyterlab"]["_build"]["load"]
    assert package["name"] == EXTENSION.parent.parent.parent.joinpath("pyproject.toml").read_text(encoding="utf-8").split('name = "')[1].split('"')[0]
    assert "__esModule: true" in entry.read_text(encoding="utf-8")  # without it JupyterLab does not start at all
    assert (EXTENSION / "schemas" / package["name"] / "lesson.json").exists()
