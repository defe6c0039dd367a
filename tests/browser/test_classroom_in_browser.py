"""Handouts, instructor editions, slides and the class report in Chromium, offline: nothing overflows, no font is missing."""

import csv
import random
import re
import subprocess
import sys

import pytest
from markupsafe import Markup

from course.classroom.page import whole_page
from course.classroom.slides.deck import deck_scripts, deck_style
from course.classroom.write import MATERIALS, write_pdf
from course.lessons.plan import all_items, lesson_items, load_lessons
from course.quiz.item import Item
from tests.classroom.another_class import AnotherClass
from tests.classroom.simulated_class import write_class
from tests.needs import need_browser

A4 = 186, 273  # mm, within margins of 12
LESSONS = [lesson.id for lesson in load_lessons()]
# A slide counts as too full where what is in it reaches beyond it; hidden slides are shown for the measurement.
TOO_FULL = """() => {
  const found = [];
  for (const slide of document.querySelectorAll('.slides section')) {
    if (slide.querySelector('section')) continue;
    const all = [slide.parentElement, slide].filter((e) => e.tagName === 'SECTION');
    const before = all.map((e) => e.style.cssText);
    for (const e of all) e.style.cssText += '; display: block !important; visibility: visible !important; transform: none';
    const small = [...slide.querySelectorAll('*')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .map((e) => parseFloat(getComputedStyle(e).fontSize)).filter((size) => size < 20);
    const pictures = [...slide.querySelectorAll('img')].filter((i) => Math.min(1160 / i.naturalWidth, 570 / i.naturalHeight) < 0.85);
    if (slide.scrollHeight > 721 || slide.scrollWidth > 1281 || small.length || pictures.length)
      found.push([slide.innerText.slice(0, 80), slide.scrollHeight, slide.scrollWidth, small, pictures.length]);
    all.forEach((e, n) => (e.style.cssText = before[n]));
  }
  return found;
}"""
# All that stands on slides, in order, without what is repeated: a question's words and the head of a table.
ALL_WORDS = """(page) => [...page.querySelectorAll('.slides .body')].map((body) => {
  const kept = body.cloneNode(true);
  kept.querySelectorAll('.head, thead, style').forEach((e) => e.remove());
  return kept.innerHTML.includes('<img') ? kept.innerHTML : kept.textContent;
}).join('').replace(/\\s/g, '')"""
PAGES_HIGHER = """() => [...document.querySelectorAll('.pdf-page')].filter((p) => p.scrollHeight > p.clientHeight + 1).map((p) => p.innerText.slice(0, 80))"""
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


def open_page(offline, path, options=""):
    page, asked = offline
    asked.clear()
    page.goto(path.as_uri() + options)
    page.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    return page


@pytest.mark.parametrize("kind", [k for k in MATERIALS if k != "slides"])
def test_sheets_fit_every_width_and_use_only_their_own_fonts(classroom, offline, kind):
    for lesson in LESSONS:
        page = open_page(offline, classroom[1] / f"{lesson}-{kind}.html")
        for width in (1280, 794, 380):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (lesson, width)
        assert set(page.evaluate(FAMILIES)) <= {"Course", "CourseLatin"}, lesson
        assert page.evaluate("['Course', 'CourseLatin'].some((f) => document.fonts.check(`16px ${f}`))")
    page.set_viewport_size({"width": 1280, "height": 720})


# How many ruled lines each place to write on has, as it is drawn.
RULED = """() => [...document.querySelectorAll('.question .lines')].map((e) => {
  const line = 2.2 * parseFloat(getComputedStyle(e).fontSize);
  return Math.round(e.getBoundingClientRect().height / line);
})"""


def test_every_written_answer_has_room_on_the_sheet(classroom, offline):
    for lesson in LESSONS:
        page = open_page(offline, classroom[1] / f"{lesson}-handout.html")
        ruled = page.evaluate(RULED)
        few = sum(item.kind == "open" for item in lesson_items(lesson))  # sentences; a piece of writing has its own room
        pieces = [item.characters for item in lesson_items(lesson) if item.kind == "writing"]
        assert min(ruled, default=1) >= 1 and ruled.count(5) >= few, lesson
        assert len(ruled) >= few + len(pieces) and max(ruled, default=9) * 25 >= max(pieces, default=0), lesson


