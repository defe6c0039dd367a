"""What a class gets: whole pages made without a network, no answer on the student's sheet, every answer in the instructor's."""

import base64
import html
import io
import json
import os
import re
import subprocess
import sys
from itertools import product

import pytest
from fontTools.ttLib import TTFont
from markupsafe import Markup

from course.base import DataError, language
from course.classroom.branches import branches, drawn_apart, under
from course.classroom.card import format_card
from course.classroom.class_sheet import format_class_sheet, format_homework
from course.classroom.handout import map_with_blanks, numbered
from course.classroom.hour import asked_first, asked_on_the_way, map_to_show, stages
from course.classroom.page import characters, whole_page
from course.classroom import write
from course.classroom.slides.deck import deck
from course.classroom.teaching_notes import LENGTHS, load_notes
from course.classroom.worksheet import worksheet
from course.classroom.write import MATERIALS, STUDENTS, TEACHER, USUAL, NoBrowser, handout, instructor, write_pdf
from course.figures.fonts import FontError
from course.lessons import notebook
from course.lessons.plan import item_numbers, load_lesson, load_lessons
from course.reading import format_svg, load_shorts
from tests.items import Whole, lesson_items

LESSONS = load_lessons()
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
each_length = pytest.mark.parametrize("minutes", LENGTHS)


def text_of(page: str) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def one_line(text: object) -> str:
    return " ".join(str(text).split())


def test_one_command_makes_everything_and_nothing_leads_to_the_web(classroom):
    for path in classroom[1].rglob("*.html"):
        page = re.sub(r"base64,[A-Za-z0-9+/=]+", "", path.read_text(encoding="utf-8"))
        without_code = re.sub(r"<script>.*?</script>", "", page, flags=re.S)  # what code loads, the browser test sees
        loads = re.findall(r"""(?:\bsrc=|\bhref=|url\(|@import\s+)["']?(?!data:)([^"')\s>]+)""", without_code)
        assert all(re.fullmatch(rf"\.\./(students|teacher)/\d\d-({'|'.join(MATERIALS)})\.html", link) for link in loads), (path.name, loads)
        assert not re.search(r"<script|<link\b|<iframe|<object", without_code), path.name


def test_every_character_has_its_glyph_in_the_page(classroom):
    for path in classroom[1].rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        known = set()
        for font in re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", page):
            known |= {chr(c) for c in TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap()}
        drawn = {c for c in text_of(page) if not c.isspace() and c.isprintable()}
        assert drawn <= known, (path.name, sorted(drawn - known))


def test_a_page_with_a_sign_no_font_has_is_refused_by_name():
    with pytest.raises(FontError, match="U\\+1FAE0"):
        whole_page("x", "", Markup("<p>\N{MELTING FACE}</p>"))
    assert "字" in characters("<p>字</p>") and "x" not in characters("<style>x</style>")


# ---- the student's sheet ----


STUDENTS_OWN = [kind for kind, (whose, _) in MATERIALS.items() if whose == STUDENTS]


def test_the_students_folder_has_only_what_students_may_see(classroom):
    names = {folder: {path.name[3:-5] for path in (classroom[1] / folder).glob("[0-9]*")} for folder in (STUDENTS, TEACHER)}
    assert names == {STUDENTS: {"handout", "class", "homework"}, TEACHER: {"instructor", "slides", "card"}}
    assert not list(classroom[1].glob("*.html")) and (classroom[1] / TEACHER / "index.html").exists()


def options_of(page: str) -> list[str]:
    return re.findall(r'<ol class="options">.*?</ol>', page, re.S)


