"""The loop of a quiz: choice → grade → progress → feedback, with the key kept in Python."""

from datetime import UTC, datetime
from pathlib import Path

import course
from course.quiz import format_quiz, read_quiz
from course.progress import log as progress
from course.widgets.quiz import quiz as widgets
from tests.items import lesson_items, right_response as right

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def submit(quiz, item, response):
    quiz._receive(quiz, {"kind": "submit", "item": item.id, "response": response}, [])
    return quiz.results[item.id]


def test_every_item_of_the_lesson_can_be_answered_rightly_and_is_recorded():
    for part in ("reading", "audit", "after"):
        quiz = course.ask("02", part)
        for item in lesson_items("02", part):
            answer = submit(quiz, item, right(item))
            assert answer["status"] == ("right" if item.is_scored else "noted")
            assert progress.open_progress().latest(item.id, "after").response == right(item)


def test_an_answer_is_remembered_in_a_new_session():
    item = lesson_items("02", "after")[0]
    submit(course.ask("02", "after"), item, right(item))
    again = course.ask("02", "after")
    assert again.results[item.id]["response"] == right(item)
    assert again.results[item.id]["attempts"] == 1


def test_before_reading_an_answer_is_noted_without_a_verdict_and_recalled_after():
    item = lesson_items("02", "before")[0]
    chosen = item.options[0]
    first = submit(course.ask("02", "before"), item, chosen.id)
    assert (first["status"], first["marks"]) == ("noted", {})
    assert all(o.feedback.zh not in first["html"] for o in item.options)
    later = course.ask("02", "before", again=True)
    assert later.results == {}
    assert chosen.text.zh in submit(later, item, right(item))["html"]


def test_a_question_asked_twice_says_which_time_it_is():
    first, later, once = course.ask("02", "before"), course.ask("02", "before", again=True), course.ask("02", "after")
    assert all("读完以后再问你一次" in item["hint_html"] for item in first.items) and "读完以后再问你一次" in first._repr_html_()
    assert all("这是第二次" in item["hint_html"] for item in later.items) and "这是第二次" in later._repr_html_()
    assert "第二次" not in once._repr_html_() + "".join(item["hint_html"] for item in once.items)


def test_feedback_shows_the_sentence_that_decides():
    item = next(i for i in lesson_items("02", "after") if i.kind == "single")
    key = next(o for o in item.options if o.correct)
    shown = submit(course.ask("02", "after"), item, key.id)["html"]
    assert course.passage(key.see).text.replace('"', "&#34;") in shown


def wrong(item):
    """A response that gets nothing right."""
    others = [o.id for o in item.options if not o.correct]
    choices = [c.id for c in item.choices]
    matched = {r.id: next(c for c in choices if c != r.answer) for r in item.rows}
    return {"single": others[:1] and others[0], "multiple": others[:1], "match": matched}[item.kind]


def test_a_first_wrong_try_keeps_the_answer_back_and_the_second_gives_it():
    for item in (i for i in lesson_items("02", "after") if i.kind in ("single", "multiple", "match")):
        quiz = course.ask("02", "after")
        answers = [o.feedback.zh for o in item.options if o.correct] + [r.feedback.zh for r in item.rows]
        first, second = (submit(quiz, item, wrong(item)) for _ in range(2))
        assert "missed" not in first["marks"].values()
        assert not any(text in first["html"] for text in answers)
        assert all(text in second["html"] for text in answers)
        chosen = [o.feedback.zh for o in item.options if first["marks"].get(o.id) == "wrong"]
        assert all(text in first["html"] for text in chosen)


KINDS = {i.id: i for i in read_quiz(Path(__file__).parent.parent / "quiz" / "kinds.yaml")}


def asked(name: str):
    """A new session with one toy question."""
    page = format_quiz([KINDS[name]], True, {name: 1})
    return widgets.quiz_of([KINDS[name]], page, "")


