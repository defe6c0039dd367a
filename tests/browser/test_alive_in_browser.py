"""A lesson opened in JupyterLab and nothing clicked: alive, at its top, not unsaved; and what a learner changed is theirs."""

import json
import py_compile
import re

import nbformat
import pytest

from course.text import passage

from .learner import ALL_RUN, CLOSE_ALL, CURRENT, alive, cells, open_alive, open_here, output_kinds, put_away, run_all, set_source, wait_until_run, window, write_notebook
from .test_lesson_in_browser import part

SCROLLER = f"({CURRENT}.content.node.querySelector('.jp-WindowedPanel-outer') ?? {CURRENT}.content.node)"


def open_by_address(browser, lab: str, name: str):
    """Return a window of its own that has asked for a lesson by its address, as a bookmark does, when the lesson has run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{lab}/lab/workspaces/w{id(page)}/tree/notebooks/{name}?reset")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    alive(page)
    return page


def open_only(browser, lab: str, name: str):
    """Open a notebook and do nothing else."""
    page = window(browser, lab)
    open_here(page, name)
    return page


def top(page) -> int:
    return page.evaluate(f"() => {SCROLLER}.scrollTop")


def unsaved(page) -> bool:
    return page.evaluate(f"() => {CURRENT}.context.model.dirty")


@pytest.fixture(scope="module")
def start(browser, lab):
    page = open_by_address(browser, lab, "00-start.ipynb")
    yield page
    page.close()


@pytest.fixture(scope="module")
def lesson(start):
    """Lesson 02 in that window, where a link has opened it beside lesson 00, which is closed now."""
    open_here(start, "02-why-reform.ipynb")
    start.evaluate(f"() => [...window.jupyterapp.shell.widgets('main')].filter(one => one !== {CURRENT}).forEach(one => one.dispose())")
    alive(start)
    return start


def opened_well(page) -> bool:
    """Return whether a lesson that has been opened is alive at its top, with nothing to save, and says nothing of running it by hand."""
    assert "error" not in output_kinds(page)
    assert page.locator(".course-by-hand:visible").count() == 0
    assert page.locator(".course-card-shown:visible").count() == 1
    return top(page) == 0 and not unsaved(page)


def test_a_lesson_opened_by_its_address_is_alive_at_its_top_and_not_unsaved(start):
    assert opened_well(start)


def test_the_first_screen_invites(start):
    seen = {
        "sentence": start.locator(".course-lead"), "paragraph": start.locator(".course-reader [lang]").first,
        "go on": start.locator(".course-welcome a.course-primary"), "try": start.locator(".course-welcome a").nth(1),
        "switch": start.get_by_role("group", name="语言"), "last sentence": start.locator('[data-place="A02.2"]').first,
    }  # fmt: skip
    for what, node in seen.items():
        box = node.bounding_box()
        assert box and box["y"] + box["height"] <= 900, what
    assert start.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0
    links = [link.get_attribute("href") for link in start.locator(".course-welcome a").all()]
    assert links[1] == "02-why-reform.ipynb" and links[0].startswith("01-from-page-to-corpus.ipynb")


def test_the_setup_check_of_a_lesson_that_runs_keeps_its_row_about_clicking(start):
    rows = start.locator(".course-setup-check tbody tr")
    assert rows.count() == 3 and rows.last.is_visible()


def test_the_start_lesson_checks_the_machine_and_takes_an_answer(start):
    text = start.inner_text(".jp-Notebook")
    assert text.count("正常") >= 2 and "有问题" not in text
    form = part(start, "q00-01")
    form.locator('input[value="paragraph"]').check()
    form.get_by_role("button").first.press("Enter")
    form.locator('[role="status"]').get_by_text(passage("A02.2").text).wait_for(timeout=10_000)


def test_a_step_that_need_not_be_done_has_no_tick_for_being_scrolled_past(start):
    start.mouse.move(640, 500)
    for _ in range(12):
        start.mouse.wheel(0, 800)
        start.wait_for_timeout(150)
    start.get_by_role("button", name="十课地图，已完成").wait_for(timeout=5000)  # read to its end
    optional = start.locator(".course-strip li", has_text="课前做一次")
    assert "✓" not in optional.inner_text() and optional.get_attribute("class") == ""


def test_a_link_of_the_first_screen_opens_the_lesson_beside_it(start):
    start.locator(".course-welcome a").nth(1).click()
    start.wait_for_function(f"() => {CURRENT}.context?.path === 'notebooks/02-why-reform.ipynb'", timeout=30_000)
    assert start.locator(".lm-TabBar-tab.jp-mod-current .lm-TabBar-tabLabel", has_text="02-why-reform").count() == 1


def test_a_lesson_opened_by_a_link_is_alive_at_its_top_and_not_unsaved(lesson):
    assert opened_well(lesson)


def test_the_strip_leads_to_a_step_and_back_to_the_top(lesson):
    strip = lesson.get_by_role("navigation", name="这一课的步骤")
    strip.get_by_role("button", name="论证图").click()
    lesson.wait_for_function("() => document.querySelector('.course-strip [aria-current]')?.textContent.includes('论证图')")
    assert top(lesson) > 3000
    strip.get_by_role("button", name="回到顶上").click()
    lesson.wait_for_function(f"() => {SCROLLER}.scrollTop < 5")


def test_what_follows_a_fold_opens_with_it_and_all_of_it_stands_below_its_name(lesson):
    folds = lesson.locator(".jp-Cell:has(> .course-open-ours)")
    for fold in folds.all():
        assert fold.evaluate("cell => cell.querySelector(':scope > .course-open-ours + .jp-Cell-outputWrapper') !== null")
    figure = lesson.locator(".jp-CodeCell:has(.course-figure)").first
    table, prose = (figure.locator(f"xpath=following-sibling::*[{n}]") for n in (1, 2))
    button = figure.locator(".course-open-ours")
    shown = [figure.locator(".course-figure").first, table.locator("table"), prose.locator("strong", has_text="说明了什么")]
    assert [part.is_visible() for part in shown] == [False] * 3
    assert button.is_visible() and not table.locator("button").is_visible() and not prose.locator("summary").first.is_visible()
    button.press("Enter")
    lesson.wait_for_timeout(500)
    assert [part.is_visible() for part in shown] == [True] * 3
    tops = [part.bounding_box()["y"] for part in (button, *shown)]
    assert tops == sorted(tops)
    button.click()
    lesson.wait_for_timeout(500)
    assert [part.is_visible() for part in shown] == [False] * 3


def test_a_solution_is_shown_in_one_language_and_closed_it_takes_a_line_of_its_own(lesson):
    zh, en = (lesson.locator("summary", has_text=re.compile(f"^{name}$")) for name in ("练习的做法", "Solution"))
    assert zh.is_visible() and not en.is_visible()
    assert zh.bounding_box()["height"] < 30
    lesson.evaluate("() => document.dispatchEvent(new CustomEvent('course-language', { detail: { language: 'en' } }))")
    assert en.is_visible() and not zh.is_visible()
    lesson.evaluate("() => document.dispatchEvent(new CustomEvent('course-language', { detail: { language: 'zh' } }))")
    assert zh.is_visible() and not en.is_visible()


def test_many_questions_come_one_at_a_time_and_those_answered_are_a_line(lesson):
    quiz = lesson.locator(".course-quiz").first
    assert quiz.locator("form:visible").count() == 1 and quiz.get_by_text("1 / 3").is_visible()
    first = quiz.locator("form:visible .course-prompt-text").inner_text()
    quiz.locator("form:visible .course-option").first.click()
    quiz.locator("form:visible").get_by_role("button", name="提交").click()
    quiz.locator("form:visible").get_by_role("button", name="改一改").wait_for()  # nothing was right or wrong
    quiz.get_by_role("button", name="下一题").click()
    assert quiz.locator("form:visible .course-prompt-text").inner_text() != first
    line = quiz.locator(".course-line-of:visible")
    assert line.count() == 1 and "已记下" in line.inner_text() and first[:10] in line.inner_text()
    line.click()
    assert quiz.locator("form:visible .course-prompt-text").inner_text() == first
    assert not unsaved(lesson)


def test_a_step_is_ticked_when_its_questions_are_answered(lesson):
    quiz = lesson.locator(".course-quiz").first
    for _ in range(3):
        form = quiz.locator("form:visible")
        if form.get_by_role("button", name="提交").is_visible():
            form.locator(".course-option").first.click()
            form.get_by_role("button", name="提交").click()
            form.get_by_role("button", name="改一改").wait_for()
        later = quiz.locator(".course-pager button").last
        if later.is_enabled():
            later.click()
    lesson.get_by_role("button", name="读前三问，已完成").wait_for(timeout=5000)


def test_an_exercise_opens_the_figure_below_it_and_brings_it_up_to_date(lesson):
    page = lesson
    number = page.evaluate(f"() => {CURRENT}.content.widgets.findIndex(c => c.hasClass('course-exercise'))")
    below = f"() => {CURRENT}.content.widgets[{number + 2}].node.innerText"
    assert "497" not in page.evaluate(below)  # folded
    source = page.evaluate(f"n => {{ {CURRENT}.content.activeCellIndex = n; return {CURRENT}.content.activeCell.model.sharedModel.getSource(); }}", number)
    set_source(page, number, source.replace("why, why, now, now, need]", "why, why, why, now, need]"))
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell')")
    page.wait_for_function(f"() => ({below})().includes('383')", timeout=20_000)
    shut = f"() => {CURRENT}.content.widgets.filter(c => c.hasClass('course-shut')).length"
    assert page.evaluate(shut) > 3  # those of other questions stay as they were
    set_source(page, number, source)


def open_folds(page) -> None:
    """Open all that is folded until one has answered."""
    page.evaluate("() => document.querySelectorAll('.course-open-ours[aria-expanded=\"false\"]').forEach(button => button.click())")
    page.wait_for_timeout(500)


def test_the_keys_of_a_slider_never_reach_the_notebook(lesson):
    before = cells(lesson)
    open_folds(lesson)
    handle = lesson.locator(".jupyter-widgets .noUi-handle").first
    handle.scroll_into_view_if_needed()
    handle.focus()
    shown = lesson.locator(".jupyter-widgets .widget-readout").first
    value = shown.inner_text()
    for key in ("b", "a", "x", "ArrowDown", "ArrowLeft"):
        lesson.keyboard.press(key)
    assert cells(lesson) == before
    lesson.wait_for_function("([node, value]) => node.innerText !== value", arg=[shown.element_handle(), value])


def test_what_a_chinese_lesson_shows_is_set_in_the_chinese_face(lesson):
    open_folds(lesson)
    faces = lesson.eval_on_selector_all(
        ".course-table, .course-discussion, .course-glossary dd", "nodes => nodes.map(node => getComputedStyle(node).fontFamily.split(',')[0])"
    )
    assert len(faces) > 20 and {face.strip('"') for face in faces} == {"Noto Sans CJK SC"}


WAS_RUN = "was-run.txt"  # beside the notebooks: what code leaves there that should not have been run


@pytest.fixture
def beside(home):
    """The folder of the notebooks; what a test puts there is gone after it, whatever becomes of the test."""
    folder = home / "notebooks"
    before = set(folder.rglob("*"))
    yield folder
    for path in sorted(set(folder.rglob("*")) - before, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def changed(beside, name: str, source: str) -> str:
    """Put a copy of lesson 00 beside the others in which the last code cell is another; return its name."""
    book = json.loads((beside / "00-start.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    code[-1]["source"] = source
    (beside / name).write_text(json.dumps(book), encoding="utf-8")
    return name


def test_a_changed_cell_is_never_run_by_itself_but_offered(browser, lab, beside):
    page = open_only(browser, lab, changed(beside, "changed.ipynb", f"open({WAS_RUN!r}, 'w').close()"))
    offer = page.get_by_role("button", name="运行这一课")
    offer.wait_for(timeout=60_000)
    page.wait_for_timeout(4000)
    assert not (beside / WAS_RUN).exists()
    offer.click()
    alive(page)
    assert (beside / WAS_RUN).exists()
    put_away(page)


@pytest.mark.parametrize("planted", ["course.py", "course/__init__.py", "mpl_toolkits/mplot3d/__init__.py", "notes/deep/er/msgspec.so"])
def test_a_lesson_beside_code_that_could_pass_for_the_course_is_not_run_by_itself(planted, browser, lab, beside):
    path = beside / planted
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"open({WAS_RUN!r}, 'w').close()", encoding="utf-8")
    page = open_only(browser, lab, "03-local-conditions.ipynb")
    page.get_by_role("button", name="运行这一课").wait_for(timeout=60_000)
    page.wait_for_timeout(2000)
    put_away(page)
    assert not (beside / WAS_RUN).exists()


def test_what_jupyter_does_not_list_cannot_pass_for_the_course_either(browser, lab, beside, tmp_path):
    source = tmp_path / "planted.py"
    source.write_text(f"open({WAS_RUN!r}, 'w').close()", encoding="utf-8")
    py_compile.compile(str(source), str(beside / "msgspec.pyc"))  # the course imports it
    put_away(open_alive(browser, lab, "00-start.ipynb"))
    assert not (beside / WAS_RUN).exists()


def test_a_lesson_beside_folders_without_code_runs_by_itself(browser, lab, beside):
    kept = {"data/table.csv": "1", "my notes/idea.txt": "2", "my notes/try.py": "1 / 0", ".ipynb_checkpoints/03.ipynb": "", "2026/course.py": "1 / 0"}
    for name, words in kept.items():
        path = beside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    put_away(open_alive(browser, lab, "00-start.ipynb"))


def test_a_changed_lesson_starts_afresh_with_one_click_and_keeps_what_was_written(browser, lab, beside):
    page = open_only(browser, lab, changed(beside, "mine.ipynb", "'what I wrote'"))
    page.get_by_role("button", name="恢复原样").click(timeout=60_000)
    page.wait_for_selector(".course-run", timeout=60_000)
    alive(page)
    assert "what I wrote" not in str(cells(page))
    copy, = beside.glob("mine-Copy*.ipynb")
    assert "what I wrote" in copy.read_text(encoding="utf-8")
    put_away(page)


def test_other_notebooks_are_left_alone(browser, lab, home):
    write_notebook(home, "other.ipynb", ["1 + 1"])
    page = open_only(browser, lab, "other.ipynb")
    page.wait_for_function(f"() => {CURRENT}?.sessionContext?.isReady === true", timeout=60_000)
    page.wait_for_timeout(3000)
    assert page.evaluate(f"() => {CURRENT}.content.model.cells.get(0).executionCount") is None
    assert page.locator(".course-strip, .course-lesson").count() == 0
    put_away(page)


FOLDED = [
    ("markdown", "## 一步\n\n读。", []),
    ("markdown", "**没有题的一段。**", ["ours"]),
    ("code", 'course.ask("02", "reading", 1)', []),
    ("markdown", "**有题的一段。**\n\n<details><summary>English</summary>\n\n**Below a question.**\n\n</details>", ["ours"]),
    ("code", "'数出来的'", ["ours"]),
    ("markdown", "### 下一步", []),
    ("markdown", "**另一段。**", ["ours"]),
]


@pytest.fixture
def folds(browser, lab, home, tmp_path):
    """A lesson of a few cells, with a record of its own: one question, folds above it, below it and after the next heading."""
    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    start = f"import os\nos.environ['COURSE_PROGRESS_DIR'] = {str(tmp_path)!r}\nimport course"
    more = {"markdown": {}, "code": {"jupyter": {"source_hidden": True}}}  # what is not hidden would be an exercise
    cells = [new["code"](start)] + [new[kind](source, metadata={"tags": tags} | more[kind]) for kind, source, tags in FOLDED]
    book = nbformat.v4.new_notebook(cells=cells, metadata={"course": {"lesson": "02"}})
    book.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(book, home / "notebooks" / "folds.ipynb")
    page = open_only(browser, lab, "folds.ipynb")
    page.get_by_role("button", name="运行这一课").click(timeout=60_000)
    wait_until_run(page, ALL_RUN)
    page.locator(".course-quiz form").wait_for()
    yield page
    put_away(page)
    (home / "notebooks" / "folds.ipynb").unlink()


def prose_folds(page) -> list:
    return page.locator("details.course-ours").all()


def names(page) -> list[str]:
    return [fold.locator(":scope > summary").inner_text() for fold in prose_folds(page)]


def is_open(page) -> list[bool]:
    shown = [fold.get_attribute("open") is not None for fold in prose_folds(page)]
    return [*shown, page.locator(".jp-OutputArea-output", has_text="数出来的").is_visible()]


def test_a_fold_below_a_question_waits_for_the_answer_but_opens_by_a_click(folds):
    free, waiting = "我们的读法（自己先想，再打开）", "先回答上面的问题，再对照"
    assert names(folds) == [free, waiting, free] and is_open(folds) == [False] * 4
    prose_folds(folds)[1].locator("summary").first.click()
    folds.wait_for_timeout(300)
    assert is_open(folds) == [False, True, False, True]  # the cell that follows has no fold of its own
    folds.evaluate("() => document.dispatchEvent(new CustomEvent('course-language', { detail: { language: 'en' } }))")
    assert names(folds)[1] == "Answer the question above first, then compare"
    folds.evaluate("() => document.dispatchEvent(new CustomEvent('course-language', { detail: { language: 'zh' } }))")


def test_a_fold_opens_when_the_question_above_it_is_answered_and_the_page_does_not_move(folds):
    folds.set_viewport_size({"width": 1280, "height": 1800})  # else the page moves to show what is said of the answer
    form = folds.locator(".course-quiz form")
    form.locator("textarea").fill("我的两句话。")
    form.locator("textarea").press("Tab")
    before = top(folds), form.bounding_box()["y"]
    folds.keyboard.press("Enter")
    form.get_by_role("button", name="再试一次").wait_for(timeout=10_000)
    assert is_open(folds) == [False, True, False, True] and names(folds)[1] == "结果和我们的读法"
    assert (top(folds), form.bounding_box()["y"]) == before
    prose_folds(folds)[1].locator("summary").first.click()  # closed again, it stays closed
    form.get_by_role("button", name="再试一次").click()
    form.get_by_role("button", name="提交").click()
    form.get_by_role("button", name="再试一次").wait_for(timeout=10_000)
    assert is_open(folds) == [False] * 4
    run_all(folds)
    form.get_by_text("你上次的回答").wait_for(timeout=10_000)
    assert is_open(folds) == [False] * 4


def headings(page) -> str:
    return " ".join(page.locator(".jp-RenderedMarkdown :is(h1, h2, h3):visible").all_inner_texts())


def contents(page) -> str:
    page.evaluate("() => window.jupyterapp.commands.execute('toc:show-panel')")
    page.wait_for_timeout(1500)
    return " ".join(page.locator(".jp-TableOfContents .jp-tocItem-heading:visible").all_inner_texts())


def is_chinese(text: str) -> bool:
    """Return whether there is more Chinese than English in it: an English heading may name a Chinese word."""
    return sum("\u4e00" <= c <= "\u9fff" for c in text) > sum(c.isascii() and c.isalpha() for c in text)


def speaks_english(page) -> bool:
    return all("Three questions before reading" in shown and "读前三问" not in shown for shown in (headings(page), contents(page)))


def test_a_language_chosen_once_holds_in_every_lesson_and_back(lesson):
    page = lesson
    assert "读前三问" in contents(page) and "Three questions" not in contents(page)
    page.get_by_role("button", name="English", exact=True).click()
    page.get_by_role("button", name="Submit").first.wait_for(timeout=90_000)
    assert speaks_english(page)

    page.evaluate(CLOSE_ALL)
    open_here(page, "04-what-to-reform.ipynb")
    alive(page)
    page.evaluate(f"() => {CURRENT}.sessionContext.restartKernel()")
    page.get_by_role("button", name="Run this lesson").click(timeout=90_000)
    page.wait_for_selector(".course-run:not(.course-busy)", timeout=120_000)
    page.wait_for_timeout(2000)
    assert speaks_english(page)
    assert page.get_by_role("button", name="Submit").first.is_visible()
    assert not is_chinese(page.locator(".course-strip").inner_text())
    page.get_by_role("button", name="中文", exact=True).click()
    page.get_by_role("button", name="提交").first.wait_for(timeout=90_000)
    assert "读前三问" in headings(page) and "Three questions" not in headings(page) + contents(page)
