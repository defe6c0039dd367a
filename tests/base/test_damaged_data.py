"""A damaged file of data/ is refused in one line that names it, whatever the damage: nothing else comes out, nothing hangs."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.base import DataError, Words, cache, read_yaml
from course.classroom import teaching_notes
from course.lessons import forms, plan
from course.quiz import file as quiz_file, spelling
from course.reading import (
    agreement, annotation, argument, dictionary, force, glossary, parallels, provenance, questions, rulings, short, terms,
)  # fmt: skip
from course.text import checked_words, essays, jieba_words
from course.textstats import rhetoric

ROOT = Path(__file__).parent.parent.parent
EACH = 10  # mutants of a file; ten thousand of them are read by hand now and then

# Every kind of file and its reader. Readers that remember are asked for what they do the first time.
READERS = {
    "data/essays/*.md": lambda path: essays._load.__wrapped__(path.stem),
    "data/practice/*.md": lambda path: essays._load.__wrapped__(path.stem),
    "data/forms/?.md": lambda path: essays._load.__wrapped__(path.stem),
    "data/forms/?.yaml": forms.read_form,
    "data/forms/writing.yaml": lambda path: forms.read_form(path.with_name("K.yaml")),
    "data/segmentation/*.txt": lambda path: checked_words.load_segmentation.__wrapped__(path.stem),
    "data/lexicon/dictionary.txt": lambda path: jieba_words.load_dictionary.__wrapped__(),
    "data/lexicon/variants.txt": lambda path: spelling.load_variants.__wrapped__(),
    "data/lexicon/stopwords.yaml": lambda path: jieba_words.load_stop_words.__wrapped__(),
    "data/lexicon/cues.yaml": lambda path: rhetoric.load_cues.__wrapped__(),
    "data/lexicon/force.yaml": lambda path: force.load_forces.__wrapped__(),
    "data/annotations/[AB].yaml": annotation.read_annotations,
    "data/annotations/labels.yaml": lambda path: annotation.load_labels.__wrapped__(),
    "data/annotations/second-reading.yaml": lambda path: agreement.agreement_by_layer(agreement.load_second_reading.__wrapped__()),
    "data/questions/[AB].yaml": questions.read_questions,
    "data/questions/kinds.yaml": lambda path: questions.load_kinds.__wrapped__(),
    "data/arguments/[AB].yaml": argument.read_argument,
    "data/arguments/kinds.yaml": lambda path: argument.load_map_kinds.__wrapped__(),
    "data/arguments/parallels.yaml": parallels.read_parallels,
    "data/dictionary.tsv": dictionary.read_entries,
    "data/terms.yaml": terms.read_terms,
    "data/rulings.yaml": rulings.read_rulings,
    "data/glossary.yaml": glossary.read_glossary,
    "data/provenance.yaml": provenance.read_provenance,
    "data/short/[AB].yaml": short.read_shorts,
    "data/lessons.yaml": lambda path: [lesson.paragraphs for lesson in plan.load_lessons.__wrapped__()],
    "data/quizzes/*.yaml": quiz_file.read_quiz,
    "data/exam/*.yaml": lambda path: quiz_file.load_exam.__wrapped__(path.stem),
    "data/teaching/*.yaml": lambda path: teaching_notes.load_notes.__wrapped__(path.stem),
    "course/*/words.toml": lambda path: Words.beside(str(path)),
}
FILES = {path.relative_to(ROOT).as_posix(): read for kind, read in READERS.items() for path in sorted(ROOT.glob(kind))}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the files that every reader takes for the course's own, without a cache."""
    folder = tmp_path_factory.mktemp("project")
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("course.") and hasattr(module, "DATA"):
                patch.setattr(module, "DATA", folder / "data")
        patch.setattr(cache, "cache_folder", lambda: None)
        yield folder


