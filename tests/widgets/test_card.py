"""The card a lesson opens with: one question, where to go, and a language that holds."""

from datetime import UTC, datetime

import pytest

import course
from course.base import current_language
from course.lessons import load_lessons
from course.progress import open_progress, where_next
from tests.items import lesson_items


@pytest.mark.parametrize("lesson", load_lessons()[1:], ids=lambda lesson: lesson.id)
def test_a_card_asks_its_question_and_lists_no_minutes_of_steps(lesson):
    html = course.card(lesson.id).html
    assert lesson.question.zh in html and all(o.text.zh in html for o in lesson.objectives)
    assert html.count("分钟") == 1


def test_a_lesson_with_a_map_has_its_miniature():
    with_map = [lesson.id for lesson in load_lessons() if "course-miniature" in course.card(lesson.id).html]
    assert with_map == ["01", "02", "03", "04", "05", "06", "07", "08"]


def test_the_first_screen_leads_to_where_the_learner_stands():
    assert 'href="01-from-page-to-corpus.ipynb"' in course.card("00").html
    log = open_progress()
    log.record(lesson_items("03")[0].id, "after", "a", 1, datetime.now(UTC))
    assert f'href="{where_next(log.attempts()).href}"' in course.card("00").html and "03-local-conditions" in course.card("00").html
    assert "03-local-conditions" not in course.card("00")._repr_html_()  # what is saved knows of nobody


def test_the_switch_turns_the_card_and_is_kept():
    shown = course.card("02")
    shown._receive(None, {"kind": "language", "to": "fr"}, [])
    assert shown.language == "zh"
    shown._receive(None, {"kind": "language", "to": "en"}, [])
    assert shown.language == current_language() == "en" and "Why is developing" in shown.html
    assert "Why is developing" in course.card("02").html
