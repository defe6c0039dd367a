"""Items, their kinds, and grading. There is no clock here and no file of answers."""

from .file import load_quiz, read_quiz
from .html import HINTS, format_before, format_feedback, format_key, format_question_body, format_quiz, public_item
from .item import (
    DEMANDS, KINDS, PARTS, Item, Option, Response, ResponseError, Result, gapped, grade, mixed, option_text,
    shown_options,
)
from .map_blanks import BlankError, blank_items
from .spelling import plain
from .words import WORDS
