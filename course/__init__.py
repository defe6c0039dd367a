"""A course in reading an argument. A notebook needs the dozen names below and no more.

Importing this loads no plotting and no segmentation library: `figures`, `text` and `textstats`
are imported by name where a lesson uses them.
"""

from importlib import import_module

from .base import Table, Text, as_table, use_language
from .lessons import load_lesson, load_lessons
from .progress import use_kept_language
from .text import load_essay, paragraphs_between, passage

use_kept_language()

_LATER = {
    "answers_so_far": "pages.pages", "ask": "quiz.quiz", "card": "card.card", "compare": "reader.reader",
    "course_map": "pages.pages", "discussion": "pages.pages",
    "exam": "exam.exam", "fill_map": "argument_map.argument_map", "my_notes": "notes.notes", "my_progress": "dashboard.dashboard",
    "own_map": "outline.outline", "own_text": "own_text.own_text", "plan": "pages.pages", "posttest": "pretest.pretest",
    "pretest": "pretest.pretest", "read": "reader.reader", "review": "quiz.review", "sentence": "pages.pages",
    "show_map": "argument_map.argument_map", "warm_up": "quiz.review", "where_to_save": "pages.pages",
}  # fmt: skip


def __getattr__(name: str):
    """What needs widgets is loaded when it is first used; no command needs them."""
    if name not in _LATER:
        raise AttributeError(f"course has no {name!r}")
    return getattr(import_module(f".widgets.{_LATER[name]}", __name__), name)


def __dir__() -> list[str]:
    """What the Tab key offers."""
    return sorted({*globals(), *_LATER})