def test_no_answer_stands_on_the_students_sheet(classroom):
    name, folder = classroom
    language.use_language(name)
    for lesson, kind in product(LESSONS, STUDENTS_OWN):
        page = (folder / STUDENTS / f"{lesson.id}-{kind}.html").read_text(encoding="utf-8")
        text = one_line(text_of(page))
        items = [Whole(item) for part in worksheet(lesson) for item in part.items]
        for item in items:
            told = [o.feedback for o in item.options if o.feedback] + [r.feedback for r in item.rows] + [e.feedback for e in item.errors]
            told += [item.feedback, item.model, *item.rubric]
            shown = {str(o.text) for o in item.options} | {str(item.prompt)}
            for secret in (t for t in told if t and str(t) not in shown and len(str(t)) > 8 and item.part != "map"):
                assert one_line(secret) not in text, (item.id, str(secret))
            if item.kind == "order":
                steps = [str(s.text) for s in item.steps if str(s.text) in text]
                assert not steps or sorted(steps, key=text.index) != steps, item.id
        for block in options_of(page):  # every option is built like every other
            shapes = {re.sub(r">[^<]*<", "><", li) for li in re.findall(r"<li>.*?</li>", block, re.S)}
            assert len(shapes) == 1
        body = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
        assert not re.search(r"""(class|data-[\w-]+)=["'][^"']*(correct|right|key)|data-(key|correct|right|answer)|✓""", body), lesson.id


def test_the_blanks_of_the_map_are_left_open_on_the_sheet():
    for lesson in LESSONS:
        for part in worksheet(lesson):
            if part.map:
                drawn = "".join(re.findall(r"<svg.*?</svg>", handout(lesson), re.S))
                for item in map(Whole, part.items):
                    right = next(o for o in item.options if o.correct)
                    assert drawn and ('data-family="blank"' in drawn or str(right.text) not in text_of(drawn)), item.id
                assert len(part.items) == len(part.map.blanks)


def test_the_gap_of_a_sentence_is_a_gap():
    for lesson in LESSONS:
        page = handout(lesson)
        for part in worksheet(lesson):
            for item in (i for i in part.items if i.kind == "cloze"):
                quoted = next(q for q in re.findall(r"<blockquote.*?</blockquote>", page, re.S) if f">{item.at}<" in q and "gap" in q)
                assert '<span class="gap"></span>' in quoted


@each
def test_the_sheet_has_every_passage_and_every_question_of_the_lesson_once(lesson):
    parts = worksheet(lesson)
    asked = [item.id for part in parts for item in part.items if not item.id.startswith("map-")]
    assert sorted(asked) == sorted(item.id for item in lesson_items(lesson.id))
    numbers = numbered(lesson, parts)
    assert {i: n for i, n in numbers.items() if not i.startswith("map-")} == {i: str(n) for i, n in item_numbers(lesson.id).items()}
    assert len({*numbers.values()}) == len(numbers)
    read = {t.id for part in parts for t in part.texts}
    assert {p.id for p in lesson.paragraphs} <= read
    page = handout(lesson)
    assert all(f">{s}<" in page for s in read) and page.count('class="lines"') >= len(lesson.discussion)


def test_the_english_sheet_has_each_sentence_in_short_under_it_and_says_whose_words_these_are():
    lesson = load_lesson("02")
    assert "in-short" not in re.sub("<style>.*?</style>", "", handout(lesson), flags=re.S)
    language.use_language("en")
    page = handout(lesson)
    for sentence in (s for p in lesson.paragraphs for s in p.sentences):
        short = Markup.escape(load_shorts("A")[sentence.id].short)
        assert f'{sentence.text}<small class="in-short" lang="en">{short}</small>' in page
    assert page.count("In short (our summary, not a translation)") == page.count('<div class="passage"')


# ---- the instructor edition ----


@each
def test_the_instructor_edition_answers_every_question_and_times_every_step(lesson):
    page = instructor(lesson)
    text = one_line(text_of(page))
    for part in worksheet(lesson):
        for item in map(Whole, part.items):
            right = [o.feedback for o in item.options if o.correct] + [r.feedback for r in item.rows] + [item.feedback or item.model]
            assert all(one_line(t) in text for t in right if t), item.id
            names = {c.id: f"<b>{'ABCDEFGH'[n]} {Markup.escape(c.text)}</b>" for n, c in enumerate(item.choices)}
            assert all(names[row.answer] in page for row in item.rows), item.id
    notes, start = load_notes(lesson.id), 0
    for step in lesson.steps:
        assert f"{start}–{start + step.minutes} / " in text
        start += step.minutes
    assert all(one_line(m.do) in text for v in notes.versions for m in v.moves)
    assert all(one_line(a.answer) in text for d in notes.discussion for a in d.answers)
    assert all(one_line(line) in text for column in notes.board for line in column.lines)


