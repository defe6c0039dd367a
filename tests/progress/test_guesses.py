"""How guesses have done: the first one at each question counts, and what is never scored is never asked for again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from course.progress import guesses, missed_items
from course.progress.due import schedule
from course.progress.log import Attempt
from course.quiz import read_quiz
from tests.items import right_response

KINDS = read_quiz(Path(__file__).parent.parent / "quiz" / "kinds.yaml")
NUMBER, WORD, OPTION = (i for i in KINDS if i.kind == "guess")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def made(*given) -> list[Attempt]:
    return [Attempt(item.id, "after", response, None, (NOW + timedelta(minutes=n)).isoformat()) for n, (item, response) in enumerate(given)]


def test_there_is_nothing_to_tell_before_the_first_guess():
    assert guesses([], KINDS) == guesses(made((KINDS[0], "true")), KINDS) == (0, 0, 0, None)


def test_the_first_guess_counts_and_not_the_one_made_after_the_answer_was_told():
    assert guesses(made((NUMBER, "6"), (NUMBER, "3")), KINDS) == (1, 0, 0, pytest.approx(1.0))
    assert guesses(made((NUMBER, "3"), (NUMBER, "6")), KINDS) == (1, 1, 0, 0)


def test_right_near_and_far_are_counted_and_words_have_no_miss():
    assert guesses(made((NUMBER, "4"), (WORD, "深化改革"), (OPTION, "b")), KINDS) == (3, 1, 1, pytest.approx(1 / 3))
    assert guesses(made((WORD, "创新")), KINDS) == (1, 0, 0, None)


def test_a_guess_at_a_question_that_has_changed_since_is_left_out():
    assert guesses(made((OPTION, "z"), (NUMBER, "many"), (WORD, "改革")), KINDS).made == 1


def test_guesses_and_writing_never_come_back_in_a_review_nor_as_missed():
    unscored = [i for i in KINDS if i.kind in ("guess", "writing")]
    attempts = made(*((item, right_response(item)) for item in unscored))
    assert schedule(unscored, attempts, NOW + timedelta(days=100)) == [] and missed_items(attempts) == []
