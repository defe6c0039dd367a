"""Saved notebooks are whole: run from top to bottom, free of machines, in step with the plan."""

import json
import re
from statistics import median

import pytest

from course.base import RECORD
from course.lessons.plan import NOTEBOOKS, load_lessons
from course.lessons.saving import WIDGET_VIEW, before_saving
from course.reading import load_labels
from course.text import essays as corpus

BOOKS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
PLANS = {lesson.file: lesson for lesson in load_lessons()}
each_lesson_book = pytest.mark.parametrize("name", [name for name in BOOKS if name[:2] != "00"])
each_book = pytest.mark.parametrize("name", BOOKS)


def source(cell: dict) -> str:
    return "".join(cell["source"])


def code_cells(name: str) -> list[dict]:
    return [c for c in BOOKS[name]["cells"] if c["cell_type"] == "code"]


def prose(name: str) -> list[str]:
    return [source(c) for c in BOOKS[name]["cells"] if c["cell_type"] == "markdown"]


def test_the_notebooks_are_those_of_the_plan():
    assert set(BOOKS) == set(PLANS)


@each_book
def test_every_code_cell_has_been_run_in_order(name):
    assert [c["execution_count"] for c in code_cells(name)] == list(range(1, len(code_cells(name)) + 1))


@each_book
def test_every_cell_but_a_definition_shows_something(name):
    silent = [source(c) for c in code_cells(name) if not c["outputs"]]
    assert all("=" in s.splitlines()[-1] or s.rstrip().endswith(")") and "=" in s for s in silent), silent


@each_book
def test_outputs_hold_no_widget_no_error_no_warning_and_no_path(name):
    assert "widgets" not in BOOKS[name]["metadata"]
    for cell in code_cells(name):
        for output in cell["outputs"]:
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"
            assert WIDGET_VIEW not in output.get("data", {})
            shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "", json.dumps(output))
            assert not re.search(r"0x[0-9a-f]{6,}|/(root|home|Users|tmp|work)/|model not found", shown)


@each_book
def test_what_is_computed_is_shown_as_a_page_and_not_as_code(name):
    """Only the source as it lies in its file is printed: its line breaks are what there is to see."""
    for cell in code_cells(name):
        if "source[:" not in source(cell):
            assert all("text/html" in o.get("data", {}) for o in cell["outputs"]), source(cell)


@each_book
def test_a_chinese_reader_is_shown_no_ids_of_labels_but_where_they_are_said_to_be_code(name):
    ids = {f"<td>{word}</td>" for layer, label in load_labels() for word in (layer, label)}
    for cell in code_cells(name):
        if "代码里写作" not in source(cell):
            shown = "".join("".join(o.get("data", {}).get("text/html", "")) for o in cell["outputs"])
            assert not [word for word in ids if word in shown], source(cell)


@each_book
def test_every_widget_can_be_read_without_a_kernel(name):
    for cell in code_cells(name):
        if re.search(r"course\.(read|ask|card|show_map)\(", source(cell)):
            assert any("text/html" in o.get("data", {}) for o in cell["outputs"]), source(cell)


@each_book
def test_every_prose_cell_has_its_english_folded_below(name):
    for text in prose(name):
        assert re.search(r"<summary>(English|Solution)</summary>", text), text[:60]
        chinese = text.split("<details>")[0]
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", chinese), text[:60]


@each_book
def test_code_cells_are_short(name):
    assert all(len(source(c).splitlines()) <= 6 for c in code_cells(name))


@each_book
def test_the_middle_code_cell_has_four_lines_or_fewer(name):
    assert median(len(source(c).splitlines()) for c in code_cells(name)) <= 4


@each_lesson_book
def test_every_lesson_has_its_shape(name):
    number, text = name[:2], "\n".join(prose(name))
    cells = [source(c) for c in code_cells(name)]
    wanted = [f'course.card("{number}")', "course.warm_up()", f'course.ask("{number}", "before")', f'course.ask("{number}", "before", again=True)', f'course.ask("{number}", "after")',
              f'course.answers_so_far("{number}")']  # fmt: skip
    order = [next(n for n, c in enumerate(cells) if line in c.splitlines()) for line in wanted]
    assert order == sorted(order) and order[0] == 0
    for words in ("先猜", "(?<!能)说明了什么", "不能说明什么", "<summary>练习的做法</summary>", "<summary>Solution</summary>", r"\*\*练习\*\*", "回顾", "讨论"):
        assert re.search(words, text), words


@each_lesson_book
def test_every_figure_is_predicted_before_and_read_after(name):
    cells = BOOKS[name]["cells"]
    for n, cell in enumerate(cells):
        if cell["cell_type"] == "code" and re.search(r"figures\.(?!label_counts)", source(cell)):
            before = "".join(source(c) for c in cells[max(0, n - 4) : n] if c["cell_type"] == "markdown")
            after = "".join(source(c) for c in cells[n + 1 : n + 6] if c["cell_type"] == "markdown")
            assert "先猜" in before, source(cell)
            assert "说明了什么" in after and "不能说明什么" in after, source(cell)


@each_lesson_book
def test_every_lesson_leads_to_its_neighbours_and_to_the_map_at_both_ends(name):
    files = list(PLANS)
    here = files.index(name)
    for text in (prose(name)[0], prose(name)[-1]):
        for other in files[max(0, here - 1) : here] + files[here + 1 : here + 2]:
            assert f"]({other})" in text, other
        assert "](00-start.ipynb#十课地图)" in text


