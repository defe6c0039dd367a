"""A lesson live in Chromium: a teacher, a phone of 320 px, one in English and dark, one by keyboard alone; and the wall."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course.classroom.live.store import read_kept
from tests.classroom.live_class import Server

PHONES = {"narrow": (320, 640, "zh-CN", "light"), "english": (390, 800, "en-GB", "dark"), "keyboard": (360, 740, "zh-CN", "light")}
PATIENCE = 15_000  # milliseconds


@pytest.fixture(scope="module")
def class_server(tmp_path_factory):
    """A class of one lesson, whose questions most tests ask one after the other."""
    started = Server(tmp_path_factory.mktemp("class")).start()
    yield started
    started.stop()


@pytest.fixture
def server(tmp_path):
    """A class of a test's own: it is killed there, or nobody has come yet."""
    started = Server(tmp_path).start()
    yield started
    started.stop()


class Room:
    """Everybody's page, and whatever went wrong on one or was asked of anybody but the server."""

    def __init__(self, browser, server):
        self.server, self.wrong, self._contexts = server, [], []
        self._browser = browser
        self.teacher = self.page(1280, 900, "zh-CN", "light", f"/teacher?key={server.key}")
        self.wall = self.teacher.context.new_page()
        self.wall.goto(f"{server.address}/screen")
        self.phones = {name: self.page(*how, f"/join/{server.code}") for name, how in PHONES.items()}

    def page(self, width, height, locale, scheme, path):
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("request", lambda asked: None if asked.url.startswith((self.server.address, "data:")) else self.wrong.append(asked.url))
        context.on("console", lambda said: self.wrong.append(said.text) if "Content Security" in said.text else None)
        page = context.new_page()
        page.goto(self.server.address + path)
        return page

    def open(self, question):
        self.teacher.select_option("#question", question)
        self.teacher.click("#choose button")
        self.everybody("#send")

    def press(self, words):
        """Press a button and see it gone, as a teacher does: what is pressed before that counts as a second click on it."""
        button = f"#acts button:text-is('{words}')"
        self.teacher.click(button)
        self.teacher.wait_for_selector(button, state="hidden")

    def end(self):
        """Nothing is asked any more when the next test begins. (The teacher's page may not have heard yet that something is.)"""
        if read_kept(self.server.file()).live.is_open:
            self.press("结束作答")
        for phone in self.phones.values():
            phone.wait_for_selector("#send", state="hidden")

    def everybody(self, selector):
        for phone in self.phones.values():
            phone.wait_for_selector(selector)

    def counted(self, number):
        self.teacher.wait_for_selector(f"#status:has-text('已答 {number}')")

    def close(self):
        for context in self._contexts:
            context.close()


@pytest.fixture(scope="module")
def class_room(browser, class_server):
    everybody = Room(browser, class_server)
    yield everybody
    everybody.close()
    assert everybody.wrong == []


@pytest.fixture
def room(class_room):
    yield class_room
    class_room.end()


@pytest.fixture
def room_apart(browser, server):
    everybody = Room(browser, server)
    yield everybody
    everybody.close()
    assert everybody.wrong == []


def choose(page, option):
    page.check(f"#form input[value={option}]")
    page.click("#send")


