"""A course in reading an argument. A notebook needs the dozen names below and no more.

Importing this loads no plotting and no segmentation library: `figures`, `text` and `textstats`
are imported by name where a lesson uses them.
"""

from importlib import import_module

from .base import Table, Text, as_table, use_language
from .lessons import load_lesson, load_lessons
from .progress import use_kept_language
from .text import load_essay, paragraphs_between, passage
from .widgets import (
    answers_so_far, ask, card, compare, course_map, discussion, fill_map, plan, read, sentence, show_map, where_to_save,
)  # fmt: skip

use_kept_language()

_LATER = {
    "exam": "exam.exam", "my_progress": "dashboard.dashboard", "own_map": "outline.outline", "own_text": "own_text.own_text",
    "posttest": "pretest.pretest", "pretest": "pretest.pretest", "review": "quiz.review", "warm_up": "quiz.review",
}  # fmt: skip


def __getattr__(name: str):
    """What most cells do without is loaded when it is first used."""
    if name not in _LATER:
        raise AttributeError(f"course has no {name!r}")
    return getattr(import_module(f".widgets.{_LATER[name]}", __name__), name)
