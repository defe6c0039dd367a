"""What a saved notebook says it shows agrees with its code; handouts and slides are made from what it says."""

import ast
import json
import re
from contextlib import suppress

import pytest

from course.base import RECORD
from course.lessons.plan import NOTEBOOKS, all_items, lesson_items
from course.reading import load_parallels
from course.text import paragraphs_between

TABLE = re.compile('<table class="course-table[^"]*" lang="zh-Hans"><')
CELLS = [
    pytest.param(cell, id=f"{path.stem[:2]}-{cell['id']}")
    for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
]  # fmt: skip


def calls(source: str):
    """Yield the name, arguments and options of each call `course.name(…)` whose arguments stand in the cell."""
    tree, known = ast.parse(source), {}

    def value(node):
        return known[node.id] if isinstance(node, ast.Name) and node.id in known else ast.literal_eval(node)

    for node in ast.walk(tree):
        with suppress(ValueError):  # computed: it cannot be known beforehand
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                known[node.targets[0].id] = value(node.value)
    for node in ast.walk(tree):
        with suppress(ValueError):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "course":
                yield called.attr, [value(a) for a in node.args], {k.arg: value(k.value) for k in node.keywords}


def expected(name: str, args: list, options: dict) -> dict | None:
    """Return the record a call should leave; None where it leaves none that is known beforehand."""
    if name == "read":
        return {"read": [p.id for p in paragraphs_between(args[0], args[-1])]}
    if name == "compare" and len(args) == 1:
        parallel = load_parallels()[args[0]]
        columns = range(len(parallel.columns))
        return {"read": [s.id for row in parallel.rows for n in columns for s in parallel.sentences(row, n)]}
    if name in ("sentence", "compare"):
        return {"read": args}
    if name == "ask":
        return {"ask": [item.id for item in lesson_items(*args)], "again": options.get("again", False)}
    if name in ("fill_map", "show_map"):
        blanks = args[1] if name == "fill_map" else []
        root = {"A": "a-thesis", "B": "b-thesis"}[args[0]]
        return {"map": {"essay": args[0], "between": options["between"], "root": root, "blanks": blanks}}
    return {name: args[0]} if name in ("card", "discussion", "own_map") else None


@pytest.mark.parametrize("cell", CELLS)
def test_the_record_of_a_cell_is_what_its_code_shows(cell):
    records = [output["metadata"].get(RECORD, {}) for output in cell["outputs"] if output["output_type"] != "stream"]
    wanted = [found for call in calls("".join(cell["source"])) if (found := expected(*call))]
    assert [record for record in records if record in wanted] == wanted


@pytest.mark.parametrize("cell", CELLS)
def test_a_record_names_what_stands_in_the_output(cell):
    bank = {item.id: item for item in all_items()}
    for output in (o for o in cell["outputs"] if o.get("metadata")):
        record, html = output["metadata"][RECORD], "".join(output["data"]["text/html"])
        assert all(place in html for place in record.get("read", ()))
        assert all(bank[name].prompt.zh in html for name in record.get("ask", ()))
        assert ('data-theme="dark"' in html) == ("figure" in record)
        assert bool(TABLE.search(html)) == ("table" in record) or record.get("review") == []
        rows = record.get("table", {"rows": []})["rows"]
        assert all(f"<td>{value}</td>" in html for row in rows for value in row if value.isalnum())


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem[:2])
def test_questions_stand_in_their_file_in_the_order_in_which_the_lesson_asks_them(path):
    """Their numbers are counted in the file's order: on the page they must run 1, 2, 3."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    asked = [i for output in outputs for i in output.get("metadata", {}).get(RECORD, {}).get("ask", ())]
    assert list(dict.fromkeys(asked)) == [item.id for item in lesson_items(path.stem[:2])]
