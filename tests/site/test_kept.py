"""What one chose and noted on the site is there again: layers, looks, language, notes, kept words; and pages without a network."""

import pytest

from .conftest import served, write_anew
from .visitor import alive, errors, visitor

# Resolved once the page and its style sheet are kept.
KEPT = """async () => {
    const parts = [location.href, document.querySelector("link[rel=stylesheet]").href];
    while (!(await Promise.all(parts.map((part) => caches.match(part)))).every(Boolean)) await new Promise((yes) => setTimeout(yes, 50));
}"""


@pytest.fixture
def context(browser, address):
    elsewhere = []
    opened = visitor(browser, address, elsewhere, locale="en-GB")
    yield opened
    opened.close()
    assert elsewhere == []


def is_dark(page) -> bool:
    return page.locator("[data-jp-theme-light]").first.get_attribute("data-jp-theme-light") == "false"


def layers_on(page) -> list[bool]:
    return page.locator(".course-reader").first.locator("[data-switch]").evaluate_all("boxes => boxes.map(box => box.checked)")


def test_looks_language_layers_notes_and_kept_words_last(context, address):
    page = context.new_page()
    page.goto(f"{address}/en/05-producer-services.html")
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("link", name="Make this lesson live").click()
    alive(page)
    assert errors(page) == [] and page.locator(".course-in-english").count()
    reader = page.locator(".course-reader").first
    before = layers_on(page)
    reader.locator('[data-preset="words"]').focus()
    page.keyboard.press("Space")
    chosen = layers_on(page)
    assert chosen != before
    at = reader.locator(".course-sentence").first
    at.locator(".course-place").click()
    reader.locator(".course-gloss").get_by_role("button", name="Write a note", exact=True).click()
    page.keyboard.insert_text("Why only here?")
    page.keyboard.press("Control+Enter")
    at.locator('.course-own-line[data-kind="note"]').wait_for(timeout=20_000)
    reader.locator("button.course-term").first.click()
    reader.locator(".course-gloss .course-keep").click()
    reader.locator('.course-own-line[data-kind="word"]').first.wait_for(timeout=20_000)

    page.reload()
    alive(page)
    assert layers_on(page) == chosen
    assert "Why only here?" in at.inner_text() and reader.locator('.course-own-line[data-kind="word"]').count() == 1
    assert is_dark(page) and page.locator(".course-in-english").count()
    page.get_by_role("link", name="← Back to the page").click()
    page.wait_for_url(f"{address}/en/05-producer-services.html")
    assert is_dark(page)
    page.close()


def test_a_page_that_was_read_is_there_without_a_network_and_with_one_the_newest_is_shown(browser, published):
    with served(published) as address:
        context = visitor(browser, address, [])
        page = context.new_page()
        page.goto(f"{address}/en/02-why-reform.html")
        page.evaluate(KEPT)
        context.set_offline(True)
        page.reload()
        assert page.locator("h1").first.is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.site-bar')).position") == "sticky"
        context.set_offline(False)
        path = published / "en" / "02-why-reform.html"
        write_anew(path, path.read_text(encoding="utf-8").replace('<main id="main">', '<main id="main"><p>Corrected.</p>'))
        page.reload()
        assert page.get_by_text("Corrected.").is_visible()
        context.close()