# ---- slides ----


def hour(lesson, minutes=USUAL):
    notes = load_notes(lesson.id)
    return lesson, worksheet(lesson), notes, notes.version(minutes)


@each
@each_length
def test_a_deck_has_a_slide_for_each_question_of_its_plan_and_its_minutes_by_the_clock(lesson, minutes):
    slides = deck(*hour(lesson, minutes))
    found = stages(*hour(lesson, minutes))
    first, way = [i.id for i in asked_first(found)], [i.id for i in asked_on_the_way(found)]
    assert [s.item for s in slides if s.item].count(first[0] if first else "") == 2 * bool(first)
    discussed = {f"discussion-{n}" for n in range(1, len(lesson.discussion) + 1)}  # asked on slides of their own
    assert sorted(s.item for s in slides if s.item and s.item not in discussed) == sorted(first * 2 + way)
    assert found[0].begins == 0 and found[-1].ends == minutes - load_notes(lesson.id).version(minutes).slack
    clock = [f"{stage.begins}–{stage.ends}" for stage in found]
    assert all(any(times in s.notes for s in slides) for times in clock)
    assert str(slides[-1].title) == "板书"


@each
def test_no_answer_is_on_the_wall_before_its_key_and_none_at_all_before_reading(lesson):
    seen = set()
    for slide in deck(*hour(lesson)):
        if slide.item in (first := {i.id for i in asked_first(stages(*hour(lesson)))}) and slide.item not in seen:
            assert "answer" not in slide.body, slide.item
        elif slide.item in first:
            assert '<div class="fragment answer">' in slide.body
        seen.add(slide.item)
    assert all('class="fragment answer"' in s.body for s in deck(*hour(lesson)) if "✓" in s.body)


@each
def test_the_text_of_an_hour_is_uncovered_sentence_by_sentence(lesson):
    texts = [text for stage in stages(*hour(lesson)) for text in stage.texts]
    sentences = [s.id for text in texts for s in (text.sentences if hasattr(text, "sentences") else (text,))]
    walls = [re.findall(r'<div class="fragment"><p class="quoted"[^>]*><span class="place">([ABP0-9.]+)<', s.body) for s in deck(*hour(lesson))]
    assert [place for wall in walls for place in wall] == sentences


@each
def test_the_map_on_the_wall_has_every_step_and_comes_branch_by_branch(lesson):
    _, parts, notes, _ = hour(lesson)
    argument, root = map_to_show(parts, notes)
    reached = under(argument, root)
    coming = [node for branch in branches(argument, root) for head in branch.nodes for node in under(argument, head)]
    assert set(coming) | {root} == set(reached)
    wall = next(s.body for s in deck(*hour(lesson)) if '<div class="map">' in s.body)
    assert wall.count("caption") - 1 > 2 and 'data-fragment-index="0"' in wall
    places = {place for node in reached for place in argument.nodes[node].at}
    assert places <= set(re.findall(r"[ABP]\d\d\.\d+", text_of(wall)))


def blanks_in(drawing):
    return set(re.findall(r'data-blank="(\d+)"', drawing))


@each
def test_a_printed_map_is_divided_without_losing_a_step_or_a_blank(lesson):
    for part in worksheet(lesson):
        if part.map:
            drawn = drawn_apart(part.map.argument, part.map.root)
            shown = {n for argument, root in drawn for n in under(argument, root)}
            assert shown == set(under(part.map.argument, part.map.root)) and len(drawn) > 1
            whole, divided = format_svg(*part.map), map_with_blanks(part)
            assert blanks_in(divided) == blanks_in(whole) and blanks_in(whole)


