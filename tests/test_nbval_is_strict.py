"""The saved outputs are held to what the code shows: one thing changed by hand, and strict nbval fails."""

import json
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


# What a hand might change: (words in an output, what they become)
CHANGES = {
    "a number in a table": ("<td>新质生产力</td><td>15</td>", "<td>新质生产力</td><td>16</td>"),
    "a number of a class": ("<td>497</td>", "<td>498</td>"),
    "a number a figure states": ("“改革”10次", "“改革”11次"),
    "an annotation": ('data-label="thesis"', 'data-label="claim"'),
    "the text": (passage("A03.1").text[:6], "进一步全面浅化"),
    "a question": (lesson_items("02", "after")[0].prompt.zh, "哪一句最不忠实？"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_by_hand_is_found(name, tmp_path):
    old, new = CHANGES[name]
    book = json.loads((NOTEBOOKS / "02-why-reform.ipynb").read_text(encoding="utf-8"))
    hits = 0
    for cell in (c for c in book["cells"] if c["cell_type"] == "code"):
        before = json.dumps(cell["outputs"], ensure_ascii=False)
        after = before.replace(json.dumps(old, ensure_ascii=False)[1:-1], json.dumps(new, ensure_ascii=False)[1:-1])
        hits += before != after
        cell["outputs"] = json.loads(after)
    assert hits, f"{old!r} is in no output: mend this test"
    done = validate(book, tmp_path)
    assert done.returncode == 1 and f"{hits} failed" in done.stdout, done.stdout[-800:]
