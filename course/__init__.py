"""A course in reading an argument. A notebook needs the dozen names below and no more.

Importing this loads no plotting and no segmentation library: `figures`, `text` and `textstats`
are imported by name where a lesson uses them.
"""

from .base import Table, use_language
from .lessons import load_lesson, load_lessons
from .text import load_essay, paragraphs_between, passage
from .widgets import (
    answers_so_far, ask, card, compare, course_map, discussion, exam, fill_map, my_progress, plan, read, review,
    sentence, show_map, warm_up, where_to_save,
)  # fmt: skip