@each
@each_length
def test_sheet_and_homework_together_ask_everything_with_the_numbers_of_the_whole_handout(lesson, minutes):
    numbers = numbered(lesson, worksheet(lesson))
    pages = [format_class_sheet(*hour(lesson, minutes)), format_homework(*hour(lesson, minutes))]
    asked = [re.findall(r'<div class="question"><p><b>([^<]+)\.</b>', page) for page in pages]
    assert set(asked[0]) | set(asked[1]) == set(numbers.values()) and not set(asked[0]) & set(asked[1])
    found = stages(*hour(lesson, minutes))
    assert sorted(asked[0]) == sorted([numbers[i.id] for i in asked_first(found)] * 2 + [numbers[i.id] for i in asked_on_the_way(found)])
    notes = load_notes(lesson.id)
    assert all(str(Markup.escape(head)) in pages[0] for head in notes.table.heads)
    assert all(str(Markup.escape(q)) in pages[0] for stage in found for q in stage.discussion)


@each
def test_the_card_has_the_plan_the_board_four_misreadings_and_a_key_for_each_scored_question(lesson):
    page = text_of(format_card(*hour(lesson)))
    notes, found = load_notes(lesson.id), stages(*hour(lesson))
    assert all(str(m.do) in page for m in notes.version(USUAL).moves)
    assert all(str(line) in page for column in notes.board for line in column.lines)
    assert sum(str(m.reading) in page for m in notes.misreadings) == 4
    for item in (*asked_first(found), *asked_on_the_way(found)):
        assert not item.is_scored or (item.brief_key() and item.brief_key() in page), item.id


LETTERS = "ABCDEFGH"


def test_a_brief_key_grades_as_right():
    for item in (i for lesson in LESSONS for i in lesson_items(lesson.id)):
        if item.kind in ("single", "multiple", "truth", "mark"):
            chosen = [item.shown()[LETTERS.index(letter)].id for letter in item.brief_key()]
            assert item.grade(chosen if item.several else chosen[0]).score == 1, item.id
        if item.kind == "match":
            picked = [item.choices[LETTERS.index(letter)].id for letter in re.findall(r"\)([A-H])", item.brief_key())]
            assert item.grade({row.id: choice for row, choice in zip(item.rows, picked, strict=True)}).score == 1, item.id


def saved(monkeypatch, tmp_path, change):
    """Put a notebook of lesson 03 that was changed by hand in the place of the course's."""
    book = json.loads((notebook.NOTEBOOKS / load_lesson("03").file).read_text(encoding="utf-8"))
    for cell in book["cells"]:
        change(cell)
    (tmp_path / load_lesson("03").file).write_text(json.dumps(book), encoding="utf-8")
    monkeypatch.setattr(notebook, "NOTEBOOKS", tmp_path)
    return load_lesson("03")


def test_a_cell_without_a_record_shows_nothing_and_a_notebook_without_any_is_refused(monkeypatch, tmp_path):
    def change(cell):
        if "course.read" in "".join(cell["source"]):
            cell["outputs"] = []
    lesson = saved(monkeypatch, tmp_path, change)
    assert not any(part.texts for part in worksheet(lesson)) and any(part.items for part in worksheet(lesson)) and write.slides(lesson)
    saved(monkeypatch, tmp_path, lambda cell: cell.update(outputs=[]))
    with pytest.raises(DataError, match="run all cells"):
        worksheet(lesson)


def test_what_is_only_for_those_who_run_the_lesson_is_on_no_slide_and_no_sheet(monkeypatch, tmp_path):
    def change(cell):
        if cell["cell_type"] == "markdown":
            by_hand = '\n\n<p class="course-by-hand">**先猜**：从菜单选 Run All Cells。</p>\n\n'
            cell["source"] = "".join(cell["source"]).replace("<details><summary>English", f"{by_hand}<details><summary>English", 1)
    lesson = saved(monkeypatch, tmp_path, change)
    for page in (write.slides(lesson), handout(lesson), instructor(lesson)):
        assert "Run All Cells" not in page and "course-by-hand" not in page


def test_a_notebook_that_fits_the_course_no_longer_says_what_to_do(monkeypatch, tmp_path):
    def ask(cell):
        for output in cell.get("outputs", []):
            if "ask" in output["metadata"].get("course", {}):
                output["metadata"]["course"]["ask"] = ["q03-99"]
    with pytest.raises(DataError, match="q03-99.*refresh"):
        worksheet(saved(monkeypatch, tmp_path, ask))
    lesson = saved(monkeypatch, tmp_path, lambda cell: cell.update(source="".join(cell["source"]).replace("## ", "")))
    with pytest.raises(DataError, match="03-local-conditions.ipynb: 0 headings .* data/lessons.yaml, entry 03"):
        worksheet(lesson)


