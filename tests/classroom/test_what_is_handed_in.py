"""What teachers' folders really hold: second copies, odd dates, lists from spreadsheets, assignments, a class server's logs."""

import random
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from course.base import DataError
from course.classroom.report.grades import grade_of, read_assignments
from course.classroom.report.handed_in import pseudonym_of, read_class
from course.classroom.report.results import learner_results
from course.classroom.report.roster import attendance, read_roster
from course.classroom.report.summary import summary
from course.progress import Attempt
from course.progress.log import Progress
from tests.items import lesson_items

from .simulated_class import answer, attempt, file_of

COURSE = Path(__file__).parent.parent.parent / "course"
SCORED = [i for i in lesson_items("03") if i.is_scored]


def some(seed: int, many: int = 6) -> list[dict]:
    draw = random.Random(seed)
    return [attempt(i, answer(i, True, draw), draw, n) for n, i in enumerate(SCORED[:many])]


# ---- second copies ----


@pytest.mark.parametrize("name", ["jay (1)", "jay(2)", "jay - Copy", "jay - Copy (2)", "jay - 副本", "jay 副本", "jay的副本 2", "jay（1）"])
def test_the_name_a_browser_or_file_manager_gives_a_second_copy_is_the_first_one_s(name):
    assert pseudonym_of(f"{name}.json") == "jay"


@pytest.mark.parametrize("name", ["jay 1", "jay-2", "(1)", "copy", "副本"])
def test_other_names_are_as_they_are(name):
    assert pseudonym_of(f"{name}.json") == name


def test_two_copies_of_one_record_count_together(tmp_path):
    log = some(1)
    (tmp_path / "jay.json").write_text(file_of(log[:4]), encoding="utf-8")
    (tmp_path / "jay (1).json").write_text(file_of(log[2:]), encoding="utf-8-sig")
    handed = read_class(tmp_path)
    assert {name: len(a) for name, a in handed.learners.items()} == {"jay": len(log)}
    assert handed.skipped == [] and [r.name for r in handed.remarks] == ["jay.json"]


def test_two_records_of_one_name_without_a_common_answer_are_two_learners_and_it_is_said(tmp_path):
    (tmp_path / "jay.json").write_text(file_of(some(1)), encoding="utf-8")
    (tmp_path / "jay (1).json").write_text(file_of(some(2)), encoding="utf-8")
    handed = read_class(tmp_path)
    assert list(handed.learners) == ["jay", "jay (2)"] and "两个人" in handed.remarks[0].why


# ---- dates ----


@pytest.mark.parametrize("date", ["2001-01-01", "2098-12-31"])
def test_an_answer_with_a_date_that_cannot_be_counts_and_its_date_does_not(tmp_path, date):
    log = some(1)
    log[-1]["at"] = log[-1]["at"].replace("2026-03-02", date)
    (tmp_path / "jay.json").write_text(file_of(log), encoding="utf-8")
    handed = read_class(tmp_path)
    (result,) = learner_results(handed.learners)
    assert (result.answered, result.last_day) == (len(log), "2026-03-02")
    assert len(handed.remarks) == 1 and date in handed.remarks[0].why


# ---- the list of a class ----


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_however_a_spreadsheet_saved_it(tmp_path, encoding):
    (tmp_path / "list.csv").write_bytes("代号,组\r\n苍鹭,1\r\n'007,2\r\nJay,2\r\njay,3\r\n\r\n".encode(encoding))
    assert read_roster(tmp_path / "list.csv") == ["苍鹭", "007", "Jay"]


def test_names_are_compared_whatever_their_case_and_width():
    there = attendance(["Jay", "Ｏｗｌ", "007", "燕"], ["jay", "owl", "鹤"])
    assert there == (["007", "燕"], ["鹤"]) and attendance([], ["jay"]) == ([], [])


@pytest.mark.parametrize("content", [b"", b"\r\n,\r\n", "代号\n".encode(), b"\xff\xff\x81"])
def test_what_is_no_list_is_said(tmp_path, content):
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(DataError, match="list.csv"):
        read_roster(tmp_path / "list.csv")


# ---- assignments ----


def assignments(tmp_path, **fields) -> list:
    told = "\n".join(f"    {name}: {value}" for name, value in fields.items())
    (tmp_path / "set.yaml").write_text(f"assignments:\n  - id: a\n{told}\n", encoding="utf-8")
    return read_assignments(tmp_path / "set.yaml")


