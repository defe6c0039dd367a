"""Where the essays give no source, no case, no order and no price, a critical question asks for it."""

import pytest

from course.reading.questions import load_questions

QUESTIONS = {q.id: q for e in "AB" for q in load_questions(e)}


def asked(place: str, kind: str) -> list:
    return [q for q in QUESTIONS.values() if place in (q.at, *q.also) and q.kind.id == kind]


@pytest.mark.parametrize("place", ["A05.4", "A07.3", "B05.5", "B08.2", "B08.6"])
def test_what_is_reported_as_fact_is_asked_for_its_source(place):
    assert [q for q in asked(place, "source") if q.at == place]


def test_of_every_policy_paragraph_it_is_asked_in_what_order_at_what_cost_by_when_and_judged_by_whom():
    for paragraph in ("A11", "A12", "A13", "A14", "A15"):
        words = "".join(q.question.zh for q in asked(paragraph, "means") + asked(paragraph, "source"))
        assert all(part in words for part in ("先做", "多少钱", "什么时候", "谁来评")), paragraph


def test_all_four_advantages_are_asked_about_and_held_against_dependence():
    assert all(part in QUESTIONS["q-a11-6-cost"].question.zh for part in ("市场", "产业体系", "应用场景", "成本"))
    assert [q for q in asked("A11.6", "tension") if "A03.4" in q.also and "受制于人" in q.question.zh]


def test_a_case_is_asked_of_every_mechanism_of_the_first_part_of_essay_b():
    case = QUESTIONS["q-b05-8-case"]
    assert {p[:3] for p in (case.at, *case.also)} == {"B03", "B04", "B05"}


@pytest.mark.parametrize(("place", "words"), [("A04.5", "最前沿"), ("A07.3", "财政"), ("A07.4", "由谁来判断")])
def test_a_word_or_a_judge_that_is_missing_is_asked_for(place, words):
    assert [q for q in QUESTIONS.values() if q.at == place and words in q.question.zh]