def open_deck(offline, path):
    page = open_page(offline, path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert not [what for what in offline[1] if what.startswith("error")]
    return page


def with_other_fonts(path, folder):
    """Return the page without its own fonts, as on a machine that refuses them; what it has instead is wider."""
    html = re.sub(r"@font-face[^}]*}", "", path.read_text(encoding="utf-8"))
    wide = "<style>.reveal, .reveal * { font-family: monospace !important; letter-spacing: .6em }</style></head>"
    (folder / path.name).write_text(html.replace("</head>", wide, 1), encoding="utf-8")
    return folder / path.name


def kept_and_fits(page, path):
    """Hold that every slide holds what is on it, and that all slides together have what was in the file, once and in order."""
    assert page.evaluate(TOO_FULL) == [], path.name
    written = page.evaluate(f"(html) => ({ALL_WORDS})(new DOMParser().parseFromString(html, 'text/html'))", path.read_text(encoding="utf-8"))
    assert page.evaluate(f"({ALL_WORDS})(document)") == written and len(written) > 1000, path.name
    return page.evaluate("Reveal.getTotalSlides()")


def test_no_slide_is_longer_than_a_screen_and_all_can_be_read_from_the_back(classroom, offline):
    for lesson in LESSONS:
        path = classroom[1] / f"{lesson}-slides.html"
        page = open_deck(offline, path)
        kept_and_fits(page, path)
        assert set(page.evaluate(FAMILIES)) <= {"Course", "CourseLatin"}, lesson


def test_slides_fit_with_any_fonts_and_in_any_window(classroom, offline, tmp_path):
    for lesson in LESSONS:
        path = classroom[1] / f"{lesson}-slides.html"
        page = open_deck(offline, path)
        slides = kept_and_fits(page, path)
        page.set_viewport_size({"width": 500, "height": 900})
        page.reload()
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        assert kept_and_fits(page, path) == slides
        page.set_viewport_size({"width": 1280, "height": 720})
        other = with_other_fonts(path, tmp_path)
        assert kept_and_fits(open_deck(offline, other), other) >= slides


def test_what_is_too_long_goes_on_by_entries_rows_and_sentences(offline, tmp_path):
    sentences = "<b>" + "".join(f"这是第{n}句，说了不少的话，占了不少地方。" for n in range(80)) + "</b>"
    entries = "".join(f"<li>第{n}条：{'字' * 60}</li>" for n in range(30))
    rows = "".join(f"<tr><td>{n}</td><td>{'字' * 50}</td></tr>" for n in range(30))
    given = f"""<p class="prompt head">问什么？</p><ol>{entries}</ol>""", f"<p>{sentences}</p>", f"<table><thead><tr><th>头</th></tr></thead><tbody>{rows}</tbody></table>"
    slides = "".join(f'<section><h2>题</h2><div class="body">{body}</div></section>' for body in given)
    body = Markup(f'<div class="reveal" lang="zh-Hans"><div class="slides"><section>{slides}</section></div></div><template id="more"> <small>（续）</small></template>')
    path = tmp_path / "long.html"
    path.write_text(whole_page("x", deck_style(), body + deck_scripts()), encoding="utf-8")
    page = open_deck(offline, path)
    assert kept_and_fits(page, path) > 9
    pieces = page.evaluate("[...document.querySelectorAll('.slides .body')].map((b) => [b.innerHTML, b.querySelector('ol')?.start ?? 0, b.querySelectorAll('li').length])")
    lists = [(start, n) for html, start, n in pieces if n]
    assert len(lists) > 2 and [start for start, _ in lists] == [1 + sum(n for _, n in lists[:k]) for k in range(len(lists))]
    assert all("问什么？" in html for html, _, n in pieces if n) and all("<th>头</th>" in html for html, *_ in pieces if "<td>" in html)
    assert all(html.startswith("<p><b>") and html.endswith("。</b></p>") for html, *_ in pieces if "句" in html)
    assert page.locator("h2 small").count() == len(pieces) - len(given)


def test_a_deck_prints_a_slide_a_page(classroom, offline):
    page = open_page(offline, classroom[1] / "03-slides.html", "?print-pdf")
    page.wait_for_function("window.Reveal && Reveal.isReady() && document.querySelectorAll('.pdf-page').length")
    kept = page.evaluate("document.querySelectorAll('.pdf-page').length")
    assert kept == page.evaluate("Reveal.getTotalSlides()") and page.evaluate(PAGES_HIGHER) == []


def test_the_deck_is_led_by_the_keyboard_from_the_first_slide_to_the_last(classroom, offline):
    page = open_deck(offline, classroom[1] / "03-slides.html")
    total = page.evaluate("Reveal.getTotalSlides()")
    for _ in range(total):
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()") and total > 50


def test_a_sheet_prints_to_a_pdf_of_a4_pages(classroom):
    need_browser()
    pdf = write_pdf(classroom[1] / "03-handout.html")
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF") and data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 5


def test_an_argument_map_has_room_on_its_printed_page(classroom, offline):
    page = open_page(offline, classroom[1] / "03-handout.html")
    page.emulate_media(media="print")
    page.add_style_tag(content="h2 { font-size: 3em !important }")  # a heading higher than ours takes from the drawing, not from the page
    high, drawn, below = page.evaluate("""() => { const [map, svg] = ['.map', '.map svg'].map((q) => document.querySelector(q).getBoundingClientRect());
      return [map.height, svg.height, svg.bottom - map.bottom]; }""")
    page.emulate_media(media="screen")
    assert high <= 190 / 25.4 * 96 and drawn > 300 and below < 1


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
