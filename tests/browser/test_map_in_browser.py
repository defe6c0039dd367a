"""The argument map in JupyterLab: its blanks filled in on it by mouse and by keyboard, zoom, the text and back."""

import zlib

import pytest

from course.progress.log import Progress
from course.quiz import blank_items
from course.reading import part_of_map

from .learner import cells, open_notebook, put_away, run_all, run_with_answers_in, serious, set_theme, write_notebook

BLANKS = ["a-forces", "a-industry-race", "a-tech-reform", "r-tech-concede", "a-factor-cause:text"]
ITEMS = blank_items(part_of_map("A", ["A01", "A05"]), BLANKS)
SEEN = "node => { const { left, top, right, bottom } = node.getBoundingClientRect(); return [left, top, right, bottom]; }"
PAGE = ".jp-WindowedPanel-outer"


def right(item):
    return next(o for o in item.options if o.correct)


def wrong(item) -> list:
    return [o for o in item.options if not o.correct]


@pytest.fixture(scope="module")
def notebook(browser, lab, home):
    """A notebook with a passage and a map; its first cell says where the answers are kept."""
    write_notebook(home, "map.ipynb", [
        "",
        "course.read('A03', 'A05')",
        f"course.fill_map('A', {BLANKS}, between=['A01', 'A05'])",
        "course.show_map('A', between=['A01', 'A05'])",
    ])  # fmt: skip
    page = open_notebook(browser, lab, "map.ipynb")
    yield page
    put_away(page)


@pytest.fixture
def lesson(notebook, home, request):
    """Run the notebook with the answers kept in a folder of their own, in a window of this width."""
    before = []

    def opened(width: int):
        answers = f"answers-{zlib.crc32(request.node.name.encode())}"
        notebook.set_viewport_size({"width": width, "height": 900})
        run_with_answers_in(notebook, answers)
        before.extend(cells(notebook))
        notebook.locator(".course-argmap").first.evaluate("node => node.scrollIntoView({ block: 'start' })")
        notebook.wait_for_timeout(400)
        return notebook, notebook.locator(".course-argmap").first, Progress(home / answers)

    yield opened
    assert cells(notebook) == before  # whatever keys were pressed, no cell has changed


def blank(argument_map, number: int):
    return argument_map.locator(f'[data-blank="{number}"]:visible')


def card(argument_map):
    return argument_map.locator(".course-gloss")


def inside(node, frame) -> bool:
    """Return whether all of a node can be seen in a frame."""
    (left, top, right_, bottom), (x, y, x_end, y_end) = node.evaluate(SEEN), frame.evaluate(SEEN)
    return left >= x - 1 and top >= y - 1 and right_ <= x_end + 1 and bottom <= y_end + 1


def scrolled(page) -> float:
    return page.locator(PAGE).first.evaluate("node => node.scrollTop")


def filled(argument_map, number: int, how: str) -> None:
    argument_map.locator(f'[data-blank="{number}"][data-state="{how}"]:visible').wait_for(timeout=10_000)


def test_all_blanks_are_filled_on_the_map_by_mouse(lesson):
    page, argument_map, log = lesson(1280)
    assert argument_map.locator(".course-count").inner_text() == "已填 0 / 5 空"
    at = scrolled(page)
    for number, item in enumerate(ITEMS, 1):
        pane = argument_map.locator(".course-scroll")
        for _ in range(9):  # what is further down is brought here by the button at the edge of the pane
            way = "down" if blank(argument_map, number).evaluate(SEEN)[1] > pane.evaluate(SEEN)[3] - 40 else "up"
            if inside(blank(argument_map, number), pane):
                break
            argument_map.locator(f'.course-move[data-way="{way}"]').click()
        blank(argument_map, number).click()
        assert card(argument_map).locator(".course-asked").inner_text() == item.prompt.zh
        assert inside(card(argument_map), page.locator(PAGE).first)
        card(argument_map).get_by_role("button", name=right(item).text.zh, exact=True).click()
        filled(argument_map, number, "right")
        assert inside(card(argument_map), page.locator(PAGE).first)
        assert right(item).feedback.zh in card(argument_map).inner_text()
        page.keyboard.press("Escape")
        assert argument_map.locator(".course-count").inner_text() == f"已填 {number} / 5 空"
    assert scrolled(page) == at and not argument_map.locator(".course-toolbar .course-next").is_visible()
    assert [log.latest(item.id, "after").response for item in ITEMS] == [right(item).id for item in ITEMS]


def test_all_blanks_are_filled_on_the_map_by_keyboard_in_a_smaller_window(lesson):
    page, argument_map, log = lesson(800)
    at = scrolled(page)
    argument_map.locator(".course-scroll").focus()
    page.keyboard.press("Tab")  # the first box
    for _ in ITEMS:
        page.keyboard.press("Tab")  # the first blank that is still open
        number = int(page.evaluate("document.activeElement.dataset.blank"))
        item = ITEMS[number - 1]
        page.keyboard.press("Enter")
        for _ in item.options:
            if page.evaluate("document.activeElement.textContent") == right(item).text.zh:
                break
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        filled(argument_map, number, "right")
        assert page.evaluate("document.activeElement.closest('.course-gloss') !== null")
        assert inside(card(argument_map), page.locator(PAGE).first)
        page.keyboard.press("Escape")
        assert card(argument_map).count() == 0
        assert page.evaluate("document.activeElement.dataset.blank") == str(number)
        page.keyboard.press("Home")
    assert scrolled(page) == at
    assert all(log.latest(item.id, "after").response == right(item).id for item in ITEMS)


def test_a_first_wrong_answer_is_tried_again_on_the_card_and_a_second_is_told(lesson):
    page, argument_map, log = lesson(1280)
    item, (one, other, _) = ITEMS[0], wrong(ITEMS[0])
    blank(argument_map, 1).click()
    card(argument_map).get_by_role("button", name=one.text.zh, exact=True).click()
    told = card(argument_map).locator(".course-told")
    told.get_by_text("还差一步").wait_for(timeout=10_000)
    words = told.inner_text()
    assert words.startswith("还差一步") and words.index(one.feedback.zh) < words.index(one.see)
    assert right(item).feedback.zh not in words and blank(argument_map, 1).get_attribute("data-state") == "open"
    assert card(argument_map).locator(".course-pick:disabled").inner_text().startswith(one.text.zh)
    assert page.evaluate("document.activeElement.className") == "course-told"
    card(argument_map).get_by_role("button", name=other.text.zh, exact=True).click()
    filled(argument_map, 1, "given")
    assert right(item).feedback.zh in told.inner_text() and log.tries(item.id, "after") == 2
    card(argument_map).get_by_role("button", name="再想一次").click()
    card(argument_map).get_by_role("button", name=right(item).text.zh, exact=True).click()
    filled(argument_map, 1, "right")
    card(argument_map).get_by_role("button", name="下一空").click()
    assert card(argument_map).locator(".course-asked").inner_text() == ITEMS[1].prompt.zh


def test_it_fits_the_width_is_zoomed_and_moved_and_leaves_the_wheel_to_the_page(lesson):
    page, argument_map, _ = lesson(1280)
    pane = argument_map.locator(".course-scroll")
    across = "node => [node.querySelector('svg').getBoundingClientRect().width, node.scrollLeft, node.scrollTop]"
    fit, *_ = pane.evaluate(across)
    assert 0.9 * pane.evaluate("node => node.clientWidth") < fit <= pane.evaluate("node => node.clientWidth")
    pane.focus()
    for key, larger in (("+", True), ("0", False), ("-", False)):
        page.keyboard.press(key)
        assert (pane.evaluate(across)[0] > fit) == larger
    argument_map.get_by_role("button", name="适合宽度").click()
    assert abs(pane.evaluate(across)[0] - fit) < 1
    argument_map.get_by_role("button", name="放大").click()
    pane.focus()
    _, left, top = pane.evaluate(across)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    _, right_, down = pane.evaluate(across)
    assert right_ > left and down > top

    x, y, *_ = pane.evaluate(SEEN)
    page.mouse.move(x + 500, y + 300)
    page.mouse.down()
    page.mouse.move(x + 400, y + 200, steps=4)
    page.mouse.up()
    _, dragged, lower = pane.evaluate(across)
    assert dragged > right_ and lower > down and card(argument_map).count() == 0

    at, (wide, *place) = scrolled(page), pane.evaluate(across)
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(500)
    assert scrolled(page) > at and pane.evaluate(across) == [wide, *place]
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    page.wait_for_timeout(300)
    assert pane.evaluate(across)[0] > wide


