"""Every cell of every lesson alive in the browser. To open one costs a test twenty seconds of both processors: most are
opened by tests that ask for more, and `open_live` sees each time that no cell has gone wrong."""

from pathlib import Path

import pytest

from course.lessons import load_lessons

from .visitor import open_live

ASKED_FOR_MORE = {
    "00": "test_live", "01": "test_storage", "02": "test_live", "03": "test_live", "04": "test_editions",
    "05": "test_kept", "06": "test_editions", "07": "test_figures", "09": "test_storage",
}  # fmt: skip


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.id)
def test_every_cell_of_every_lesson_runs(context, address, lesson):
    if lesson.id not in ASKED_FOR_MORE:
        page = open_live(context, address, lesson.file, "en")
        assert page.locator(".course-in-english").count()  # the language of its address, though nothing was chosen yet
    else:
        tests = Path(__file__).with_name(f"{ASKED_FOR_MORE[lesson.id]}.py").read_text(encoding="utf-8")
        assert lesson.file in tests or lesson.file.replace(".ipynb", ".html") in tests
