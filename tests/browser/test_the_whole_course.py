"""All ten notebooks opened in JupyterLab: alive without a complaint, short enough, well for everybody.

Each is opened once for all of it; the name puts it last."""

import json

import pytest

from course.lessons.plan import NOTEBOOKS, load_lessons

from .learner import open_alive, output_kinds, put_away, serious, set_theme
from .test_alive_in_browser import SCROLLER, unsaved

FILES = [lesson.file for lesson in load_lessons()]


@pytest.fixture(scope="module", params=FILES)
def page(request, browser, lab, nothing_answered):
    opened = open_alive(browser, lab, request.param)
    yield opened
    put_away(opened)


def test_it_has_at_most_twenty_screens_and_shows_no_code_but_exercises(page, request):
    lesson = request.node.callspec.params["page"][:2]
    screens = page.evaluate(f"() => {SCROLLER}.scrollHeight") / 900
    assert screens <= (16 if lesson == "02" else 20)
    shown = page.locator(".jp-CodeCell:has(.jp-Cell-inputWrapper .jp-InputArea-editor:visible)")
    assert shown.count() == page.locator(".course-exercise").count() == {"00": 0, "09": 2}.get(lesson, 1)
    assert not unsaved(page)


def test_it_shows_what_was_saved_and_runs_without_a_complaint(page, request):
    saved = json.loads((NOTEBOOKS / request.node.callspec.params["page"]).read_text(encoding="utf-8"))
    outputs = [output for cell in saved["cells"] for output in cell.get("outputs", [])]
    assert not [kind for kind in output_kinds(page) if kind in ("error", "stream:stderr")]
    assert outputs and len(output_kinds(page)) == len(outputs)
    assert not page.get_by_text("model not found").count()


def test_every_link_to_a_notebook_leads_to_one(page):
    links = page.evaluate("() => [...document.querySelectorAll('.jp-Notebook a[href*=\".ipynb\"]')].map(a => decodeURIComponent(a.getAttribute('href')))")
    assert links and all(any(file in link for file in FILES) for link in links)


def test_nothing_is_wider_than_its_cell(page):
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.jp-Notebook .jp-RenderedMarkdown, .jp-Notebook .jp-OutputArea-output')]
            .filter(n => n.scrollWidth > n.clientWidth + 2 && getComputedStyle(n).overflowX === 'visible').map(n => n.innerText.slice(0, 60))"""
    )
    assert wide == []


SPACED = """() => {
  const folds = [...document.querySelectorAll('.course-lesson :is(.course-open-ours, details.course-ours):not(.course-joined)')];
  const loose = folds.filter((fold) => !fold.closest('.course-exercise')).map((fold) => Math.round(fold.getBoundingClientRect().width));
  const prose = [...document.querySelectorAll('.course-lesson .jp-CodeCell + .jp-MarkdownCell .jp-RenderedMarkdown')];
  const text = prose.map((node) => node.querySelector(':scope > p')).filter((p) => p && p === p.parentElement.firstElementChild);
  const gap = (p) => p.getBoundingClientRect().top - p.closest('.jp-Cell').getBoundingClientRect().top;
  const exercises = [...document.querySelectorAll('.course-exercise')].map((cell) => parseFloat(getComputedStyle(cell).paddingTop));
  return [[...new Set(loose)], text.filter((p) => gap(p) < 8).map((p) => p.innerText), exercises.filter((top) => top < 10)];
}"""


def test_folds_are_equally_wide_and_nothing_touches_the_box_above_or_around_it(page):
    widths, touching, cramped = page.evaluate(SPACED)
    assert (len(widths) <= 1, touching, cramped) == (True, [], []), widths


def test_axe_finds_nothing_serious_in_the_lesson_with_every_fold_open(page, request):
    """Every other lesson in the dark theme: they are made of the same parts, and each part is asked in both by a test of its own."""
    set_theme(page, int(request.node.callspec.params["page"][:2]) % 2 == 1)
    page.evaluate("document.querySelectorAll('.course-lesson details').forEach(fold => (fold.open = true))")
    page.wait_for_timeout(500)
    assert not serious(page, ".course-lesson")
