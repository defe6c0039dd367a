"""An exam is another each time, says nothing until it is handed in, goes on after a restart, ends with its time, and counts
by objective and skill."""

import json
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest

from course.lessons import exam_bank, load_lessons
from course.progress import due_items, latest_scores, missed_items, overall, schedule
from course.progress.attempt import Unfit
from course.progress.log import Progress
from course.widgets.exam import state as exams
from course.widgets.exam.exam import Exam, exam
from tests.items import Whole, all_items, lesson_items, right_response as right

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def later(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


def sit(folder, clock, minutes=None, most=15, lesson="02") -> Exam:
    return Exam(lesson, most, minutes, Progress(folder), clock)


def send(shown, kind, **more):
    shown._receive(None, {"kind": kind, **more}, [])


SKILL = {o.id: o.skill for plan in load_lessons() for o in plan.objectives}
LESSONS = [plan.id for plan in load_lessons()[1:]]


@pytest.mark.parametrize("lesson", [None, *LESSONS])
def test_of_a_hundred_exams_each_has_every_lesson_and_skill_and_a_third_that_the_one_before_has_not(lesson):
    bank = exam_bank(lesson)
    drawn = list(islice(exams.draws(lesson), 100))
    for items in drawn:
        assert len(items) == (5 if lesson else 15) and len({i.id for i in items}) == len(items)
        assert {i.objective[:2] for i in items} == {i.objective[:2] for i in bank}
        assert {SKILL[i.objective] for i in items} == {SKILL[i.objective] for i in bank}
        assert {i.part for i in items} == {"exam"}
    for before, after in pairwise(drawn):
        assert 3 * len({i.id for i in after} - {i.id for i in before}) >= len(after)
    assert {i.id for items in drawn for i in items} == {i.id for i in bank}


def test_an_exam_over_all_has_the_nine_lessons_and_the_five_skills():
    assert {i.objective[:2] for i in exams.exam_items()} == set(LESSONS)
    assert len({SKILL[i.objective] for i in exams.exam_items()}) == 5


def test_the_questions_are_settled_by_the_name_and_number_of_the_exam():
    assert exams.exam_items("02", 3) == next(exams.draws("02", 3)) and len(exams.exam_items("02", 3)) == 3
    assert exams.exam_items(None, 15, 7) == next(islice(exams.draws(), 7, None))
    assert len(exams.exam_items("02", 1000)) < len(exam_bank("02")), "the next one could not be another"
    with pytest.raises(ValueError):
        exams.exam_items("02", 0)
    for lesson in ("00", "10"):
        with pytest.raises(KeyError):
            exams.exam_items(lesson)


def test_taken_again_it_asks_other_questions_and_the_same_after_a_restart(tmp_path, clock):
    shown = sit(tmp_path, clock)
    asked = []
    for _ in range(4):
        send(shown, "start")
        asked.append([item["id"] for item in shown.items])
        assert asked[-1] == [item["id"] for item in sit(tmp_path, clock).items]
        send(shown, "submit", item=asked[-1][0], response=right(shown._items[0]))
        send(shown, "finish")
        assert asked[-1] == [item["id"] for item in shown.items] == [item["id"] for item in sit(tmp_path, clock).items]
        assert shown.results[asked[-1][0]]["status"] == "right"
        clock.later(seconds=1)
    assert all(set(before) != set(after) for before, after in pairwise(asked))


def test_an_exam_begun_when_questions_came_from_the_lessons_goes_on(tmp_path, clock):
    log = Progress(tmp_path)
    log.record("exam-02", "exam-02", "start", None, clock())
    old = next(i for i in lesson_items("02") if i.kind == "single")
    log.record(old.id, "exam-02", right(old), 1.0, clock())
    shown = sit(tmp_path, clock)
    assert shown.closing["state"] == "running" and shown.results == {} and len(shown.items) == 5
    send(shown, "submit", item=shown._items[0].id, response=right(shown._items[0]))
    send(shown, "finish")
    assert shown.closing["state"] == "over" and "20 %" in shown.closing["html"]


def test_its_questions_count_nowhere_but_in_its_result(tmp_path, clock):
    shown = sit(tmp_path, clock)
    send(shown, "start")
    for item in map(Whole, shown._items):
        send(shown, "submit", item=item.id, response=right(item))
    attempts = shown._log.attempts()
    assert overall(attempts).answered == 0 and not missed_items(attempts) and not due_items(all_items(), attempts, clock())


def test_nothing_is_told_before_handing_in(tmp_path, clock):
    shown = sit(tmp_path, clock)
    assert shown.closing["state"] == "ready" and shown.items == []
    send(shown, "start")
    for item in map(Whole, shown._items):
        send(shown, "submit", item=item.id, response=right(item))
    sent = json.dumps([shown.items, shown.results, shown.closing], ensure_ascii=False)
    assert {r["status"] for r in shown.results.values()} == {"noted"}
    for item in map(Whole, shown._items):
        for told in [o.feedback for o in item.options] + [r.feedback for r in item.rows] + [item.feedback]:
            assert told is None or str(told) not in sent


def test_the_result_counts_by_objective_and_skill_and_what_was_not_answered_gives_no_point(tmp_path, clock):
    shown = sit(tmp_path, clock)
    send(shown, "start")
    first = shown._items[0]
    send(shown, "submit", item=first.id, response=right(first))
    send(shown, "finish")
    answers = exams.state_of("02", shown._log.attempts()).answers
    rows = exams.result_by_objective(shown._items, answers)
    assert sum(r.of for r in rows) == 5 and sum(r.points for r in rows) == 1
    skills = exams.result_by_skill(shown._items, answers)
    assert sum(r.of for r in skills) == 5 and sum(r.points for r in skills) == 1 and len(skills) == 4
    assert shown.closing["state"] == "over" and "20 %" in shown.closing["html"]
    assert all(r["final"] for r in shown.results.values()) and "没有作答" in shown.results[shown._items[1].id]["html"]


def test_an_answer_changed_counts_as_it_was_last_and_none_counts_after_the_end(tmp_path, clock):
    shown = sit(tmp_path, clock)
    item = next(i for i in shown._items if i.kind == "single")
    wrong = next(o.id for o in item.options if not o.correct)
    send(shown, "start")
    send(shown, "submit", item=item.id, response=right(item))
    send(shown, "submit", item=item.id, response=wrong)
    send(shown, "finish")
    send(shown, "submit", item=item.id, response=right(item))
    assert exams.state_of("02", shown._log.attempts()).answers[item.id].score == 0


def test_an_answer_taken_back_is_none_until_another_is_given(tmp_path, clock):
    shown = sit(tmp_path, clock, most=1000, lesson=None)
    item = next(i for i in shown._items if i.kind == "multiple")
    send(shown, "start")
    for response, status in ((right(item), "noted"), (None, ""), (right(item), "noted"), (None, "")):
        send(shown, "submit", item=item.id, response=response)
        assert shown.results[item.id]["status"] == status
    assert item.id not in sit(tmp_path, clock, most=1000, lesson=None).results
    send(shown, "finish")
    assert item.id not in exams.state_of(None, shown._log.attempts()).answers
    assert "没有作答" in shown.results[item.id]["html"]


def test_choices_made_on_the_way_to_an_answer_are_no_answers_of_their_own(tmp_path, clock):
    shown = sit(tmp_path, clock, most=1000, lesson=None)
    changed, taken_back = [i for i in shown._items if i.kind == "multiple"][:2]
    send(shown, "start")
    for item, response in ((changed, ["nobody"]), (changed, right(changed)[:1]), (changed, right(changed)), (taken_back, right(taken_back)), (taken_back, None)):
        send(shown, "submit", item=item.id, response=response)
    send(shown, "finish")
    attempts = shown._log.attempts()
    assert latest_scores(attempts) == {"exam-all": None, changed.id: 1}
    once = [a for a in attempts if a.item == changed.id][-1:]
    assert schedule([changed, taken_back], attempts, clock()) == schedule([changed], once, clock())


def test_where_one_option_is_right_nothing_is_said_to_be_overlooked(tmp_path, clock):
    shown = sit(tmp_path, clock, most=1000, lesson=None)
    single, several = (next(i for i in shown._items if i.kind == kind) for kind in ("single", "multiple"))
    send(shown, "start")
    send(shown, "submit", item=single.id, response=next(o.id for o in single.options if not o.correct))
    send(shown, "submit", item=several.id, response=[next(o.id for o in several.options if not o.correct)])
    send(shown, "finish")
    one, some = shown.results[single.id], shown.results[several.id]
    assert "漏选" not in one["html"] and "正确答案" in one["html"] and sorted(one["marks"].values()) == ["key", "wrong"]
    assert "漏选" in some["html"] and "missed" in some["marks"].values() and "key" in shown.words


def test_a_restart_goes_on_where_the_exam_stood(tmp_path, clock):
    shown = sit(tmp_path, clock, minutes=20)
    send(shown, "start")
    item = shown._items[0]
    clock.later(minutes=5)
    send(shown, "submit", item=item.id, response=right(item))
    again = sit(tmp_path, clock, minutes=20)
    assert again.closing["state"] == "running" and again.closing["left"] == pytest.approx(15 * 60)
    assert again.results[item.id]["response"] == right(item) and again.results[item.id]["status"] == "noted"


def test_time_ends_it_even_if_the_page_says_nothing(tmp_path, clock):
    shown = sit(tmp_path, clock, minutes=10)
    send(shown, "start")
    item = shown._items[0]
    clock.later(minutes=11)
    send(shown, "submit", item=item.id, response=right(item))
    assert shown.closing["state"] == "over" and "0 %" in shown.closing["html"]
    later = sit(tmp_path, clock, minutes=10)
    assert later.closing["state"] == "over"
    clock.later(seconds=1)
    send(later, "start")
    assert later.closing["state"] == "running" and later.results == {}


def test_a_response_that_makes_no_sense_is_answered_and_not_kept(tmp_path, clock):
    shown = sit(tmp_path, clock)
    send(shown, "start")
    for response in (None, [], "", {"x": "<script>"}, 7, ["nobody"]):
        send(shown, "submit", item=shown._items[0].id, response=response)
        assert "<script>" not in json.dumps([r["html"] for r in shown.results.values()])
    assert not exams.state_of("02", shown._log.attempts()).answers


@pytest.mark.parametrize("minutes", [0, -1, float("nan")])
def test_an_exam_needs_time(minutes):
    with pytest.raises(ValueError):
        exam("02", minutes=minutes)


@pytest.mark.parametrize("restart", [False, True])
def test_a_clock_set_back_an_hour_neither_ends_an_exam_nor_gives_it_more_time(tmp_path, clock, restart):
    clock.later(hours=2)
    shown = sit(tmp_path, clock, minutes=60)
    send(shown, "start")
    send(shown, "finish")  # an earlier one, by a clock that went wrong
    clock.later(hours=-1)
    send(shown, "start")
    assert shown.closing["state"] == "running" and shown.closing["left"] == pytest.approx(3600)
    clock.later(minutes=-60)
    shown._refresh()
    assert shown.closing["left"] <= 3600
    clock.later(minutes=60)
    if restart:
        shown = sit(tmp_path, clock, minutes=60)
        clock.later(minutes=60)
    clock.later(minutes=1)
    shown._refresh()
    assert shown.closing["state"] == "over"


def test_an_exam_begun_in_a_year_that_cannot_be_stops_nothing(tmp_path, clock):
    shown = sit(tmp_path, clock, minutes=60)
    with pytest.raises(Unfit):
        shown._log.record("exam-02", "exam-02", "start", None, datetime(9999, 12, 31, tzinfo=UTC))
    shown._log.record("exam-02", "exam-02", "start", None, datetime(2098, 12, 30, tzinfo=UTC))
    again = sit(tmp_path, clock, minutes=60)
    assert again.closing["state"] == "running" and again.closing["left"] <= 3600
    send(again, "finish")
    send(again, "start")
    clock.later(minutes=10)
    again._refresh()
    assert again.closing["left"] == pytest.approx(50 * 60)


def test_answers_of_one_exam_do_not_count_in_another(tmp_path, clock):
    every = Exam(None, 1000, None, Progress(tmp_path), clock)
    one = sit(tmp_path, clock)
    for shown in (every, one):
        send(shown, "start")
    send(one, "submit", item=one._items[0].id, response=right(one._items[0]))
    assert not exams.state_of(None, every._log.attempts()).answers and exams.state_of("02", one._log.attempts()).answers


def test_a_question_changed_since_it_was_answered_gives_no_point_and_blocks_nothing(tmp_path, clock):
    shown = sit(tmp_path, clock)
    send(shown, "start")
    for item in shown._items:  # as if every question had had other options then
        shown._log.record(item.id, "exam-02", {"gone": "x"} if item.kind == "match" else ["gone"], 1.0, clock())
    again = sit(tmp_path, clock)
    assert again.closing["state"] == "running" and again.results == {}
    send(again, "finish")
    assert "得分 0 %" in again.closing["html"] and all("改过" in r["html"] for r in again.results.values())
