"""The lessons alive on a plain static server: nothing else can be reached, and what is answered is there again."""

import time

import psutil
import pytest

from course.progress import Progress, bring_back, packed, standing_notes
from tests.browser.learner import serious
from tests.items import lesson_items

from .conftest import Quiet
from .visitor import CODE, CURRENT, PATIENCE, alive, choose, chosen, errors, open_live, too_wide, visitor

BEFORE = lesson_items("02", "before")[0]
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(23, 24, 26)"}  # of a lesson, in JupyterLab and here
ON = "node => getComputedStyle(node).backgroundColor"


@pytest.fixture(scope="module")
def context(browser, address):
    """One visitor, whose tests follow each other: to open a lesson costs a test twenty seconds of both processors."""
    elsewhere = []
    opened = visitor(browser, address, elsewhere)
    yield opened
    opened.close()
    assert elsewhere == []


@pytest.fixture(scope="module")
def lesson(context, address):
    """Lesson 02, read as a page and then made live."""
    Quiet.sent.clear()
    page = context.new_page()
    page.goto(f"{address}/zh/02-why-reform.html")
    page.get_by_role("link", name="让这一课活起来").click()
    alive(page)
    return page


def first_blank(page):
    return page.locator('.course-argmap [data-blank="1"]:visible').first


def test_a_lesson_is_read_made_live_and_answered_before_25_megabytes(lesson):
    assert errors(lesson) == []
    choose(lesson, BEFORE, BEFORE.options[1])
    assert 10_000_000 < sum(Quiet.sent) < 25_000_000
    reader = lesson.locator(".course-reader").first
    word = reader.locator("button.course-term").first
    lesson.wait_for_timeout(1000)  # the focus goes to what was said of the answer
    word.focus()
    lesson.wait_for_timeout(500)
    word.click()
    assert reader.locator(".course-gloss").inner_text().startswith(word.inner_text()[:2])
    lesson.keyboard.press("Escape")
    reader.locator(".course-sentence .course-place").first.click()
    reader.locator(".course-gloss").get_by_role("button", name="写批注", exact=True).click()
    lesson.keyboard.insert_text("为什么只在这里？")
    lesson.keyboard.press("Control+Enter")
    reader.locator('.course-own-line[data-kind="note"]').first.wait_for(timeout=20_000)
    first_blank(lesson).click()
    lesson.locator(".course-argmap .course-gloss button").first.click()
    lesson.locator('.course-argmap [data-blank="1"][data-state]:visible').first.wait_for(timeout=20_000)


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1280, "light")])
def test_a_lesson_alive_on_a_phone_and_on_a_desk_is_well_for_axe_light_and_dark(lesson, width, theme):
    lesson.set_viewport_size({"width": width, "height": 844})
    lesson.emulate_media(color_scheme=theme)
    lesson.wait_for_selector(f'body[data-jp-theme-light="{str(theme == "light").lower()}"]', state="attached")
    lesson.wait_for_timeout(800)
    assert lesson.get_by_role("link", name="← 回到网页").is_visible()
    assert not too_wide(lesson)
    assert {node.evaluate(ON) for node in lesson.locator(".jp-Notebook, .jp-WindowedPanel-viewport").all()} == {PAPER[theme]}
    assert serious(lesson, ".jp-Notebook") == []  # JupyterLab's own bar is not ours to mend


def test_what_was_answered_in_it_and_in_another_tab_is_there_after_a_reload_without_a_network(lesson, context, address):
    first, second = (item for item in lesson_items("02", "before") if item.id != BEFORE.id)
    state = first_blank(lesson).get_attribute("data-state")
    other = open_live(context, address, "02-why-reform.ipynb")
    choose(lesson, first, first.options[0])
    choose(other, second, second.options[1])
    other.close()
    context.set_offline(True)
    lesson.reload()
    alive(lesson)
    context.set_offline(False)
    assert [chosen(lesson, item) for item in (BEFORE, first, second)] == [BEFORE.options[1].id, first.options[0].id, second.options[1].id]
    assert first_blank(lesson).get_attribute("data-state") == state


