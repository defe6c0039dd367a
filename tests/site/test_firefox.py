"""The site in Firefox: pages are read and searched, a lesson comes alive, and what is answered is there again."""

import shutil

import pytest

from tests.items import lesson_items
from tests.needs import need

from .firefox import Firefox

ESCAPE = "\ue00c"  # WebDriver's sign for that key
ALIVE = "document.querySelector('.course-run') && !document.querySelector('.course-busy')"
WRONG = "[...document.querySelectorAll('[data-mime-type*=\"stderr\"], [data-mime-type*=\"error\"]')].map(node => node.innerText)"
ITEM = lesson_items("02", "before")[0]
FORM = f'.course-quiz form[data-item="{ITEM.id}"]'


@pytest.fixture
def firefox(address, tmp_path):
    program = shutil.which("firefox-esr")
    need(program, "Firefox", "Debian: apt-get install firefox-esr")
    opened = Firefox(program, tmp_path / "profile")
    yield opened
    opened.close()
    assert not [url for url in opened.asked if not url.startswith((address.rsplit("/", 2)[0], "data:", "blob:"))]


def test_pages_are_read_and_searched_and_a_lesson_made_live_keeps_its_answer(firefox, address):
    for language, words, heading in (("en", "necessary", "Why reform"), ("zh", "有利于", "为什么")):
        firefox.go(f"{address}/{language}/02-why-reform.html")
        assert heading in firefox.value("document.querySelector('h1').innerText")
        firefox.click(".site-search input")
        firefox.type(words)
        firefox.until(f"document.querySelector('.site-found mark')?.innerText.toLowerCase() === {words!r}")
        firefox.type(ESCAPE)

    firefox.click(".site-live a")
    firefox.until(ALIVE)
    assert firefox.value(WRONG) == []
    firefox.click(f'{FORM} input[value="{ITEM.options[1].id}"]')
    firefox.click(f"{FORM} button")
    firefox.until(f"document.querySelector('{FORM} [role=status]')?.innerText")
    firefox.go(f"{address}/live/notebooks/index.html?path=zh/02-why-reform.ipynb")
    firefox.until(ALIVE)
    firefox.until(f"document.querySelector('{FORM} input:checked')?.value === '{ITEM.options[1].id}'")