def choose_by_keyboard(page, downs):
    """Tab to the options, move by arrows, tab to the button, press it."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def counts(page):
    return {row.get_attribute("data-part"): row.query_selector(".count").inner_text() for row in page.query_selector_all("#results [data-part]")}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def serious(page):
    return [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]


def test_a_wrong_code_is_said_and_the_right_one_lets_in(room):
    """The first of them: nothing has been asked yet."""
    page, server = room.page(320, 640, "en-GB", "dark", "/"), room.server
    wrong = f"{(int(server.code) + 1) % 10**6:06}"
    for code, found in ((wrong, "#status:has-text('not the class code')"), (server.code, "h1:has-text('You are in')")):
        page.fill("#code", code)
        page.click("button.primary")
        page.wait_for_selector(found)
        assert fits(page)


def test_a_vote_is_hidden_until_it_is_shown_and_a_second_stands_beside_it(room):
    narrow, english, keyboard = room.phones.values()
    room.open("q03-08")
    assert english.inner_text("h1").startswith("9 Suppose") and narrow.inner_text("h1").startswith("9 假定")
    choose(narrow, "a")
    choose(english, "a")
    choose_by_keyboard(keyboard, 1)
    room.counted(3)
    for page in (*room.phones.values(), room.wall, room.teacher):
        assert page.query_selector("#results [data-part]") is None
    assert not room.teacher.is_visible("#private-results")
    assert room.teacher.query_selector("#acts button:text-is('显示结果')") is None
    room.press("结束作答")
    room.press("显示结果")
    room.everybody("#results [data-part]")
    assert counts(narrow)["a"] == "2 人，67%" and counts(english)["a"] == "2, 67%"
    assert "✓" not in narrow.inner_text("#results") and narrow.query_selector(".key") is None
    room.press("再投一次")
    room.everybody("#send:not([hidden])")
    assert narrow.query_selector("#results [data-part]") is None and narrow.query_selector("#form input:checked") is None
    choose(narrow, "c")
    choose(english, "c")
    room.counted(2)
    room.press("结束作答")
    room.press("显示结果")
    room.wall.wait_for_selector("#results [data-part] .bar.first", state="attached")
    assert counts(room.wall)["c"] == "第一次 0 人，0%；这一次 2 人，100%"
    room.press("公布答案")
    room.everybody(".key")
    assert [narrow.inner_text("#status"), english.inner_text("#status")] == ["答案在下面。", "The answer is below."]
    assert "改对 2 人" in narrow.inner_text("#results") and "2 changed to the right answer" in english.inner_text("#results")
    assert narrow.inner_text("li.right strong") == "你的回答"
    assert all(map(fits, (*room.phones.values(), room.wall, room.teacher)))


def test_texts_are_gathered_picked_and_shown_as_text_whatever_they_hold(room):
    narrow, english, keyboard = room.phones.values()
    room.open("q03-04")
    hostile = "<img src=x onerror=\"document.title='gone'\"><b>粗</b>"
    for phone, words in zip((narrow, english, keyboard), (hostile, "From place to condition.", "长" * 400)):
        phone.fill("textarea", words)
        phone.click("#send")
    room.counted(3)
    room.press("结束作答")
    room.teacher.click("#private summary")
    assert room.teacher.query_selector("#private-results img") is None
    room.teacher.click(f"#private-results li:has-text('onerror') button")
    room.press("显示结果")
    room.everybody(".texts li")
    for page in (*room.phones.values(), room.wall, room.teacher):
        page.wait_for_selector("#results .texts li")
        assert page.inner_text("#results .texts li") == hostile and page.query_selector("#results img") is None
        assert page.title() != "gone" and fits(page)


def test_sentences_are_marked_and_the_class_is_seen_as_a_heat_map_on_the_text(room):
    narrow, english, keyboard = room.phones.values()
    room.open("q03-11")
    for phone, option in zip((narrow, english, keyboard), "ccb"):
        choose(phone, option)
    room.counted(3)
    room.press("结束作答")
    room.press("显示结果")
    room.everybody(".heat")
    shades = {e.get_attribute("data-part"): e.get_attribute("data-heat") for e in narrow.query_selector_all(".heat")}
    assert shades == {"a": "0", "b": "2", "c": "4", "d": "0"}
    assert "2 人，67%" in narrow.inner_text("#results") and "2, 67%" in english.inner_text("#results")


def test_guesses_and_pairs_are_answered_on_a_phone_too(room):
    narrow, english, keyboard = room.phones.values()
    room.open("q03-g2")
    for phone, guess in zip((narrow, english, keyboard), ("８", "8", "十")):
        phone.fill("#form input", guess)
        phone.click("#send")
    room.counted(2)
    keyboard.wait_for_selector("#status:has-text('没法计入')")
    keyboard.fill("#form input", "10")
    keyboard.click("#send")
    room.counted(3)
    room.press("结束作答")
    room.press("显示结果")
    room.everybody("#results [data-part]")
    assert counts(narrow) == {"8": "2 人，67%", "10": "1 人，33%"}
    room.open("q03-26")
    for select in narrow.query_selector_all("#form select"):
        select.select_option(index=1)
    narrow.click("#send")
    room.counted(1)


def test_a_phone_answers_though_the_server_is_killed_and_the_teacher_goes_on(room_apart, server):
    room = room_apart
    narrow, english, keyboard = room.phones.values()
    room.open("q03-08")
    choose(narrow, "b")
    room.counted(1)
    server.kill()
    choose(english, "c")
    english.wait_for_selector("#status:has-text('will be sent again')")
    server.start()
    english.wait_for_selector("#status:has-text('Received')", timeout=30_000)
    room.teacher.reload()
    room.counted(2)
    narrow.reload()
    narrow.wait_for_selector("#form input[value=b]:checked")
    choose(narrow, "c")
    room.teacher.wait_for_selector("#status:has-text('手机 3')", timeout=30_000)
    room.press("结束作答")
    keyboard.wait_for_selector("#status:has-text('没有收到')")
    kept = read_kept(server.file()).votes
    assert sorted((v.n, v.response) for v in kept) == [(1, "c"), (2, "c")]


def test_the_language_is_changed_in_the_middle_of_an_answer_and_the_answer_stays(room):
    english = room.phones["english"]
    room.open("q03-08")
    choose(english, "d")
    room.counted(1)
    english.check("#form input[value=a]")  # not sent
    english.click("#language")
    english.wait_for_selector("h1:has-text('假定')")
    assert english.is_checked("#form input[value=a]") and "已计入" in english.inner_text("#status")
    assert english.evaluate("document.documentElement.lang") == "zh-Hans"
    english.reload()
    english.wait_for_selector("h1:has-text('假定')")
    assert english.is_checked("#form input[value=d]")
    english.click("#language")


def test_axe_finds_nothing_serious_and_states_are_said_aloud(room):
    pages = (*room.phones.values(), room.wall, room.teacher)
    for question in ("q03-08", "q03-11", "q03-26", "q03-04"):
        room.open(question)
        for page in pages:
            page.wait_for_selector("h1")
            assert serious(page) == [], question
            assert page.get_attribute("#status", "role") == "status"
    room.press("结束作答")
    room.press("公布答案")
    room.teacher.click("#private summary")
    room.everybody(".key")
    for page in pages:
        assert serious(page) == []


def test_a_link_from_a_slide_opens_the_teachers_page_with_its_question_chosen(room):
    slide = room.teacher.context.new_page()
    slide.goto(f"{room.server.address}/teacher#q03-22")
    slide.wait_for_selector("#question option[value='q03-22']", state="attached")
    expect(slide.locator("#question")).to_have_value("q03-22")
    slide.click("#choose button")
    room.everybody("h1:has-text('21')")
    slide.close()


@pytest.fixture
def deck(room):
    """The deck of the lesson as the live server shows it to the teacher."""
    with room.teacher.expect_popup(timeout=4 * PATIENCE) as opened:  # the deck is made now
        room.teacher.click("#slides")
    page = opened.value
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_selector(".cover #way-in img")
    yield page
    page.close()


def go_to(deck, item):
    """Press the key for the next step until the slide of a question is there."""
    while deck.evaluate("Reveal.getCurrentSlide().dataset.item") != item:
        assert not deck.evaluate("Reveal.isLastSlide()")
        deck.keyboard.press("ArrowRight")


def beside(deck):
    deck.wait_for_selector(".voted .live-counts [data-part]")
    return {row.get_attribute("data-part"): row.query_selector(".count").inner_text() for row in deck.query_selector_all(".live-counts [data-part]")}


def test_a_question_is_asked_from_its_slide_and_the_counts_stand_beside_it(room, deck):
    assert room.server.code in deck.inner_text(".cover").replace(" ", "") and deck.is_hidden(".live-bar")
    go_to(deck, "q03-02")
    deck.keyboard.press("l")
    room.everybody("#send")
    for phone in room.phones.values():
        choose(phone, "a")
    deck.wait_for_selector(".live-bar:has-text('已答 3')")
    assert not deck.is_visible(".live-counts") and room.phones["narrow"].query_selector("#results [data-part]") is None
    deck.keyboard.press("l")
    assert beside(deck) == {"a": "3 人，100%", "b": "0 人，0%", "c": "0 人，0%", "d": "0 人，0%"}
    slide, counts = (deck.locator(where).bounding_box() for where in (".slides section.present", ".live-counts"))
    assert slide["x"] + slide["width"] <= counts["x"] and not deck.locator(".answer").locator("visible=true").count()
    room.everybody("#results [data-part]")
    deck.keyboard.press("l")
    deck.wait_for_selector("body:not(.voted)")
    deck.click(".live-bar button:text-is('再投一次')")
    room.everybody("#send:not([hidden])")
    choose(room.phones["narrow"], "b")
    deck.wait_for_selector(".live-bar:has-text('已答 1')")
    deck.keyboard.press("l")
    assert beside(deck)["b"] == "第一次 0 人，0%；这一次 1 人，100%"
    deck.keyboard.press("ArrowRight")
    deck.wait_for_selector("body:not(.voted)")  # the next question has not been asked


def test_the_teachers_page_opens_from_a_slide_at_its_question_and_picks_what_stands_beside_it(room, deck):
    go_to(deck, "q03-04")
    deck.keyboard.press("l")
    room.everybody("textarea")
    room.phones["english"].fill("textarea", "<b>From place</b> to condition.")
    room.phones["english"].click("#send")
    deck.wait_for_selector(".live-bar:has-text('已答 1')")
    with room.teacher.context.expect_page() as opened:
        deck.click(".live-bar a")
    page = opened.value
    expect(page.locator("#question")).to_have_value("q03-04")
    deck.bring_to_front()
    deck.keyboard.press("l")
    deck.wait_for_selector(".live-counts:has-text('教师页')")
    page.click("#private summary")
    page.click("#private-results li button")
    deck.wait_for_selector(".live-counts .texts li")
    assert deck.inner_text(".live-counts .texts li") == "<b>From place</b> to condition."


def test_the_window_of_notes_asks_too_and_a_slide_without_a_question_asks_nothing(room, deck):
    before = read_kept(room.server.file()).live.rounds
    deck.keyboard.press("l")
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    go_to(deck, "q03-02")
    opened.value.keyboard.press("l")
    room.everybody("h1:has-text('2 ')")
    asked = read_kept(room.server.file()).live.rounds
    assert len(asked) == len(before) + 1 and asked[-1].question == "q03-02"


def test_a_phone_of_an_earlier_class_is_led_back_to_the_door(room_apart, server):
    narrow = room_apart.phones["narrow"]
    narrow.context.clear_cookies()
    server.kill()
    server.start()
    narrow.wait_for_selector("#code", timeout=30_000)
