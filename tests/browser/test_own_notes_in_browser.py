"""One's own notes in JupyterLab, by keyboard and mouse, wide and narrow: kept, changed, deleted, shown again after the kernel
has been restarted, in the list, in a review, in another record."""

import json
import re
from datetime import UTC, datetime

import pytest

from course.progress import Note, Progress, keep_note, notes_at
from course.text import passage

from .learner import CURRENT, open_apart, put_away, run_all, serious, set_theme

CELLS = [
    "course.read('A03')", "course.read('A03', 'A04')", "course.my_notes()", "course.my_progress()",
    "from datetime import UTC, datetime, timedelta\nfrom course.widgets.quiz import review\nreview.review(now=datetime.now(UTC) + timedelta(days=9))",
]  # fmt: skip
HOSTILE = "<img src=x onerror='window.hit = 1'>"


@pytest.fixture(scope="module", params=[1280, 390])
def page(request, browser, lab, home):
    opened = open_apart(browser, lab, home, f"own-{request.param}.ipynb", CELLS)
    opened.set_viewport_size({"width": request.param, "height": 900})
    yield opened
    assert opened.evaluate("() => window.hit") is None
    put_away(opened)


@pytest.fixture
def record(page, home, request):
    return Progress(home / f"answers of own-{request.node.callspec.params['page']}.ipynb")


@pytest.fixture
def reader(page):
    yield page.locator(".course-reader").first
    press(page, "Escape")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(80)


def sentence(reader, place: str):
    return reader.locator(f'.course-sentence[data-place="{place}"]')


def open_card(page, opener) -> None:
    opener.focus()
    press(page, "Enter")


def press_button(page, within, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).first.focus()
    press(page, "Enter")


def focused(page) -> str:
    return page.evaluate("() => document.activeElement.closest('[data-place]')?.dataset.place + ' ' + document.activeElement.className")


def test_a_note_is_written_changed_deleted_and_brought_back_by_keyboard(page, reader, record):
    at = sentence(reader, "A03.2")
    open_card(page, at.locator(".course-place"))
    press_button(page, reader.locator(".course-gloss"), "写批注")
    page.keyboard.insert_text(f"只有趋势 {HOSTILE}")
    press(page, "Tab", "Enter")
    line = at.locator(".course-own-line")
    line.wait_for()
    at.locator(".course-own-form").wait_for(state="detached")
    assert HOSTILE in line.inner_text()
    assert focused(page).startswith("A03.2 ")  # back where one was
    assert HOSTILE in sentence(page.locator(".course-reader").nth(1), "A03.2").inner_text()  # every reader shows it
    press_button(page, line, "改")
    press(page, "Control+A")
    page.keyboard.insert_text("改过的批注")
    press(page, "Control+Enter")
    at.get_by_text("改过的批注").wait_for()
    at.locator(".course-own-form").wait_for(state="detached")  # only then has the focus come back
    press_button(page, at.locator(".course-own-line"), "删")
    at.get_by_text("已删。").wait_for()
    assert notes_at(record) == [] and page.evaluate("() => document.activeElement.textContent") == "撤销"
    press(page, "Enter")
    at.get_by_text("改过的批注").wait_for()
    assert [n.text for n in notes_at(record)] == ["改过的批注"]


def test_an_empty_form_is_left_by_escape_and_one_with_words_is_not(page, reader):
    at = sentence(reader, "A03.4")
    open_card(page, at.locator(".course-place"))
    press_button(page, reader.locator(".course-gloss"), "提问题")
    page.keyboard.insert_text("多低")
    press(page, "Escape")
    assert at.locator("textarea").input_value() == "多低"
    reader.locator(".course-toolbar").click(position={"x": 2, "y": 2})
    assert at.locator("textarea").input_value() == "多低"  # nor by a press elsewhere
    at.locator("textarea").focus()
    press(page, "Control+A", "Delete", "Escape")
    assert at.locator("textarea").count() == 0 and focused(page).startswith("A03.4 ")


