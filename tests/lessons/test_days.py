"""The plan by days: everything once and in order, no day too long, no lesson broken that need not be."""

import re

import pytest
from hypothesis import given, strategies as st

import course
from course.lessons.days import LEAST, study_days
from course.lessons.plan import NOTEBOOKS, load_lessons

ALL = [(lesson.id, step.id) for lesson in load_lessons() for step in lesson.steps if not step.more]


@given(st.integers(LEAST, 700))
def test_every_step_of_the_course_comes_once_and_in_order(minutes):
    planned = [(part.lesson.id, step.id) for day in study_days(load_lessons(), minutes) for part in day.portions for step in part.steps]
    assert planned == ALL


@given(st.integers(LEAST, 700))
def test_no_day_is_longer_than_asked_unless_it_holds_a_single_step(minutes):
    for day in study_days(load_lessons(), minutes):
        assert day.minutes <= minutes or sum(len(part.steps) for part in day.portions) == 1


@given(st.integers(LEAST, 700))
def test_a_lesson_that_fits_a_day_is_not_broken(minutes):
    for day in study_days(load_lessons(), minutes):
        assert all(part.whole for part in day.portions if part.lesson.minutes <= minutes)


def test_seventy_five_minutes_a_day_are_a_lesson_a_day():
    planned = study_days(load_lessons(), 75)
    assert [[part.lesson.id for part in day.portions] for day in planned] == [["00", "01"], *([f"{n:02}"] for n in range(2, 10))]


def test_the_page_links_every_lesson_and_says_how_long_each_day_is():
    page = course.plan(40)._repr_html_()
    assert {lesson.file for lesson in load_lessons()} <= set(re.findall(r'href="([^"]+)"', page))
    assert sum(map(int, re.findall(r">(\d+) 分钟</td>", page))) == sum(lesson.minutes for lesson in load_lessons())


def test_too_short_a_day_is_an_error_that_says_what_would_do():
    with pytest.raises(ValueError, match="at least 15 minutes a day, not 5"):
        course.plan(5)


def test_the_readme_and_notebook_00_say_how_many_days_it_takes():
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    assert len(study_days(load_lessons(), 75)) == 9
    assert "plans your days: nine, with a lesson a day" in readme and "一天一课要九天" in readme
    assert "75 分钟排，一天一课，九天学完" in (NOTEBOOKS / "00-start.ipynb").read_text(encoding="utf-8")
