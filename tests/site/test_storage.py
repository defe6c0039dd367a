"""A browser that lets no page keep anything, and one that has no room left: the lesson goes on, and says so in one line."""

import json

import pytest

from tests.browser.conftest import ARGUMENTS
from tests.items import lesson_items
from tests.needs import need_browser

from .visitor import alive, choose, chosen, confined, errors, open_live, visitor

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
    page, first = keeps_nothing.new_page(), lesson_items("01", "before")[0]
    page.goto(f"{address}/en/01-from-page-to-corpus.html")
    page.get_by_role("link", name="Make this lesson live").click()
    alive(page)
    assert page.get_by_text("This browser window lets no page keep anything").count() == 1
    assert errors(page) == []
    choose(page, first, first.options[0])
    assert chosen(page, first) == first.options[0].id


def test_what_there_is_no_room_for_is_said_in_one_line_and_kept_as_soon_as_there_is(browser, address, elsewhere):
    context, first = visitor(browser, address, elsewhere), lesson_items("09", "before")[0]
    room = context.new_cdp_session(context.new_page())
    here = {"origin": address[: address.index("/", 8)]}
    room.send("Storage.overrideQuotaForOrigin", here | {"quotaSize": 100_000_000})
    page = open_live(context, address, "09-your-own-text.ipynb")
    room.send("Storage.overrideQuotaForOrigin", here | {"quotaSize": 1})
    assert page.evaluate(PUT, 100_000_000) == "QuotaExceededError"
    line = page.get_by_text("浏览器给这个网站的地方用完了")
    choose(page, first, first.options[0])
    line.wait_for(timeout=20_000)
    assert line.count() == 1
    room.send("Storage.overrideQuotaForOrigin", here)
    line.wait_for(state="detached", timeout=40_000)
    page.reload()
    alive(page)
    assert chosen(page, first) == first.options[0].id
    context.close()
