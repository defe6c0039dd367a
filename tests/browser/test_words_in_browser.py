"""Any word looked up in JupyterLab: by mouse and by keyboard alone, wide and narrow, with pinyin over the words or without."""

import pytest

from course.reading import entry_of, term_of
from course.text import passage, tokens_of

from .learner import open_notebook, put_away, run_all, running, serious, set_theme, write_notebook

CELLS = ["import course\ncourse.use_language('zh')", "course.read('A03')", "course.read('B03')", "course.read('P01')"]
AT = "() => { const at = document.activeElement; return [at.dataset.word ?? '', at.ariaLabel ?? '', at.matches('button.course-term') ? at.dataset.card : '']; }"


@pytest.fixture(scope="module", params=[1280, 390])
def page(request, browser, lab, home):
    write_notebook(home, f"words-{request.param}.ipynb", CELLS)
    with running(browser, lab, f"words-{request.param}.ipynb", width=request.param) as opened:
        yield opened


@pytest.fixture
def reader(page):
    yield page.locator(".course-reader").first
    page.keyboard.press("Escape")


def text_of(reader, place: str):
    return reader.locator(f'.course-sentence[data-place="{place}"] .course-text')


def click_word(page, reader, place: str, word: str) -> None:
    """Click in the middle of the first occurrence of some characters in a sentence that stand in one line."""
    text = text_of(reader, place)
    text.scroll_into_view_if_needed()
    point = text.evaluate(
        """(text, word) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const box = range.getClientRects()[0];
            return [box.left + box.width / 2, box.top + box.height / 2];
          } }""",
        word,
    )
    page.mouse.click(*point)


def card(reader):
    found = reader.locator(".course-gloss")
    found.locator(".course-where-else").wait_for(timeout=10_000)
    return found


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)


def focus_first_word(page, reader, place: str) -> None:
    reader.page.keyboard.press("Escape")
    text_of(reader, place).evaluate("text => (text.querySelector('.course-word[data-word]') ?? text).focus()")
    press(page, "Home")
    page.wait_for_function(f"() => document.activeElement.dataset.word === '{place}/0-0'", timeout=10_000)


def test_a_word_is_looked_up_by_mouse(page, reader):
    click_word(page, reader, "A03.3", "实力")
    entry = entry_of("实力", "A03.3")
    shown = card(reader).inner_text()
    assert all(part in shown for part in (entry.pinyin, entry.meaning.zh, entry.meaning.en, "HSK 3"))
    assert reader.locator(".course-word[data-word]").inner_text() == "实力"
    text = text_of(reader, "A03.3").evaluate("text => text.textContent")
    assert text == passage("A03.3").text  # nothing has come into it


def test_a_word_is_looked_up_by_keyboard_and_the_focus_comes_back(page, reader):
    focus_first_word(page, reader, "A03.6")
    said = entry_of("只有", "A03.6")
    assert page.evaluate(AT)[1] == f"只有 {said.pinyin} {said.meaning.zh}"
    press(page, "Enter")
    assert said.meaning.en in card(reader).inner_text()
    assert page.evaluate("() => document.activeElement.closest('.course-gloss') !== null")
    press(page, "Escape")
    assert page.evaluate(AT)[0] == "A03.6/0-0" and reader.locator(".course-gloss").count() == 0


def test_arrows_go_from_word_to_word_over_terms_and_into_the_next_sentence(page, reader):
    focus_first_word(page, reader, "A03.5")
    met = []
    for _ in range(200):
        word, label, term = page.evaluate(AT)
        if word.startswith("A03.6/"):
            break
        met += [label.split(" ")[0]] if word else page.evaluate("() => [document.activeElement.textContent]")
        press(page, "ArrowRight")
    words = [t for t in tokens_of("A03.5") if any(c.isalnum() for c in t)]
    assert "".join(met) == "".join(words) and page.evaluate(AT)[0] == "A03.6/0-0"
    press(page, "ArrowLeft")
    assert page.evaluate(AT)[1].startswith("等等")
    press(page, "Home", "End")
    assert page.evaluate(AT)[1].startswith("等等")
    press(page, "ArrowUp")
    assert page.evaluate(AT)[0] == "A03.4/0-0"


def test_a_sentence_is_one_tab_stop(page, reader):
    def stops() -> list[str]:
        every = reader.locator(".course-text, .course-text .course-word")
        return every.evaluate_all("all => all.filter(one => one.tabIndex === 0).map(one => one.closest('[data-place]').dataset.place)")

    assert stops() == [s.id for s in passage("A03").sentences]
    reader.locator(".course-more").evaluate("fold => { fold.open = true; }")
    reader.get_by_role("radio", name="逐句").check()
    assert stops() == [reader.locator(".course-current").get_attribute("data-place")]
    reader.get_by_role("radio", name="全部", exact=True).check()
    reader.locator(".course-more").evaluate("fold => { fold.open = false; }")


