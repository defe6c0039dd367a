"""Grading is pure: what a response scores, what it marks, and what is no response at all."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from course import quiz
from course.corpus import passage
from course.language import Text

ROOT = Path(__file__).parent.parent
T = Text("字", "word")


def option(name: str, correct: bool = False) -> quiz.Option:
    return quiz.Option(name, T, T, "A01.1", correct)


def item(kind: str, **fields) -> quiz.Item:
    return quiz.Item("x", "after", kind, "o", "content", 1, ["A01"], T, **fields)


SINGLE = item("single", options=[option("a"), option("b", True), option("c")])
MULTIPLE = item("multiple", options=[option("a", True), option("b", True), option("c"), option("d")])
MATCH = item(
    "match",
    choices=[quiz.Choice("p", T), quiz.Choice("q", T)],
    rows=[quiz.Row("1", "p", T, "A01.1", text=T), quiz.Row("2", "q", T, "A01.1", text=T)],
)
OPEN = item("open", rubric=[T], model=T)


@pytest.mark.parametrize(
    ("what", "response", "status", "score"),
    [
        (SINGLE, "b", "right", 1),
        (SINGLE, "a", "wrong", 0),
        (MULTIPLE, ["a", "b"], "right", 1),
        (MULTIPLE, ["a"], "partly", 0.5),
        (MULTIPLE, ["a", "b", "c"], "partly", 0.5),
        (MULTIPLE, ["a", "b", "c", "d"], "wrong", 0),
        (MULTIPLE, ["c"], "wrong", 0),
        (MULTIPLE, ["a", "a"], "partly", 0.5),
        (MATCH, {"1": "p", "2": "q"}, "right", 1),
        (MATCH, {"1": "p", "2": "p"}, "partly", 0.5),
        (MATCH, {"1": "p"}, "partly", 0.5),
        (MATCH, {"1": "q", "2": "p"}, "wrong", 0),
        (OPEN, "我认为……", "noted", None),
    ],
)
def test_a_response_scores_what_a_teacher_would_give(what, response, status, score):
    result = quiz.grade(what, response)
    assert (result.status, result.score) == (status, score)


def test_marks_say_right_wrong_and_missed():
    assert quiz.grade(MULTIPLE, ["a", "c"]).marks == {"a": "right", "c": "wrong", "b": "missed"}
    assert quiz.grade(SINGLE, "a").marks == {"a": "wrong", "b": "missed"}
    assert quiz.grade(MATCH, {"1": "p"}).marks == {"1": "right", "2": "wrong"}


@pytest.mark.parametrize(
    ("what", "response"),
    [
        (SINGLE, ""), (SINGLE, None), (SINGLE, "z"), (SINGLE, ["b"]), (MULTIPLE, []), (MULTIPLE, "a"), (MULTIPLE, ["z"]),
        (MATCH, {}), (MATCH, {"1": ""}), (MATCH, {"9": "p"}), (MATCH, {"1": "z"}), (MATCH, "p"),
        (OPEN, ""), (OPEN, "  \n"), (OPEN, "字" * (quiz.LONGEST_ANSWER + 1)), (OPEN, ["x"]),
        (MULTIPLE, [["a"]]), (MATCH, {"1": ["p"]}),
    ],
)  # fmt: skip
def test_an_empty_or_foreign_response_is_refused_not_graded(what, response):
    with pytest.raises(quiz.ResponseError, match="x: "):
        quiz.grade(what, response)


def test_options_are_shuffled_the_same_way_in_every_session():
    code = "from course import quiz; print([[o.id for o in quiz.shuffled(i)] for i in quiz.load_quiz('02')])"
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]
    here = [[o.id for o in quiz.shuffled(i)] for i in quiz.load_quiz("02")]
    assert runs[0].stdout == runs[1].stdout == f"{here}\n"
    assert here != [[o.id for o in i.options] for i in quiz.load_quiz("02")]


# The items of lesson 02 as they are.
ITEMS = quiz.load_quiz("02")
CHOICES = [i for i in ITEMS if i.options]


def test_lesson_02_has_three_questions_before_and_ten_or_more_after_of_three_kinds():
    parts = Counter(i.part for i in ITEMS)
    assert parts["before"] == 3 and parts["after"] >= 10
    assert {i.kind for i in ITEMS} >= {"single", "multiple", "match"}
    assert {i.demand for i in ITEMS} == set(quiz.DEMANDS)


def test_every_paragraph_of_the_lesson_is_tested_at_least_twice():
    tested = Counter(p.split(".")[0] for i in ITEMS if i.part != "reading" for p in set(i.places))
    assert all(tested[p] >= 2 for p in ("A01", "A02", "A03", "A04", "A05")), tested


def test_places_named_in_feedback_exist():
    for i in CHOICES:
        for o in i.options:
            for place in re.findall(r"[AB]\d\d(?:\.\d+)?", o.feedback.zh + o.feedback.en):
                assert passage(place).text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_choosing_the_longest_or_the_shortest_option_is_no_better_than_guessing(language):
    singles = [i for i in CHOICES if i.kind == "single"]
    chance = sum(1 / len(i.options) for i in singles) / len(singles)
    for extreme in (max, min):
        score = 0.0
        for i in singles:
            lengths = {o.id: len(getattr(o.text, language)) for o in i.options}
            best = [o for o in i.options if lengths[o.id] == extreme(lengths.values())]
            score += sum(o.correct for o in best) / len(best)
        assert score / len(singles) <= chance + 0.1, extreme
    for i in CHOICES:
        lengths = [len(getattr(o.text, language)) for o in i.options]
        assert max(lengths) <= 1.35 * min(lengths), i.id
