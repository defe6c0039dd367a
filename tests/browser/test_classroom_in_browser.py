"""Handouts, instructor editions, slides and the class report in Chromium, offline: nothing overflows, no font is missing."""

import csv
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.classroom.slides.blocks import LONGEST
from course.classroom.write import MATERIALS, write_pdf
from tests.classroom.printed import pages_and_sizes
from course.lessons.plan import all_items, lesson_items, load_lessons
from course.quiz.item import Item
from tests.classroom.another_class import AnotherClass
from tests.classroom.simulated_class import write_class
from tests.needs import need_browser

A4 = 186, 273  # mm, within margins of 12
LESSONS = [lesson.id for lesson in load_lessons()]
# What is on the wall at this moment: its words beside the essays' own, the smallest type, whether an answer is among it,
# and whether anything reaches beyond the slide.
ON_THE_WALL = """() => {
  const slide = Reveal.getCurrentSlide(), words = [], sizes = [];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !seen(holder)) continue;
    sizes.push(parseFloat(getComputedStyle(holder).fontSize));
    if (!holder.closest('[data-text]')) words.push(texts.currentNode.data);
  }
  const edge = slide.getBoundingClientRect();
  const beyond = [...slide.querySelectorAll('.body *')].some((e) => {
    const box = e.getBoundingClientRect();
    return box.bottom > edge.bottom + 1 || box.right > edge.right + 1;
  });
  return { words: words.join(' '), smallest: Math.min(...sizes), beyond, number: Reveal.getSlidePastCount(),
    item: slide.dataset.item ?? '', answered: [...slide.querySelectorAll('.answer')].some(seen),
    last: Reveal.isLastSlide() && !Reveal.availableFragments().next, title: slide.querySelector('h2')?.textContent ?? '' };
}"""
PAGES_HIGHER = """() => [...document.querySelectorAll('.pdf-page')].filter((p) => p.scrollHeight > p.clientHeight + 1).map((p) => p.innerText.slice(0, 80))"""
COLOURED = """() => [...document.querySelectorAll('main, main *')].flatMap((e) => { const s = getComputedStyle(e);
  return [s.color, s.backgroundColor, s.borderTopColor, e instanceof SVGElement ? s.fill : '', e instanceof SVGElement ? s.stroke : ''] })
  .filter((c) => { const n = c.match(/^rgba?\\((\\d+), (\\d+), (\\d+)/); return n && !(n[1] === n[2] && n[2] === n[3]) })"""
FAMILIES = """() => [...new Set([...document.querySelectorAll('body *:not(script)')].filter((e) => e.innerText?.trim() || e.tagName === 'text')
  .map((e) => getComputedStyle(e).fontFamily.split(',')[0].replaceAll('"', '')))]"""


@pytest.fixture(scope="module")
def offline(browser):
    """A browser window without a network; it fails the test if a page asks for anything but itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: asked.append(f"error: {error}"))
    yield page, asked
    context.close()


def page_of(classroom, lesson, kind):
    """Return where a lesson's page stands among all that one command made."""
    return classroom[1] / MATERIALS[kind][0] / f"{lesson}-{kind}.html"


def open_page(offline, path, options=""):
    page, asked = offline
    asked.clear()
    page.goto(path.as_uri() + options)
    page.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    return page


# How many ruled lines each place to write on has, as it is drawn.
RULED = """() => [...document.querySelectorAll('.question .lines')].map((e) => {
  const line = 2.2 * parseFloat(getComputedStyle(e).fontSize);
  return Math.round(e.getBoundingClientRect().height / line);
})"""
# Of how many such places a printer leaves out the lines, because they are drawn as a background.
NOT_PRINTED = """() => [...document.querySelectorAll('.lines, .passage')].filter((e) => getComputedStyle(e).printColorAdjust !== 'exact').length"""
MOST_PAGES = {"class": 4, "card": 1, "homework": 16}


