"""The explorers in JupyterLab, by keyboard alone: typing, sorting, sliding, jumping to the text; and a text of one's own."""


import pytest

from course import textstats
from course.text import checked_words as segmentation, own_text as texts

from .learner import output_kinds, running, serious, set_theme, write_notebook

CELLS = [
    "import course\nfrom course import figures, text, widgets",
    "course.read('A04')",
    "widgets.explore_concordance('A')",
    "widgets.track('A')",
    "widgets.explore_keyness()",
    "mine = text.my_text('改革开放以来，发展很快。<b>发展</b>不平衡！' * 9000)",
    "widgets.track(mine, '发展')",
    "figures.dispersion(['发展', '改革'], mine.paragraphs)",
    "text.my_text('，。！')",
]


@pytest.fixture(scope="module")
def page(browser, lab, home):
    write_notebook(home, "exploring.ipynb", CELLS)
    with running(browser, lab, "exploring.ipynb") as opened:
        yield opened


def explorer(page, n: int):
    return page.locator(".course-explorer").nth(n)


def test_a_word_is_typed_sorted_and_followed_to_its_place(page):
    one = explorer(page, 0)
    one.get_by_label("词").focus()
    page.keyboard.insert_text("改革")
    page.keyboard.press("Enter")
    lines = list(textstats.concordance("改革", texts.cut_text("A").paragraphs))
    one.get_by_text(f"出现 {len(lines)} 次").wait_for(timeout=10_000)
    assert one.locator(".course-goto").all_inner_texts() == [line[0] for line in lines]
    one.get_by_label("按什么排").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.course-explorer .course-goto').textContent !== 'A01.4'", timeout=10_000)
    one.locator(".course-goto", has_text="A04.4").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.dataset.card") == "place:A04.4"
    one.locator(".course-goto", has_text="A01.4").first.focus()
    page.keyboard.press("Enter")
    assert "没有显示" in one.locator(".course-hint").inner_text()


def test_letters_that_are_commands_in_jupyterlab_are_only_letters_here(page):
    two = explorer(page, 1)
    field = two.get_by_label("词")
    field.focus()
    page.keyboard.type("abdxyz00")  # b adds a cell, dd and x cut one, 00 restarts the kernel
    page.keyboard.press("Enter")
    two.get_by_text("“abdxyz00”没有出现").wait_for(timeout=10_000)
    field.fill("")
    page.keyboard.insert_text("要素")
    page.keyboard.press("Enter")
    own = segmentation.words_of("A").count("要素")
    two.get_by_text(f"单独成词 {own} 次").wait_for(timeout=10_000)


def test_a_slider_is_moved_by_arrow_keys(page):
    three = explorer(page, 2)
    three.get_by_label("两篇里合起来至少出现几次").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    three.get_by_text("至少出现 7 次").wait_for(timeout=10_000)
    assert three.locator("output").first.inner_text() == "7"


def test_a_text_of_ones_own_is_explored_and_its_signs_are_text(page):
    four = explorer(page, 3)
    assert "18000" in four.inner_text() and four.locator("b", has_text="发展").count() == 0
    assert page.locator(".jp-OutputArea-output progress").count() == 1


def test_a_bad_text_is_answered_in_one_sentence(page):
    error = page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']")
    assert error.count() == 1 and error.inner_text().strip() == "这篇文章 只有标点，没有字；没有什么可数。"
    assert output_kinds(page).count("error") == 1


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_in_the_explorers(page, dark):
    set_theme(page, dark)
    bad = serious(page, ".course-explorer")
    set_theme(page, False)
    assert not bad


def test_a_figure_follows_the_theme_of_the_page(page):
    shown = page.locator(".jp-OutputArea-output img.course-figure")
    assert [shown.nth(n).is_visible() for n in range(2)] == [True, False]
    set_theme(page, True)
    assert [shown.nth(n).is_visible() for n in range(2)] == [False, True]
    set_theme(page, False)
