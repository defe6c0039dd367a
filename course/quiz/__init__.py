"""Items, their kinds, and grading. There is no clock here and no file of answers."""

from .file import items_of, load_exam, load_quiz, read_quiz
from .html import format_before, format_key, format_quiz, public_item
from .item import DEMANDS, PARTS, Card, Item, Response, ResponseError, Result, can_be_kept, fits, grade
from .kinds import KINDS
from .map_blanks import BlankError, all_blanks, blank_items, explain_blank
from .other_formats import TOLD, Qti, element
from .rating import Criterion, Rating
from .recall import Recall, recall
from .words import WORDS
