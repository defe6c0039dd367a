"""All ten notebooks in JupyterLab: readable before the first run, and run from top to bottom without a complaint.

The name puts it last: it runs and saves every notebook, and other tests want them as committed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.lessons.plan import load_lessons

from .learner import open_notebook, output_kinds, run_all, set_theme

FILES = [lesson.file for lesson in load_lessons()]


@pytest.fixture(scope="module", params=FILES)
def page(request, browser, lab):
    opened = open_notebook(browser, lab, request.param)
    opened.kinds_before = output_kinds(opened)
    opened.live_before = opened.locator(".jp-OutputArea-output").count()
    run_all(opened)
    yield opened
    opened.close()


def test_it_reads_before_it_runs_and_runs_without_a_complaint(page):
    assert page.kinds_before and page.live_before
    assert not [kind for kind in page.kinds_before + output_kinds(page) if kind in ("error", "stream:stderr")]
    assert len(output_kinds(page)) == len(page.kinds_before)
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


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_in_the_widgets(page, dark):
    set_theme(page, dark)
    found = Axe().run(page, context=".jp-Notebook .course-quiz, .jp-Notebook .course-reader") if page.locator(".course-quiz").count() else None
    worst = [v for v in (found.response["violations"] if found else []) if v["impact"] in ("serious", "critical")]
    assert not worst, [(v["id"], v["nodes"][0]["html"][:200]) for v in worst]
