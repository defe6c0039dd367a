"""The house keeps its order: eleven rooms, arrows that point down only, and one owner for each outside library."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

COURSE = Path(__file__).parent.parent / "course"
# The rooms and what each may import: the table of course/README.md.
ROOMS = {
    "base": set(),
    "text": {"base"},
    "textstats": {"base", "text"},
    "reading": {"base", "text"},
    "figures": {"base", "text", "textstats", "reading"},
    "quiz": {"base", "text", "reading"},
    "lessons": {"base", "text", "quiz"},
    "progress": {"base", "quiz", "lessons"},
    "exports": {"base", "text", "reading", "quiz", "lessons"},
    "widgets": {"base", "text", "textstats", "reading", "figures", "quiz", "lessons", "progress", "exports"},
    "classroom": {"base", "text", "textstats", "reading", "figures", "quiz", "lessons", "progress", "exports"},
}
LOOSE = {"__init__", "__main__", "check"}
OWNERS = {
    "jieba": {"text.jieba_words"}, "rjieba": {"text.jieba_words"}, "fsrs": {"progress.due"}, "matplotlib": {"figures.picture", "figures.fonts", "classroom.page"},
    "wordcloud": {"figures.clouds"}, "fontTools": {"figures.fonts", "classroom.page"}, "anywidget": {"widgets.shared.shown"},
    "traitlets": {"widgets.shared.shown"}, "genanki": {"exports.anki"}, "sqlite3": {"progress.file", "classroom.live.store"}, "yaml": {"base.plain_yaml"},
    "nbconvert": {"lessons.webpage", "lessons.notebook"}, "nbclient": {"lessons.refresh"}, "nbformat": {"lessons.refresh"},
    "platformdirs": {"base.cache", "progress.log"}, "segno": {"classroom.live.serve"}, "tornado": {"classroom.live.server"},
    "uharfbuzz": {"classroom.page"},
}  # fmt: skip
FILES = {".".join(path.relative_to(COURSE).with_suffix("").parts): path for path in sorted(COURSE.rglob("*.py")) if path.parent.name != "hub"}  # hub: a recipe JupyterHub reads, no module
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def room(name: str) -> str:
    return name.split(".")[0]


def own_imports(name: str) -> set[str]:
    """Return the modules of the course that a module imports, anywhere in it: `text` is the room, `text.essays` its inside."""
    here, found = ["course", *name.split(".")], set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*here[: len(here) - node.level], *(node.module.split(".") if node.module else [])][1:]
            for alias in node.names:
                whole, front = ".".join([*base, alias.name]), TREES.get(".".join([*base, "__init__"]), ast.Module([], []))
                offered = {a.name for n in ast.walk(front) if isinstance(n, ast.ImportFrom) for a in n.names}
                inside = alias.name not in offered and (whole in FILES or f"{whole}.__init__" in FILES)
                found.add(whole if inside else ".".join(base))
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            assert not [n for n in names if room(n) == "course"], f"{name}: rooms name each other with dots (from ..text import …)"
    return found - {""}


def outside_imports(name: str) -> set[str]:
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and not node.level:
            found.add(room(node.module))
        elif isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names}
    return found


def test_the_house_has_eleven_rooms_three_loose_modules_and_the_settings_of_jupyter():
    assert {room(name) for name in FILES} == set(ROOMS) | LOOSE
    folders = {p.name for p in COURSE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders == set(ROOMS) | {"jupyter"} and len(ROOMS) == 11


def test_the_table_of_rooms_in_the_readme_is_this_one():
    rows = [line.split("|") for line in (COURSE / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    promised = {row[1].strip(" `/"): row[3].split(";")[0] for row in rows}
    for name, allowed in ROOMS.items():
        words = {"nothing of the course": set(), "all above": ROOMS["widgets"], "all but widgets": ROOMS["classroom"]}
        said = promised[name].strip()
        assert words.get(said, set(said.replace("`", "").replace(",", " ").split())) == allowed, name


@pytest.mark.parametrize("name", sorted(n for n in FILES if room(n) in ROOMS))
def test_arrows_between_rooms_are_those_of_the_table_and_end_at_the_room(name):
    for other in own_imports(name):
        if room(other) != room(name):
            assert room(other) in ROOMS[room(name)], f"{name} imports {other}"
            assert "." not in other, f"{name} imports {other}: from another room import what the room itself offers"


def test_a_learners_rooms_use_exports_for_buttons_only_and_the_classroom_never():
    users = {name for name in FILES if room(name) not in LOOSE for other in own_imports(name) if room(other) in ("exports", "classroom") and room(other) != room(name)}
    assert {n for n in users if room(n) != "classroom"} == {"widgets.dashboard.dashboard", "widgets.notes.notes", "widgets.outline.outline"}


def test_no_import_goes_in_a_circle():
    graph = {name: {o if o in FILES else f"{o}.__init__" for o in own_imports(name)} - {name} for name in FILES}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_each_outside_library_has_its_owners(library):
    assert {name for name in FILES if library in outside_imports(name)} == OWNERS[library]


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_room_opens_with_its_promise(name):
    promise = ast.get_docstring(TREES[f"{name}.__init__"])
    assert promise and promise.split("\n")[0].endswith((".", ":")), name


def test_no_function_is_longer_than_about_30_lines():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
                length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                assert length <= 32, f"{name}.{node.name} has {length} lines"


def test_showing_a_paragraph_and_a_quiz_loads_no_heavy_library():
    code = (
        "import sys, course\n"
        "course.read('A03')._repr_mimebundle_(); course.ask('02', 'after')._repr_mimebundle_(); course.card('02')._repr_html_()\n"
        "heavy = ('matplotlib', 'jieba', 'rjieba', 'wordcloud', 'scipy', 'pandas', 'numpy', 'PIL', 'fsrs', 'nbconvert')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=COURSE.parent)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_command_that_shows_nothing_loads_neither_widgets_nor_a_server():
    code = "import sys, course.check; print([m for m in ('IPython', 'ipywidgets', 'anywidget', 'tornado') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=COURSE.parent)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_kind_of_question_is_told_from_another_only_in_its_module_and_where_files_are_read():
    from course.quiz import KINDS

    for name, tree in TREES.items():
        if name.startswith("quiz.kinds") or name == "quiz.file":
            continue
        for node in ast.walk(tree):
            asked = isinstance(node, ast.Compare) and any(getattr(n, "attr", "") == "kind" for n in ast.walk(node))
            words = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)} if asked else set()
            assert not words & set(KINDS), f"{name}, line {node.lineno}: ask the item itself"
