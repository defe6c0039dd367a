"""The loop of a quiz: choice → grade → progress → feedback, with the key kept in Python."""

from datetime import UTC, datetime

import course
from course.progress import log as progress
from course.widgets.quiz import quiz as widgets
from tests.items import lesson_items

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def submit(quiz, item, response):
    quiz._receive(quiz, {"kind": "submit", "item": item.id, "response": response}, [])
    return quiz.results[item.id]


def right(item):
    keys = [o.id for o in item.options if o.correct]
    return {"single": keys[:1] and keys[0], "multiple": keys, "match": {r.id: r.answer for r in item.rows}, "open": "我的话"}[item.kind]


def test_every_item_of_the_lesson_can_be_answered_rightly_and_is_recorded():
    for part in ("reading", "audit", "after"):
        quiz = course.ask("02", part)
        for item in lesson_items("02", part):
            answer = submit(quiz, item, right(item))
            assert answer["status"] == ("noted" if item.kind == "open" else "right")
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
    for item in lesson_items("02", "after"):
        quiz = course.ask("02", "after")
        answers = [o.feedback.zh for o in item.options if o.correct] + [r.feedback.zh for r in item.rows]
        first, second = (submit(quiz, item, wrong(item)) for _ in range(2))
        assert "missed" not in first["marks"].values()
        assert not any(text in first["html"] for text in answers)
        assert all(text in second["html"] for text in answers)
        chosen = [o.feedback.zh for o in item.options if first["marks"].get(o.id) == "wrong"]
        assert all(text in first["html"] for text in chosen)


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