def read_damaged(project: Path, name: str, content: bytes) -> str:
    """Return what the reader of a file says when the file holds this; nothing where it is accepted."""
    whole = (project / name).read_bytes()
    (project / name).write_bytes(content)
    try:
        FILES[name](project / name)
    except DataError as error:
        return str(error)
    finally:
        (project / name).write_bytes(whole)
    return ""


def is_one_line_on(name: str, message: str) -> bool:
    return message.isprintable() and message.startswith(name) and len(message) <= 1100


# ---- damage by chance ----

ABSURD = [
    "[", "]", "{}", "[]", "[[a], {b: c}]", "{[a]: b}", "{{a: b}: c}", "*kinds", "&kinds [a]", "&kinds [*kinds]", "!!int 1", "!!python/object:os.system x",
    "1e999", "-1", "0", "9" * 400, ".nan", "nan", "2024-13-45", "no", "null", "~", "", '""', '"\\0"', '"\\ud800"', '"a\\nb"', "'", '"', "|", ">", "? a", "- - - a", "---", "...",
    "%YAML 9", "x" * 3000, "A99", "A01", "A", "P01", "B01.1", "X01.1", "\t", "\x07", "\x85", "\u2028", "\ufeff", "=", "a = 1", "[[a]]", "# ",
]  # fmt: skip


def by_bytes(draw: random.Random, raw: bytes) -> bytes:
    at = draw.randrange(len(raw))
    end = at + draw.choice((1, 3, 40, 4000))
    return draw.choice([
        raw[:at] + bytes([raw[at] ^ 1 << draw.randrange(8)]) + raw[at + 1 :], raw[:at] + raw[end:], raw[:at], raw[at:],
        raw[:at] + draw.randbytes(draw.choice((1, 8))) + raw[at:], raw[:end] + raw[at:], raw[:at] + bytes(end - at) + raw[end:],
    ])  # fmt: skip