def test_headings_that_do_not_fit_the_plan_are_said_in_either_language(monkeypatch, tmp_path):
    def english(cell):
        cell["source"] = "".join(cell["source"]).replace("\n## Guided", "\n### Guided")
    with pytest.raises(DataError, match=r"headings \(##, en\)"):
        worksheet(saved(monkeypatch, tmp_path, english))


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": [{}]}', '{"cells": [1]}', "\ud800"])
def test_a_damaged_notebook_is_said_in_one_line(monkeypatch, tmp_path, content):
    lesson = saved(monkeypatch, tmp_path, lambda cell: None)
    (tmp_path / lesson.file).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(DataError, match="^03-local-conditions.ipynb: this is no whole notebook [^\n]*$"):
        worksheet(lesson)


# ---- the commands ----


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "course", *arguments], capture_output=True, text=True)


def test_a_lesson_that_is_not_there_is_said(tmp_path):
    done = run("handout", "33", "--to", str(tmp_path))
    assert done.returncode == 1 and "没有第 33 课；有的是 00、01" in done.stderr.replace(", ", "、") and not list(tmp_path.iterdir())
    done = run("slides", "03", "--minutes", "33", "--to", str(tmp_path))
    assert done.returncode == 1 and "there is no plan of 33 minutes; there are 20, 40, 45, 50, 90" in done.stderr and not list(tmp_path.iterdir())


def test_the_help_names_every_command():
    assert all(name in run("--help").stdout for name in ("handout", "slides", "card", "classroom", "class", "bank", "check", "pages", "export", "refresh"))


def test_without_a_browser_printing_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowser, match="choose Print"):
        write_pdf(tmp_path / "03-handout.html")


PRINTED = {
    "well": ('for a; do case $a in --print-to-pdf=*) printf new > "${a#*=}";; esac; done', ""),
    "nothing": ("exit 0", "it wrote nothing"),
    "empty": ('for a; do case $a in --print-to-pdf=*) : > "${a#*=}";; esac; done; echo no >&2; echo room >&2', "no room"),
    "failing": ('for a; do case $a in --print-to-pdf=*) printf half > "${a#*=}";; esac; done; exit 3', "it wrote nothing"),
    "for ever": ("exec sleep 600", "not done after 1 seconds"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("how", PRINTED)
def test_an_old_pdf_does_not_pass_for_a_new_one_and_a_browser_has_its_time(how, tmp_path, monkeypatch):
    script, why = PRINTED[how]
    browser, page = tmp_path / "bin" / "chromium", tmp_path / "03-handout.html"
    browser.parent.mkdir()
    browser.write_text(f"#!/bin/sh\n{script}\n")
    browser.chmod(0o755)
    page.write_text("<p>")
    page.with_suffix(".pdf").write_text("old")
    monkeypatch.setenv("PATH", f"{browser.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(write, "PATIENCE", 1)
    if why:
        with pytest.raises(NoBrowser, match=f"^chromium could not print 03-handout.html: .*{why}"):
            write_pdf(page)
    else:
        assert write_pdf(page) == page.with_suffix(".pdf")
    assert {path.name: path.read_text() for path in tmp_path.glob("*.pdf")} == {"03-handout.pdf": "old" if why else "new"}


def test_the_instructor_edition_is_made_only_on_request_and_an_hour_has_its_sheet_and_its_homework(tmp_path):
    def made(*arguments):
        return {line.removeprefix(f"{tmp_path}/") for line in run("handout", "03", *arguments, "--to", str(tmp_path)).stdout.split()}
    assert made() == {"students/03-handout.html"} and made("--instructor") == {"teacher/03-instructor.html"}
    assert made("--minutes", "45") == {"students/03-class.html", "students/03-homework.html"}
    assert load_lesson("03").discussion[0].zh in (tmp_path / "students" / "03-handout.html").read_text(encoding="utf-8")
