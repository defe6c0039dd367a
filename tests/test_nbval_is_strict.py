"""The saved outputs are held to what the code shows: one thing changed by hand, and strict nbval fails."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from course.lessons.plan import NOTEBOOKS, lesson_items
from course.text.essays import passage

CONFIG = Path(__file__).parent / "nbval.cfg"


def validate(book: dict, folder: Path) -> subprocess.CompletedProcess:
    path = folder / "02-why-reform.ipynb"
    path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-sanitize-with", str(CONFIG), "-p", "no:cacheprovider", str(path)]
    return subprocess.run(command, cwd=NOTEBOOKS, capture_output=True, text=True, encoding="utf-8")


# What a hand might change: (words in an output, what they become); what stands in most cells comes last
CHANGES = {
    "a number in a table": ("<td>新质生产力</td><td>15</td>", "<td>新质生产力</td><td>16</td>"),
    "a number of a class": ("<td>497</td>", "<td>498</td>"),
    "a number a figure states": ("“改革”10次", "“改革”11次"),
    "an annotation": ('data-label="thesis"', 'data-label="claim"'),
    "a question": (lesson_items("02", "after")[0].prompt.zh, "哪一句最不忠实？"),
    "the text": (passage("A03.1").text[:6], "进一步全面浅化"),
}


def changed(old: str, new: str, outputs: list) -> list:
    """Return what a cell shows with one thing in it changed."""
    before, old, new = (json.dumps(one, ensure_ascii=False) for one in (outputs, old, new))
    return json.loads(before.replace(old[1:-1], new[1:-1]))


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, set[int]]:
    """Which cells each change touched, and under None those that nbval refuses when all changes have been made.

    No cell has two of them: one that nbval misses cannot hide behind another.
    """
    book = json.loads((NOTEBOOKS / "02-why-reform.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    touched, whole = {}, dict(enumerate(cells))
    for name, change in CHANGES.items():
        after = {n: changed(*change, cell["outputs"]) for n, cell in whole.items()}
        touched[name] = {n for n, outputs in after.items() if outputs != whole[n]["outputs"]}
        for n in touched[name]:
            whole.pop(n)["outputs"] = after[n]
    done = validate(book, tmp_path_factory.mktemp("changed"))
    refused = re.findall(r"^FAILED .*::Cell (\d+)", done.stdout, re.M)
    assert done.returncode == 1, done.stdout[-800:]
    return touched | {None: set(map(int, refused))}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_by_hand_is_found(name, found):
    assert found[name], f"{CHANGES[name][0]!r} is in no output: mend this test"
    assert found[name] <= found[None]


def test_what_no_hand_has_changed_is_not_refused(found):
    assert found[None] == set.union(*(found[name] for name in CHANGES))
