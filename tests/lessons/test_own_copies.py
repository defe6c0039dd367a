"""A learner's copies get new lessons, and lose nothing of what was written in them; a pull never touches them."""

import copy
import json
import shutil
import subprocess

import pytest

from course.lessons.own_copies import merge, update_copies
from course.lessons.plan import NOTEBOOKS
from tests.needs import need_git

NAME = "02-why-reform.ipynb"


def book(*sources: str, kind: str = "code") -> dict:
    cells = [{"cell_type": kind, "id": f"cell-{n:02}", "metadata": {}, "source": s} for n, s in enumerate(sources)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def sources(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


@pytest.mark.parametrize(
    ("mine", "new", "merged", "kept"),
    [
        (["a", "b", "c"], ["a", "B", "c", "d"], ["a", "B", "c", "d"], 0),  # only read
        (["a", "b!", "c"], ["a", "b", "c", "d"], ["a", "b!", "c", "d"], 1),
        (["a", "b!", "c"], ["n", "a", "b", "c"], ["n", "a", "b!", "c"], 1),  # ids have shifted
        (["a", "b!", "c"], ["a", "c"], ["a", "b!", "c"], 1),  # its cell is gone
        (["a", "b", "c", "mine"], ["a", "b", "c", "d"], ["a", "b", "c", "mine", "d"], 1),
        (["a", "c"], ["a", "b", "c"], ["a", "b", "c"], 0),  # a cell that was deleted comes back
        (["a", "b!", "c", ""], ["a", "b2", "c"], ["a", "b!", "b2", "c"], 1),  # both changed it: both are there
    ],
)
def test_what_a_learner_wrote_stays_in_the_new_lesson(mine, new, merged, kept):
    original, own = book("a", "b", "c"), book(*mine)
    for cell in own["cells"]:
        if cell["source"] == "c":
            cell["id"] = "cell-02"
        if cell["source"] == "mine":
            cell["id"] = "9f3a"
    found, count = merge(original, own, book(*new))
    assert (sources(found), count) == (merged, kept)
    assert len({cell["id"] for cell in found["cells"]}) == len(found["cells"])


def test_copies_are_made_once_brought_up_to_date_and_never_lost(tmp_path):
    shipped, copies = tmp_path / "notebooks", tmp_path / "my-lessons"
    shutil.copytree(NOTEBOOKS, shipped, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    assert list(update_copies(shipped, copies)) == []
    assert sorted(p.name for p in copies.glob("*.ipynb")) == sorted(p.name for p in shipped.glob("*.ipynb"))

    exercise = json.loads((copies / NAME).read_text(encoding="utf-8"))
    cell = next(c for c in exercise["cells"] if "a04 = " in "".join(c["source"]))
    cell["source"] = "".join(cell["source"]).replace("a04 = [claim, why, why, now", "a04 = [claim, why, why, why")
    (copies / NAME).write_text(json.dumps(exercise), encoding="utf-8")
    assert list(update_copies(shipped, copies)) == []  # nothing new: nothing touched

    lesson = json.loads((shipped / NAME).read_text(encoding="utf-8"))
    lesson["cells"].insert(0, {"cell_type": "markdown", "id": "new", "metadata": {}, "source": "新的一节"})
    (shipped / NAME).write_text(json.dumps(lesson), encoding="utf-8")
    said = list(update_copies(shipped, copies))
    assert len(said) == 1 and NAME in said[0] and "1 of your own" in said[0]
    found = json.loads((copies / NAME).read_text(encoding="utf-8"))
    assert sources(found)[0] == "新的一节" and sum("why, why, why" in s for s in sources(found)) == 1

    (copies / NAME).write_text("{", encoding="utf-8")
    (shipped / NAME).write_text(json.dumps(lesson | {"nbformat_minor": 4}), encoding="utf-8")
    assert "cannot be read" in "".join(update_copies(shipped, copies))
    assert (copies / NAME).read_text(encoding="utf-8") == "{"


def test_git_does_not_see_the_copies():
    need_git(NOTEBOOKS.parent)
    ignored = subprocess.run(["git", "check-ignore", "my-lessons/02-why-reform.ipynb"], cwd=NOTEBOOKS.parent, capture_output=True)
    assert ignored.returncode == 0


def test_merging_changes_none_of_the_three():
    three = [book("a", "b"), book("a!", "b"), book("a", "b", "c")]
    before = copy.deepcopy(three)
    merge(*three)
    assert three == before
