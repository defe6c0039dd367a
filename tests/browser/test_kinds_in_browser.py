"""The kinds of question no lesson uses yet, in JupyterLab, by keyboard and by clicks; nothing gives the answer away."""

import shutil
from pathlib import Path

import pytest

from tests.items import read_quiz

from .learner import output_kinds, running, serious, set_theme, write_notebook

FILE = Path(__file__).parent.parent / "quiz" / "kinds.yaml"
ITEMS = {i.kind: i for i in reversed(read_quiz(FILE))}  # of several of one kind the first
CELL = """from pathlib import Path
from course.quiz import format_quiz, read_quiz
from course.widgets import quiz_of
items = read_quiz(Path("kinds.yaml"))[PART]
quiz_of(items, format_quiz(items, True, {i.id: n for n, i in enumerate(items, 1)}), "kinds")"""


@pytest.fixture(scope="module")
def heard() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(browser, lab, home, heard):
    shutil.copy(FILE, home / "notebooks" / "kinds.yaml")
    write_notebook(home, "kinds.ipynb", [CELL.replace("PART", part) for part in (":4", "4:")])  # at once, not one at a time
    with running(browser, lab, "kinds.ipynb", heard=heard) as opened:
        assert output_kinds(opened) == ["execute_result"] * 2
        yield opened


def form(page, kind: str):
    return page.locator(f'.course-quiz form[data-item="{ITEMS[kind].id}"]')


def told(item) -> list[str]:
    """Everything about an item that may be known only after an answer."""
    of = [o.feedback for o in item.options] + [r.feedback for r in item.rows] + [item.feedback, item.model] + [e.feedback for e in item.errors]
    of += [s.feedback for s in item.samples] + [item.models] if item.kind == "writing" else []
    return [str(text) for text in of if text is not None]


def test_before_an_answer_neither_the_page_nor_anything_the_kernel_sent_holds_the_key(page, heard):
    live = "".join(quiz.evaluate("node => node.outerHTML") for quiz in page.locator(".course-quiz:has(form)").all())
    states = "".join(message for message in heard if '"comm_open"' in message or '"comm_msg"' in message)
    assert ITEMS["truth"].prompt.zh in states and ITEMS["truth"].prompt.zh in live
    for item in ITEMS.values():
        assert not [words for words in told(item) if words in states or words in live]
    assert '"correct"' not in states and '"answer"' not in states and '"gap"' not in states
    assert ITEMS["cloze"].gap not in form(page, "cloze").inner_text()


def test_true_false_or_not_stated_by_arrow_keys(page):
    one = form(page, "truth")
    assert one.locator(".course-option-text").all_inner_texts() == ["对", "错", "文中没有说"]
    one.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    one.get_by_text("增减都没有写").wait_for(timeout=10_000)


def test_a_sentence_is_marked_after_a_hint(page):
    one = form(page, "mark")
    one.locator("summary").focus()
    page.keyboard.press("Enter")
    assert one.get_by_text("找转折词").is_visible()
    one.locator('input[value="three"]').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    one.locator('[role="status"]').get_by_text("对了。", exact=True).wait_for(timeout=10_000)


def test_steps_are_ordered_by_their_buttons_and_the_focus_goes_with_them(page):
    one, right = form(page, "order"), [s.id for s in ITEMS["order"].steps]
    for place, step in enumerate(right):
        row = one.locator(f'[data-part="{step}"]')
        row.locator("button").first.focus()
        for _ in range(len(right)):
            page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.closest('[data-part]').dataset.part") == step
        row.locator("button").nth(1).focus()
        for _ in range(place):
            page.keyboard.press("Space")
    assert [r.get_attribute("data-part") for r in one.locator(".course-step").all()] == right
    one.get_by_role("button", name="提交").focus()
    page.keyboard.press("Enter")
    one.get_by_text("结论比它更强").wait_for(timeout=10_000)


def test_a_gap_is_filled_wrong_and_then_right(page):
    one = form(page, "cloze")
    one.locator("input").focus()
    page.keyboard.insert_text("可以")
    page.keyboard.press("Enter")
    one.get_by_text("只说许可").wait_for(timeout=10_000)
    assert "必须" not in one.inner_text()
    one.get_by_role("button", name="再试").click()
    one.locator("input").fill("")
    page.keyboard.insert_text("<b>必须</b>")
    page.keyboard.press("Enter")
    one.get_by_text("这一题的答案和理由在这里").wait_for(timeout=10_000)
    one.get_by_role("button", name="再试").click()
    one.locator("input").fill("必 须。")
    page.keyboard.press("Enter")
    one.get_by_text("非这样不可").wait_for(timeout=10_000)
    assert one.locator("b", has_text="必须").count() == 0


def test_a_guess_is_entered_told_how_far_off_and_made_again(page):
    one = form(page, "guess")
    field = one.get_by_label("组")
    field.focus()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    one.get_by_text("你猜 5 组，数出来是 3 组，多猜了 2 组").wait_for(timeout=10_000)
    assert one.get_by_text("看每一组各有几句").is_visible() and field.is_disabled()
    one.get_by_role("button", name="再猜一次").click()
    field.fill("3")
    page.keyboard.press("Enter")
    one.get_by_text("数出来正好是 3 组").wait_for(timeout=10_000)


def test_a_piece_of_writing_goes_from_samples_to_text_to_rating_and_stays(page):
    item, one = ITEMS["writing"], form(page, "writing")
    hand_in = one.get_by_role("button", name="交这一步")
    text = one.locator("textarea")
    assert not text.is_visible()
    hand_in.click()
    one.get_by_text("这一步还没有做完").wait_for()
    for name, level in (("习作 1", "中"), ("习作 2", "弱"), ("习作 3", "弱")):
        one.get_by_role("group", name=name).get_by_label(level, exact=True).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")  # hands the step in
    for sample in item.samples:
        one.get_by_text(sample.feedback.zh).wait_for(timeout=10_000)
    assert one.get_by_text("你评“弱”，我们评“好”").is_visible()
    assert page.evaluate("() => document.activeElement.textContent").startswith("我们也评“中”")  # at the first sample
    assert page.locator(".course-quiz:has(form)").last.get_attribute("data-answered") == "1"  # the guess
    text.focus()
    page.keyboard.insert_text("Reform lets people's results be used.")
    assert one.get_by_text("已写 6 个英文词，要求约 30 个").is_visible()
    text.fill("")
    page.keyboard.insert_text("改革是为了让科技用得上。OK")
    assert one.get_by_text("已写 11 字，要求约 40 字").is_visible()
    hand_in.click()
    one.get_by_text(item.model.zh).wait_for(timeout=10_000)
    assert text.is_disabled()
    one.get_by_role("group", name="论点").get_by_label("论点完整").check()
    one.get_by_role("group", name="理由").get_by_label("没有写理由").check()
    hand_in.click()
    one.get_by_role("button", name="再改一稿").click(timeout=10_000)
    assert text.input_value() == "改革是为了让科技用得上。OK" and text.is_enabled()
    assert one.get_by_role("group", name="习作 1").get_by_label("中").is_disabled()
    hand_in.click()
    one.get_by_role("button", name="再改一稿").wait_for(timeout=10_000)
    assert page.locator(".course-quiz:has(form)").last.get_attribute("data-answered") == "2"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_in_any_kind(page, dark):
    set_theme(page, dark)
    bad = serious(page, ".course-quiz")
    set_theme(page, False)
    assert not bad


def test_no_kind_runs_over_its_edge_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    wide = page.locator(".course-quiz:has(form)").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.dataset.questions)")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == []
