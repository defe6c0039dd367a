"""A text of one's own in JupyterLab: pasted or chosen as a file, read and counted by mouse or keyboard, without code."""


import pytest

from .learner import output_kinds, running, serious, set_theme, write_notebook

CELLS = ["import course", "course.own_text()", "course.read('A02')"]
WORDS = "我们这条街应当种树。树能遮阴，有研究说还能降温。\n所以，只有种树，夏天的街上才能凉快。"


@pytest.fixture(scope="module")
def page(browser, lab, home):
    write_notebook(home, "own-text.ipynb", CELLS)
    with running(browser, lab, "own-text.ipynb") as opened:
        yield opened


@pytest.fixture
def own(page):
    return page.locator(".course-pasted")


def read_this(own, words: str) -> None:
    """Press the button by keyboard and wait for what is said then."""
    button = own.get_by_role("button", name="读这篇")
    button.focus()
    button.press("Enter")
    own.get_by_role("status").get_by_text(words).wait_for(timeout=30_000)


def test_the_box_stands_in_line_with_the_reader_below_it_and_what_is_pasted_fills_it(page, own):
    left = "node => Math.round(node.getBoundingClientRect().left)"
    assert own.locator(".course-explorer").first.evaluate(left) == page.locator(".course-reader").last.evaluate(left)
    box = own.get_by_label("把文章贴在这里")
    assert box.evaluate("box => box.closest('.course-explorer').clientWidth - box.offsetWidth") < 40


def test_a_text_is_pasted_and_read_by_keyboard_alone(page, own):
    own.get_by_label("把文章贴在这里").focus()
    page.keyboard.insert_text(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.insert_text("种树")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.type") == "file"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    own.get_by_role("status").get_by_text("这是 X 篇").wait_for(timeout=30_000)
    assert page.evaluate("() => document.activeElement.textContent") == "读这篇"  # the focus is where it was
    reader = own.locator(".course-reader")
    reader.locator('[data-place="X02.1"] .course-text').wait_for(timeout=10_000)
    assert reader.locator(".course-sentence").count() == 3 and reader.locator("[data-preset]").count() == 0
    assert "36 个汉字" in own.locator(".course-pasted-counted").inner_text()
    assert own.get_by_role("cell", name="种树").is_visible()


def test_what_cannot_be_read_is_said_and_the_text_read_before_stays(page, own):
    box = own.get_by_label("把文章贴在这里")
    for text, words in (("", "还没有文章"), ("Plant trees.", "没有汉字"), ("，。！", "只有标点"), ("树" * 100_001, "太长了")):
        box.fill(text)
        read_this(own, words)
        assert own.locator(".course-reader .course-sentence").count() == 3


def test_a_file_is_chosen_and_takes_the_place_of_the_text_before(page, own):
    chosen = own.get_by_label("选一个文件")
    chosen.set_input_files({"name": "河.txt", "mimeType": "text/plain", "buffer": "河要清。河边要有路。".encode("gb18030")})
    assert own.get_by_text("河.txt").is_visible()
    read_this(own, "这是 X 篇")  # it has the same title
    own.get_by_text("河边要有路。").wait_for(timeout=10_000)
    assert own.locator(".course-reader").count() == 1 and own.locator(".course-reader .course-sentence").count() == 2
    own.get_by_label("把文章贴在这里").fill(WORDS)  # what was touched last is read
    assert not own.get_by_text("河.txt").is_visible()
    read_this(own, "读好了")
    own.locator('.course-reader [data-place="X02.1"]').wait_for(timeout=10_000)


def test_a_file_that_is_too_large_or_no_text_is_refused_in_words(page, own):
    for name, data, words in (("book.txt", b" " * 400_001, "太长了"), ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)), "不是文本")):
        own.get_by_label("选一个文件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
        read_this(own, words)
    own.get_by_label("把文章贴在这里").fill(WORDS)


def test_keys_stay_in_the_box_and_the_preset_of_a_lesson_reaches_the_readers_own_text(page, own):
    box = own.get_by_label("把文章贴在这里")
    box.focus()
    for key in ("End", "b", "d", "d", "ArrowDown", "Escape", "x", "Shift+Enter"):
        page.keyboard.press(key)
    assert box.input_value().replace("\n", "").endswith("bddx")
    last = page.locator(".course-reader").last
    last.get_by_role("radio", name="通读").focus()
    page.keyboard.press("Space")
    assert own.locator(".course-reader.course-running").count() == 1
    last.get_by_role("radio", name="看论证").focus()
    page.keyboard.press("Space")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(page, own, dark):
    set_theme(page, dark)
    bad = serious(page, ".course-pasted")
    set_theme(page, False)
    assert not bad
    assert output_kinds(page) == ["execute_result"] * 2  # nothing was printed


def test_nothing_runs_over_its_edge_in_a_narrow_window(page, own):
    page.set_viewport_size({"width": 400, "height": 900})
    own.get_by_label("把文章贴在这里").fill(WORDS)
    read_this(own, "读好了")
    own.locator(".course-reader .course-sentence").first.wait_for(timeout=10_000)
    wide = page.evaluate("() => [...document.querySelectorAll('.course-pasted, .course-pasted > *')].filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.className)")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == []
