"""A term has one English rendering everywhere, and STYLE.md shows the list that the program holds it to."""

import json
from pathlib import Path

import pytest

from course.base import DATA, Text
from course.reading.force import load_forces
from course.reading.terms import load_terms, style_table

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_the_table_in_the_style_guide_is_the_list():
    assert style_table() in (DATA / "STYLE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("term", load_terms(), ids=lambda term: term.id)
def test_what_is_shown_for_a_term_is_one_of_its_forms_and_was_not_given_up(term):
    shown = term.shown.lower()
    assert any(form in shown for form in term.en)
    assert not any(gone in form for gone in term.given_up for form in (shown, *term.en))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_lesson_uses_a_rendering_that_was_given_up(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").lower()
    assert not [gone for term in load_terms() for gone in term.given_up if gone in prose]


@pytest.mark.parametrize(
    ("zh", "en", "force"),
    [
        ("只要改，就成。", "If it changes, it will do.", "enough"),
        ("改了就好。", "Once it changes all is well.", "enough"),
        ("非改不可。", "It has to change.", "needed"),
        ("主要靠改。", "It rests mainly on change.", "mainly"),
        ("这是变的原因。", "It changes.", "because"),
        ("越多越好。", "It changes.", "all"),
    ],
)
def test_how_strongly_something_is_said_is_told_from_its_words(zh, en, force):
    assert force in {f.id for f in load_forces() if f.within(Text(zh, en))}


def test_words_in_quotation_marks_are_spoken_of_and_not_said():
    quoted = Text("去掉“只有”“才”，还剩什么？", "Without “only if”, what is left?")
    assert not [f for f in load_forces() if f.within(quoted)]
