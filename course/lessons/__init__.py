"""A lesson: its plan in `data/` and its saved notebook."""

from .body import body_of
from .days import Day, study_days
from .forms import FORMS, NOT_MEASURED, Form, check_forms_alike, form_items, load_form, measured_skills
from .notebook import Cell, Output, cells_by_step, read_cells
from .plan import (
    NOTEBOOKS, Lesson, Skill, Step, all_items, checked_items, exam_bank, item_numbers, lesson_items, lessons_with_items,
    load_lesson, load_lessons, load_skills, printed_number, question_label,
)
from .places import where_notes_are_listed, where_shown
from .refresh import run_anew
from .saving import before_saving
from .words import WORDS