def test_words_are_marked_with_shift_and_arrows_and_highlighted(page, reader, record):
    at = sentence(reader, "A03.3")
    at.locator(".course-text").focus()
    page.wait_for_timeout(600)
    press(page, "Home")
    page.wait_for_function("() => document.activeElement.dataset.word === 'A03.3/0-0'", timeout=10_000)
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft")
    reader.locator(".course-picked").wait_for()
    marked = page.evaluate("() => String(getSelection())")
    press(page, "Enter")
    assert page.evaluate("() => document.activeElement.textContent") == "画线"
    press(page, "Enter")
    at.locator(".course-own-mark").first.wait_for()
    assert "".join(at.locator(".course-own-mark").all_inner_texts()) == marked == notes_at(record, "A03")[-1].quote
    assert passage("A03.3").text.startswith(marked) and at.locator(".course-text").evaluate("t => t.textContent") == passage("A03.3").text
    assert reader.locator(".course-picked").count() == 0 and focused(page).startswith("A03.3 course-word")


def test_words_are_marked_with_the_mouse_and_kept_or_annotated(page, reader, record):
    text = sentence(reader, "A03.1").locator(".course-text")
    text.scroll_into_view_if_needed()
    text.evaluate("""text => { const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT); walker.nextNode();
        getSelection().setBaseAndExtent(walker.currentNode, 0, walker.currentNode, 3); }""")
    reader.locator(".course-picked").wait_for()
    reader.locator(".course-picked").get_by_role("button", name="记住这个词").click()
    sentence(reader, "A03.1").locator('.course-own-line[data-kind="word"]').wait_for()
    assert [n.quote for n in notes_at(record, "A03") if n.kind == "word"] == [passage("A03.1").text[:3]]
    press_button(page, sentence(reader, "A03.1").locator(".course-own-line"), "删")
    sentence(reader, "A03.1").get_by_text("已删。").wait_for()


def test_marking_across_sentences_offers_nothing(page, reader):
    page.evaluate("""() => { const [one, other] = document.querySelectorAll('.course-reader .course-text');
        getSelection().setBaseAndExtent(one.firstChild, 0, other, 1); }""")
    page.wait_for_timeout(600)
    assert reader.locator(".course-picked").count() == 0
    page.evaluate("() => getSelection().removeAllRanges()")


def test_a_word_is_kept_on_its_card_and_let_go_there(page, reader, record):
    at = sentence(reader, "A03.3")
    at.locator(".course-text").evaluate("text => (text.querySelector('.course-word[data-word]') ?? text).focus()")
    press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    keep = reader.locator(".course-gloss .course-keep")
    keep.wait_for(timeout=10_000)
    for pressed in ("true", "false", "true"):
        keep.focus()
        press(page, "Space")
        page.wait_for_function("pressed => document.querySelector('.course-gloss .course-keep').ariaPressed === pressed", arg=pressed)
    assert len([n for n in notes_at(record, "A03") if n.kind == "word"]) == 1


def test_a_label_is_read_otherwise(page, reader, record):
    label = sentence(reader, "A03.2").locator('.course-label[data-layer="role"]').first
    open_card(page, label)
    press_button(page, reader.locator(".course-gloss"), "我读作……")
    form = sentence(reader, "A03.2").locator(".course-own-form")
    names = form.locator("option").all_inner_texts()
    assert label.inner_text().strip() not in names and "背景" in names and "用自己的话" in names[-1]
    form.locator("select").select_option(label="背景")
    press(page, "Tab")
    page.keyboard.insert_text("它列的是例子")
    press(page, "Control+Enter")
    line = sentence(reader, "A03.2").locator('.course-own-line[data-kind="label"]')
    line.wait_for()
    assert all(words in line.inner_text() for words in ("背景", "它列的是例子", "课程读作“理由”"))
    assert [(n.ours, n.label) for n in notes_at(record, "A03") if n.kind == "label"] == [("role/premise", "role/background")]


def test_the_layer_is_switched_off_and_on(page, reader):
    reader.locator(".course-more").evaluate("fold => { fold.open = true; }")
    box, line = reader.get_by_role("checkbox", name="我的", exact=True), reader.locator(".course-own-line").first
    for shown in (False, True):
        box.focus()
        press(page, "Space")
        assert line.is_visible() == shown


