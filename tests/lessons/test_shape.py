"""The shape of the lessons in numbers: counted by a command, and as good as the course says it is."""

import pytest

from course.base import Text
from course.lessons import load_lessons
from course.lessons.notebook import Cell, Output
from course.lessons.plan import Step, lesson_items
from course.lessons.shape import characters, longest_idle, shape_of, step_minutes


def prose(n: int, **more) -> Cell:
    return Cell("字" * n, "Characters", (), "", **more)


def shown(**record) -> Cell:
    return Cell("", "", (Output(record, ""),), "")


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
        ([prose(10), Cell("", "", (), "", is_exercise=True), prose(20)], 20),
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
