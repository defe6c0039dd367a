"""The lessons alive on a plain static server: nothing else can be reached, and what is answered is there again."""

import json
import time

import psutil
import pytest

from course.progress import Progress, bring_back, packed
from tests.browser.conftest import ARGUMENTS
from tests.items import lesson_items
from tests.needs import need_browser

from .conftest import Quiet
from .visitor import CODE, CURRENT, PATIENCE, alive, choose, chosen, confined, errors, open_live, visitor

BEFORE = lesson_items("02", "before")[0]
# Puts so many bytes into a database of its own; returns why they were not taken. Until it is asked for much, Chromium
# spends what it last knew to be free.
PUT = """(size) => new Promise((done) => {
  const opening = indexedDB.open("much");
  opening.onupgradeneeded = () => opening.result.createObjectStore("much");
  opening.onsuccess = () => {
    const transaction = opening.result.transaction("much", "readwrite");
    transaction.objectStore("much").put(new Uint8Array(size), 1);
    transaction.oncomplete = () => done("");
    transaction.onabort = () => done(transaction.error.name);
  };
})"""


def test_a_lesson_is_read_made_live_and_answered_before_25_megabytes_and_all_is_still_there_after_a_reload(context, address):
    Quiet.sent.clear()
    page = context.new_page()
    page.goto(f"{address}/zh/02-why-reform.html")
    page.get_by_role("link", name="让这一课活起来").click()
    alive(page)
    assert errors(page) == []

    choose(page, BEFORE, BEFORE.options[1])
    assert 10_000_000 < sum(Quiet.sent) < 25_000_000
    reader = page.locator(".course-reader").first
    word = reader.locator("button.course-term").first
    page.wait_for_timeout(1000)  # the focus goes to what was said of the answer
    word.focus()
    page.wait_for_timeout(500)
    word.click()
    assert reader.locator(".course-gloss").inner_text().startswith(word.inner_text()[:2])
    page.keyboard.press("Escape")
    blank = page.locator('.course-argmap [data-blank="1"]:visible').first
    blank.click()
    page.locator(".course-argmap .course-gloss button").first.click()
    page.locator('.course-argmap [data-blank="1"][data-state]:visible').first.wait_for(timeout=20_000)
    state = page.locator('.course-argmap [data-blank="1"]:visible').first.get_attribute("data-state")

    page.reload()
    alive(page)
    assert chosen(page, BEFORE) == BEFORE.options[1].id
    assert page.locator('.course-argmap [data-blank="1"]:visible').first.get_attribute("data-state") == state


def test_links_lead_from_lesson_to_lesson_alive_and_back_to_the_page(context, address):
    page = open_live(context, address, "02-why-reform.ipynb")
    page.get_by_role("link", name="03 因地制宜 →").first.click()
    page.wait_for_url("**/notebooks/index.html?path=zh/03-local-conditions.ipynb")
    alive(page)
    page.get_by_role("link", name="← 回到网页").click()
    page.wait_for_url(f"{address}/zh/03-local-conditions.html")
    assert len(context.pages) == 1


def test_a_lesson_that_was_changed_and_saved_is_taken_from_the_site_anew_and_kept_beside(context, address):
    page = open_live(context, address, "02-why-reform.ipynb")
    page.evaluate(f"{CODE}.at(0).sharedModel.setSource('import course')")
    page.evaluate(f"() => {CURRENT}.context.save()")
    page.reload()
    page.get_by_role("button", name="恢复原样").click(timeout=PATIENCE)
    page.wait_for_function("() => !window.jupyterapp || document.readyState !== 'complete'", timeout=PATIENCE)
    alive(page)
    assert 'course.card("02")' in page.evaluate(f"() => {CODE}.at(0).sharedModel.getSource()")
    kept = page.evaluate("() => window.jupyterapp.serviceManager.contents.get('zh', {content: true}).then(f => f.content.map(c => c.name))")
    assert "02-why-reform (copy).ipynb" in kept


def test_what_the_browser_keeps_can_be_erased(context, address):
    page = open_live(context, address, "02-why-reform.ipynb")
    choose(page, BEFORE, BEFORE.options[1])
    page.goto(f"{address}/zh/index.html")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清除我的数据").click()
    page.get_by_text("删掉了。").wait_for(timeout=20_000)
    assert page.evaluate("indexedDB.databases().then(all => all.map(base => base.name))") == []
    page.close()
    assert chosen(open_live(context, address, "02-why-reform.ipynb"), BEFORE) is None


