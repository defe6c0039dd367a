"""What a learner did, where they stand, what is due; the one SQLite file."""

from .attempt import POSTTEST, PRETEST, TAKEN_BACK, Attempt, Unfit, handed_in_at_once, standing_answers
from .choices import keep_language, keep_layers, kept_layers, use_kept_language
from .due import Due, due_items, new_items, schedule
from .forms import FINISH, START, Taken, draw_form, form_name, taken
from .gain import ALL, Gain, MeanGain, class_gains, form_scores, learner_gains, mean_gain, points_by_skill, ratings, written
from .guesses import Guesses, guesses
from .log import (
    FOLDER_VARIABLE, LOG_NAME, Progress, UnreadableLog, attempts_of_another, open_progress, progress_folder,
)  # fmt: skip
from .note import LONGEST_TEXT, LONGEST_WORD, NOTE, Note
from .notes import (
    answers_about_words, bring_note_back, keep_note, kept_words, note_named, notes_at, standing_notes, take_note_back,
)  # fmt: skip
from .standing import (
    Next, Standing, by_demand, by_lesson, by_objective, latest_scores, missed_items, overall, where_next,
)  # fmt: skip
from .transfer import LARGEST, TransferError, bring_back, packed, unpacked
from .words import WORDS
