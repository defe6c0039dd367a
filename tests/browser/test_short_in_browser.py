"""Sentences in short, in JupyterLab: folded in Chinese, shown in English, one or all of them, by keyboard."""

import pytest

from course.reading.short import load_shorts

from .learner import open_apart, put_away, serious, set_theme

CELLS = ["course.read('A03')", "course.compare('A04', 'B04')", "course.use_language('en') or course.read('A03')"]
SHORTS = load_shorts("A") | load_shorts("B")


@pytest.fixture(scope="module")
def page(browser, lab, home):
    opened = open_apart(browser, lab, home, "short.ipynb", CELLS)
    yield opened
    put_away(opened)


@pytest.fixture
def reader(page):
    return page.locator(".course-reader").first


def shown(reader) -> set[str]:
    """The sentences whose line in short can be seen."""
    return {place for place in SHORTS if (line := reader.locator(f'[data-place="{place}"] > .course-short > p')).count() and line.is_visible()}


def sentences(reader) -> set[str]:
    return set(reader.locator(".course-sentence").evaluate_all("all => all.map(one => one.dataset.place)"))


def test_in_chinese_nothing_is_shown_until_it_is_asked_for_and_then_one_sentence(page, reader):
    assert shown(reader) == set() and not reader.locator(".course-short-all input").is_checked()
    control = reader.locator('[data-place="A03.4"] > .course-short > summary')
    assert control.inner_text().strip() == "一句话"
    control.focus()
    page.keyboard.press("Enter")
    assert shown(reader) == {"A03.4"}
    assert reader.locator('[data-place="A03.4"] > .course-short > p').inner_text() == SHORTS["A03.4"].short.zh
    page.keyboard.press("Enter")
    assert shown(reader) == set()


def test_in_english_every_sentence_has_its_line(page):
    english = page.locator(".course-reader").nth(2)
    assert shown(english) == sentences(english) and english.locator(".course-short-all input").is_checked()
    assert "not a translation" in english.locator(".course-short-all").inner_text()
    assert english.locator('[data-place="A03.6"] > .course-short > p').inner_text() == SHORTS["A03.6"].short.en


def test_the_switch_opens_all_of_them_in_every_reader_of_the_notebook_and_closes_them_again(page, reader):
    other = page.locator(".course-reader").nth(1)
    switch = reader.locator(".course-short-all input")
    switch.focus()
    page.keyboard.press("Space")
    assert shown(reader) == sentences(reader) and shown(other) == sentences(other)
    page.keyboard.press("Space")
    assert shown(reader) == shown(other) == set()


def test_a_skeleton_opens_by_keyboard_and_is_lists_in_a_list(page, reader):
    sentence = reader.locator('[data-place="A03.6"]')
    for control in ("> .course-short > summary", "> .course-short > details > summary"):
        sentence.locator(control).focus()
        page.keyboard.press("Enter")
    steps = sentence.locator(".course-short li")
    assert steps.count() == len(SHORTS["A03.6"].skeleton) and steps.last.is_visible()
    assert steps.first.inner_text().startswith("只有 ") and steps.first.locator("li").count() == 1
    sentence.locator("> .course-short > summary").click()
    assert not steps.last.is_visible()


def test_in_running_text_only_what_is_open_stands_between_the_sentences(page, reader):
    reader.get_by_text("通读", exact=True).click()
    assert not reader.locator(".course-short > summary").first.is_visible()
    switch = reader.locator(".course-short-all input")
    switch.check()
    assert shown(reader) == sentences(reader)
    switch.uncheck()
    reader.get_by_text("看论证", exact=True).click()


@pytest.mark.parametrize(("dark", "width"), [(False, 390), (True, 1280)])
def test_axe_finds_nothing_serious_and_nothing_stands_out_with_all_of_it_open(page, reader, dark, width):
    page.set_viewport_size({"width": width, "height": 900})
    set_theme(page, dark)
    reader.locator(".course-short-all input").check()
    reader.locator(".course-short > details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    assert serious(page, ".course-reader") == []
    assert reader.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    # The names of its notes and of its line in short do not stand on one another.
    notes, line = (reader.locator(f'[data-place="A03.6"] {part} > summary').first.bounding_box() for part in (".course-notes", ".course-short"))
    assert line["x"] + line["width"] <= notes["x"] + 1 or notes["y"] + notes["height"] <= line["y"] + 1
    reader.locator(".course-short-all input").uncheck()
    set_theme(page, False)
    page.set_viewport_size({"width": 1280, "height": 900})
