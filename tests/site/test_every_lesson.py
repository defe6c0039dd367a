"""Every cell of every lesson alive in the browser: a file of its own, so that another test process may have it."""

import pytest

from course.lessons import load_lessons

from .visitor import errors, open_live


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.id)
def test_every_cell_of_every_lesson_runs(context, address, lesson):
    page = open_live(context, address, lesson.file)
    assert errors(page) == []
