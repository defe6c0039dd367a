"""The test before the course and the one after it, taken in JupyterLab: the text stays in view, nothing is told too soon."""

import pytest

from course.lessons import load_form
from tests.items import Whole, right_response

from .learner import cells, open_apart, run_all, serious, set_theme

ROOT = ".course-exam"


@pytest.fixture(scope="module")
def heard() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(browser, lab, home, heard):
    opened = open_apart(browser, lab, home, "forms.ipynb", ["course.pretest()", "course.posttest()"], heard)
    yield opened
    opened.close()


def begin(page, which: int):
    """Press Start by keyboard; return the widget and its form."""
    root = page.locator(ROOT).nth(which)
    root.get_by_role("button", name="开始").focus()
    page.keyboard.press("Enter")
    root.locator(".course-form-text").wait_for(timeout=10_000)
    return root, load_form(root.locator("form").first.get_attribute("data-item")[1])


def answer(root, item, response) -> None:
    form = root.locator(f'form[data-item="{item.id}"]')
    if item.kind == "match":
        for row, choice in response.items():
            form.locator(f'[data-part="{row}"] select').select_option(choice)
    else:
        form.locator(f'input[value="{response}"]').check()
    form.get_by_text("已记下").wait_for(timeout=10_000)


def hand_in(page, root) -> None:
    root.locator(".course-exam-finish").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # asked once while questions are open


def test_the_first_test_shows_its_text_and_questions_and_tells_nothing(page, heard):
    before = cells(page)
    root, form = begin(page, 0)
    assert page.evaluate("document.activeElement.matches('.course-exam-page')")  # at the text, not below it
    assert root.locator("form").count() == 14 and form.text.sentences[-1].text in root.locator(".course-form-text").inner_text()
    assert not root.locator(".course-form-text details[open]").count()
    for item in form.scored[:-1]:
        answer(root, item, right_response(item))
    root.locator("textarea").fill("这封信主张……")
    root.locator('form[data-item$="r1"] select').first.select_option("2")
    root.get_by_text("已答 13 / 14 题").wait_for(timeout=10_000)
    assert root.get_attribute("data-answered") == "0"  # the strip above a lesson ticks a test that is handed in
    sent = "".join(heard)
    assert not [o.id for i in form.scored for o in Whole(i).options if o.feedback.zh in sent]
    assert cells(page) == before


def test_in_a_wide_window_the_text_stays_beside_the_last_question(page):
    root = page.locator(ROOT).first
    root.locator("form").last.scroll_into_view_if_needed()
    text, asked = root.locator(".course-exam-page").bounding_box(), root.locator("form").last.bounding_box()
    assert text["x"] + text["width"] <= asked["x"] and 0 < text["y"] < 400
    assert text["width"] >= 380 and asked["width"] >= 380


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(page, dark):
    set_theme(page, dark)
    bad = serious(page, ROOT)
    set_theme(page, False)
    assert not bad


def test_handed_in_it_is_noted_and_the_form_is_gone(page, heard):
    root = page.locator(ROOT).first
    form = load_form(root.locator("form").first.get_attribute("data-item")[1])
    hand_in(page, root)
    root.get_by_text("已记下：答了 13 题，共 14 题").wait_for(timeout=10_000)
    assert root.get_attribute("data-answered") == root.get_attribute("data-questions") == "1"
    assert not root.locator("form").count() and not root.locator("button:visible").count()
    assert form.text.sentences[3].text not in root.inner_text()
    assert not [o.id for i in form.scored for o in Whole(i).options if o.feedback.zh in "".join(heard)]


def test_the_second_test_is_another_and_ends_with_the_gain(page):
    root, form = begin(page, 1)
    for item in form.scored:
        answer(root, item, right_response(item))
    hand_in(page, root)
    root.get_by_text("没有对照组").wait_for(state="attached", timeout=10_000)
    table = root.locator(".course-gain table")
    assert table.locator("tbody tr").count() == 5 and "12 / 12" in table.inner_text()
    assert not root.locator("form :is(input, select, textarea):enabled").count() and not serious(page, ROOT)


def test_after_running_again_both_stand_as_they_were(page):
    run_all(page)
    page.get_by_text("已记下：答了 13 题，共 14 题").wait_for(timeout=10_000)
    assert "12 / 12" in page.locator(".course-gain table").inner_text()
