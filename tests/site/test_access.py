"""The site for everybody: nothing serious for axe on any kind of page, and all of it can be done by keyboard."""

import pytest

from course.base import LANGUAGES
from tests.browser.learner import serious

from .visitor import too_wide

KINDS = ["index.html", "teachers.html", "02-why-reform.html"]


@pytest.mark.parametrize(("language", "theme", "width"), [("zh", "light", 1280), ("zh", "dark", 390), ("en", "light", 390), ("en", "dark", 1280)])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_serious_on_a_page_of_any_width_light_or_dark(context, address, name, language, theme, width):
    page = context.new_page()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}/{language}/{name}")
    assert page.get_attribute("html", "data-jp-theme-light") == str(theme == "light").lower()
    assert not too_wide(page)
    assert serious(page, "body") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_our_readings_are_open_and_ink_is_dark_in_any_theme(context, address, language):
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/{language}/06-two-relations.html")
    reading = page.locator("details.course-ours p").first
    assert not reading.is_visible()
    page.emulate_media(color_scheme="dark", media="print")
    assert reading.is_visible() and not page.locator(".site-bar").is_visible()
    assert page.evaluate("node => getComputedStyle(node).color", reading.element_handle()) == "rgb(0, 0, 0)"


def tab_to(page, found) -> None:
    """Press Tab until the focus is there, and see that it can be seen there."""
    for _ in range(400):  # from the middle of a long page the way leads once around it
        page.keyboard.press("Tab")
        if found.evaluate("node => node === document.activeElement"):
            assert found.bounding_box()["x"] >= 0
            return
    raise AssertionError(f"the Tab key does not lead to {found}")


def test_all_of_a_page_can_be_done_by_keyboard(context, address):
    page = context.new_page()
    page.goto(f"{address}/zh/index.html")
    tab_to(page, page.get_by_role("link", name="跳到正文"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")

    page.goto(f"{address}/zh/index.html")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.insert_text("有利于")
    hit = page.locator(".site-found a").first
    hit.wait_for()
    tab_to(page, hit)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/*.html#*")

    tab_to(page, page.get_by_role("link", name="English"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/*.html#*")
    dark = page.get_by_role("button", name="Dark")
    tab_to(page, dark)
    before = dark.get_attribute("aria-pressed")
    page.keyboard.press("Space")
    assert dark.get_attribute("aria-pressed") != before
    tab_to(page, page.locator(".site-lessons a").nth(2))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/02-why-reform.html")
    tab_to(page, page.get_by_role("link", name="Make this lesson live"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/live/notebooks/index.html?path=en/02-why-reform.ipynb")
