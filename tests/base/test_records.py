"""Bad data stops with one message that names file, entry and field, and says what would be right."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def copy(tmp_path):
    """A copy of the project whose data may be broken."""
    for folder in ("course", "data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def check(project: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "course", "check"], cwd=project, capture_output=True, text=True, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}: mend this test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_data_as_committed_are_right(copy):
    done = check(copy)
    assert done.returncode == 0, done.stderr
    assert "15 paragraphs" in done.stdout


# file, what to break, how, and the three things the message must name besides the file
BREAKS = {
    "misspelt field": ("quizzes/02.yaml", "    difficulty:", "    dificulty:", ["q02-01", "dificulty", "did you mean `difficulty`"]),
    "missing language": ("quizzes/00.yaml", "      en: A teacher", "      fr: A teacher", ["q00-01", "prompt", "fr"]),
    "wrong type": ("quizzes/00.yaml", "difficulty: 1", "difficulty: hard", ["q00-01", "difficulty", "int"]),
    "two right answers": ("quizzes/00.yaml", "          en: Essay two, paragraph one, second sentence", "          en: Essay two, paragraph one, second sentence\n        correct: true", ["q00-01", "options", "exactly one"]),
    "no right answer": ("quizzes/00.yaml", "        correct: true\n", "", ["q00-01", "options", "exactly one"]),
    "unknown place": ("quizzes/00.yaml", "places: [A02.2]", "places: [A02.9]", ["q00-01", "places", "2 sentences"]),
    "duplicate item": ("quizzes/02.yaml", "id: q02-02", "id: q02-01", ["q02-01", "id", "two entries"]),
    "field twice": ("quizzes/00.yaml", "    kind: single", "    kind: single\n    kind: multiple", ["kind", "twice"]),
    "quote not in text": ("annotations/A.yaml", "quotes: [只有, 才能]", "quotes: [只要, 才能]", ["quote", "只要", "0 times"]),
    "unknown label": ("annotations/A.yaml", "label: claim", "label: clam", ["label", "clam"]),
    "unknown objective": ("quizzes/00.yaml", "objective: 00-2", "objective: 00-9", ["q00-01", "objective", "00-9"]),
    "dangling relation": ("arguments/A.yaml", "relations:", "relations:\n  - {id: r-broken, kind: support, from: [nowhere], to: nothing}", ["r-broken", "from", "nowhere"]),
    "not YAML": ("glossary.yaml", "terms:", "terms: [", ["YAML"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_one_message_with_file_entry_and_field(copy, name):
    file, old, new, named = BREAKS[name]
    replace(copy / "data" / file, old, new)
    done = check(copy)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for words in [f"data/{file}", *named]:
        assert words in done.stderr, done.stderr


def test_a_quote_that_stands_twice_asks_for_more_words(copy):
    extra = "\n  - {id: twice, at: A02.1, quote: 生产关系, layer: marker, label: cause}\n"
    path = copy / "data" / "annotations" / "A.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + extra, encoding="utf-8")
    done = check(copy)
    assert done.returncode == 1 and "entry twice, field quote" in done.stderr
    assert "2 times" in done.stderr and "prefix" in done.stderr


@pytest.mark.parametrize("file", ["quizzes/00.yaml", "essays/A.md", "lexicon/dictionary.txt"])
def test_a_file_that_is_not_utf8_is_named_with_the_line(copy, file):
    path = copy / "data" / file
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    done = check(copy)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"data/{file}" in done.stderr and "UTF-8" in done.stderr and "line" in done.stderr


def test_a_missing_file_is_named(copy):
    (copy / "data" / "quizzes" / "02.yaml").rename(copy / "data" / "quizzes" / "77.yaml")
    done = check(copy)
    assert done.returncode == 1 and "77" in done.stderr