def test_a_guess_is_told_at_once_kept_unscored_and_every_later_one_is_an_attempt_of_its_own():
    first = submit(asked("k-guess"), KINDS["k-guess"], "5")
    assert first["status"] == "noted" and "多猜了 2 组" in first["html"] and "再试一次" not in first["html"]
    assert "多猜了 2 组" in asked("k-guess").results["k-guess"]["html"]
    submit(asked("k-guess"), KINDS["k-guess"], "3")
    assert [(a.response, a.score) for a in progress.open_progress().attempts()] == [("5", None), ("3", None)]
    assert submit(asked("k-guess"), KINDS["k-guess"], "三组")["attempts"] == 0


def test_of_options_to_guess_from_the_one_it_is_has_a_mark():
    assert submit(asked("k-guess-option"), KINDS["k-guess-option"], "b")["marks"] == {"a": "key"}


def test_a_piece_of_writing_is_kept_step_by_step_and_taken_up_where_it_was_left():
    item, response = KINDS["k-writing"], {"s1": "2", "s2": "1", "s3": "1"}
    for step, status in (({}, "begun"), ({"text": "<i>我写的</i>"}, "begun"), ({"self-claim": "3", "self-reason": "1"}, "noted")):
        response = response | step
        assert submit(asked("k-writing"), item, response)["status"] == status
        taken_up = asked("k-writing").results["k-writing"]
        assert (taken_up["response"], taken_up["status"]) == (response, status) and "<i>" not in taken_up["html"]
    kept = progress.open_progress().attempts()
    assert len(kept) == 3 and kept[-1].response == response and {a.score for a in kept} == {None}


def test_a_response_that_does_not_fit_is_answered_and_not_recorded():
    item = lesson_items("02", "after")[0]
    for response in (None, "", "nothing like it", ["x"], {"a": "b"}, 7):
        answer = submit(course.ask("02", "after"), item, response)
        assert answer["attempts"] == 0 and answer["html"]
    assert progress.open_progress().attempts() == []


def test_html_in_an_answer_comes_back_as_text():
    item = lesson_items("02", "reading")[0]
    shown = submit(course.ask("02", "reading"), item, "<img src=x onerror=alert(1)>")["html"]
    assert "<img" not in shown


def test_a_message_of_another_kind_changes_nothing():
    quiz = course.ask("02", "after")
    for content in ({}, {"kind": "submit"}, {"kind": "submit", "item": "q99"}, {"kind": "other", "item": "q02-01"}):
        quiz._receive(quiz, content, [])
    assert quiz.results == {}


def test_a_lesson_whose_answers_cannot_be_saved_says_so_and_works(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "file"))
    quiz = course.ask("02", "after")
    assert quiz.notice.startswith("答题记录存不下来")
    item = lesson_items("02", "after")[0]
    assert submit(quiz, item, right(item))["status"] == "right"


def test_what_is_shown_is_one_bundle_with_a_steady_text():
    for shown in (course.read("A02"), course.ask("02", "after")):
        data, _ = shown._repr_mimebundle_()
        assert set(data) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
        assert "0x" not in data["text/plain"] and data["text/plain"]


def test_the_answers_so_far_are_a_table_of_before_and_after():
    assert len(course.answers_so_far("02")) == 0
    item = lesson_items("02", "before")[0]
    wrong = next(o.id for o in item.options if not o.correct)
    log = progress.open_progress()
    widgets.take_answer(item, wrong, "before", log, NOW)
    widgets.take_answer(item, right(item), "after", log, NOW)
    assert course.answers_so_far("02").columns == ("第几题", "题目", "答过几次", "读前（%）", "读后（%）")
    assert list(course.answers_so_far("02")) == [(1, item.prompt.zh, 2, "0", "100")]


def test_a_choice_changed_in_an_exam_is_no_try():
    item = next(i for i in lesson_items("02") if i.kind == "single")
    for option in item.options[:3]:
        progress.open_progress().record(item.id, "exam-02", option.id, 0.0, NOW)
    assert len(course.answers_so_far("02")) == 0
    progress.open_progress().record(item.id, "after", item.options[0].id, 0.0, NOW)
    assert [row[2] for row in course.answers_so_far("02")] == [1]
