"""A course in reading an argument. A notebook needs the dozen names below and no more.

Importing this loads no plotting and no segmentation library: `figures`, `tokens` and `textstats`
are imported by name where a lesson uses them.
"""

from importlib import import_module

from .corpus import load_essay, paragraphs_between, passage
from .language import use_language
from .lesson import load_lesson, load_lessons
from .pages import answers_so_far, card, course_map, discussion, plan, sentence, where_to_save
from .table import Table
from .map_widget import fill_map, show_map
from .reader import compare, read
from .widgets import ask

_LATER = {"my_progress": "dashboard", "exam": "exam_widget", "review": "sittings", "warm_up": "sittings"}


def __getattr__(name: str):
    """What needs the plan of reviews is loaded when it is first used: most cells do without."""
    if name not in _LATER:
        raise AttributeError(f"course has no {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)


__all__ = [
    "Table", "answers_so_far", "ask", "card", "compare", "course_map", "discussion", "exam", "fill_map", "load_essay", "load_lesson", "load_lessons",
    "my_progress", "paragraphs_between", "passage", "plan", "read", "review", "sentence", "show_map", "use_language", "warm_up", "where_to_save",
]  # fmt: skip