def test_a_click_on_a_term_opens_the_term_and_says_its_words(page, reader):
    term = reader.locator('.course-sentence[data-place="A03.6"] button.course-term').filter(has_text="联动推进")
    term.click()
    shown = reader.locator(".course-gloss")
    shown.locator(".course-parts").wait_for(timeout=10_000)
    assert term_of("联动推进").why.zh in shown.inner_text() and entry_of("联动", "A03.6").meaning.en in shown.inner_text()


def test_a_place_on_a_card_leads_to_its_sentence_in_this_reader_or_another_and_is_plain_where_none_shows_it(page, reader):
    click_word(page, reader, "A03.6", "只有")
    shown = card(reader)
    shown.locator("summary").click()
    assert shown.locator("button[data-at]").evaluate_all("all => all.map(one => one.dataset.at)") == ["A03.6"]
    assert "B08.8" in shown.inner_text()
    shown.locator("button[data-at]").click()
    assert reader.locator('.course-found[data-place="A03.6"]').is_visible()
    click_word(page, reader, "A03.3", "从")
    shown = card(reader)
    shown.locator("summary").click()
    shown.locator('button[data-at="B03.4"]').click()
    assert page.locator('.course-reader .course-found[data-place="B03.4"]').is_visible()


def test_words_that_are_being_marked_are_not_looked_up(page, reader):
    text = text_of(reader, "A03.3")
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 18)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 18, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.evaluate("() => String(getSelection()).length") > 2 and reader.locator(".course-gloss").count() == 0
    page.evaluate("() => getSelection().removeAllRanges()")


def test_in_a_practice_text_what_the_dictionary_lacks_is_said(page):
    practice = page.locator(".course-reader").nth(2)
    click_word(page, practice, "P01.2", passage("P01.2").text[:1])
    assert "词典里没有这个词" in card(practice).inner_text()
    page.keyboard.press("Escape")


def test_pinyin_stands_over_every_word_of_every_reader_and_goes_again(page, reader):
    before = text_of(reader, "A03.6").inner_html().replace(' class=""', "")
    box = reader.get_by_role("checkbox", name="注音", exact=True)
    box.focus()
    press(page, "Space")
    for number, place in ((0, "A03.5"), (1, "B03.3")):
        one = page.locator(".course-reader").nth(number)
        one.locator(f'.course-sentence[data-place="{place}"] ruby').first.wait_for(timeout=10_000)
        bare = text_of(one, place).evaluate("text => [...text.querySelectorAll('rt')].map(rt => rt.textContent).filter(Boolean).length")
        assert bare == len([t for t in tokens_of(place) if any(c.isalnum() for c in t)])
    overflow = page.evaluate("() => [...document.querySelectorAll('.course-reader')].filter(e => e.scrollWidth > e.clientWidth + 2).length")
    bad = serious(page, ".jp-OutputArea-output")
    click_word(page, reader, "A03.3", "实力")
    assert entry_of("实力", "A03.3").meaning.zh in card(reader).inner_text()
    press(page, "Escape")
    box.focus()
    press(page, "Space")
    page.wait_for_timeout(200)
    assert page.locator("ruby").count() == 0 and (overflow, bad) == (0, [])
    reader.locator(".course-word").count() and press(page, "Escape")
    assert text_of(reader, "A03.6").inner_html().replace(' class=""', "") == before


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_with_a_card_open(page, reader, dark):
    set_theme(page, dark)
    click_word(page, reader, "A03.3", "实力")
    card(reader).locator("summary").click()
    bad = serious(page, ".jp-OutputArea-output")
    page.keyboard.press("Escape")
    set_theme(page, False)
    assert bad == []


def test_the_kernel_sends_no_dictionary_before_a_word_is_asked_for(browser, lab, home):
    heard: list[str] = []
    write_notebook(home, "quiet.ipynb", CELLS[:2])
    page = open_notebook(browser, lab, "quiet.ipynb", heard=heard)
    run_all(page)
    entry = entry_of("实力", "A03.3")
    before = "".join(heard)
    reader = page.locator(".course-reader").first
    click_word(page, reader, "A03.3", "实力")
    card(reader)
    after = "".join(heard)
    page.close()
    assert entry.pinyin not in before and entry.meaning.zh not in before and entry.meaning.zh in after


def test_where_no_kernel_answers_the_reader_says_so(browser, lab, home):
    write_notebook(home, "dead.ipynb", CELLS[:2])
    page = open_notebook(browser, lab, "dead.ipynb")
    run_all(page)
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(1500)
    reader = page.locator(".course-reader").first
    click_word(page, reader, "A03.3", "实力")
    reader.get_by_role("status").get_by_text("内核可能停了").wait_for(timeout=10_000)
    put_away(page)
