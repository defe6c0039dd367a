"""CONTRIBUTING.md does what it says: its example is taken as it stands, and a mistake in it is named with its place."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course import load_lesson

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE, ITEM = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
MODULE, SCRIPT = (re.search(rf"```{name}\n(.*?)```", PAGE, re.S)[1] for name in ("python", "js"))


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the course without what is installed."""
    for name in ("course", "data", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", env=environment)


def add_term(folder: Path, entry: str) -> None:
    path = folder / "data" / "glossary.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + entry, encoding="utf-8")


def test_a_term_is_one_entry_and_shows_in_the_reader(copy):
    add_term(copy, EXAMPLE)
    checked = run(copy, "-m", "course", "check")
    assert checked.returncode == 0, checked.stderr
    shown = run(copy, "-c", "import course; print('应用程序' in str(course.read('B04').glossary))")
    assert shown.stdout.strip() == "True", shown.stderr


def test_a_mistake_in_it_is_named_with_file_entry_and_field(copy):
    add_term(copy, EXAMPLE.replace("first: B04.9", "first: B04.8"))
    checked = run(copy, "-m", "course", "check")
    assert checked.returncode == 1
    assert "data/glossary.yaml, entry yingyong-chengxu, field first:" in checked.stderr and "B04.9" in checked.stderr
    assert "`data/glossary.yaml, entry yingyong-chengxu, field first:" in PAGE


def test_a_question_is_one_entry_in_one_file_and_stands_in_its_lesson(copy):
    path = copy / "data" / "quizzes" / "03.yaml"
    text = path.read_text(encoding="utf-8")
    entry = re.search(r"(  - id: q03-15\n    part: after\n.*?)(?=\n  - id: |\n  #)", text, re.S)[1].replace("q03-15", "q03-99")
    path.write_text(text.rstrip() + "\n" + entry + "\n", encoding="utf-8")
    shown = run(copy, "-c", "import course; print(any(i['id'] == 'q03-99' for i in course.ask('03', 'after').items))")
    assert shown.stdout.strip() == "True", shown.stderr
    path.write_text(path.read_text(encoding="utf-8").replace("id: q03-99", "id: q04-99"), encoding="utf-8")
    assert "data/quizzes/03.yaml, entry q04-99, field id: begin it with q03-" in run(copy, "-m", "course", "check").stderr


@pytest.fixture
def with_a_new_kind(copy) -> Path:
    """The copy with the kind of CONTRIBUTING.md added as it says: one module, one piece of script, one entry."""
    (copy / "course" / "quiz" / "kinds" / "number.py").write_text(MODULE, encoding="utf-8")
    (copy / "course" / "widgets" / "quiz" / "kinds" / "number.js").write_text(SCRIPT, encoding="utf-8")
    quiz = copy / "data" / "quizzes" / "03.yaml"
    quiz.write_text(quiz.read_text(encoding="utf-8").rstrip() + "\n" + ITEM, encoding="utf-8")
    return copy


LESSON_03 = load_lesson("03").file
GRADED = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from course.progress import Progress, packed
from course.widgets.quiz.quiz import ask, take_answer
from course.lessons import lesson_items
shown = ask("03", "after")
item = next(i for i in lesson_items("03") if i.id == "q03-90")
assert "KINDS.number" in shown.get_state()["_esm"]
log = Progress(Path(sys.argv[1]))
told = [take_answer(item, answer, "after", log, datetime.now(UTC)) for answer in ("5", "4.0", "four")]
Path(sys.argv[2]).write_bytes(packed(log))
print(json.dumps([[t["status"], t["attempts"], "Both ends" in t["html"] or "两头" in t["html"]] for t in told]))
"""


def test_a_new_kind_is_three_places_and_then_graded_printed_exported_and_reported(with_a_new_kind, tmp_path):
    folder, handed = with_a_new_kind, tmp_path / "class"
    handed.mkdir()
    graded = run(folder, "-c", GRADED, str(tmp_path / "log"), str(handed / "jay.json"))
    assert graded.stdout.strip() == '[["wrong", 1, false], ["right", 2, true], ["wrong", 0, false]]', graded.stderr
    for command in (["check"], ["refresh", LESSON_03], ["classroom", "paper"], ["bank", "bank"], ["class", str(handed), "--to", "report"]):
        done = run(folder, "-m", "course", *command)
        assert done.returncode == 0, done.stderr
    prompt = "A06 到 A09 有几段？"
    assert prompt in (folder / "paper" / "students" / "03-homework.html").read_text(encoding="utf-8")
    key = (folder / "paper" / "teacher" / "03-instructor.html").read_text(encoding="utf-8")
    assert prompt in key and "<b>4</b> 两头都算。" in key
    assert "#4:0" in (folder / "bank" / "03.zh.gift.txt").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "bank" / "03.zh.qti.zip") as package:
        assert b'baseType="float"' in package.read("items/q03-90.xml")
    report = (folder / "report" / "class-report.html").read_text(encoding="utf-8")
    assert prompt in report and "5　× 1" in report


def test_a_mistake_in_an_entry_of_the_new_kind_is_named(with_a_new_kind):
    quiz = with_a_new_kind / "data" / "quizzes" / "03.yaml"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("tolerance: 0", "tolerance: -1"), encoding="utf-8")
    checked = run(with_a_new_kind, "-m", "course", "check")
    assert "data/quizzes/03.yaml, entry q03-90, field tolerance: 0 or more" in checked.stderr and checked.returncode == 1
