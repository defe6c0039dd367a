"""Small things that only a browser shows: the setup check that turns, an empty record, numbers on narrow pages."""

import pytest

from course.lessons import load_lessons
from course.lessons.webpage import render
from tests.items import lesson_items

from .learner import running, write_notebook

NARROW = 390  # pixels: a telephone held upright
BROKEN = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), broken = [], range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!text.parentElement.closest('td, th') || !/^[A-Z]?\\d+([.]\\d+)?$/.test(text.data.trim())) continue;
        range.selectNodeContents(text);
        if (range.getClientRects().length > 1) broken.push(text.data);
    }
    return broken;
}"""


@pytest.fixture(scope="module")
def checked(browser, lab, home):
    apart = "import os, tempfile\nos.environ['COURSE_PROGRESS_DIR'] = tempfile.mkdtemp()  # answers apart from those of the other tests"
    shown = ["course.warm_up()", "course.my_progress()", "course.widgets.check_setup()", "course.ask('00', 'reading')"]
    write_notebook(home, "check.ipynb", [apart, "import course, course.widgets", *shown])
    with running(browser, lab, "check.ipynb", width=700) as opened:
        yield opened


def test_an_empty_record_has_nothing_to_review_and_one_lesson_to_begin_with(checked):
    said = checked.locator(".jp-OutputArea-output").first.inner_text()
    assert "隔几天会回到这里" in said and "运行以后" not in said
    begin, here = checked.locator(".course-onward"), checked.locator(".course-station[aria-current]")
    assert (begin.count(), here.count()) == (1, 1)
    assert begin.get_attribute("href") == here.get_attribute("href") == "01-from-page-to-corpus.ipynb"


def test_the_check_of_clicking_turns_to_fine_when_the_question_below_is_answered(checked):
    row = checked.locator(".course-setup-check tbody tr").last
    assert row.get_by_role("cell").first.inner_text() == "?" and row.get_attribute("aria-live") == "polite"
    item = lesson_items("00", "reading")[0]
    form = checked.locator(f'.course-quiz form[data-item="{item.id}"]')
    form.get_by_label(next(o for o in item.options if o.correct).text.zh).focus()
    checked.keyboard.press("Space")
    checked.keyboard.press("Enter")
    row.get_by_text("正常", exact=True).wait_for(timeout=10_000)
    assert row.inner_text().split() == ["可以点的题目", "正常", "不用做什么"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return list(render(tmp_path_factory.mktemp("pages")))


@pytest.mark.parametrize("number", range(len(load_lessons())))
def test_no_number_is_broken_in_two_on_a_narrow_page_and_nothing_stands_out_at_the_side(browser, pages, number):
    page = browser.new_page(viewport={"width": NARROW, "height": 844})
    page.goto(pages[number].as_uri())
    assert page.evaluate(BROKEN) == [] and "Run All Cells" not in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.close()
