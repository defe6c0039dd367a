"""The test before the course and after it, as the page hears of it: nothing is told before it is handed in, and little then."""

import json
from datetime import UTC, datetime
from random import Random

import pytest

import course
from course import use_language
from course.lessons import FORMS, load_form
from course.progress import POSTTEST, PRETEST, Progress, form_name, open_progress, taken
from course.widgets.dashboard.dashboard import format_dashboard
from course.widgets.pretest.gain_html import format_gain, signed
from course.widgets.pretest.pretest import FormTest, format_text
from tests.items import Whole, right_response

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def send(test: FormTest, **content) -> None:
    test._receive(test, content, [])


def form_of(test: FormTest):
    return load_form(test.items[0]["id"][1])


def wrong_response(item):
    item = Whole(item)
    if item.kind == "match":
        return {r.id: next(c.id for c in item.choices if c.id != r.answer) for r in item.rows}
    return next(o.id for o in item.options if not o.correct)


def taken_whole(test: FormTest, right: int) -> None:
    """Take a test: the first `right` questions rightly, the others wrongly; then hand it in."""
    send(test, kind="start")
    form = form_of(test)
    for n, item in enumerate(form.scored):
        send(test, kind="submit", item=item.id, response=right_response(item) if n < right else wrong_response(item))
    send(test, kind="submit", item=form.written[0].id, response="这封信主张的是……")
    send(test, kind="submit", item=form.written[1].id, response={"claim": "2", "steps": "1"})
    send(test, kind="finish")


def sent(test: FormTest) -> str:
    return json.dumps([test.get_state(), test._repr_mimebundle_()], default=str, ensure_ascii=False)


def told(test: FormTest, form) -> list[str]:
    """Return what of the key of a form stands in what the page was sent."""
    keys = [o.feedback.zh for i in form.scored for o in Whole(i).options] + [r.feedback.zh for i in form.scored for r in Whole(i).rows]
    return [k for k in (*keys, form.written[0].model.zh, '"correct"') if k in sent(test)]


def test_before_the_beginning_the_page_has_the_rules_and_nothing_of_any_form():
    test = course.pretest()
    assert test.closing["state"] == "ready" and test.items == [] and "交卷" in test.closing["html"]
    assert not [f for f in FORMS if load_form(f).title.zh in sent(test)] and open_progress().attempts() == []
    assert "抽签" in repr(test) and test._repr_html_().startswith("<p")


def test_while_it_runs_the_text_stands_above_fourteen_questions_and_nothing_is_told():
    test = course.pretest()
    send(test, kind="start")
    form = form_of(test)
    assert test.closing["state"] == "running" and [i["id"] for i in test.items] == [i.id for i in form.items]
    assert all(s.text in test.closing["html"] for s in form.text.sentences) and all(s.id in test.closing["html"] for s in form.text.sentences)
    for item in form.scored:
        send(test, kind="submit", item=item.id, response=wrong_response(item))
    assert {r["status"] for r in test.results.values()} == {"noted"} and not told(test, form)


def test_after_the_first_test_it_is_noted_and_nothing_else():
    test = course.pretest()
    taken_whole(test, 5)
    form = load_form(taken(PRETEST, open_progress().attempts()).form)
    for shown in (test, course.pretest()):
        assert shown.closing["state"] == "over" and shown.items == [] and shown.results == {} and not told(shown, form)
        assert "14" in shown.closing["html"] and not any(s.text in sent(shown) for s in form.text.sentences)
        assert shown.words["exam_again"] == ""  # so that the page shows no button


def test_it_is_taken_once():
    test = course.pretest()
    taken_whole(test, 5)
    count = len(open_progress().attempts())
    item = load_form(taken(PRETEST, open_progress().attempts()).form).scored[0]
    for content in ({"kind": "start"}, {"kind": "submit", "item": item.id, "response": "a"}, {"kind": "finish"}, {"kind": "nonsense"}, {}):
        send(test, **content)
        send(course.pretest(), **content)
    assert len(open_progress().attempts()) == count


def test_what_was_answered_is_there_after_a_restart_and_can_be_changed_and_taken_back():
    test = course.pretest()
    send(test, kind="start")
    item, other = [i for i in form_of(test).scored if i.kind == "single"][:2]
    send(test, kind="submit", item=item.id, response=wrong_response(item))
    send(test, kind="submit", item=other.id, response=right_response(other))
    again = course.pretest()
    assert again.closing["state"] == "running" and form_of(again) == form_of(test)
    assert again.results[item.id]["response"] == wrong_response(item)
    send(again, kind="submit", item=item.id, response=right_response(item))
    send(again, kind="submit", item=other.id, response=None)
    assert {i: a.response for i, a in taken(PRETEST, open_progress().attempts()).answers.items()} == {item.id: right_response(item)}