def by_lines(draw: random.Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    changed = draw.choice(([], [lines[at]] * 2, [lines[other]], [b"  " + lines[at]], [lines[at].lstrip(b" -")], [b"- " + lines[at]], [lines[at], lines[other]]))
    return b"".join([*lines[:at], *changed, *lines[at + 1 :]])


def by_structure(draw: random.Random, raw: bytes) -> bytes:
    """Put something absurd for a name, a value, a word, or a few in one file."""
    text = raw.decode("utf-8")
    for _ in range(draw.choice((1, 1, 3))):
        places = list(re.finditer(draw.choice((r"(?<=: )[^\n]+", r"[\w-]+(?=:)", r"[^\s,:\[\]{}]+", r"(?<= = )[^\n]+")), text)) or [re.match("", text)]
        place = draw.choice(places)
        text = text[: place.start()] + draw.choice(ABSURD) + text[place.end() :]
    return text.encode("utf-8")


def mutant(name: str, number: int) -> bytes:
    draw = random.Random(f"{name} {number}")
    raw = (ROOT / name).read_bytes()
    if draw.random() < 0.1:  # a piece of another file
        other, at = (ROOT / draw.choice(sorted(FILES))).read_bytes(), draw.randrange(len(raw))
        return raw[:at] + other[: draw.choice((200, 5000))] + raw[at:]
    return draw.choice((by_bytes, by_lines, by_structure, by_structure))(draw, raw)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_in_one_line_that_names_it(project, name):
    assert read_damaged(project, name, (ROOT / name).read_bytes()) == ""
    for number in range(EACH):
        message = read_damaged(project, name, mutant(name, number))
        assert not message or is_one_line_on(name, message), (number, message)


def test_every_file_of_data_that_a_program_reads_is_among_these():
    prose = {"data/README.md", "data/STYLE.md", "data/annotations/README.md", "data/forms/README.md", "data/prose-review.md", "data/quizzes/README.md", "data/quizzes/review.md", "data/segmentation/README.md"}
    prose.add("data/source/essays.txt")  # the printed pages as they were found; a test compares them
    assert {p.relative_to(ROOT).as_posix() for p in (ROOT / "data").rglob("*") if p.is_file()} - prose == {n for n in FILES if n.startswith("data")}


# ---- damage on purpose ----

QUIZ = "data/quizzes/02.yaml"
ITEM = "lesson: '02'\nitems:\n  - id: q02-01\n    kind: single\n    difficulty: {}\n    places: [A01]\n"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
SPECIAL = {
    "a list for a name": "[a, b]: c", "a mapping for a name": "? {a: b}\n: c", "an alias for a name": "a: &a b\n*a : c", "a name that stands twice": "a: b\na: c",
    "a list that holds itself": "items: &a [*a]", "a mapping that holds itself": "&a items: &b {c: *b}", "an alias to nothing": "items: *nothing", "a bomb of aliases": BOMB,
    "a bomb of mappings": BOMB.replace("[", "{b: [").replace("]", "]}"), "21 levels": "items: " + "[" * 20 + "]" * 20, "2,000 levels": "items: " + "[" * 2000 + "]" * 2000,
    "100,000 levels": "items: " + "[" * 100_000, "100,000 levels, closed": "[" * 100_000 + "]" * 100_000, "100,000 mappings": "{a: " * 100_000, "100,000 lists in blocks": "- " * 100_000 + "x",
    "100,000 names in names": "? " * 100_000 + "x", "2,500 levels by indentation": "\n".join(" " * n + "a:" for n in range(1, 2500)), "400,000 values": "items: [" + "a," * 400_000 + "]",
    "two documents": "items: [a]\n---\nitems: [b]", "a tag": "items: !!set {a}", "a Python object": "items: !!python/object/apply:os.getcwd []", "a directive": "%YAML 9.9\n---\nitems: a",
    "40,000 directives": "".join(f"%TAG !a{n}! x\n" for n in range(40_000)) + "---\nitems: a",
    "an empty file": "", "only a comment": "# nothing", "only spaces": " \n" * 1000, "a list at the top": "- a", "a word at the top": "a", "900,000 line ends": "\n" * 900_000 + "\x00",
    "NUL": "items: \x00", "an escaped NUL": 'items: "\\0"', "a control character": "items: \x1b[31m", "half a surrogate pair": 'items: "\\ud800"', "a byte order mark in the text": "items: a\ufeff",
    "an open quotation": 'items: "a', "a tab": "items:\n\t- a", "a line end in an id": 'items: [{id: "a\\nb\\rc\\u2028d"}]', "a long id": f"items: [{{id: {'x' * 900_000}}}]",
    "a kind that is a list": "items: [{id: a, kind: [single]}]", "a kind that is a mapping": "items: [{id: a, kind: {single: single}}]", "an entry that is a list": "items: [[a]]",
    "60,000 questions without anything": "items:\n" + "- {}\n" * 60_000, "difficulty beyond all numbers": ITEM.format("1e999"), "difficulty of 5,000 digits": ITEM.format("9" * 5000),
    "difficulty that is no number": ITEM.format(".nan"), "difficulty that is a date": ITEM.format("2024-01-01"), "difficulty that is a list": ITEM.format("[1]"),
}  # fmt: skip
SPECIAL = {name: text.encode("utf-8") for name, text in SPECIAL.items()} | {
    "UTF-16": "items: 甲".encode("utf-16"), "UTF-16 without a mark": "items: a".encode("utf-16-le"), "UTF-32": "items: 甲".encode("utf-32"), "GB18030": "items: 甲".encode("gb18030"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "half a character": "items: 甲".encode("utf-8")[:-1], "surrogates as bytes": b"items: \xed\xa0\x80",
    "900,000 spaces and a bad byte": b" " * 900_000 + b"\xff", "900,000 line ends and a bad byte": b"\n" * 900_000 + b"\xff", "5 MB": b"#" * 5_000_000,
}  # fmt: skip


@pytest.mark.parametrize("damage", SPECIAL)
def test_an_absurd_file_is_refused_in_one_line_that_names_it(project, damage):
    message = read_damaged(project, QUIZ, SPECIAL[damage])
    assert is_one_line_on(QUIZ, message), message[:2000]


OTHERS = [  # a file, what is replaced in it (everything, if nothing is named), and by what
    ("course/quiz/words.toml", "", "a = " + "[" * 100_000), ("course/quiz/words.toml", "", "a = " + "[" * 400), ("course/quiz/words.toml", "", ".".join("a" * 100_000) + " = 1"),
    ("course/quiz/words.toml", "", "a = [1, 2]"), ("course/quiz/words.toml", "", "a = ['甲', '']"), ("course/quiz/words.toml", "", "a = ['甲'\n"),
    ("data/essays/A.md", "id: A", "id: " + "[" * 100_000), ("data/essays/A.md", "id: A", "id: B"), ("data/lexicon/cues.yaml", "parts: [", "parts: ['', "),
    ("data/annotations/second-reading.yaml", "", "sentences:\n- {at: A01.1, first: {role: claim, evidence: theory}, second: {role: claim, evidence: theory}}"),
    ("data/questions/A.yaml", "essay: A", "essay: A0"), ("data/annotations/A.yaml", "essay: A", "essay: [A]"), ("data/arguments/A.yaml", "essay: A", "essay: ''"),
    ("data/arguments/parallels.yaml", "columns: [", "columns: [P01, "), ("data/lessons.yaml", "file: 00-start.ipynb", "file: ../" + "x" * 5000), ("data/lessons.yaml", "minutes: ", "minutes: -"),
    ("data/lessons.yaml", 'id: "00"', 'id: "../00"'), ("data/lessons.yaml", "skill: numbers", "skill: number"), ("data/lessons.yaml", "        skill: evidence\n", ""),
]  # fmt: skip


@pytest.mark.parametrize("name, old, new", OTHERS, ids=lambda text: text[:30])
def test_so_is_any_other_file(project, name, old, new):
    whole = (ROOT / name).read_text(encoding="utf-8")
    message = read_damaged(project, name, (whole.replace(old, new, 1) if old else new).encode("utf-8"))
    assert is_one_line_on(name, message), message[:2000]


@pytest.mark.parametrize("damage", ["a list for a name", "2,000 levels", "100,000 levels", "a bomb of aliases", "an open quotation"])
def test_the_command_prints_one_line_for_it(tmp_path, damage):
    for folder in ("course", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / QUIZ).write_bytes(SPECIAL[damage])
    done = subprocess.run([sys.executable, "-m", "course", "check"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and done.stderr.startswith(QUIZ), done.stderr[-2000:]


def test_what_is_not_yaml_is_named_with_line_entry_and_field(project):
    broken = b"lesson: x\nitems:\n  - id: 'q02-01'\n    options:\n      - id: a\n    kind: [single\n    objective: 02-1\n"
    assert read_damaged(project, QUIZ, broken).startswith(f"{QUIZ}, entry q02-01, field objective: line 7 is not readable as YAML: ")


def test_an_alias_of_reasonable_size_is_read_as_what_it_stands_for(project):
    assert read_yaml("a: &a [x, {y: z}]\nb: *a", Path("x.yaml")) == {"a": ["x", {"y": "z"}], "b": ["x", {"y": "z"}]}


def test_a_folder_or_a_file_one_may_not_read_is_named(project, monkeypatch):
    folder = project / "data" / "quizzes" / "77.yaml"
    folder.mkdir()
    with pytest.raises(DataError, match="^data/quizzes/77.yaml: this is a folder"):
        quiz_file.read_quiz(folder)

    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(DataError, match=r"^data/quizzes/02.yaml: the file cannot be read \(Permission denied\)"):
        quiz_file.read_quiz(project / QUIZ)