LAST = [item for item in lesson_items("02", "after") if item.kind == "single"][:3]


@pytest.fixture(scope="module")
def reopened(lesson, context, address):
    """The lesson opened again, when its tab has been killed right after an answer."""
    gone = []
    lesson.on("crash", lambda crashed: gone.append(crashed))
    for item in LAST:
        choose(lesson, item, item.options[0])
    for process in psutil.Process().children(recursive=True):
        if "--type=renderer" in process.cmdline():
            process.kill()
    for _ in range(100):
        if gone:
            break
        context.cookies()  # any call lets playwright hear of it
        time.sleep(0.1)
    return open_live(context, address, "02-why-reform.ipynb")


def test_a_tab_killed_right_after_an_answer_has_lost_none(reopened):
    assert len(LAST) == 3 and [chosen(reopened, item) for item in LAST] == [item.options[0].id for item in LAST]


def test_a_lesson_that_was_changed_and_saved_is_taken_anew_and_kept_beside_and_links_lead_on_alive_and_back(reopened, context, address):
    page = reopened
    page.evaluate(f"{CODE}.at(0).sharedModel.setSource('import course')")
    page.evaluate(f"() => {CURRENT}.context.save()")
    page.reload()
    page.get_by_role("button", name="恢复原样").click(timeout=PATIENCE)
    page.wait_for_function("() => !window.jupyterapp || document.readyState !== 'complete'", timeout=PATIENCE)
    alive(page)
    assert 'course.card("02")' in page.evaluate(f"() => {CODE}.at(0).sharedModel.getSource()")
    kept = page.evaluate("() => window.jupyterapp.serviceManager.contents.get('zh', {content: true}).then(f => f.content.map(c => c.name))")
    assert "02-why-reform (copy).ipynb" in kept

    tabs = len(context.pages)
    page.get_by_role("link", name="03 因地制宜 →").first.click()
    page.wait_for_url("**/notebooks/index.html?path=zh/03-local-conditions.ipynb")
    alive(page)
    assert errors(page) == []
    page.get_by_role("link", name="← 回到网页").click()
    page.wait_for_url(f"{address}/zh/03-local-conditions.html")
    assert len(context.pages) == tabs  # no link has opened another
    page.close()


def downloaded(panel, folder) -> bytes:
    """Return the record that the panel of progress lets one download."""
    with panel.expect_download() as waiting:
        panel.get_by_role("button", name="下载记录").click()
    waiting.value.save_as(folder / "record.json")
    return (folder / "record.json").read_bytes()


def test_a_record_goes_to_the_installed_course_and_into_another_browser_unchanged_and_can_be_erased(context, browser, address, elsewhere, tmp_path):
    panel = open_live(context, address, "00-start.ipynb")
    record = downloaded(panel, tmp_path)
    panel.close()
    log = Progress(tmp_path / "installed")
    assert bring_back(log, record) >= 3
    assert packed(log) == record and [note.text for note in standing_notes(log.notes())] == ["为什么只在这里？"]

    fresh = visitor(browser, address, elsewhere)
    panel = open_live(fresh, address, "00-start.ipynb")
    panel.locator(".course-dashboard input[type=file]").set_input_files(tmp_path / "record.json")
    panel.locator(".course-dashboard").get_by_text("上传完成").wait_for(timeout=20_000)
    assert downloaded(panel, tmp_path) == record

    panel.goto(f"{address}/zh/index.html")
    panel.on("dialog", lambda dialog: dialog.accept())
    panel.get_by_role("button", name="清除我的数据").click()
    panel.get_by_text("删掉了。").wait_for(timeout=20_000)
    assert panel.evaluate("indexedDB.databases().then(all => all.map(base => base.name))") == []
    fresh.close()
