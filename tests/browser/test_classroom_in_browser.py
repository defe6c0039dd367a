"""Handouts, instructor editions, slides and the class report in Chromium, offline: nothing overflows, no font is missing."""

import random
import subprocess
import sys

import pytest

from course.classroom.write import MATERIALS, write_pdf
from course.lessons.plan import all_items, load_lessons
from course.quiz.item import Item
from tests.classroom.simulated_class import write_class
from tests.needs import need_browser

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


def open_page(offline, path):
    page, asked = offline
    asked.clear()
    page.goto(path.as_uri())
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


def test_no_slide_is_longer_than_a_screen_and_all_can_be_read_from_the_back(classroom, offline):
    for lesson in LESSONS:
        page = open_page(offline, classroom[1] / f"{lesson}-slides.html")
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        assert page.evaluate(TOO_FULL) == [], lesson
        assert set(page.evaluate(FAMILIES)) <= {"Course", "CourseLatin"}, lesson


def test_the_deck_is_led_by_the_keyboard_from_the_first_slide_to_the_last(classroom, offline):
    page = open_page(offline, classroom[1] / "03-slides.html")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    total = page.evaluate("Reveal.getTotalSlides()")
    for _ in range(total):
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()") and total > 50


def test_a_sheet_prints_to_a_pdf_of_a4_pages(classroom):
    need_browser()
    pdf = write_pdf(classroom[1] / "03-handout.html")
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF") and data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 5


def test_the_class_report_scrolls_within_its_tables_and_loads_nothing(offline, tmp_path):
    graded: list[Item] = [i for i in all_items() if i.kind != "open"]
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