def test_every_paragraph_of_both_essays_is_read_in_some_lesson():
    read = set()
    for name in BOOKS:
        for cell in code_cells(name):
            for first, last in re.findall(r'course\.read\("([AB]\d\d)"(?:, "([AB]\d\d)")?(?:, guess=True)?\)', source(cell)):
                read |= {p.id for p in corpus.paragraphs_between(first, last or first)}
    assert read >= {p.id for e in corpus.ESSAYS for p in corpus.load_essay(e).paragraphs}


@each_book
def test_links_between_notebooks_lead_somewhere(name):
    headings = {h.strip() for b in BOOKS.values() for c in b["cells"] for h in re.findall(r"^#+ (.+)$", source(c), re.M)}
    for text in prose(name):
        for target, anchor in re.findall(r"\]\(([\w.-]+\.ipynb)(?:#([^)]+))?\)", text):
            assert (NOTEBOOKS / target).exists(), target
            assert not anchor or anchor.replace("-", " ") in headings, anchor


def test_no_two_notebooks_share_a_paragraph_of_prose():
    seen: dict[str, str] = {}
    for name in BOOKS:
        for block in re.split(r"\n\s*\n", "\n\n".join(prose(name))):
            if len(block) > 40 and "ipynb" not in block and "<summary>" not in block:
                assert seen.setdefault(block, name) == name, block[:60]


def test_prose_copies_no_passage_of_the_essays():
    whole = "".join(p.text for e in corpus.ESSAYS for p in corpus.load_essay(e).paragraphs)
    for name in BOOKS:
        text = "".join(prose(name))
        assert not [text[i : i + 25] for i in range(len(text) - 25) if text[i : i + 25] in whole]


def saved(*outputs: tuple[dict, dict]) -> dict:
    """Return a notebook with outputs (data, metadata), and the state of its widgets, after Jupyter's pre-save hook."""
    outputs = [{"output_type": "display_data", "data": dict(data), "metadata": metadata} for data, metadata in outputs]
    cells = [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "outputs": outputs}]
    book = {"cells": cells, "metadata": {"widgets": {"state": {"1": {}}}, "kernelspec": {}}}
    before_saving(model={"type": "notebook", "content": book}, path="", contents_manager=None)
    return book


VIEW, PAGE = {WIDGET_VIEW: {"model_id": "1"}, "text/plain": "p"}, {"text/html": "<p>", "text/plain": "p"}
OURS = {RECORD: {"read": ["A03"]}}


def test_saving_takes_the_widget_and_leaves_the_page():
    book = saved((VIEW | PAGE, OURS), (VIEW | PAGE, {}), (PAGE, OURS))
    assert [output["data"] for output in book["cells"][1]["outputs"]] == [PAGE] * 3
    assert book["metadata"] == {"kernelspec": {}}


@pytest.mark.parametrize("alone", [VIEW, VIEW | {"text/html": [" ", ""]}])
def test_saving_leaves_a_widget_that_has_no_other_form_its_state(alone):
    book = saved((VIEW | PAGE, OURS), (alone, {}))
    assert [output["data"] for output in book["cells"][1]["outputs"]] == [PAGE, alone]
    assert "widgets" in book["metadata"]


def test_saving_leaves_a_notebook_that_is_not_the_courses_as_it_was():
    book = saved((VIEW, {}), (VIEW | PAGE, {"isolated": True}))
    assert [output["data"] for output in book["cells"][1]["outputs"]] == [VIEW, VIEW | PAGE] and "widgets" in book["metadata"]


@each_book
def test_whoever_has_no_extension_is_told_where_run_all_stands_in_each_program(name):
    chinese, english = re.findall(r'course-by-hand">(.*?)</(?:p|span)>', prose(name)[0])
    assert all(words in chinese for words in ("JupyterLab 在 Run 菜单", "nbclassic 在 Cell 菜单", "VS Code 在工具栏"))
    assert all(words in english for words in ("JupyterLab: Run menu", "nbclassic: Cell menu", "VS Code: toolbar"))


@each_book
def test_every_notebook_says_that_it_is_the_courses(name):
    assert any(RECORD in o.get("metadata", {}) for cell in code_cells(name) for o in cell["outputs"])


def test_the_readme_and_lesson_00_give_the_minutes_of_the_plan():
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    for lesson in load_lessons():
        row, = re.findall(rf"^\| {lesson.id} \| \[.*$", readme, re.M)
        assert f"(notebooks/{lesson.file})" in row and f"| {lesson.minutes} |" in row
    hours = sum(lesson.minutes for lesson in load_lessons()) / 60
    assert abs(hours - 9) < 0.3 and "Nine hours" in readme and "九个小时" in "".join(prose("00-start.ipynb"))


def test_every_column_of_numbers_in_a_saved_table_has_its_rule_in_the_style_sheet():
    saved = "".join(path.read_text(encoding="utf-8") for path in NOTEBOOKS.glob("*.ipynb"))
    rules = (NOTEBOOKS.parent / "course" / "widgets" / "pages" / "pages.css").read_text(encoding="utf-8")
    columns = set(re.findall(r"course-right-(\d+)", saved))
    assert "9" in columns and columns <= set(re.findall(r"\.course-right-(\d+) :is", rules))