def test_a_box_leads_to_its_sentence_and_the_sentence_back_to_its_box(lesson):
    page, argument_map, _ = lesson(1280)
    argument_map.locator('g[data-node="a-tech-gap"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus is on "to the text"
    assert page.evaluate("document.activeElement.dataset.card") == "place:A03.4"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the card of the sentence; its first button leads to the map
    assert page.evaluate("document.activeElement.dataset.node") == "a-tech-gap"
    assert inside(argument_map.locator('g[data-node="a-tech-gap"]'), argument_map.locator(".course-scroll"))


def test_on_a_phone_the_blanks_are_filled_in_the_outline(lesson):
    page, argument_map, log = lesson(390)
    assert argument_map.locator(".course-outline").is_visible() and not argument_map.locator("svg").is_visible()
    assert not argument_map.get_by_role("button", name="放大").is_visible()
    for number, item in enumerate(ITEMS, 1):
        blank(argument_map, number).click()
        assert inside(card(argument_map), page.locator(PAGE).first)
        card(argument_map).get_by_role("button", name=right(item).text.zh, exact=True).click()
        filled(argument_map, number, "right")
        page.keyboard.press("Escape")
    assert all(log.latest(item.id, "after").response == right(item).id for item in ITEMS)
    assert argument_map.evaluate("node => node.scrollWidth <= node.clientWidth + 2")


def test_axe_finds_nothing_serious_with_a_card_open_before_and_after_an_answer_light_and_dark(lesson):
    page, argument_map, _ = lesson(1280)
    bad = []
    for option in (None, wrong(ITEMS[0])[0], wrong(ITEMS[0])[1]):
        if option is None:
            blank(argument_map, 1).click()
        else:
            card(argument_map).get_by_role("button", name=option.text.zh, exact=True).click()
            page.wait_for_timeout(1500)
        for dark in (True, False):
            set_theme(page, dark)
            bad += serious(page, ".course-argmap")
    assert not bad


def test_every_box_and_blank_is_a_button_with_a_name(lesson):
    page, argument_map, _ = lesson(1280)
    boxes = argument_map.locator(".course-scroll .course-node")
    assert boxes.count() > 20
    for n in range(boxes.count()):
        assert boxes.nth(n).get_attribute("role") == "button" and boxes.nth(n).get_attribute("aria-label")
    assert argument_map.get_by_role("button", name="第 4 空：？4 什么关系").count() == 1


def test_a_whole_branch_is_filled_step_by_step_the_words_and_then_the_kind(browser, lab, home):
    blanks = ["b-claim-factor:branch"]
    items = blank_items(part_of_map("B", ["B01", "B05"]), blanks)
    write_notebook(home, "map-branch.ipynb", [
        "import os, course\nos.environ['COURSE_PROGRESS_DIR'] = '../answers-branch'\ncourse.use_language('zh')",
        f"course.fill_map('B', {blanks}, between=['B01', 'B05'])",
    ])  # fmt: skip
    page = open_notebook(browser, lab, "map-branch.ipynb")
    run_all(page)
    argument_map = page.locator(".course-argmap").first
    argument_map.locator(".course-toolbar .course-next").click()
    for number, item in enumerate(items, 1):
        assert card(argument_map).locator(".course-asked").inner_text() == item.prompt.zh
        card(argument_map).get_by_role("button", name=right(item).text.zh, exact=True).click()
        card(argument_map).get_by_text(right(item).feedback.zh).first.wait_for(timeout=10_000)  # of this blank, not of the next in its box
        if number < len(items):
            card(argument_map).locator(".course-next").click()
    assert argument_map.locator(".course-count").inner_text() == f"已填 {len(items)} / {len(items)} 空"
    put_away(page)
