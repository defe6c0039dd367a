"""What a reader's eye stumbles over: gaps that nothing explains, edges that touch, a count that stands still."""

import pytest

from tests.items import lesson_items, right_response

from .learner import open_alive, put_away

NEAR = 12  # pixels: what belongs together
GAPS = """reader => [...reader.querySelectorAll('.course-sentence:has(> .course-short[open])')].map(sentence => {
    const [text, short] = ['.course-text', '.course-short > p'].map(part => sentence.querySelector(part).getBoundingClientRect());
    return Math.round(short.top - text.bottom);
})"""


@pytest.fixture(scope="module")
def lesson(browser, lab):
    page = open_alive(browser, lab, "04-what-to-reform.ipynb")
    yield page
    put_away(page)


def test_what_is_said_of_a_sentence_stands_right_below_it_however_many_labels_it_has(lesson):
    reader = lesson.locator(".course-reader").first
    reader.locator(".course-short-all input").check()
    lesson.wait_for_timeout(500)
    gaps = reader.evaluate(GAPS)
    assert len(gaps) > 5 and all(-2 <= gap <= NEAR for gap in gaps), gaps
    labels, fold = (reader.locator(f'[data-place="A10.1"] > {part}').bounding_box() for part in (".course-labels", ".course-short > summary"))
    assert -1 < fold["y"] - (labels["y"] + labels["height"]) <= NEAR  # in the margin nothing lies upon the labels
    lines = lesson.locator('[data-place="A13.2"] > .course-short').first
    above, inner = lines.locator("> p").bounding_box(), lines.locator("details > summary").bounding_box()
    assert inner["y"] - (above["y"] + above["height"]) <= NEAR  # what is folded within stands below its own line
    reader.locator(".course-short-all input").uncheck()


def test_an_exercise_has_room_around_its_code(lesson):
    exercise = lesson.locator(".course-exercise").first
    edge, code = exercise.bounding_box(), exercise.locator(".jp-InputArea-editor").bounding_box()
    assert edge["y"] + edge["height"] - (code["y"] + code["height"]) >= 8


def test_a_heading_does_not_touch_the_card_above_it(lesson):
    tops = lesson.locator(".jp-CodeCell + .jp-MarkdownCell:has(.jp-RenderedMarkdown > h3:first-child)").evaluate_all(
        "cells => cells.map(cell => cell.querySelector('h3').getBoundingClientRect().top - cell.previousElementSibling.getBoundingClientRect().bottom)"
    )
    assert all(top >= 12 for top in tops)


def test_at_the_top_the_strip_begins_with_the_first_step(lesson):
    lesson.evaluate("document.querySelector('.course-steps').scrollLeft = 500")
    item = lesson_items("04", "guess", 1)[0]
    form = lesson.locator(f'.course-quiz form[data-item="{item.id}"]')
    form.locator("input").first.fill(right_response(item))
    form.get_by_role("button", name="就猜这个").click()
    lesson.get_by_role("button", name="回到顶上").click()
    lesson.wait_for_function("document.querySelector('.course-steps').scrollLeft === 0", timeout=10_000)


def test_the_table_of_answers_follows_them(lesson):
    """The guess above has been made by now, below it all stands the table."""
    lesson.locator(".course-table caption", has_text="已答").get_by_text("已答 1 题").wait_for(timeout=15_000)
