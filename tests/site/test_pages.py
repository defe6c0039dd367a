"""The site's pages: whole in both languages, every link leads somewhere, nothing comes from elsewhere, light to load."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from course.base import LANGUAGES
from course.classroom.site.build import write_site
from course.lessons import load_lessons
from tests.lessons.test_webpage import read

LESSONS = [lesson.file.replace(".ipynb", ".html") for lesson in load_lessons()]
NAMES = [*LESSONS, "index.html", "teachers.html"]


@pytest.fixture(scope="module")
def pages(site) -> dict[str, str]:
    return {f"{language}/{name}": (site / language / name).read_text(encoding="utf-8") for language in LANGUAGES for name in NAMES}


def test_every_link_leads_to_a_file_of_the_site_and_a_place_that_is_there(site, pages):
    anchors = {name: read(page).ids for name, page in pages.items()}
    for name, page in pages.items():
        for link in read(page).links:
            target, _, place = link.partition("#")
            path = (site / name).parent / urlsplit(target).path if target else site / name
            assert path.resolve().is_file(), (name, link)
            inside = path.resolve().relative_to(site.resolve()).as_posix()
            assert not place or inside not in anchors or unquote(place) in anchors[inside], (name, link)


def test_nothing_is_loaded_from_elsewhere_and_no_link_depends_on_the_address(pages):
    for name, page in pages.items():
        loaded = [*read(page).loaded, *read(page).links]
        assert not [one for one in loaded if re.match(r"https?:|//|/", one)], name
        assert not read(page).without_alt, name


def test_a_page_speaks_one_language_and_leads_to_its_other(pages):
    for name, page in pages.items():
        language, _, file = name.partition("/")
        other = "en" if language == "zh" else "zh"
        assert re.search(rf'<html lang="{"en" if language == "en" else "zh-Hans"}"', page)
        assert f'href="../{other}/{file}"' in page
        assert "<summary>English</summary>" not in page.replace('<details lang="en"><summary>English</summary>', "")
    assert "Answers and reasons" in pages["en/02-why-reform.html"] and "看答案和理由" not in pages["en/02-why-reform.html"]
    assert "看答案和理由" in pages["zh/02-why-reform.html"] and "Answers and reasons" not in pages["zh/02-why-reform.html"]


def test_every_lesson_was_run_in_english_too(pages):
    """Building the site stops at a cell that goes wrong."""
    for name in LESSONS:
        assert '<section class="course-quiz" lang="en">' in pages[f"en/{name}"] and '<section class="course-quiz" lang="zh' not in pages[f"en/{name}"]


def test_a_lesson_lists_its_sections_and_says_nothing_of_running_it_by_hand(pages):
    for name in LESSONS:
        for language in LANGUAGES:
            page = pages[f"{language}/{name}"]
            headings = re.findall(r'<h2 id="([^"]+)"', page)
            assert headings and re.findall(r'<li><a href="#([^"]+)">', page) == headings
            assert "Run All" not in page


def test_a_page_can_be_read_after_less_than_a_megabyte(site, pages):
    shared = sum(path.stat().st_size for path in (site / "look").iterdir())
    for name, page in pages.items():
        assert len(page.encode()) + shared < 1_000_000, name


def test_the_search_knows_every_part_of_every_lesson_by_an_address_that_is_there(site, pages):
    for language in LANGUAGES:
        found = json.loads((site / language / "search.json").read_text(encoding="utf-8"))
        for address, name, words in found:
            page, _, place = address.partition("#")
            assert (not place or f'id="{place}"' in pages[f"{language}/{page}"]) and name and not re.search("<[a-z/]", words)
        assert {address.partition("#")[0] for address, *_ in found} == set(LESSONS)
        assert any("有利于" in words for _, _, words in found)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match="empty folder"):
        next(write_site(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
