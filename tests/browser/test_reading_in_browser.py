"""Reader and argument map in JupyterLab, by keyboard alone: layers, cards, steps, guesses, the map and back, blanks."""


import nbformat
import pytest

from course.reading.argument import load_argument
from course.reading.glossary import load_glossary
from course.reading.questions import load_questions
from course.text.essays import load_essay, passage
from course.widgets.reader.reader import PRESETS

from .learner import open_notebook, output_kinds, put_away, run_all, running, serious, set_theme

BLANKS = ["a-forces", "r-tech-concede", "a-tech-cause:text"]
CELLS = [
    "import course",
    "course.read('A03', 'A04')",
    "course.show_map('A', between=['A01', 'A05'])",
    f"course.fill_map('A', {BLANKS}, between=['A01', 'A05'])",
    "course.compare('A03', 'A04', 'A05')",
    "course.read('A')",
    "course.compare('shared-frame')",
]
TERMS = {t.id: t for t in load_glossary()}


def book(home, name: str, sources: list[str]) -> str:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(notebook, home / "notebooks" / name)
    return name

STANDS = """list => [...list.querySelectorAll("dt, dd")].map(e => {
  const { top, bottom, left } = e.getBoundingClientRect(); return [e.tagName, top, bottom, left]; })"""


@pytest.fixture(scope="module")
def page(browser, lab, home):
    with running(browser, lab, book(home, "reading.ipynb", CELLS)) as opened:
        assert output_kinds(opened) == ["execute_result"] * (len(CELLS) - 1)
        yield opened


@pytest.fixture
def reader(page):
    found = page.locator(".course-reader").first
    found.locator(".course-more").evaluate("fold => { fold.open = true; }")
    return found


@pytest.fixture
def argument_map(page):
    return page.locator(".course-argmap").first


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)


def focused(page, attribute: str) -> str:
    return page.evaluate(f"() => document.activeElement.getAttribute('{attribute}')")


