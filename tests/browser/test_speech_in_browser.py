"""The text read aloud in JupyterLab, by keyboard: what is said, by which voice, how fast, in which order, and what stops it.

The browser's own speech is replaced: what it is asked for is written down, and its events come when a test sends them.
"""

import pytest

from course.text import passage

from .learner import open_notebook, run_all, serious, set_theme, write_notebook

SPEECH = """() => {
  window.asked = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.voices = [];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => window.voices,
    speak: (said) => { window.asked.push([said.text, said.voice.name, said.lang, said.rate]); window.saying = said; },
    cancel: () => { const said = window.saying; window.saying = null; window.asked.push("cancel"); said?.onerror?.({ error: "canceled" }); },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""
VOICES = """() => {
  const voice = (name, lang, localService) => ({ name, lang, localService });
  window.voices = [voice("Taiwan", "zh-TW", true), voice("Far", "zh-CN", false), voice("Near", "zh-CN", true), voice("English", "en-GB", true)];
  window.speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}"""
LIT = "() => [...document.querySelectorAll('.course-spoken')].map(one => one.dataset.place)"
LIT_WORD = "() => [...(CSS.highlights.get('course-spoken') ?? [])].map(String)"
SENTENCES = [s.text for s in passage("A03").sentences]


@pytest.fixture(scope="module")
def page(browser, lab, home):
    write_notebook(home, "speech.ipynb", ["import course", "course.read('A03')", "course.read('A04')"])
    opened = open_notebook(browser, lab, "speech.ipynb")
    opened.evaluate(SPEECH)
    run_all(opened)
    yield opened
    opened.close()


@pytest.fixture
def reader(page):
    """A reader on a machine with voices, and nothing said yet."""
    page.evaluate(VOICES)
    page.keyboard.press("Escape")
    page.evaluate("() => { window.asked = []; }")
    return page.locator(".course-reader").first


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(80)


def read_aloud(page, reader, place: str, button: str) -> None:
    """Open the card of an id and press a button on it, all by keyboard."""
    reader.locator(f'[data-card="place:{place}"]').focus()
    press(page, "Enter")
    reader.locator(".course-gloss").get_by_role("button", name=button).focus()
    press(page, "Enter")


def spoken(page) -> list:
    return [one for one in page.evaluate("() => window.asked") if one != "cancel"]


def ended(page) -> None:
    page.evaluate("() => window.saying.onend({})")


def test_without_a_voice_nothing_is_offered_and_one_line_says_how_to_get_one(page):
    reader = page.locator(".course-reader").first
    reader.locator(".course-more").evaluate("fold => { fold.open = true; }")
    assert "没有普通话语音" in reader.locator(".course-speech").inner_text()
    assert reader.get_by_role("button", name="朗读").count() == 0
    reader.locator('[data-card="place:A03.6"]').click()
    assert reader.get_by_role("button", name="朗读").count() == 0
    press(page, "Escape")


def test_a_sentence_is_read_by_the_mandarin_voice_of_this_machine(page, reader):
    assert "没有普通话语音" not in reader.locator(".course-speech").text_content()
    read_aloud(page, reader, "A03.6", "▶ 朗读")
    assert spoken(page) == [[SENTENCES[5], "Near", "zh-CN", 1]] and page.evaluate(LIT) == ["A03.6"]
    ended(page)
    assert page.evaluate(LIT) == [] and len(spoken(page)) == 1 and reader.locator(".course-stop").count() == 0


def test_a_paragraph_is_read_slowly_sentence_by_sentence(page, reader):
    read_aloud(page, reader, "A03", "▶ 慢读")
    for number, sentence in enumerate(SENTENCES, 1):
        assert spoken(page)[-1] == [sentence, "Near", "zh-CN", 0.7]
        assert page.evaluate(LIT) == [f"A03.{number}"]
        ended(page)
    assert len(spoken(page)) == len(SENTENCES) and page.evaluate(LIT) == []


def test_the_word_being_said_is_lit_where_the_voice_tells(page, reader):
    read_aloud(page, reader, "A03.6", "▶ 朗读")
    at = SENTENCES[5].index("联动推进")
    page.evaluate("at => window.saying.onboundary({ charIndex: at, charLength: 4 })", at)
    assert "联动推进".startswith(page.evaluate(LIT_WORD)[0])
    text = reader.locator('.course-sentence[data-place="A03.6"] .course-text').evaluate("text => text.textContent")
    assert text == SENTENCES[5]
    ended(page)
    assert page.evaluate(LIT_WORD) == []


@pytest.mark.parametrize("how", ["Escape", "the button"])
def test_reading_stops(page, reader, how):
    read_aloud(page, reader, "A03", "▶ 朗读")
    ended(page)
    if how != "Escape":
        reader.get_by_role("button", name="停").focus()
    press(page, "Escape" if how == "Escape" else "Enter")
    assert page.evaluate("() => window.asked.at(-1)") == "cancel" and len(spoken(page)) == 2
    assert page.evaluate(LIT) == [] and reader.locator(".course-stop").count() == 0
    assert page.evaluate("() => document.activeElement.dataset.card") in ("place:A03", "place:A03.2")


def test_the_focus_goes_with_the_stop_button_from_sentence_to_sentence(page, reader):
    read_aloud(page, reader, "A03", "▶ 朗读")
    reader.get_by_role("button", name="停").focus()
    ended(page)
    assert page.evaluate("() => document.activeElement.closest('.course-sentence')?.dataset.place") == "A03.2"
    press(page, "Escape")


def test_a_second_reader_that_reads_silences_the_first(page, reader):
    read_aloud(page, reader, "A03", "▶ 朗读")
    other = page.locator(".course-reader").nth(1)
    read_aloud(page, other, "A04.1", "▶ 朗读")
    assert page.evaluate(LIT) == ["A04.1"] and spoken(page)[-1][0] == passage("A04.1").text
    press(page, "Escape")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_while_it_reads_and_nothing_is_too_wide_on_a_phone(page, reader, dark):
    set_theme(page, dark)
    read_aloud(page, reader, "A03", "▶ 朗读")
    bad = serious(page, ".course-reader")
    page.set_viewport_size({"width": 390, "height": 844})
    too_wide = page.evaluate("() => [...document.querySelectorAll('.course-reader')].some(one => one.scrollWidth > one.clientWidth + 2)")
    page.set_viewport_size({"width": 1280, "height": 900})
    press(page, "Escape")
    set_theme(page, False)
    assert (bad, too_wide) == ([], False)