def fits_every_width(page) -> bool:
    wide = []
    for width in (1280, 794, 380):
        page.set_viewport_size({"width": width, "height": 900})
        wide.append(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
    page.set_viewport_size({"width": 1280, "height": 720})
    return not any(wide)


def has_room_for_every_answer(page, lesson: str) -> bool:
    ruled = page.evaluate(RULED)
    few = sum(item.kind == "open" for item in lesson_items(lesson))  # sentences; a piece of writing has its own room
    pieces = [item.characters for item in lesson_items(lesson) if item.kind == "writing"]
    enough = len(ruled) >= few + len(pieces) and max(ruled, default=9) * 25 >= max(pieces, default=0)
    return enough and min(ruled, default=1) >= 1 and ruled.count(5) >= few


def prints_well(page, most: int) -> bool:
    """Return whether it has at most so many pages, nothing under eight points, no colour, and all its lines."""
    pages, sizes = pages_and_sizes(page.pdf(prefer_css_page_size=True))
    return pages <= most and min(sizes) >= 8 and len(sizes) > 10 and page.evaluate(COLOURED) == [] and page.evaluate(NOT_PRINTED) == 0


@pytest.mark.parametrize("kind", [k for k in MATERIALS if k != "slides"])
def test_sheets_fit_every_width_use_only_their_own_fonts_have_room_for_answers_and_print_well(classroom, offline, kind):
    for lesson in LESSONS:
        page = open_page(offline, page_of(classroom, lesson, kind))
        assert fits_every_width(page), lesson
        assert set(page.evaluate(FAMILIES)) <= {"Course", "CourseLatin"}, lesson
        assert page.evaluate("['Course', 'CourseLatin'].some((f) => document.fonts.check(`16px ${f}`))")
        assert kind != "handout" or has_room_for_every_answer(page, lesson), lesson
        assert kind not in MOST_PAGES or prints_well(page, MOST_PAGES[kind]), lesson


def open_deck(offline, path):
    page = open_page(offline, path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert not [what for what in offline[1] if what.startswith("error")]
    return page


def with_other_fonts(path, folder):
    """Return the page without its own fonts, as on a machine that refuses them; what it has instead is wider."""
    html = re.sub(r"@font-face[^}]*}", "", path.read_text(encoding="utf-8"))
    wide = "<style>.reveal, .reveal * { font-family: monospace !important; letter-spacing: .1em }</style></head>"
    (folder / path.name).write_text(html.replace("</head>", wide, 1), encoding="utf-8")
    return folder / path.name


def moments(page):
    """Yield what is on the wall after each press of the one key a teacher needs, from the cover to the last."""
    while not (now := page.evaluate(ON_THE_WALL))["last"]:
        yield now
        page.keyboard.press("ArrowRight")
    yield now


def length(words):
    return len(re.sub(r"\s", "", re.sub(r"[A-Z]\d\d(?:\.\d+)?", "", words)))


def test_a_deck_has_twenty_five_slides_at_most_few_words_at_a_time_and_no_answer_before_its_key(classroom, offline):
    for lesson in LESSONS:
        page = open_deck(offline, page_of(classroom, lesson, "slides"))
        found = list(moments(page))
        assert (17 if lesson == "00" else 20) <= page.evaluate("Reveal.getTotalSlides()") <= 25, lesson
        assert max(length(now["words"]) for now in found) <= LONGEST[classroom[0]], lesson
        assert min(now["smallest"] for now in found) >= 20 and not any(now["beyond"] for now in found), lesson
        for item in {now["item"] for now in found if now["item"]}:
            asked = [now["answered"] for now in found if now["item"] == item]
            assert not asked[0] and asked == sorted(asked), (lesson, item)
        assert any(now["answered"] for now in found) and found[-1]["title"] in ("板书", "The board at the end")
        assert page.locator(".map").count() and set(page.evaluate(FAMILIES)) <= {"Course", "CourseLatin"}, lesson


def test_slides_fit_with_other_fonts_and_in_any_window(classroom, offline, tmp_path):
    for lesson in LESSONS[3::3]:
        path = page_of(classroom, lesson, "slides")
        page = open_deck(offline, with_other_fonts(path, tmp_path))
        assert not [now["number"] for now in moments(page) if now["beyond"]], lesson
        page.set_viewport_size({"width": 500, "height": 900})
        page = open_deck(offline, path)
        assert not [now["number"] for now in moments(page) if now["beyond"]], lesson
        page.set_viewport_size({"width": 1280, "height": 720})


def test_the_notes_have_a_window_of_their_own_that_follows_and_leads(classroom, offline):
    page = open_deck(offline, page_of(classroom, "03", "slides"))
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    for _ in range(3):
        notes.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getSlidePastCount()") == 3 and notes.locator("#where").inner_text().startswith("4/")
    assert "0–4" in notes.locator("#notes").inner_text() and notes.locator("#next").inner_text()
    assert not page.locator("aside.notes").first.is_visible()
    notes.close()


def test_a_deck_that_is_a_file_has_no_dead_button_and_says_how_to_ask_the_class(classroom, offline):
    page = open_deck(offline, page_of(classroom, "03", "slides"))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    before = page.evaluate("Reveal.getState()")
    page.keyboard.press("l")
    assert page.evaluate("Reveal.getState()") == before
    assert not page.locator("button:not(.controls button):visible, .live-bar").count()
    assert "python -m course live 03" in page.locator("section:nth-child(2) aside.notes").inner_html()


def test_a_deck_prints_a_slide_a_page(classroom, offline):
    page = open_page(offline, page_of(classroom, "03", "slides"), "?print-pdf")
    page.wait_for_function("window.Reveal && Reveal.isReady() && document.querySelectorAll('.pdf-page').length")
    kept = page.evaluate("document.querySelectorAll('.pdf-page').length")
    assert kept == page.evaluate("Reveal.getTotalSlides()") and page.evaluate(PAGES_HIGHER) == []


def test_a_sheet_prints_to_a_pdf(classroom, tmp_path):
    need_browser()
    sheet = shutil.copy(page_of(classroom, "03", "handout"), tmp_path)  # the folder is every test's
    pages, sizes = pages_and_sizes(write_pdf(Path(sheet)).read_bytes())
    assert pages > 5 and min(sizes) >= 8


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The report on forty learners of lesson 03 who handed in late, or are missing, and wrote something."""
    folder = tmp_path_factory.mktemp("first-page")
    (folder / "in").mkdir()
    made = AnotherClass("03", 4, many=40)
    made.write(folder / "in")
    made.write_roster(folder / "list.csv")
    made.write_assignments(folder / "set.yaml")
    options = ("--lesson", "03", "--roster", folder / "list.csv", "--assignments", folder / "set.yaml", "--to", folder / "out")
    done = subprocess.run([sys.executable, "-m", "course", "class", folder / "in", *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_the_first_page_of_the_report_fits_one_sheet_and_no_table_is_wider_than_paper(offline, reported):
    page = open_page(offline, reported / "class-report.html")
    page.set_viewport_size({"width": round(A4[0] / 25.4 * 96), "height": 900})  # what is left of A4 within its margins
    page.emulate_media(media="print")
    high = page.evaluate("document.querySelector('.first').getBoundingClientRect().height")
    wide = page.evaluate("Math.max(...[...document.querySelectorAll('table')].map((t) => t.getBoundingClientRect().right))")
    page.emulate_media(media="screen")
    assert 0.3 < high / (A4[1] / 25.4 * 96) < 1 and wide <= A4[0] / 25.4 * 96 + 1
    page.set_viewport_size({"width": 1280, "height": 720})


def test_marks_are_kept_in_the_browser_and_saved_with_the_learners_names(offline, reported, tmp_path):
    page = open_page(offline, reported / "marking.html")
    piece = page.locator("article").nth(2)
    piece.locator("input[type=radio]").first.check()
    piece.locator("textarea").fill("=好，理由\n再说清楚")
    page.reload()
    piece = page.locator("article").nth(2)
    assert piece.locator("input[type=radio]").first.is_checked() and "理由" in piece.locator("textarea").input_value()
    with page.expect_download() as saving:
        page.locator(".save button").first.click()
    saving.value.save_as(tmp_path / "marks.csv")
    with (tmp_path / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["code"] == piece.get_attribute("data-code") and row["learner"].removeprefix("'") == piece.get_attribute("data-learner")
    assert row["comment"] == "'=好，理由\n再说清楚" and list(filter(None, (row[c] for c in row if c.startswith("point-")))) == ["1"]
    assert "1 份" in page.locator("[role=status]").first.inner_text()


def test_the_class_report_scrolls_within_its_tables_and_loads_nothing(offline, tmp_path):
    graded: list[Item] = [i for i in all_items() if i.is_scored]
    (tmp_path / "in").mkdir()
    draw = random.Random(1)
    write_class(tmp_path / "in", graded, {i.id: draw.gauss(0, 1) for i in graded}, 40, seed=4)
    done = subprocess.run([sys.executable, "-m", "course", "class", str(tmp_path / "in"), "--to", str(tmp_path / "out")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page = open_page(offline, tmp_path / "out" / "class-report.html")
    for width in (1280, 380):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
    page.set_viewport_size({"width": 1280, "height": 720})