def test_the_list_has_them_all_leads_to_their_places_and_changes_them(page, reader, record):
    listed = page.locator(".course-my-notes")
    listed.scroll_into_view_if_needed()
    listed.get_by_text("改过的批注").wait_for()  # it looks again when it comes into view
    assert listed.locator("[data-note-line]").count() == len(notes_at(record)) > 3
    line = listed.locator("[data-note-line]", has_text="改过的批注")
    press_button(page, line, "改")
    press(page, "Control+A")
    page.keyboard.insert_text("在列表里又改")
    press(page, "Control+Enter")
    listed.get_by_text("在列表里又改").wait_for()
    sentence(reader, "A03.2").get_by_text("在列表里又改").wait_for(state="attached")
    listed.locator(".course-own-form").wait_for(state="detached")
    listed.locator('[data-at="A03.4"], [data-at="A03.3"]').first.focus()
    press(page, "Enter")
    assert reader.locator('.course-found[data-place="A03.3"]').count() == 1 and focused(page) == "A03.3 course-place"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(page, reader, dark):
    set_theme(page, dark)
    open_card(page, sentence(reader, "A03.3").locator(".course-place"))
    press_button(page, reader.locator(".course-gloss"), "写批注")
    bad = serious(page, ".course-reader") + serious(page, ".course-my-notes")
    wide = page.evaluate("() => [...document.querySelectorAll('.course-reader, .course-my-notes')].map(one => one.scrollWidth - one.clientWidth)")
    press(page, "Escape")
    set_theme(page, False)
    assert bad == [] and max(wide) <= 2


def test_a_restart_keeps_them_a_review_asks_and_they_are_carried_into_another_record(page, reader, record, tmp_path):
    kept = notes_at(record)
    page.evaluate(f"() => {CURRENT}.sessionContext.session.kernel.restart().then(() => null)")
    page.wait_for_function(f"() => {CURRENT}.sessionContext.session.kernel.status === 'idle'", timeout=60_000)
    run_all(page)
    reader = page.locator(".course-reader").first
    sentence(reader, "A03.2").get_by_text("在列表里又改").wait_for()
    assert reader.locator(".course-own-line").count() == len(kept)
    word = next(n for n in kept if n.kind == "word")
    asked = page.locator(f'.course-quiz [data-item="{word.id}"]')
    asked.scroll_into_view_if_needed()
    assert asked.locator("mark").inner_text() == word.quote
    asked.locator("summary").focus()
    press(page, "Enter")
    asked.get_by_label("想起来了").focus()
    press(page, "Space")
    press_button(page, asked, "提交")
    asked.get_by_text("隔些天再问你").wait_for(timeout=10_000)
    assert record.latest(word.id, "review").score == 1

    board = page.locator(".course-dashboard")
    board.scroll_into_view_if_needed()
    assert f"我的笔记：{len(kept)} 条" in board.inner_text()
    with page.expect_download() as waiting:
        press_button(page, board, "下载记录")
    waiting.value.save_as(tmp_path / "record.json")
    press_button(page, board, "清空，重新开始")
    press(page, "Tab", "Enter")
    board.get_by_text("已清空").wait_for(timeout=10_000)
    assert notes_at(record) == []
    other = keep_note(record, "A04.1", Note("", "note", text="另一台电脑上的"), datetime.now(UTC))
    board.locator("input[type=file]").set_input_files(tmp_path / "record.json")
    board.get_by_text("上传完成").wait_for(timeout=10_000)
    assert [n for n in notes_at(record) if n != other] == kept and other in notes_at(record)
    with page.expect_download() as waiting:
        press_button(page, page.locator(".course-my-notes"), "下载全部笔记（W3C 批注）")
    waiting.value.save_as(tmp_path / "notes.jsonld")
    items = json.loads((tmp_path / "notes.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    assert len(items) == len(kept) + 1 and all(re.fullmatch(r"urn:reading-an-argument:own:(note|word)-.+", i["id"]) for i in items)
