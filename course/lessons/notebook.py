"""What a saved notebook holds, cell by cell: prose in both languages, what its outputs show.

Sheets and decks are made from this, so that they follow the notebook they belong to. What an output shows stands in
its metadata as data (see `recorded` of `base`); an output without such a record, or a cell not run, shows nothing.
"""

import json
import re
from typing import NamedTuple

from markupsafe import Markup

from ..base import LANGUAGES, RECORD, DataError, current_language, shown
from .plan import NOTEBOOKS, Lesson


class Output(NamedTuple):
    """One thing a cell shows: what it is, as data (`{"read": ["A03"]}`), and its HTML whole."""

    record: dict
    html: Markup


class Cell(NamedTuple):
    """One cell. `zh` and `en` are the prose of a Markdown cell, `outputs` what a code cell shows.

    `ours` tells what is folded until the reader has thought, `is_exercise` code to be changed.
    """

    zh: str
    en: str
    outputs: tuple[Output, ...]
    id: str = ""
    ours: bool = False
    is_exercise: bool = False

    @property
    def prose(self) -> str:
        """The prose in the language in use."""
        return self.zh if current_language() == "zh" else self.en

    @property
    def heading(self) -> str:
        """The words of the cell's first `##` heading, in the language in use; "" where it has none."""
        return heading(self.prose)


# Compiled when first used: a page that only shows something does without.
_BY_HAND = r"""(?s)<(\w+)\b[^>]*\bclass=["'](?:[^"']*\s)?course-(?:by-hand|live)(?:\s[^"']*)?["'][^>]*>.*?</\1>\n*"""


def without_by_hand(page: str) -> str:
    """Return Markdown or HTML without the elements of class `course-by-hand` or `course-live`: what is for those who run it.

    Such an element, `<p class="course-by-hand">…</p>`, holds no other of its own kind.
    """
    return re.sub(_BY_HAND, "", page)


def heading(prose: str) -> str:
    """Return the words of the first `##` heading; "" where there is none."""
    found = re.search(r"^## (.+)$", prose, re.M)
    return found[1].strip() if found else ""


def read_cells(lesson: Lesson) -> list[Cell]:
    """Return the cells of a lesson's notebook, as saved.

    Raises OSError where there is no notebook, DataError where it is damaged or was saved without having been run.
    """
    path = NOTEBOOKS / lesson.file
    try:
        cells = [_cell(cell) for cell in json.loads(path.read_bytes())["cells"]]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError(f"{shown(path)}: this is no whole notebook ({error}); take the file as it was before") from None
    if not any(output.record for cell in cells for output in cell.outputs):
        what = f"run all cells and save it, or python -m course refresh {path.name}"
        raise DataError(f"{shown(path)}: nothing it shows is saved in it; {what}")
    return cells


def cells_by_step(lesson: Lesson) -> list[list[Cell]]:
    """Return the cells of each step of a lesson: from one `##` heading to the next; before the first is the opening.

    Raises DataError where headings and plan are out of step in either language, and as read_cells does.
    """
    cells = read_cells(lesson)
    for language in LANGUAGES:
        found = [words for cell in cells if (words := heading(getattr(cell, language)))]
        if len(found) != len(lesson.steps):
            plan = f"{len(lesson.steps)} steps in the plan, data/lessons.yaml, entry {lesson.id}"
            raise DataError(f"{lesson.file}: {len(found)} headings (##, {language}), but {plan}: {' / '.join(found)}")
    groups: list[list[Cell]] = []
    for cell in cells:
        if cell.heading:
            groups.append([])
        if groups:
            groups[-1].append(cell)
    return groups


def is_ours(cell: dict) -> bool:
    """Return whether a cell is folded until the reader has thought."""
    return "ours" in cell["metadata"].get("tags", ())


def is_hidden(cell: dict) -> bool:
    """Return whether a cell's code is hidden: it only shows something."""
    return cell["metadata"].get("jupyter", {}).get("source_hidden", False)


def _cell(cell: dict) -> Cell:
    name, ours = cell.get("id", ""), is_ours(cell)
    if cell["cell_type"] != "code":
        return Cell(*_languages(without_by_hand("".join(cell["source"]))), (), name, ours)
    return Cell("", "", tuple(map(_output, cell["outputs"])), name, ours, not is_hidden(cell))


def _output(output: dict) -> Output:
    html = output.get("data", {}).get("text/html", "")
    return Output(output.get("metadata", {}).get(RECORD, {}), Markup(without_by_hand("".join(html))))


def _languages(source: str) -> tuple[str, str]:
    """Return the Chinese of a prose cell, which stands open, and its English, which is folded; no other fold."""
    zh, *folds = source.split("<details><summary>")
    en = []
    for fold in folds:
        name, _, words = fold.partition("</summary>")
        words, _, after = words.partition("</details>")
        zh += after
        en += [words.strip()] if name == "English" else []
    return zh.strip(), "\n\n".join(en)


def prose_html(prose: str) -> Markup:
    """Return a piece of a notebook's prose as HTML; each heading has an id, and no link to itself."""
    from nbconvert.filters import markdown2html_mistune  # here, because it takes longer than all the rest

    html = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", markdown2html_mistune(prose))
    return Markup(re.sub(r"&#(\d{4,});", lambda found: chr(int(found[1])), html))
