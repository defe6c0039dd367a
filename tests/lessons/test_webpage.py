"""The notebooks as web pages: whole without a kernel and without the web, linked to each other."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import nbformat
import pytest

from course.lessons.notebook import without_by_hand
from course.lessons.plan import NOTEBOOKS, load_lessons
from course.lessons.webpage import render
from course.widgets.pages.setup_check import check_setup


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    return {path.name: path.read_text(encoding="utf-8") for path in render(folder)}


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.without_alt, self.loaded = [], set(), 0, []
        self.folded, self.headings = 0, []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.folded += tag == "details"
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, self.folded > 0))
        self.ids.add(unquote(found.get("id") or ""))
        if tag == "a" and found.get("href"):
            self.links.append(unquote(found["href"]))
        if tag == "img":
            self.without_alt += not found.get("alt")
        if tag in ("script", "img", "link", "iframe") and (source := found.get("src") or (found.get("href") if tag == "link" else "")):
            self.loaded.append(source)


    def handle_endtag(self, tag):
        self.folded -= tag == "details"


def read(html: str) -> Links:
    parser = Links()
    parser.feed(html)
    return parser


def test_a_page_is_chinese_and_what_is_english_in_it_says_so(pages):
    for html in pages.values():
        assert '<html lang="zh-Hans">' in html
        assert "<details><summary>English" not in html and '<details lang="en"><summary>English' in html


def test_there_is_a_page_for_every_notebook(pages):
    assert list(pages) == [lesson.file.replace(".ipynb", ".html") for lesson in load_lessons()]


def test_every_link_leads_to_a_page_and_a_heading_that_are_there(pages):
    parsed = {name: read(html) for name, html in pages.items()}
    for name, page in parsed.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if target.startswith("http"):
                continue
            assert not target or target in pages, (name, link)
            assert not anchor or anchor in parsed[target or name].ids, (name, link)


def test_every_picture_says_what_it_shows_and_nothing_comes_from_the_web(pages):
    for name, html in pages.items():
        page = read(html)
        assert not page.without_alt, name
        assert not [source for source in page.loaded if re.match("https?:|//", source)], name


def test_questions_have_folded_answers_and_maps_an_outline(pages):
    for lesson in load_lessons():
        html = pages[lesson.file.replace(".ipynb", ".html")]
        if lesson.id != "00":
            assert html.count("看答案和理由") >= 12, lesson.id
        if lesson.id in ("02", "03", "04", "05", "06"):
            assert "course-argmap" in html and "course-outline" in html
        assert "model not found" not in html and "jupyter-widgets" not in html.replace("@jupyter-widgets", "")


def test_a_page_shows_the_exercises_and_no_other_code(pages):
    for lesson in load_lessons():
        notebook = nbformat.read(NOTEBOOKS / lesson.file, 4)
        shown = pages[lesson.file.replace(".ipynb", ".html")].count('class="jp-Cell-inputWrapper"')
        open_cells = [c for c in notebook.cells if not c.metadata.get("jupyter", {}).get("source_hidden")]
        assert shown == len(open_cells) < len(notebook.cells), lesson.id


def test_our_readings_are_folded_until_one_has_thought(pages):
    for lesson in load_lessons()[1:]:
        notebook = nbformat.read(NOTEBOOKS / lesson.file, 4)
        ours = [c for c in notebook.cells if "ours" in c.metadata.get("tags", ())]
        assert pages[lesson.file.replace(".ipynb", ".html")].count('<details class="course-ours">') >= len(ours) > 0, lesson.id


def test_what_is_only_for_those_who_run_the_lesson_is_left_out_of_the_page(tmp_path, monkeypatch):
    prose = '<p class="course-by-hand">从菜单选 Run → Run All Cells。</p>\n\n读下去。\n\n<p class="x course-by-hand y">Run it.</p>'
    cell = nbformat.v4.new_code_cell("check_setup()", execution_count=1)
    check = '<table><tr><td>字</td></tr><tr class="course-live"><td>点得动吗</td></tr></table>'
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/html": check}, execution_count=1)]
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(prose), cell]), tmp_path / "a.ipynb")
    monkeypatch.setattr("course.lessons.webpage.NOTEBOOKS", tmp_path)
    (page,) = render(tmp_path / "pages")
    html = page.read_text(encoding="utf-8")
    assert "读下去" in html and "<td>字</td>" in html
    assert not re.search("<[^>]*course-(by-hand|live)|Run All Cells|Run it|点得动吗", html)


def test_the_check_of_clicking_is_not_on_the_page():
    assert "就从菜单选" not in without_by_hand(check_setup()._repr_mimebundle_()[0]["text/html"])


def test_english_is_folded_below_the_chinese(pages):
    for name, html in pages.items():
        headings = read(html).headings
        assert [folded for tag, folded in headings if tag == "h1"] == [False, True], name
        assert sum(folded for _, folded in headings) == sum(not folded for _, folded in headings), name
