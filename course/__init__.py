"""A course in reading an argument. A notebook needs the dozen names below and no more.

Importing this loads no plotting and no segmentation library: `figures`, `tokens` and `textstats`
are imported by name where a lesson uses them.
"""

from .corpus import load_essay, paragraphs_between, passage
from .language import use_language
from .lesson import load_lesson, load_lessons
from .pages import answers_so_far, card, course_map, sentence, where_to_save
from .table import Table
from .map_widget import fill_map, show_map
from .reader import compare, read
from .widgets import ask

__all__ = [
    "Table", "answers_so_far", "ask", "card", "compare", "course_map", "fill_map", "load_essay", "load_lesson", "load_lessons",
    "paragraphs_between", "passage", "read", "sentence", "show_map", "use_language", "where_to_save",
]  # fmt: skip
