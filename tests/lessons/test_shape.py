"""The shape of the lessons in numbers: counted by a command, and as good as the course says it is."""

import re

import pytest

from course.base import Text
from course.lessons import load_lessons
from course.lessons.notebook import Cell, Output, cells_by_step
from course.lessons.plan import Step, lesson_items
from course.lessons.shape import asks, characters, longest_idle, shape_of, step_minutes


LESSONS = [plan for plan in load_lessons() if plan.id != "00"]
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda plan: plan.id)


@each_lesson
def test_a_lesson_asks_eight_to_ten_questions_after_reading_a_third_of_them_on_new_sentences(lesson):
    shape = shape_of(lesson)
    assert 8 <= shape.after <= 10 and 3 * shape.new >= shape.after
    assert shape.objectives_asked == shape.objectives


@each_lesson
def test_in_a_lesson_one_guesses_writes_and_never_reads_on_for_more_than_five_hundred_characters(lesson):
    shape = shape_of(lesson)
    assert shape.guesses >= 2 and shape.idle <= 500
    assert len(lesson_items(lesson.id, "writing")) == 1 and shape.written >= 2
    assert shape.texts == {"03": 1, "05": 1, "07": 1, "09": 2}.get(lesson.id, 0)


@each_lesson
def test_the_core_of_a_lesson_takes_45_to_60_minutes_and_each_step_what_the_rule_says(lesson):
    assert 45 <= lesson.minutes <= 60
    for step, minutes in zip(lesson.steps, step_minutes(lesson)):
        assert step.id == "posttest" or abs(step.minutes - minutes) <= 2, (step.id, minutes)


def prose(n: int, **more) -> Cell:
    return Cell("字" * n, "Characters", (), **more)


def shown(**record) -> Cell:
    return Cell("", "", (Output(record, ""),))


def test_only_chinese_characters_count():
    assert characters("第 02 课：为什么要改革？Why reform?") == 8


@pytest.mark.parametrize(
    ("cells", "longest"),
    [
        ([prose(300), prose(300)], 600),
        ([prose(300), shown(ask=["q02-01"]), prose(200)], 300),
        ([prose(300), shown(read=["A03"]), prose(200)], 500),  # to read on is not to do something
        ([prose(300), prose(400, ours=True), prose(50)], 450),  # to open what is folded is
        ([prose(300), shown(map={"blanks": ["a-goal"]}), prose(350)], 350),
        ([prose(300), shown(map={"blanks": []}), prose(350)], 650),  # a map that is only shown
        ([prose(10), Cell("", "", (), is_exercise=True), prose(20)], 20),
        ([], 0),
    ],
)
def test_the_longest_stretch_without_anything_to_do(cells, longest):
    assert longest_idle(cells) == longest


def test_what_is_beyond_the_core_is_not_in_the_minutes_of_a_lesson():
    lesson = next(plan for plan in load_lessons() if plan.id == "02")
    extra = Step("extra", Text("选做", "more"), 7, more=True)
    longer = type(lesson)(**{field: getattr(lesson, field) for field in lesson.__struct_fields__} | {"steps": [*lesson.steps, extra]})
    assert (longer.minutes, longer.more_minutes) == (lesson.minutes, lesson.more_minutes + 7)


def test_the_rule_of_minutes_counts_reading_and_doing():
    lesson = next(plan for plan in load_lessons() if plan.id == "02")
    first = step_minutes(lesson)[0]  # three questions, asked before anything is read
    assert first >= sum(item.seconds for item in lesson_items("02", "before")) / 60


@each_lesson
def test_our_reading_stands_folded_and_below_what_is_asked_of_the_reader(lesson):
    """In each step of the core: before the first cell that is ours there is something to do."""
    for step, cells in zip(lesson.steps, cells_by_step(lesson)):
        does = [bool(cell.is_exercise or any(asks(output.record) for output in cell.outputs)) for cell in cells]
        for n, cell in enumerate(cells):
            assert not cell.ours or any(does[:n]) or step.more, (step.id, cell.id)
            told = re.search(r"\*\*(对照我们|说明了什么|看到什么)", cell.zh)
            assert cell.ours or not told, (step.id, cell.id)
