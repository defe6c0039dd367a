"""The dashboard in JupyterLab: the record is downloaded, cleared and uploaded again, by keyboard."""

import json
import zipfile
from datetime import UTC, datetime

import pytest

from course.progress import Progress
from tests.items import lesson_items

from .learner import CURRENT, output_kinds, running, serious, set_theme, write_notebook

NOTEBOOK = "dashboard.ipynb"
CELLS = [
    "import course\nfrom datetime import UTC, datetime\nfrom course import progress\nfrom course.lessons import lesson_items",
    "log = progress.open_progress()\nfor item in lesson_items('02', 'before'):\n    log.record(item.id, 'before', 'a', 1, datetime.now(UTC))",
    "course.my_progress()",
]


@pytest.fixture(scope="module")
def answers(home):
    return home / "answers of the dashboard"  # apart from those of the other tests


@pytest.fixture(scope="module")
def page(browser, lab, home, answers):
    write_notebook(home, NOTEBOOK, [f"import os\nos.environ['COURSE_PROGRESS_DIR'] = {str(answers)!r}", *CELLS])
    with running(browser, lab, NOTEBOOK) as opened:
        assert output_kinds(opened) == ["execute_result"]
        yield opened


def back(page) -> None:
    page.evaluate(f"window.jupyterapp.commands.execute('docmanager:open', {{path: 'notebooks/{NOTEBOOK}'}}).then(() => null)")
    page.wait_for_function(f"() => {CURRENT}.context.path.endsWith('{NOTEBOOK}')")


def test_each_link_opens_its_lesson_in_jupyterlab_the_one_to_go_on_with_at_its_step(page):
    page.evaluate("window.sameJupyterLab = true")
    for link, notebook in ((".course-onward", "02-why-reform.ipynb"), (".course-station >> nth=3", "03-local-conditions.ipynb")):
        page.locator(f".course-dashboard {link}").focus()
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => {CURRENT}.context.path === 'notebooks/{notebook}'", timeout=20_000)
        assert page.evaluate("window.sameJupyterLab")  # nothing was loaded anew
        if notebook.startswith("02"):
            heading = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h2", has_text="导读一：从背景到命题").first
            heading.wait_for(timeout=20_000)
            in_view = "h => h.getBoundingClientRect().top > 0 && h.getBoundingClientRect().bottom < innerHeight"
            page.wait_for_function(in_view, arg=heading.element_handle())
        back(page)


def test_it_follows_an_answer_given_in_this_kernel_and_the_focus_stays(page):
    card = page.locator('.course-station[href^="02-"]')
    card.focus()
    code = "log.record(lesson_items('02')[5].id, 'after', 'a', 1, datetime.now(UTC))"
    page.evaluate(f"code => {CURRENT}.sessionContext.session.kernel.requestExecute({{code}}).done.then(() => null)", code)
    card.get_by_text(f"1 / {len(lesson_items('02'))} 题").wait_for(timeout=10_000)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "02-why-reform.ipynb"


def test_it_looks_again_when_one_comes_back_from_another_notebook(page, answers):
    page.locator('.course-station[href^="03-"]').click()
    page.wait_for_function(f"() => {CURRENT}.context.path === 'notebooks/03-local-conditions.ipynb'", timeout=20_000)
    Progress(answers).record(lesson_items("03")[5].id, "after", "a", 1, datetime.now(UTC))
    back(page)
    page.locator('.course-station[href^="03-"][aria-current]').get_by_text(f"1 / {len(lesson_items('03'))} 题").wait_for(timeout=10_000)


@pytest.mark.parametrize(("width", "in_a_row"), [(1280, 5), (390, 2)])
def test_the_cards_stand_in_even_rows(page, width, in_a_row):
    page.set_viewport_size({"width": width, "height": 900})
    tops = page.locator(".course-station").evaluate_all("cards => cards.map(card => Math.round(card.getBoundingClientRect().top))")
    assert [tops.count(top) for top in dict.fromkeys(tops)] == [in_a_row] * (10 // in_a_row)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_record_is_downloaded_cleared_and_brought_back(page, tmp_path):
    shown = page.locator(".course-dashboard")
    standing = shown.locator(".course-standing").inner_text()
    assert "0 / 26 题" in standing  # other lessons
    with page.expect_download() as waiting:
        shown.get_by_role("button", name="下载记录").focus()
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "record.json")
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["attempts"]

    shown.get_by_role("button", name="清空，重新开始").focus()
    page.keyboard.press("Enter")  # asks first, with the focus on "no"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown.get_by_text("开始：第 01 课").wait_for(timeout=10_000)

    with page.expect_download() as waiting:
        shown.get_by_role("button", name="下载 Anki 卡片").click()
    waiting.value.save_as(tmp_path / "cards.apkg")
    assert zipfile.is_zipfile(tmp_path / "cards.apkg") and waiting.value.suggested_filename.endswith(".apkg")

    bad = tmp_path / "bad.json"
    bad.write_text('{"cells": []}', encoding="utf-8")
    shown.get_by_role("button", name="下载记录").focus()
    page.keyboard.press("Tab")
    upload = shown.get_by_label("上传记录（选择文件）")
    assert upload.evaluate("node => node === document.activeElement && getComputedStyle(node).opacity === '0'")
    upload.set_input_files(bad)
    shown.get_by_text("这不是这门课的记录文件").wait_for(timeout=10_000)
    # More than the server takes is refused in words: sent, it would end the line between page and kernel.
    (tmp_path / "huge.json").write_bytes(b" " * 11_000_000)
    shown.locator("input[type=file]").set_input_files(tmp_path / "huge.json")
    shown.get_by_text("文件太大（超过 9 MB）").wait_for(timeout=10_000)
    shown.locator("input[type=file]").set_input_files(tmp_path / "record.json")
    shown.get_by_text("上传完成").wait_for(timeout=10_000)
    assert shown.locator(".course-standing").inner_text() == standing


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(page, dark):
    set_theme(page, dark)
    bad = serious(page, ".course-dashboard")
    set_theme(page, False)
    assert not bad


def test_it_leads_to_ones_own_notes(page):
    """The last of them: notebook 00, which this opens, has a panel of its own."""
    code = "progress.keep_note(log, 'A03.3', progress.Note('', 'note', text='x'), datetime.now(UTC))"
    page.evaluate(f"code => {CURRENT}.sessionContext.session.kernel.requestExecute({{code}}).done.then(() => null)", code)
    link = page.get_by_role("link", name="我的笔记：1 条")
    link.wait_for(timeout=10_000)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {CURRENT}.context.path === 'notebooks/00-start.ipynb'", timeout=20_000)
    in_view = """() => { const list = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .course-notes-page')?.getBoundingClientRect();
        return list && list.top < innerHeight && list.bottom > 0; }"""
    page.wait_for_function(in_view, timeout=120_000)
    back(page)
