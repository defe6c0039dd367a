"""What a saved notebook holds, cell by cell: prose in both languages, what it calls, what it shows, its slide tag.

Handouts and slides are made from this, so that they follow the notebook they belong to.
"""

import ast
import json
import re
from typing import NamedTuple

from markupsafe import Markup

from ..base import current_language
from .plan import NOTEBOOKS, Lesson

SLIDE_TAGS = ("slide", "subslide", "fragment", "skip", "notes", "-")  # those JupyterLab offers
_ENGLISH = re.compile(r"<details><summary>English</summary>\n(.*?)\n</details>", re.S)
_FOLDED = re.compile(r"<details>.*?</details>", re.S)


class Call(NamedTuple):
    """A call such as `course.read("A03")`: the name after the dot, and its arguments."""

    name: str
    args: tuple
    options: dict


class Cell(NamedTuple):
    """One cell. `zh` and `en` are the prose of a Markdown cell, `html` what a code cell's outputs show."""

    zh: str
    en: str
    calls: tuple[Call, ...]
    html: str
    slide: str

    @property
    def prose(self) -> str:
        """The prose in the language in use."""
        return self.zh if current_language() == "zh" else self.en

    @property
    def heading(self) -> str:
        """The words of the cell's first `##` heading, in the language in use; "" where it has none."""
        found = re.search(r"^## (.+)$", self.prose, re.M)
        return found[1].strip() if found else ""


def read_cells(lesson: Lesson) -> list[Cell]:
    """Return the cells of a lesson's notebook, as saved. Raises OSError where there is no notebook."""
    notebook = json.loads((NOTEBOOKS / lesson.file).read_text(encoding="utf-8"))
    return [_cell(cell) for cell in notebook["cells"]]


def _cell(cell: dict) -> Cell:
    source = "".join(cell["source"])
    tag = cell["metadata"].get("slideshow", {}).get("slide_type", "")
    if cell["cell_type"] != "code":
        english = "\n\n".join(_ENGLISH.findall(source))
        return Cell(_FOLDED.sub("", source).strip(), english.strip(), (), "", tag)
    shown = [output.get("data", {}).get("text/html", "") for output in cell["outputs"]]
    return Cell("", "", tuple(_calls(source)), "".join("".join(html) for html in shown), tag)


def _calls(source: str):
    """Yield the calls of the package's own functions whose arguments can be read off the page."""
    tree = ast.parse(source)
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                known[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                pass  # computed: no handout needs it
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "course":
            try:
                args = tuple(_value(a, known) for a in node.args)
                yield Call(node.func.attr, args, {k.arg: _value(k.value, known) for k in node.keywords})
            except ValueError:
                continue


def _value(node: ast.expr, known: dict):
    return known[node.id] if isinstance(node, ast.Name) and node.id in known else ast.literal_eval(node)


def html_of_markdown(prose: str) -> Markup:
    """Return a piece of a notebook's prose as HTML. Its links lead nowhere on a wall or on paper, so their words are kept alone."""
    from nbconvert.filters import markdown2html_mistune  # here, because it takes longer than all the rest

    return Markup(re.sub(r"</?a\b[^>]*>", "", markdown2html_mistune(prose)))
