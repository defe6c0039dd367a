"""An exam taken in JupyterLab by keyboard: no verdict until handed in, then the result by skill and objective."""


import pytest

from course.widgets.exam import state as exams
from tests.items import Whole

from .learner import cells, open_apart, run_all, serious, set_theme
from .test_kinds_in_browser import told

MOST = 5
ITEMS = [Whole(item) for item in exams.exam_items("02", MOST)]


@pytest.fixture(scope="module")
def heard() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(browser, lab, home, heard):
    opened = open_apart(browser, lab, home, "exam.ipynb", [f"course.exam('02', minutes=30, most={MOST})"], heard)
    yield opened
    opened.close()


def form_of(page, item):
    return page.locator(f'.course-exam form[data-item="{item.id}"]')


def answer(page, item) -> None:
    """Answer by keyboard: the choice alone, there is nothing to submit."""
    form = form_of(page, item)
    if item.kind == "match":
        for row in item.rows:
            form.locator(f'[data-part="{row.id}"] select').select_option(row.answer)
    elif item.kind == "order":
        form.locator("button").nth(1).focus()  # the first step down
        page.keyboard.press("Enter")
    else:
        form.locator("input").first.focus()
        page.keyboard.press("Space")
    form.get_by_text("已记下").wait_for(timeout=10_000)


def chosen(page) -> list:
    return page.locator(".course-exam form").evaluate_all(
        "forms => forms.map(f => [...f.querySelectorAll('input:checked, select')].map(n => n.value))"
    )


def test_an_exam_is_begun_and_answered_by_keyboard_and_nothing_is_told(page, heard):
    before = cells(page)
    assert not page.locator(".course-exam :is(form, .course-exam-bar):visible").count()
    page.get_by_role("button", name="开始").focus()
    page.keyboard.press("Enter")
    page.get_by_text("还剩 29:5").wait_for(timeout=10_000)
    assert page.evaluate("document.activeElement.matches('.course-exam legend')")
    for item in ITEMS[:-1]:
        answer(page, item)
    page.get_by_text(f"已答 {MOST - 1} / {MOST} 题").wait_for(timeout=10_000)
    sent = "".join(heard)
    assert not [words for item in ITEMS for words in told(item) if words in sent]
    assert cells(page) == before


def test_its_bar_stays_in_view_and_leads_to_a_question(page):
    number = page.get_by_role("button", name=f"第 {MOST} 题：还没有答")
    number.focus()
    page.keyboard.press("Enter")
    form = form_of(page, ITEMS[-1])
    assert form.evaluate("form => form.contains(document.activeElement)")
    pane, bar, asked = (page.locator(css).first.bounding_box() for css in (".jp-WindowedPanel-outer", ".course-exam-bar", f'form[data-item="{ITEMS[-1].id}"]'))
    assert abs(bar["y"] - pane["y"]) <= 1 and asked["y"] >= bar["y"] + bar["height"] - 1
    assert page.locator(".course-exam-finish").is_visible()


def test_opened_again_the_answers_are_there(page):
    given = chosen(page)
    page.reload()
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady === true", timeout=60_000)
    page.wait_for_timeout(1500)
    run_all(page)
    page.get_by_text(f"已答 {MOST - 1} / {MOST} 题").wait_for(timeout=10_000)
    assert chosen(page) == given


def test_handing_in_asks_once_while_questions_are_open(page):
    page.locator(".course-exam-finish").focus()
    page.keyboard.press("Enter")
    page.get_by_text("还有 1 题没有答").wait_for(timeout=10_000)
    page.keyboard.press("Enter")
    page.get_by_text(f"答了 {MOST - 1} 题，共 {MOST} 题").wait_for(timeout=10_000)
    assert page.locator('.course-result[data-by="objective"] tr').count() == len({i.objective for i in ITEMS})
    assert page.locator('.course-result[data-by="skill"] tr').count() == 4
    assert page.evaluate("document.activeElement.matches('.course-exam-page')")
    assert not page.locator(".course-exam form :is(input, select, button):enabled").count()
    single = [i for i in ITEMS[:-1] if i.kind == "single"]
    assert single and not [i.id for i in single if "漏选" in form_of(page, i).inner_text()]
    assert "正确答案" in page.locator(".course-exam").inner_text()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(page, dark):
    set_theme(page, dark)
    bad = serious(page, ".course-exam")
    set_theme(page, False)
    assert not bad


@pytest.mark.parametrize("dark", [False, True])
def test_its_result_reads_in_both_themes(page, dark):
    set_theme(page, dark)
    table = page.locator(".course-result").first
    table.scroll_into_view_if_needed()
    colour, back = table.evaluate("n => [getComputedStyle(n.querySelector('th')).color, getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor]")
    light = [sum(map(int, c[c.index("(") + 1 :].rstrip(")").split(",")[:3])) for c in (colour, back)]
    assert abs(light[0] - light[1]) > 300
