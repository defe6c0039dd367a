"""CONTRIBUTING.md does what it says: its example is taken as it stands, and a mistake in it is named with its place."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```yaml\n(.*?)```", PAGE, re.S)[1]


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
    entry = re.search(r"(  - id: q03-14\n.*?)(?=\n  - id: q03-15|\n  #)", text, re.S)[1].replace("q03-14", "q03-99")
    path.write_text(text.rstrip() + "\n" + entry + "\n", encoding="utf-8")
    shown = run(copy, "-c", "import course; print(any(i['id'] == 'q03-99' for i in course.ask('03', 'after').items))")
    assert shown.stdout.strip() == "True", shown.stderr
    path.write_text(path.read_text(encoding="utf-8").replace("id: q03-99", "id: q04-99"), encoding="utf-8")
    assert "data/quizzes/03.yaml, entry q04-99, field id: begin it with q03-" in run(copy, "-m", "course", "check").stderr
