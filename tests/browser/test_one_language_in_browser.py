"""The screens of two lessons and of the dashboard, in one language at a time and without words that only the program uses."""

import json
import re

import pytest

from course.lessons import load_lesson
from course.lessons.plan import NOTEBOOKS
from course.lessons.shipped import code_of
from course.reading import load_labels

from .learner import open_notebook, output_kinds, put_away, run_all, set_source, write_notebook

IDS = re.compile(rf"\b({'|'.join(sorted({label.id for label in load_labels().values()}, key=len, reverse=True))}|layer|label)\b")
HAN = re.compile("[\u4e00-\u9fff]")
LAST = ["course.my_progress()", "from course import text\ntext.my_file('没有.txt')"]
SHOWN = """() => [...document.querySelectorAll('.jp-OutputArea-output')].filter(node => !node.innerText.includes('代码里写作'))
    .map(node => node.innerText).join('\\n')"""


@pytest.fixture(scope="module", params=["02", "08"])
def notebook(request, browser, lab, home):
    """All that a lesson shows, the dashboard, and a file that is not there; the first cell says in which language."""
    code = code_of(json.loads((NOTEBOOKS / load_lesson(request.param).file).read_text(encoding="utf-8"))).values()
    apart = f"import os\nos.environ['COURSE_PROGRESS_DIR'] = {str(home / f'answers of {request.param}')!r}\nimport course"
    name = f"one-language-{request.param}.ipynb"
    write_notebook(home, name, [apart, "", *code, *LAST])
    page = open_notebook(browser, lab, name)
    yield page
    put_away(page)


@pytest.fixture(scope="module", params=["zh", "en"])
def screens(request, notebook):
    """The language, and the page with all of it."""
    set_source(notebook, 1, f"course.use_language({request.param!r})")
    run_all(notebook)
    return request.param, notebook


def test_nothing_shown_is_a_word_of_the_program_or_of_the_other_language(screens):
    language, page = screens
    shown = page.evaluate(SHOWN)
    assert len(shown) > 3000 and output_kinds(page).count("error") == 1  # the file that is not there
    if language == "zh":
        assert IDS.findall(shown) == []
    assert not re.search(r"question\(s\)|\b1 questions\b|\b[02-9] question\b|No such file|Traceback|Errno", shown)
    heads = page.locator(".course-table th:visible").all_inner_texts()
    assert heads and (language == "zh" or not [head for head in heads if HAN.search(head)])


def test_what_pictures_say_in_words_keeps_to_one_language(screens):
    language, page = screens
    told = [picture.get_attribute("alt") for picture in page.locator("img.course-figure").all()]
    assert told and all(told)
    for words in told:
        assert HAN.search(words) if language == "zh" else "、" not in words and "：" not in words


def test_a_record_is_chosen_by_a_button_in_the_reader_s_language(screens):
    language, page = screens
    browsers_own = page.locator("input[type=file]").first  # its words are in the browser's language: it is not seen
    assert browsers_own.evaluate("node => getComputedStyle(node).opacity") == "0"
    label = {"zh": "上传记录（选择文件）", "en": "Upload a record (choose a file)"}[language]
    assert page.get_by_text(label).first.is_visible()
