"""Every cell of every lesson alive in the browser, one lesson after the other as a learner opens them."""

import pytest

from course.lessons import load_lessons

from .visitor import errors, open_live

ELSEWHERE = ("02", "03")  # test_live.py asks the same of these, on the way


@pytest.mark.parametrize("lesson", [one for one in load_lessons() if one.id not in ELSEWHERE], ids=lambda lesson: lesson.id)
def test_every_cell_of_every_lesson_runs(context, address, lesson):
    page = open_live(context, address, lesson.file)
    assert errors(page) == []