def test_a_second_visit_asks_the_server_for_nothing_of_the_lesson(context, address):
    page = open_live(context, address, "02-why-reform.ipynb")
    page.close()
    page = open_live(context, address, "02-why-reform.ipynb")
    context.set_offline(True)
    page.reload()
    alive(page)


def test_two_tabs_on_one_lesson_lose_no_answer_of_each_other(context, address):
    one, other = (open_live(context, address, "02-why-reform.ipynb") for _ in range(2))
    first, second = lesson_items("02", "before")[:2]
    choose(one, first, first.options[0])
    choose(other, second, second.options[1])
    for page in (one, other):
        page.reload()
        alive(page)
        assert (chosen(page, first), chosen(page, second)) == (first.options[0].id, second.options[1].id)


def test_a_tab_killed_right_after_an_answer_has_lost_none(context, address):
    page = open_live(context, address, "02-why-reform.ipynb")
    items = lesson_items("02", "before")
    for item in items:
        choose(page, item, item.options[0])
    gone = []
    page.on("crash", lambda crashed: gone.append(crashed))
    for process in psutil.Process().children(recursive=True):
        if "--type=renderer" in process.cmdline():
            process.kill()
    for _ in range(100):
        if gone:
            break
        context.cookies()  # any call lets playwright hear of it
        time.sleep(0.1)
    other = open_live(context, address, "02-why-reform.ipynb")
    assert [chosen(other, item) for item in items] == [item.options[0].id for item in items]


def test_a_record_goes_from_the_browser_to_the_installed_course_and_back_unchanged(context, browser, address, elsewhere, tmp_path):  # noqa: F811
    lesson = open_live(context, address, "02-why-reform.ipynb")
    choose(lesson, BEFORE, BEFORE.options[2])
    lesson.close()
    panel = open_live(context, address, "00-start.ipynb")
    with panel.expect_download() as waiting:
        panel.get_by_role("button", name="下载记录").click()
    waiting.value.save_as(tmp_path / "record.json")
    log = Progress(tmp_path / "installed")
    assert bring_back(log, (tmp_path / "record.json").read_bytes()) == 1
    assert packed(log) == (tmp_path / "record.json").read_bytes()

    fresh = visitor(browser, address, elsewhere)
    panel = open_live(fresh, address, "00-start.ipynb")
    panel.locator(".course-dashboard input[type=file]").set_input_files(tmp_path / "record.json")
    panel.locator(".course-dashboard").get_by_text("上传完成").wait_for(timeout=20_000)
    panel.close()
    assert chosen(open_live(fresh, address, "02-why-reform.ipynb"), BEFORE) == BEFORE.options[2].id
    fresh.close()


@pytest.fixture
def keeps_nothing(browser, address, elsewhere, tmp_path):
    """A browser told to let no site keep anything: not even a cookie."""
    told = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(told), encoding="utf-8")
    opened = browser.browser_type.launch_persistent_context(tmp_path, executable_path=need_browser(), args=ARGUMENTS)
    yield confined(opened, address, elsewhere)
    opened.close()


def test_where_the_browser_keeps_nothing_the_lesson_goes_on_and_says_so_in_one_line(keeps_nothing, address):
    page = keeps_nothing.new_page()
    page.goto(f"{address}/en/02-why-reform.html")
    page.get_by_role("link", name="Make this lesson live").click()
    alive(page)
    assert page.get_by_text("This browser window lets no page keep anything").count() == 1
    assert errors(page) == []
    choose(page, BEFORE, BEFORE.options[0])
    assert chosen(page, BEFORE) == BEFORE.options[0].id


def test_what_there_is_no_room_for_is_said_in_one_line_and_kept_as_soon_as_there_is(context, address):
    room = context.new_cdp_session(context.new_page())
    here = {"origin": address[: address.index("/", 8)]}
    room.send("Storage.overrideQuotaForOrigin", here | {"quotaSize": 100_000_000})
    page = open_live(context, address, "02-why-reform.ipynb")
    room.send("Storage.overrideQuotaForOrigin", here | {"quotaSize": 1})
    assert page.evaluate(PUT, 100_000_000) == "QuotaExceededError"
    line = page.get_by_text("浏览器给这个网站的地方用完了")
    items = lesson_items("02", "before")
    for item in items:
        choose(page, item, item.options[0])
    line.wait_for(timeout=20_000)
    assert line.count() == 1
    room.send("Storage.overrideQuotaForOrigin", here)
    line.wait_for(state="detached", timeout=40_000)
    page.reload()
    alive(page)
    assert [chosen(page, item) for item in items] == [item.options[0].id for item in items]
