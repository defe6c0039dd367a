"""What a notebook shows and clicks: a folder each with its `.py`, `.js` and `.css`, and what they share."""

from .argument_map.argument_map import fill_map, show_map
from .dashboard.dashboard import my_progress
from .exam.exam import exam
from .explorer.explorer import explore_concordance, explore_keyness, track
from .pages.pages import answers_so_far, card, course_map, discussion, plan, sentence, where_to_save
from .pages.setup_check import check_setup
from .quiz.quiz import ask, quiz_of
from .quiz.review import review, warm_up
from .reader.reader import compare, read
