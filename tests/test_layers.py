"""The house keeps its order: imports point down only, and each outside library has one owner."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

COURSE = Path(__file__).parent.parent / "course"
# From the bottom up. A module may import modules of lower layers and of its own.
LAYERS = [
    {"language", "saving", "cache"},
    {"print_wording"},
    {"records", "wording"},
    {"table", "columns", "spelling"},
    {"corpus"},
    {"annotation", "glossary", "argument", "questions", "tokens", "segmentation", "quiz", "quiz_file"},
    {"counting", "association", "keyness", "spread", "diversity", "rhetoric", "similarity"},
    {"texts"},
    {"textstats", "progress", "lesson", "parallels", "agreement", "argument_blanks", "map_layout"},
    {"exports", "transfer", "spacing", "learning", "exams", "teaching", "cells", "packing", "study_plan"},
    {"checks", "worksheet", "class_files", "class_stats"},
    {"fonts", "drawing", "charts", "clouds", "diagrams", "figures", "markup", "explorer_markup", "reader_markup", "cards", "map_markup", "quiz_markup", "lesson_markup", "setup_check"},
    {"anki_deck"},
    {"widgets", "reader", "map_widget", "explorers", "own", "dashboard", "sittings", "exam_widget", "pages"},
    {"__init__", "refresh", "rendered", "webfont"},
    {"handout_markup", "instructor_markup", "slide_cards", "class_markup"},
    {"slides", "class_report", "gift"},
    {"classroom", "qti"},
    {"bank"},
    {"__main__"},
]
OWNERS = {
    "jieba": {"tokens"}, "fsrs": {"spacing"}, "matplotlib": {"drawing", "fonts", "webfont"}, "wordcloud": {"clouds"}, "fontTools": {"fonts", "webfont"},
    "anywidget": {"widgets"}, "genanki": {"anki_deck"}, "traitlets": {"widgets"}, "sqlite3": {"progress"},
    "yaml": {"records"}, "nbconvert": {"rendered"}, "nbclient": {"refresh"}, "nbformat": {"refresh"}, "platformdirs": {"cache", "progress"},
}  # fmt: skip
MODULES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in COURSE.glob("*.py")}
HEIGHT = {name: level for level, names in enumerate(LAYERS) for name in names}


def imported(tree: ast.AST) -> tuple[set[str], set[str]]:
    """Return the modules of this package, and the outside packages, that a module imports anywhere."""
    own, outside = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            own |= {node.module} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            outside.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            outside |= {alias.name.split(".")[0] for alias in node.names}
    return own, outside


def test_every_module_has_its_layer():
    assert set(MODULES) == set(HEIGHT)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_down_only(name):
    for other in imported(MODULES[name])[0]:
        assert HEIGHT[other] <= HEIGHT[name], f"{name} imports {other}, which stands above it"


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_each_outside_library_has_one_owner(library):
    users = {name for name, tree in MODULES.items() if library in imported(tree)[1]}
    assert users == OWNERS[library]


def test_no_module_is_longer_than_250_lines_and_no_function_than_30():
    for name, tree in MODULES.items():
        assert len((COURSE / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 250, name
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
                length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                assert length <= 32, f"{name}.{node.name} has {length} lines"


def test_showing_a_paragraph_and_a_quiz_loads_no_heavy_library():
    code = (
        "import sys, course\n"
        "course.read('A03')._repr_mimebundle_(); course.ask('02', 'after')._repr_mimebundle_(); course.card('02')._repr_html_()\n"
        "print([m for m in ('matplotlib', 'jieba', 'wordcloud', 'scipy', 'pandas', 'numpy', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=COURSE.parent)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
