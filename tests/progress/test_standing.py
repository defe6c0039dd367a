"""Where a learner goes on: where they last were, and never back while something is ahead."""

import gc
import json
from datetime import UTC, datetime

import pytest

from course import use_language
from course.lessons import NOTEBOOKS, load_lessons, notebook
from course.progress import Progress, by_lesson, where_next
from tests.items import all_items, lesson_items

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    return Progress(tmp_path)


def answer(log, *items, sitting="after") -> None:
    for item in items:
        log.record(getattr(item, "id", item), sitting, "a", 1, NOW)


def test_without_any_answer_one_begins_with_the_first_lesson_at_its_top(log):
    found = where_next(log.attempts())
    assert (found.lesson.id, found.step, found.href) == ("01", None, "01-from-page-to-corpus.ipynb") and not found.begun
    assert found.minutes == found.lesson.minutes


def test_nobody_is_sent_to_the_first_notebook_whether_its_question_is_answered_or_not(log):
    answer(log, *lesson_items("00"))
    assert where_next(log.attempts()).lesson.id == "01"
    answer(log, *(i for i in all_items() if not i.id.startswith("q00")))
    assert where_next(log.attempts()) is None


def test_one_goes_on_in_the_lesson_of_the_last_answer_even_with_others_open_before_it(log):
    answer(log, lesson_items("05", "after", 1)[0], lesson_items("03", "after", 1)[0])
    assert where_next(log.attempts()).lesson.id == "03"


def test_a_lesson_answered_leads_to_the_next_that_is_not_and_from_the_last_back_to_what_is_open(log):
    answer(log, *lesson_items("03"), *lesson_items("02"))
    assert where_next(log.attempts()).lesson.id == "04"
    answer(log, *lesson_items("09"))
    assert where_next(log.attempts()).lesson.id == "01"


def test_reviews_and_exams_move_nobody(log):
    answer(log, lesson_items("05", "after", 1)[0])
    answer(log, lesson_items("02", "after", 1)[0], sitting="review")
    answer(log, "exam-03", lesson_items("03", "after", 1)[0], sitting="exam-03")
    assert where_next(log.attempts()).lesson.id == "05"


def test_the_step_is_that_of_the_last_answer_and_once_it_is_answered_the_one_after_it(log):
    before = lesson_items("02", "before")
    steps = load_lessons()[2].steps
    answer(log, before[0], sitting="before")
    assert where_next(log.attempts()).step == steps[0]
    answer(log, *before[1:], sitting="before")
    found = where_next(log.attempts())
    assert found.step == steps[1] and found.number == 2 and found.minutes == sum(s.minutes for s in steps[1:] if not s.more)
    assert found.left == len(lesson_items("02"))  # guesses before reading are asked again


def test_a_question_passed_over_is_come_back_to_only_at_the_end(log):
    skipped, *rest = lesson_items("02", "reading")
    answer(log, *lesson_items("02", "before"), sitting="before")
    answer(log, *rest)
    assert where_next(log.attempts()).number > 4
    answer(log, *(i for i in lesson_items("02") if i != skipped))
    found = where_next(log.attempts())
    assert (found.left, found.number) == (1, 2)


def test_a_piece_of_writing_counts_once_it_is_handed_in_and_not_while_only_samples_are_rated(log):
    writing = lesson_items("02", "writing")[0]
    answer(log, *(i for i in lesson_items("02") if i != writing))
    rated = {sample.id: "2" for sample in writing.samples}
    log.record(writing.id, "after", rated, None, NOW)
    so_far = {plan.id: found for plan, found in by_lesson(log.attempts())}["02"]
    found = where_next(log.attempts())
    assert so_far.answered == so_far.of - 1 and (found.lesson.id, found.left) == ("02", 1)
    log.record(writing.id, "after", rated | {"text": "一段话。"}, None, NOW)
    log.record(writing.id, "after", rated, None, NOW)  # begun a second time
    assert where_next(log.attempts()).lesson.id == "03"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_link_leads_to_the_cell_the_step_opens_with(log, language):
    use_language(language)
    answer(log, *lesson_items("02", "before"), sitting="before")
    file, cell = where_next(log.attempts()).href.split("#cell-id=")
    found = {c["id"]: "".join(c["source"]) for c in json.loads((NOTEBOOKS / file).read_text(encoding="utf-8"))["cells"]}
    assert found[cell].startswith("## 导读一")


def test_where_the_notebook_does_not_tell_the_lesson_alone_is_said(log, tmp_path, monkeypatch):
    monkeypatch.setattr(notebook, "NOTEBOOKS", tmp_path)
    answer(log, *lesson_items("02", "before"), sitting="before")
    found = where_next(log.attempts())
    assert (found.lesson.id, found.step, found.href) == ("02", None, "02-why-reform.ipynb")


class Listener:
    def __init__(self):
        self.heard = []

    def hear(self):
        self.heard.append("an answer")


def test_who_listens_hears_of_every_answer_by_any_progress_of_the_file_and_of_no_other(tmp_path):
    listener, here, there = Listener(), Progress(tmp_path / "here"), Progress(tmp_path / "there")
    here.listen(listener.hear)
    answer(here, "q")
    answer(Progress(tmp_path / "here"), "q")
    answer(there, "q")
    assert len(listener.heard) == 2


def test_who_listens_is_not_kept_alive(log):
    listener = Listener()
    log.listen(listener.hear)
    del listener
    gc.collect()
    answer(log, "q")
    assert log._listeners == []
