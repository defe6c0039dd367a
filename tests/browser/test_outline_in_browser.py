"""A map of one's own in JupyterLab: built by keyboard alone and by mouse alone, kept over a restart, saved as files."""

import re

import pytest

from course.progress.log import Progress
from course.reading import rows_kept
from tests.other_software import node

from .learner import cells, open_notebook, put_away, run_all, run_with_answers_in, serious, set_theme, write_notebook

HOSTILE = '[r1]: <b onclick="x()">应当</b> #claim'


def outliner(page):
    found = page.locator(".course-outliner")
    found.wait_for(timeout=15_000)
    found.locator(".course-drawing").wait_for(timeout=15_000)
    return found


def rows_of(page) -> list[tuple]:
    """Return the rows as they stand: how deep, their words, and what is chosen in each of their fields."""
    return page.locator(".course-outliner .course-row").evaluate_all(
        "rows => rows.map(row => [Number(row.style.getPropertyValue('--depth')), row.querySelector('textarea').value, ...[...row.querySelectorAll('select')].map(s => s.value)])"
    )


def kept(home, folder: str) -> list[tuple]:
    latest = Progress(home / folder).latest("own-map-P", "after")
    return [(r.depth, r.link, r.kind, r.at, r.text) for r in rows_kept(latest.response)] if latest else []


def wait_kept(page) -> None:
    page.locator(".course-outliner [role=status]").get_by_text("已记下").wait_for(timeout=10_000)


@pytest.fixture(scope="module")
def notebook(browser, lab, home):
    """A notebook with a map; its first cell says where it is kept."""
    write_notebook(home, "own-map.ipynb", ["", "course.own_map('P')"])
    opened = open_notebook(browser, lab, "own-map.ipynb")
    yield opened
    put_away(opened)


@pytest.fixture
def page(notebook, request):
    """An empty map, kept in a folder of its own. Whatever keys are pressed in it, no cell has changed afterwards."""
    run_with_answers_in(notebook, f"answers-{request.node.name}")
    outliner(notebook)
    before = cells(notebook)
    yield notebook
    assert cells(notebook) == before


def test_it_is_built_by_keyboard_alone_and_survives_a_restart(page, home):
    folder = "answers-test_it_is_built_by_keyboard_alone_and_survives_a_restart"
    keys = page.keyboard
    page.locator(".course-outliner textarea").first.focus()
    keys.insert_text("开到九点")
    keys.press("Enter")
    keys.insert_text("有人要来")
    keys.press("Enter")
    keys.insert_text("周末占一半")
    keys.press("Alt+ArrowRight")
    keys.press("Enter")
    keys.insert_text("要花钱")
    keys.press("Alt+ArrowLeft")
    for _ in range(3):  # its sentence; then the first field of the next row, if there were one
        keys.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.course-row').textContent.startsWith('3')")  # Tab is no trap
    for _ in range(2):
        keys.press("Tab")
    row = page.locator(".course-outliner .course-row").nth(3)
    row.locator(".course-link").focus()
    keys.press("ArrowDown")  # attacks
    row.locator(".course-kind").focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")  # premise, evidence, concession
    row.locator(".course-at").focus()
    keys.type("P05.1")
    row.locator("textarea").focus()
    keys.press("Alt+ArrowUp")
    assert [r[:2] for r in rows_of(page)] == [[0, "开到九点"], [1, "要花钱"], [1, "有人要来"], [2, "周末占一半"]]
    keys.press("Alt+ArrowDown")
    wanted = [
        (0, "+", "thesis", "", "开到九点"), (1, "+", "premise", "", "有人要来"), (2, "+", "premise", "", "周末占一半"),
        (1, "-", "concession", "P05.1", "要花钱"),
    ]  # fmt: skip
    for _ in range(40):  # two seconds of quiet, and what the machine needs
        if kept(home, folder) == wanted:
            break
        page.wait_for_timeout(250)
    assert kept(home, folder) == wanted
    assert "要花钱" in page.locator(".course-outliner .course-drawing").text_content()
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.wait_for_timeout(3000)
    run_all(page)
    outliner(page)
    assert [r[1] for r in rows_of(page)] == ["开到九点", "有人要来", "周末占一半", "要花钱"] and kept(home, folder) == wanted
    assert Progress(home / folder).tries("own-map-P", "after") <= 8  # not one a keystroke


