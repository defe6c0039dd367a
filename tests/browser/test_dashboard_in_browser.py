"""The dashboard in JupyterLab: the record is downloaded, cleared and uploaded again, by keyboard."""

import json
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from .learner import cells, open_notebook, output_kinds, run_all, set_theme, write_notebook

CELLS = [
    "import os, tempfile\nos.environ['COURSE_PROGRESS_DIR'] = tempfile.mkdtemp()  # answers apart from those of the other tests",
    "import course\nfrom datetime import UTC, datetime\nfrom course import progress\nfrom course.lessons import lesson_items",
    "log = progress.open_progress()\nfor item in lesson_items('02')[:3]:\n    log.record(item.id, 'after', 'a', 1, datetime.now(UTC))",
    "course.my_progress()",
]


@pytest.fixture(scope="module")
def page(browser, lab, home):
    write_notebook(home, "dashboard.ipynb", CELLS)
    opened = open_notebook(browser, lab, "dashboard.ipynb")
    run_all(opened)
    assert output_kinds(opened) == ["execute_result"]
    before = cells(opened)
    yield opened
    assert cells(opened) == before
    opened.close()


def test_the_record_is_downloaded_cleared_and_brought_back(page, tmp_path):
    shown = page.locator(".course-dashboard")
    standing = shown.locator(".course-standing").inner_text()
    assert "答过 0 / " in standing  # other lessons
    with page.expect_download() as waiting:
        shown.get_by_role("button", name="下载记录").focus()
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "record.json")
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["attempts"]

    shown.get_by_role("button", name="清空，重新开始").focus()
    page.keyboard.press("Enter")  # asks first, with the focus on "no"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown.get_by_text("还没有答过题").wait_for(timeout=10_000)

    with page.expect_download() as waiting:
        shown.get_by_role("button", name="下载 Anki 卡片").click()
    waiting.value.save_as(tmp_path / "cards.apkg")
    assert zipfile.is_zipfile(tmp_path / "cards.apkg") and waiting.value.suggested_filename.endswith(".apkg")

    bad = tmp_path / "bad.json"
    bad.write_text('{"cells": []}', encoding="utf-8")
    shown.locator("input[type=file]").set_input_files(bad)
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
    found = Axe().run(page, context=".course-dashboard")
    set_theme(page, False)
    bad = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not bad, json.dumps([(v["id"], v["nodes"][0]["html"][:200]) for v in bad], ensure_ascii=False)
