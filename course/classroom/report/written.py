"""What learners wrote: every piece, and a page to mark it by without knowing whose it is.

The page works without a network. Levels and comments stay in the browser that marks until they are saved as a CSV
file; that file names the learners, the page shows them nowhere.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import all_items, load_form, question_label
from ...progress import POSTTEST, PRETEST, Attempt, ratings, taken
from ...progress import written as written_in_form
from ...quiz import Item
from ..words import WORDS, say
from .handed_in import Handed

_SCRIPT = Path(__file__).with_name("marking.js")
Criterion = tuple[str, str, list[str]]  # id, words, what its levels look like


class Piece(NamedTuple):
    """A written answer: the last version of one learner at one question, and their own rating of it, if any.

    `sitting` is "after" for a lesson, "pretest" or "posttest" for a form.
    """

    learner: str
    label: str
    item: Item
    sitting: str
    text: str
    own: Mapping[str, str]
    criteria: Sequence[Criterion]


def pieces(handed: Handed, lessons: Sequence[str]) -> list[Piece]:
    """Return what was written in these lessons and in the tests before and after, question by question."""
    return [*_in_lessons(handed.learners, lessons), *_in_forms(handed.forms)]


def _in_lessons(learners: Mapping[str, Sequence[Attempt]], lessons: Sequence[str]) -> Iterator[Piece]:
    last = {name: {a.item: a for a in attempts if a.sitting != "before"} for name, attempts in learners.items()}
    for item in (i for i in all_items() if i.id[1:3] in lessons and i.criteria()):
        for name in (n for n in sorted(last) if item.id in last[n]):
            response = last[name][item.id].response
            text, own = item.written(response), item.own_levels(response)
            yield Piece(name, question_label(item), item, "after", text, own, item.criteria())


def _in_forms(forms: Mapping[str, Sequence[Attempt]]) -> Iterator[Piece]:
    """Yield the written answers of the tests, by form, so that before and after are mixed."""
    found = []
    for name, attempts in forms.items():
        for sitting in (PRETEST, POSTTEST):
            test = taken(sitting, attempts)
            if test.over and (text := written_in_form(test)):
                item, rating = load_form(test.form).written
                criteria = [(c.id, str(c.text), list(map(str, c.levels))) for c in rating.rubric]
                found.append(Piece(name, say("form_label", form=test.form), item, sitting, text, ratings(test), criteria))
    yield from sorted(found, key=lambda p: (p.label, p.learner, p.sitting))


def code_of(piece: Piece) -> str:
    """Return the code that stands on the page in place of the pseudonym: the same each time, telling nothing."""
    return hashlib.sha256(f"{piece.learner} {piece.item.id} {piece.sitting}".encode()).hexdigest()[:6]


def format_marking(found: Sequence[Piece]) -> Markup:
    """Return the page to mark by: each question with its model and rubric, then the pieces in the order of their codes."""
    questions: dict[str, list[Piece]] = {}
    for piece in found:
        questions.setdefault(piece.item.id, []).append(piece)
    blocks = join(map(_question, questions.values()))
    head = Markup("<h1>{}</h1><p>{}</p>").format(say("marking_title"), say("marking_help"))
    saved = WORDS["marking_saved"]  # the script fills in how many
    save = Markup('<p class="save"><button type="button">{}</button> <span role="status"></span></p>').format(say("marking_save"))
    script = Markup("<script>{}</script>").format(Markup(_SCRIPT.read_text(encoding="utf-8")))
    page = Markup('<main class="report marking" lang="{}" data-saved="{}">{}{}{}{}</main>{}')
    return page.format(html_language(), saved, head, save, blocks, save, script)


def _question(found: Sequence[Piece]) -> Markup:
    label, item = found[0].label, found[0].item
    shown = join(_piece(p) for p in sorted(found, key=code_of))
    return Markup(
        '<section><h2>{}　{}</h2><details open><summary>{}</summary>{}</details>{}</section>'
    ).format(label, item.prompt, say("marking_key"), item.paper_key(), shown)


def _piece(piece: Piece) -> Markup:
    rows = join(_criterion(code_of(piece), c) for c in piece.criteria)
    data = (piece.learner, piece.item.id, piece.sitting, code_of(piece))
    return Markup(
        '<article data-learner="{}" data-item="{}" data-sitting="{}" data-code="{}"><h3>{}</h3><p class="text" lang="zh-Hans">{}</p>{}'
        '<label>{}<textarea rows="2" data-field="comment"></textarea></label></article>'
    ).format(*data, code_of(piece), piece.text, rows, say("marking_comment"))


def _criterion(code: str, criterion: Criterion) -> Markup:
    """One line of the rubric: a level of three where it has levels, else whether it is there."""
    name, words, levels = criterion
    chosen = [(n, say(f"level_{n}"), text) for n, text in enumerate(levels, 1)] or [(1, say("marking_yes"), ""), (0, say("marking_no"), "")]
    option = Markup('<label title="{}"><input type="radio" name="{}" value="{}" data-field="{}"> {}</label>')
    options = join(option.format(text, f"{code}-{name}", n, name, word) for n, word, text in chosen)
    return Markup('<fieldset><legend>{}</legend>{}</fieldset>').format(words, options)