LAYERS = {
    "段意": ".course-gist", "论证作用": '.course-label[data-layer="role"]', "凭什么": '.course-label[data-layer="evidence"]',
    "论证方法": '.course-label[data-layer="method"]', "修辞": '.course-tag[data-layer="device"]',
    "逻辑标记": '.course-tag[data-layer="marker"]', "语气": '.course-tag[data-layer="modality"]',
    "词语": "button.course-term", "注释": '.course-notes[data-layer="note"]', "追问": '.course-ask[data-layer="critical"]',
    "同一说法见于": '.course-ask[data-layer="provenance"]',
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_switched_by_keyboard(page, reader, name):
    box, shown = reader.get_by_role("checkbox", name=name, exact=True), reader.locator(LAYERS[name])
    for _ in range(2):
        was = box.is_checked()
        assert (shown.first.is_visible() if shown.count() else False) == was
        box.focus()
        press(page, "Space")
        assert box.is_checked() != was
        assert (shown.first.is_visible() if shown.count() else False) != was


def shown_layers(reader) -> set[str]:
    return set(reader.locator("[data-switch]:checked").evaluate_all("boxes => boxes.map(box => box.dataset.switch)"))


def test_a_preset_is_chosen_by_keyboard_and_holds_for_every_reader_of_the_notebook(page, reader):
    every = page.locator(".course-reader").all()
    reader.get_by_role("radio", name="看论证").focus()
    for keys, name, preset in ((["ArrowLeft"], "通读", "read"), (["ArrowRight", "ArrowRight"], "学词语", "words"), (["ArrowLeft"], "看论证", "argue")):
        press(page, *keys)
        assert page.evaluate("() => document.activeElement.dataset.preset") == preset
        for one in every:
            assert one.get_by_role("radio", name=name).is_checked()
            offered = set(one.locator("[data-switch]").evaluate_all("boxes => boxes.map(box => box.dataset.switch)"))
            assert shown_layers(one) == offered & set(PRESETS[preset].layers)


def test_read_shows_the_text_alone_running_on_and_its_words_can_still_be_clicked(page, reader):
    reader.get_by_role("radio", name="通读").focus()
    press(page, "Space")
    beside = reader.locator(":is(.course-label, .course-ask, .course-notes, .course-gist):visible")
    assert beside.count() == 0 and reader.locator("button.course-term:visible").count() > 10
    display = reader.locator(".course-sentence").evaluate_all("all => new Set(all.map(one => getComputedStyle(one).display)).size === 1 && getComputedStyle(all[0]).display")
    assert display == "inline" and reader.get_by_role("radio", name="连排").is_checked()
    reader.get_by_role("radio", name="看论证").focus()
    press(page, "Space")
    assert reader.get_by_role("radio", name="分句").is_checked() and beside.count() > 10


def test_a_fold_under_a_sentence_holds_at_most_two_notes_and_the_rest_is_one_key_further(page, reader):
    folds = reader.locator('.course-notes[data-layer="note"]')
    assert all(fold.locator("> ul > li").count() <= 2 for fold in folds.all())
    with_more = folds.filter(has=page.locator(".course-more-notes")).first
    with_more.locator("> summary").focus()
    press(page, "Enter")
    with_more.locator("> ul > li").first.wait_for(state="visible")
    rest = with_more.locator(".course-more-notes")
    assert rest.locator("li").count() and not rest.locator("li").first.is_visible()
    rest.locator("summary").focus()
    press(page, "Enter")
    rest.locator("li").first.wait_for(state="visible")


def test_switching_one_layer_leaves_every_preset(page, reader):
    box = reader.get_by_role("checkbox", name="语气", exact=True)
    for chosen in (0, 1):
        box.focus()
        press(page, "Space")
        assert reader.locator("[data-preset]:checked").count() == chosen


def test_what_stands_beside_a_sentence_lights_the_words_it_is_said_of(page, reader):
    tag = reader.locator('[data-place="A03.2"] .course-tag[data-layer="evidence"]')
    tag.focus()
    assert reader.locator(".course-lit").all_inner_texts() == ["人工智能", "新能源", "新材料", "生命科学", "量子科技"]
    reader.locator('[data-place="A03.2"] .course-place').focus()
    assert reader.locator(".course-lit").count() == 0


def test_the_essays_lines_are_as_long_as_those_of_a_book_and_the_margin_is_beside_them(page, reader):
    text, labels = (reader.locator(f'.course-sentence[data-place="A03.6"] {part}') for part in (".course-text", ".course-labels"))
    style = text.evaluate("p => { const s = getComputedStyle(p); return [s.fontFamily, parseFloat(s.fontSize), p.clientWidth - parseFloat(s.paddingLeft)]; }")
    assert "Serif" in style[0] and style[1] == 20 and 32 <= style[2] / style[1] <= 38
    beside, within = labels.bounding_box(), text.bounding_box()
    assert beside["x"] + beside["width"] <= within["x"] and abs(beside["y"] - within["y"]) < 4


def test_a_term_opens_its_card_and_its_pinyin_is_set_in_the_text(page, reader):
    term = reader.locator("button.course-term").nth(1)
    term.focus()
    press(page, "Enter")
    card = reader.locator(".course-gloss")
    found = TERMS[term.get_attribute("data-card").removeprefix("term:")]
    assert found.gloss.zh in card.inner_text() and found.why.zh in card.inner_text()
    press(page, "Space")  # the focus is in the card, on "pinyin in the text"
    assert term.locator("rt").inner_text() == found.pinyin
    press(page, "Space")
    assert term.locator("rt").count() == 0
    press(page, "Escape")
    assert card.count() == 0 and focused(page, "data-card") == f"term:{found.id}"


def test_a_role_opens_its_meaning_and_a_question_mark_its_question(page, reader):
    label = reader.locator('.course-label[data-layer="role"]').first
    label.focus()
    press(page, "Enter")
    assert "问“这一段要证明什么”" in reader.locator(".course-gloss").inner_text()
    press(page, "Escape")
    question = next(q for q in load_questions("A") if q.at.startswith("A03"))
    reader.locator(f'[data-card="question:{question.id}"]').focus()
    press(page, "Enter")
    card = reader.locator(".course-gloss")
    assert question.question.zh in card.inner_text() and question.answer.zh not in card.inner_text()
    press(page, "Enter")  # the focus is on the fold that says what would count as an answer
    assert question.answer.zh in card.inner_text()
    press(page, "Escape")


def test_the_sign_of_a_shared_wording_opens_its_source_and_then_what_that_shows(page, reader):
    reader.locator('.course-heading [data-layer="provenance"]').first.focus()
    press(page, "Enter")
    card = reader.locator(".course-gloss")
    assert "2024 年 1 月 31 日" in card.inner_text() and "新华社" in card.inner_text() and "没看到什么：" not in card.inner_text()
    press(page, "Enter")
    assert "没看到什么：" in card.inner_text()
    assert serious(page, ".course-gloss") == []
    press(page, "Escape")
    assert card.count() == 0 and focused(page, "data-card") == "provenance:three-sources"


def test_tab_past_the_end_of_a_card_leads_back_to_its_word(page, reader):
    reader.locator("button.course-term").first.focus()
    press(page, "Enter")
    reader.locator(".course-gloss .course-where-else").wait_for(timeout=10_000)  # the places of its words have come
    reader.locator(".course-gloss-close").focus()  # what comes last
    press(page, "Tab")
    assert reader.locator(".course-gloss").count() == 0
    assert page.evaluate("() => document.activeElement.matches('button.course-term')")
    press(page, "Escape")


def test_the_text_is_taken_sentence_by_sentence(page, reader):
    reader.get_by_role("radio", name="逐句").focus()
    press(page, "Space")
    assert reader.locator(".course-current").get_attribute("data-place") == "A03.1"
    reader.get_by_role("button", name="下一个").focus()
    press(page, "Enter", "Enter")
    assert reader.locator(".course-current").get_attribute("data-place") == "A03.3"
    assert "3 / 12" in reader.locator(".course-where").inner_text()
    assert not reader.locator('[data-place="A04"]').is_visible()
    assert reader.locator('.course-sentence[data-place="A03.2"]').inner_text().replace("\n", "").endswith(passage("A03.2").text)
    reader.get_by_role("radio", name="逐段").focus()
    press(page, "Space")
    assert reader.locator(".course-paragraph:visible").count() == 1
    reader.get_by_role("radio", name="全部", exact=True).focus()
    press(page, "Space")
    assert reader.locator(".course-paragraph:visible").count() == 2


def test_a_gloss_is_guessed_before_it_is_shown(page, reader):
    box = reader.get_by_role("checkbox", name="先猜词义")
    box.focus()
    press(page, "Space")
    reader.locator(".course-glossary").wait_for(state="detached")
    term = reader.locator("button.course-term").first
    found = TERMS[term.get_attribute("data-card").removeprefix("term:")]
    term.focus()
    assert reader.locator(".course-gloss").count() == 0  # nothing is given away by passing over it
    press(page, "Enter")
    card = reader.locator(".course-gloss")
    assert card.locator(".course-guess").count() == 3 and found.why.zh not in page.inner_html(".course-reader")
    for _ in range(3):
        if page.evaluate("() => document.activeElement.textContent") == found.gloss.zh:
            break
        press(page, "Tab")
    press(page, "Enter")
    card.get_by_text(found.why.zh).wait_for(timeout=5_000)
    assert card.locator('[data-mark="right"]').count() == 1
    press(page, "Escape")
    box.focus()
    press(page, "Space")
    reader.locator(".course-glossary").wait_for(state="attached")


def test_a_node_of_the_map_leads_to_its_words_and_back(page, argument_map):
    argument_map.locator("g[data-node]").first.focus()
    for _ in range(40):
        if focused(page, "data-node") == "a-tech-cause":
            break
        press(page, "ArrowDown")
    press(page, "ArrowLeft")
    assert focused(page, "data-node") == "a-tech-reform"
    press(page, "ArrowRight", "ArrowDown", "ArrowDown")
    assert focused(page, "data-node") == "a-tech-cause"
    press(page, "Enter")
    card = argument_map.locator(".course-gloss")
    node = load_argument("A").nodes["a-tech-cause"]
    assert passage("A03.5").text in card.inner_text() and node.why.zh in card.inner_text()
    press(page, "Enter")  # the focus is on "to the text"
    assert focused(page, "data-card") == "place:A03.5"
    assert page.locator('.course-reader .course-found[data-place="A03.5"]').is_visible()
    press(page, "Enter", "Enter")  # the card of the sentence; its first button leads to the map
    assert focused(page, "data-node") == "a-tech-cause"


def test_the_map_is_also_an_outline_with_the_same_cards(page, argument_map):
    argument_map.get_by_role("radio", name="大纲").focus()
    press(page, "Space")
    assert not argument_map.locator("svg").is_visible()
    node = argument_map.locator('.course-outline .course-node[data-node="a-tech-gap"]')
    node.focus()
    press(page, "Enter")
    assert passage("A03.4").text in argument_map.locator(".course-gloss").inner_text()
    press(page, "Escape")
    argument_map.get_by_role("radio", name="图", exact=True).focus()
    press(page, "Space")
    assert argument_map.locator("svg").is_visible()


def test_every_line_of_the_drawing_stays_inside_its_box(page):
    out = page.evaluate(
        """() => [...document.querySelectorAll('svg.course-drawing g[data-node] text')].filter(t =>
            t.getComputedTextLength() + 8 > Number(t.parentNode.querySelector('rect').getAttribute('width')) - 2).map(t => t.textContent)"""
    )
    assert out == []


def test_side_by_side_stands_in_columns(page):
    beside = page.locator(".course-reader").nth(1)
    tops = [beside.locator(f'[data-place="{p}"]').bounding_box()["y"] for p in ("A03.1", "A04.1", "A05.1")]
    lefts = [beside.locator(f'[data-place="{p}"]').bounding_box()["x"] for p in ("A03.1", "A04.1", "A05.1")]
    assert max(tops) - min(tops) < 2 and lefts == sorted(set(lefts))


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_with_every_layer_on(page, reader, dark):
    set_theme(page, dark)
    for box in reader.locator('input[type="checkbox"][data-switch]').all():
        box.check()
    page.locator(".course-reader button.course-term").first.click()
    bad = serious(page, ".jp-OutputArea-output")
    page.keyboard.press("Escape")
    set_theme(page, False)
    assert not bad


def test_a_whole_essay_has_all_its_sentences_and_on_paper_everything_is_open(page):
    whole = page.locator(".course-reader").nth(2)
    assert whole.locator(".course-sentence").count() == len(load_essay("A").sentences)
    page.emulate_media(media="print")
    assert not whole.locator(".course-toolbar").is_visible()
    assert whole.locator(".course-notes li").first.is_visible()
    page.emulate_media(media="screen")


@pytest.fixture(scope="module")
def narrow(browser, lab, home):
    page = open_notebook(browser, lab, book(home, "narrow.ipynb", CELLS[:5]), width=400)
    run_all(page)
    yield page
    put_away(page)


@pytest.mark.parametrize(("width", "zoom"), [(400, 1), (1280, 2)])
def test_nothing_runs_over_its_edge_in_a_narrow_window_or_enlarged(narrow, width, zoom):
    # JupyterLab itself takes about 80 of 400 pixels: what is left for the lesson is 320.
    page = narrow
    page.set_viewport_size({"width": width // zoom, "height": 900 // zoom})
    page.wait_for_timeout(500)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.course-reader, .course-quiz, .course-argmap')]
            .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.className)"""
    )
    first = page.locator('.course-reader .course-sentence[data-place="A03.1"]').first
    above, text = (first.locator(part).bounding_box() for part in (".course-labels", ".course-text"))
    assert wide == []
    assert above["y"] + above["height"] <= text["y"] + 1 and above["x"] <= text["x"]  # no room for a margin


def test_in_the_unfolded_word_list_every_meaning_stands_under_its_own_word(page):
    folds = page.locator("details.course-glossary")
    for n in range(folds.count()):
        folds.nth(n).evaluate("fold => { fold.open = true; }")
        rows = folds.nth(n).locator("dl").evaluate(STANDS)
        assert len(rows) > 4 and [tag for tag, *_ in rows] == ["DT", "DD"] * (len(rows) // 2)
        for (tag, _, bottom, left), (_, top, _, next_left) in zip(rows, rows[1:]):
            below = top >= bottom - 1 and abs(left - next_left) < 2
            assert below or (tag == "DD" and next_left > left + 100)  # only between a meaning and the next word does a column end
        folds.nth(n).evaluate("fold => { fold.open = false; }")


def test_roles_are_guessed_by_keyboard_before_they_are_shown(browser, lab, home):
    cells = ["import os, course\nos.environ['COURSE_PROGRESS_DIR'] = '../answers-roles'\ncourse.use_language('zh')", "course.read('B03', guess=True)"]
    with running(browser, lab, book(home, "roles.ipynb", cells)) as page:
        reader = page.locator(".course-reader")
        assert reader.locator(".course-role-ask").count() == 8 and reader.locator('[data-layer="role"].course-label').count() == 0
        bad = serious(page, ".course-reader")
        reader.locator(".course-role").first.focus()
        for left in range(7, -1, -1):
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.wait_for_function(f"() => document.querySelectorAll('.course-role-ask').length === {left}", timeout=10_000)
        assert reader.locator(".course-role-told").count() == 8 and reader.locator('[data-layer="role"].course-label').count() == 9
        assert not bad and not serious(page, ".course-reader")
