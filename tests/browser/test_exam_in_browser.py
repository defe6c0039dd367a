"""An exam taken in JupyterLab by keyboard: no verdict until handed in, then the result by objective."""

import pytest

from course.widgets.exam import state as exams
from tests.items import Whole

from .learner import cells, open_notebook, output_kinds, run_all, set_theme, write_notebook
from .test_kinds_in_browser import told

CELL = """import os, tempfile
os.environ["COURSE_PROGRESS_DIR"] = tempfile.mkdtemp()  # answers apart from those of the other tests
import course
course.exam("02", minutes=30, most=4)"""
ITEMS = [Whole(item) for item in exams.exam_items("02", 4)]


@pytest.fixture(scope="module")
def heard() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(browser, lab, home, heard):
    write_notebook(home, "exam.ipynb", [CELL])
    opened = open_notebook(browser, lab, "exam.ipynb", heard=heard)
    run_all(opened)
    assert output_kinds(opened) == ["execute_result"]
    yield opened
    opened.close()


def answer(page, item) -> None:
    form = page.locator(f'.course-quiz form[data-item="{item.id}"]')
    if item.kind == "match":
        for row in item.rows:
            form.locator(f'[data-part="{row.id}"] select').select_option(row.answer)
    else:
        form.locator("input").first.focus()
        page.keyboard.press("Space")
    form.locator(".course-submit").focus()
    page.keyboard.press("Enter")
    form.get_by_text("已记下").wait_for(timeout=10_000)


def test_an_exam_is_begun_answered_and_handed_in_by_keyboard(page, heard):
    before = cells(page)
    button = page.locator(".course-exam-button")
    assert not page.locator(".course-quiz form").count()
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("还剩 29:5").wait_for(timeout=10_000)
    for item in ITEMS[:3]:
        answer(page, item)
    sent = "".join(heard)
    assert not [words for item in ITEMS for words in told(item) if words in sent]
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("还有 1 题没有答").wait_for(timeout=10_000)
    page.keyboard.press("Enter")
    page.get_by_text("答了 3 题，共 4 题").wait_for(timeout=10_000)
    assert page.locator(".course-result tr").count() == len({i.objective for i in ITEMS})
    assert not page.locator(".course-quiz form .course-submit:visible").count()
    assert cells(page) == before


@pytest.mark.parametrize("dark", [False, True])
def test_its_result_reads_in_both_themes(page, dark):
    set_theme(page, dark)
    table = page.locator(".course-result")
    table.scroll_into_view_if_needed()
    colour, back = table.evaluate("n => [getComputedStyle(n.querySelector('th')).color, getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor]")
    light = [sum(map(int, c[c.index("(") + 1 :].rstrip(")").split(",")[:3])) for c in (colour, back)]
    assert abs(light[0] - light[1]) > 300