def test_it_is_built_by_mouse_and_a_deleted_branch_comes_back(page, home):
    own = page.locator(".course-outliner")
    button = lambda name: own.get_by_role("button", name=name, exact=True)  # noqa: E731
    box = lambda n: own.locator("textarea").nth(n)  # noqa: E731
    box(0).fill("结论")
    for n, words in enumerate(("甲", "乙", "丙"), 1):
        button("加一行").click()
        box(n).fill(words)
    button("→ 缩进").click()
    own.locator(".course-row").nth(3).locator(".course-link").select_option(label="反驳")
    own.locator(".course-row").nth(3).locator(".course-at").select_option(label="我补的")
    box(2).click()
    button("↑ 上移").click()
    assert [r[:2] for r in rows_of(page)] == [[0, "结论"], [1, "乙"], [2, "丙"], [1, "甲"]]
    button("删除").click()
    assert [r[1] for r in rows_of(page)] == ["结论", "甲"] and own.get_by_text("删去 2 行").is_visible()
    box(1).fill("甲二")
    button("撤销删除").click()
    assert rows_of(page)[1:] == [[1, "乙", "+", "premise", ""], [2, "丙", "-", "premise", "supplied"], [1, "甲二", "+", "premise", ""]]
    box(3).click()
    button("↓ 下移").click(force=True)  # it is the last: nothing happens
    button("← 退回").click(force=True)
    assert [r[:2] for r in rows_of(page)] == [[0, "结论"], [1, "乙"], [2, "丙"], [1, "甲二"]]
    box(0).click()
    button("删除").click()
    assert rows_of(page) == [[0, "", "thesis", ""]]
    button("撤销删除").click()
    assert [r[1] for r in rows_of(page)] == ["结论", "乙", "丙", "甲二"]
    wait_kept(page)


def test_hostile_words_stay_words_and_the_files_are_what_is_drawn(page, readers, tmp_path):
    own = page.locator(".course-outliner")
    own.locator("textarea").first.fill("结论")
    own.get_by_role("button", name="加一行").click()
    own.locator("textarea").nth(1).fill(HOSTILE)
    own.locator(".course-drawing").get_by_text("onclick").first.wait_for(timeout=10_000)
    assert own.locator("b[onclick]").count() == 0
    files = {}
    for name in ("Argdown", "SVG", "PNG"):
        with page.expect_download() as download:
            own.get_by_role("button", name=name).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    assert [path.name for path in files.values()] == ["own-map-P.argdown", "own-map-P.svg", "own-map-P.png"]
    read = node(readers, "read_argdown.mjs", files["Argdown"])
    assert read["errors"] == [] and [s[0] for s in read["statements"]] == ["r1", "r2"] and read["relations"] == [["support", "r2", "r1"]]
    assert "onclick" in re.sub(r"<[^>]*>", "", files["SVG"].read_text(encoding="utf-8"))
    assert files["PNG"].read_bytes().startswith(b"\x89PNG") and files["PNG"].stat().st_size > 3000


def test_forty_rows_are_the_most(page):
    own = page.locator(".course-outliner")
    own.locator("textarea").first.focus()
    for _ in range(45):
        page.keyboard.press("Enter")
    assert own.locator(".course-row").count() == 40 and own.get_by_text("最多 40 行").is_visible()


def test_axe_finds_nothing_serious_light_and_dark(page):
    page.locator(".course-outliner textarea").first.press("Enter")
    for dark in (True, False):
        set_theme(page, dark)
        assert not serious(page, ".course-outliner")


def test_on_a_telephone_nothing_runs_over_its_edge(page):
    page.set_viewport_size({"width": 390, "height": 900})
    own = page.locator(".course-outliner")
    for _ in range(5):
        own.locator("textarea").last.press("Enter")
        own.locator("textarea").last.fill("一步一步，步步都要看得见，字再多也要看得见")
        own.locator("textarea").last.press("Alt+ArrowRight")
    wide = own.evaluate("root => [root, ...root.querySelectorAll('.course-row, .course-field, .course-tool')].filter(e => e.scrollWidth > e.clientWidth + 2 && e.tagName !== 'SELECT').map(e => e.className)")
    beyond = own.evaluate("root => [...root.querySelectorAll('.course-field, .course-tool')].filter(e => e.getBoundingClientRect().right > root.getBoundingClientRect().right).map(e => e.className)")
    drawn = own.locator(".course-drawing").is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert (wide, beyond, drawn) == ([], [], True)