def test_the_assignment_in_the_readme_is_one(tmp_path):
    shown = (COURSE / "classroom" / "README.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "set.yaml").write_text(shown, encoding="utf-8-sig")  # as Windows' editor saves it
    (task,) = read_assignments(tmp_path / "set.yaml")
    assert {i.part for i in task.items} == {"after", "writing"} and task.until and task.completion


def test_a_day_is_over_at_its_end_and_a_moment_without_a_zone_is_this_machine_s(tmp_path):
    (day,), (moment,) = (assignments(tmp_path, lesson='"03"', due=due) for due in ("2026-03-05", "2026-03-05T18:00"))
    assert day.until == datetime(2026, 3, 5, 23, 59, 59, 999_999).astimezone()
    assert moment.until == datetime(2026, 3, 5, 18).astimezone()


@pytest.mark.parametrize("field, value", [("lesson", '"33"'), ("due", "tomorrow"), ("due", "2026-02-30"), ("questions", "[q03-99]"),
    ("questions", "[exam]"), ("questions", "[q04-01]"), ("count", "last"), ("completion", "1.5"), ("colour", "red")])  # fmt: skip
def test_a_mistake_in_a_file_of_assignments_is_named(tmp_path, field, value):
    with pytest.raises(DataError, match=f"set.yaml, entry a, field {field}"):
        assignments(tmp_path, **{"lesson": '"03"', field: value})


def test_where_only_writing_was_set_the_mark_is_for_having_written(tmp_path):
    (task,) = assignments(tmp_path, lesson='"03"', questions="[writing]")
    (item,) = task.items
    written = Attempt(item.id, "after", {"text": "我不同意。"}, None, "2026-03-02T10:00:00+00:00")
    assert (grade_of([written], task).mark, grade_of([], task).mark) == (100, 0)


# ---- a class server's folder ----


def server(tmp_path, name: str = "jay"):
    """A class server's folder in which one learner has answered something; returns the learner's folder."""
    home = tmp_path / "class" / "learners" / name
    Progress(home / "answers").merge([Attempt(**a) for a in some(1)])
    return home


def test_the_logs_of_a_class_server_are_read_and_left_as_they_are(tmp_path):
    log = server(tmp_path) / "answers" / "progress.sqlite"
    before = log.read_bytes(), sorted(p.name for p in log.parent.iterdir())
    assert list(read_class(tmp_path / "class").learners) == ["jay"] == list(read_class(tmp_path / "class" / "learners").learners)
    assert (log.read_bytes(), sorted(p.name for p in log.parent.iterdir())) == before


def test_a_link_to_another_s_log_is_not_followed(tmp_path):
    log = server(tmp_path) / "answers" / "progress.sqlite"
    for name, target in (("thief", log.parent), ("robber", log)):
        home = log.parents[2] / name
        home.mkdir()
        if target is log:
            (home / "answers").mkdir()
        (home / "answers" / log.name if target is log else home / "answers").symlink_to(target)
    (log.parents[2] / "burglar").symlink_to(log.parents[1])
    handed = read_class(tmp_path / "class")
    assert list(handed.learners) == ["jay"] and [s.name for s in handed.skipped] == ["burglar", "robber", "thief"]


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
LOGS = {
    "a view that never ends": f"CREATE VIEW attempts AS {ENDLESS} SELECT x AS id, '' AS item, '' AS sitting, '' AS response, 0 AS score, '' AS at, '' AS written FROM n WHERE x < 0",
    "rows without end": f"CREATE VIEW attempts AS {ENDLESS} SELECT x AS id, '' AS item, '' AS sitting, '' AS response, 0 AS score, '' AS at, '' AS written FROM n",
    "a cell without end": "CREATE VIEW attempts AS SELECT 1 AS id, '' AS item, '' AS sitting, hex(zeroblob(900000000)) AS response, 0 AS score, '' AS at, '' AS written",
    "no table": "CREATE TABLE other (x)",
}  # fmt: skip


@pytest.mark.parametrize("what", LOGS)
def test_a_log_made_to_harm_is_named_and_the_others_are_read(tmp_path, what):
    home = server(tmp_path).parent / "mallory"
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.sqlite")) as made:
        made.execute(LOGS[what])
    handed = read_class(tmp_path / "class")
    assert list(handed.learners) == ["jay"] and [s.name for s in handed.skipped] == ["mallory"]


# ---- and of it all ----


def test_who_handed_in_a_record_without_an_answer_to_the_lesson_is_in_the_class_and_has_nothing_right(tmp_path):
    (tmp_path / "jay.json").write_text(file_of(some(1)), encoding="utf-8")
    draw = random.Random(9)
    other = [attempt(i, answer(i, True, draw), draw) for i in lesson_items("04") if i.kind == "single"]
    (tmp_path / "wren.json").write_text(file_of(other), encoding="utf-8")
    found = summary(read_class(tmp_path), "03")
    assert {r.of for r in found.items} == {2} and found.items[0].first == 0.5
    assert {r.name: r.first for r in found.learners}["wren"] == 0