def test_the_second_test_is_on_another_text_and_ends_with_the_gain_and_the_answers():
    first, second = course.pretest(), course.posttest()
    taken_whole(first, 3)
    taken_whole(second, 12)
    attempts = open_progress().attempts()
    forms = [taken(s, attempts).form for s in (PRETEST, POSTTEST)]
    assert forms[0] != forms[1]
    html = second.closing["html"]
    assert second.closing["state"] == "over" and "3 / 12" in html and "12 / 12" in html and "+75" in html and "没有对照组" in html
    assert {r["status"] for i, r in second.results.items() if i[3] not in "wr"} == {"right"} and all(r["final"] for r in second.results.values())
    assert load_form(forms[1]).written[0].model.zh in second.results[f"f{forms[1]}-w1"]["html"]
    assert not any(s.text in sent(second) for s in load_form(forms[0]).text.sentences)  # the first one stays unseen


def test_a_second_test_alone_has_nothing_to_compare_with_and_then_there_is_no_first_one():
    second = course.posttest()
    taken_whole(second, 6)
    assert "没有课前的一次" in second.closing["html"] and "置信" not in second.closing["html"]
    first = course.pretest()
    send(first, kind="start")
    assert first.closing["state"] == "over" and taken(PRETEST, open_progress().attempts()).form is None


def test_an_answer_to_another_form_is_none():
    test = course.pretest()
    send(test, kind="start")
    other = next(f for f in FORMS if f != form_of(test).id)
    send(test, kind="submit", item=load_form(other).scored[0].id, response="a")
    send(test, kind="submit", item="q02-01", response="a")
    assert [a.item for a in open_progress().attempts()] == [form_name(form_of(test).id)]


@pytest.mark.parametrize("response", [None, "", "z", ["a"], {"r1": "claim"}, 3, "长" * 7000])
def test_an_answer_that_does_not_fit_is_not_kept_and_the_page_is_told(response):
    test = course.pretest()
    send(test, kind="start")
    item = next(i for i in form_of(test).scored if i.kind == "single")
    send(test, kind="submit", item=item.id, response=response)
    assert taken(PRETEST, open_progress().attempts()).answers == {} and test.results[item.id]["status"] in ("", "wrong")


def test_written_answer_and_rating_are_kept(tmp_path):
    from course.progress import ratings, written

    taken_whole(course.pretest(), 5)
    test = taken(PRETEST, open_progress().attempts())
    assert written(test) == "这封信主张的是……" and ratings(test) == {"claim": "2", "steps": "1"}
    rating = next(i for i in load_form(test.form).items if i.id.endswith("r1"))
    assert [c["id"] for c in rating.sent()["choices"]] == ["1", "2", "3"] and rating.rubric[0].levels[2].zh in rating.sent()["rows"][0]["html"]


def test_the_dashboard_says_where_the_two_tests_stand_and_at_last_the_gain():
    log = open_progress()
    assert format_gain(log.attempts()) == "" and "course-gain" not in format_dashboard(log, NOW)
    taken_whole(course.pretest(), 2)
    assert "再做课后的一次" in format_dashboard(log, NOW)
    taken_whole(course.posttest(), 8)
    page = format_dashboard(log, NOW)
    assert "2 / 12" in page and "8 / 12" in page and "95% 置信区间" in page and "向均值回归" in page
    use_language("en")
    page = format_dashboard(log, NOW)
    assert "Gain (percentage points)" in page and "regression to the mean" in page and "置信" not in page


def test_the_text_has_its_english_folded_below_each_paragraph():
    for form in map(load_form, FORMS):
        html = format_text(form)
        assert html.count("<details") == len(form.text.paragraphs) and "open" not in html.split("<details", 1)[1].split(">", 1)[0]
        assert "虚构" in html and len(form.english) == len(form.text.sentences)


@pytest.mark.parametrize("share, words", [(0.25, "+25"), (-0.25, "−25"), (0.0, "+0"), (-0.001, "+0")])
def test_a_gain_has_its_sign(share, words):
    assert signed(share) == words


def test_a_click_does_not_read_the_whole_log(monkeypatch):
    test = course.pretest()
    send(test, kind="start")
    asked = []
    monkeypatch.setattr(Progress, "attempts", lambda self, *items: asked.append(items) or [])
    test._attempts()
    assert all(asked) and len(asked[0]) == 3 * 15


def test_many_learners_get_the_forms_about_equally_often(tmp_path):
    from collections import Counter

    draw = Random(3)
    counts = Counter()
    for n in range(90):
        test = FormTest(PRETEST, Progress(tmp_path / str(draw.getrandbits(60))))
        send(test, kind="start")
        counts[form_of(test).id] += 1
    assert set(counts) == set(FORMS) and min(counts.values()) >= 12  # 30 each are expected; this fails once in 20,000 runs
