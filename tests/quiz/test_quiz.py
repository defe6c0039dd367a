"""Grading is pure: what a response scores, what it marks, and what is no response at all."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from course.base.language import Text, use_language
from course.base.records import DataError
from course.quiz import file as quiz_file, html as quiz_markup, item as quiz
from course.quiz.kinds import KINDS
from course.quiz.kinds.choice import Choice, Option
from course.quiz.kinds.match import Row, Target
from course.quiz.kinds.open import LONGEST_ANSWER
from course.text.essays import passage
from tests.items import all_items

ROOT = Path(__file__).parent.parent.parent
T = Text("字", "word")


def option(name: str, correct: bool = False) -> Option:
    return Option(name, T, T, "A01.1", correct)


def item(kind: str, **fields) -> quiz.Item:
    common = dict(id="x", part="after", kind=kind, objective="o", demand="content", difficulty=1, places=["A01"], prompt=T)
    return KINDS[kind](**common, **fields)


SINGLE = item("single", options=[option("a"), option("b", True), option("c")])
MULTIPLE = item("multiple", options=[option("a", True), option("b", True), option("c"), option("d")])
MATCH = item(
    "match",
    choices=[Target("p", T), Target("q", T)],
    rows=[Row("1", "p", T, "A01.1", text=T), Row("2", "q", T, "A01.1", text=T)],
)
OPEN = item("open", rubric=[T], model=T)
TRUTH, MARK, ORDER, CLOZE, GUESS, GUESS_WORD, GUESS_OPTION, WRITING = quiz_file.read_quiz(ROOT / "tests" / "quiz" / "kinds.yaml")
RATED = {"s1": "2", "s2": "1", "s3": "1"}
WRITTEN = RATED | {"text": "我写的。"}
JUDGED = WRITTEN | {"self-claim": "3", "self-reason": "1"}
STEPS = [s.id for s in ORDER.steps]


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
        (TRUTH, "unstated", "right", 1),
        (TRUTH, "true", "wrong", 0),
        (MARK, ["three"], "right", 1),
        (MARK, ["three", "four"], "wrong", 0),
        (ORDER, STEPS, "right", 1),
        (ORDER, STEPS[::-1], "wrong", 0),
        (ORDER, [STEPS[1], STEPS[0], *STEPS[2:]], "partly", 5 / 6),
        (CLOZE, "必须", "right", 1),
        (CLOZE, " “必 须”。", "right", 1),
        (CLOZE, "必須", "right", 1),
        (CLOZE, "可以", "wrong", 0),
        (CLOZE, "<b>必</b>", "wrong", 0),
        (GUESS, "3", "noted", None),
        (GUESS, " ９.5 ", "noted", None),
        (GUESS_WORD, "创新", "noted", None),
        (GUESS_OPTION, "b", "noted", None),
        (WRITING, RATED, "begun", None),
        (WRITING, WRITTEN, "begun", None),
        (WRITING, JUDGED, "noted", None),
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
        (OPEN, ""), (OPEN, "  \n"), (OPEN, "字" * (LONGEST_ANSWER + 1)), (OPEN, ["x"]),
        (MULTIPLE, [["a"]]), (MATCH, {"1": ["p"]}), (MATCH, {"1": "p", "2": None}), (MATCH, None), (MATCH, False),
        (MULTIPLE, ["a"] * 100_000), (MULTIPLE, ["a"] * 20), (OPEN, "\ud800"), (CLOZE, "必须\udfff"), (OPEN, {"a": "x" * 9000}),
        (TRUTH, ""), (TRUTH, "maybe"), (MARK, []), (MARK, ["A03.3"]), (ORDER, []), (ORDER, STEPS[:3]), (ORDER, [*STEPS, STEPS[0]]),
        (GUESS, ""), (GUESS, "三"), (GUESS, "nan"), (GUESS, "inf"), (GUESS, "1" * 101), (GUESS, ["3"]), (GUESS_WORD, "，"), (GUESS_OPTION, "c"),
        (WRITING, {}), (WRITING, "text"), (WRITING, {"s1": "2", "s2": "1"}), (WRITING, RATED | {"s3": "4"}), (WRITING, RATED | {"s4": "1"}),
        (WRITING, RATED | {"text": " "}), (WRITING, RATED | {"text": "字" * (LONGEST_ANSWER + 1)}), (WRITING, WRITTEN | {"self-claim": "3"}),
        (WRITING, RATED | {"self-claim": "3", "self-reason": "1"}), (WRITING, {"text": "字"}),
        (ORDER, "claim"), (ORDER, [1, 2, 3, 4]), (CLOZE, ""), (CLOZE, "，。"), (CLOZE, "必" * 101), (CLOZE, ["必须"]),
    ],
)  # fmt: skip
def test_an_empty_or_foreign_response_is_refused_not_graded(what, response):
    with pytest.raises(quiz.ResponseError, match=": "):
        quiz.grade(what, response)


def test_words_that_are_quoted_have_single_quotation_marks_of_their_own():
    singles = [i for i in all_items() if i.kind == "single"]
    item, option = next((i, o) for i in singles for o in i.options if "“" in o.text.zh.strip("“”"))
    told = item.item.explain(option.id, quiz.grade(item.item, option.id))
    assert "‘" in told.split("<q>")[1].split("</q>")[0] and "<q>“" not in told and "“" not in told.split("<q>")[1].split("</q>")[0]


def test_options_are_shuffled_the_same_way_in_every_session():
    code = "from course.quiz import load_quiz; print([[o.id for o in i.shown()] for i in load_quiz('02') if hasattr(i, 'shown')])"
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]
    here = [[o.id for o in i.shown()] for i in quiz_file.load_quiz("02") if hasattr(i, "shown")]
    assert runs[0].stdout == runs[1].stdout == f"{here}\n"
    assert any(ids != sorted(ids) for ids in here)


def test_a_sentence_that_decides_several_rows_is_quoted_once():
    wrong = {"1": "q", "2": "p"}
    for reveal in (False, True):
        assert MATCH.explain(wrong, quiz.grade(MATCH, wrong), reveal).count(passage("A01.1").text) == 1
    assert "A01.1" in MATCH.explain(wrong, quiz.grade(MATCH, wrong), False).split(passage("A01.1").text)[1]  # and pointed to from the next


def test_full_width_letters_and_signs_are_no_mistake():
    gap = msgspec.structs.replace(CLOZE, gap="0到1")
    assert quiz.grade(gap, "０ 到 １").status == quiz.grade(gap, "“0到1”").status == "right"


def test_steps_are_never_shown_in_the_right_order_and_always_in_the_same():
    for n in range(50):
        one = msgspec.structs.replace(ORDER, id=f"o{n}")
        assert [s.id for s in one.mixed()] != STEPS and one.mixed() == one.mixed()


@pytest.mark.parametrize("one", [TRUTH, MARK, ORDER, CLOZE, GUESS, GUESS_WORD, GUESS_OPTION, WRITING], ids=lambda i: i.id)
def test_what_is_sent_before_an_answer_holds_no_key(one):
    sent = str(quiz_markup.public_item(one, 1))
    why = getattr(one, "feedback", None)
    assert "correct" not in sent and (why is None or why.zh not in sent)
    assert not any(o.feedback.zh in sent for o in getattr(one, "options", ()) if hasattr(o, "feedback"))
    assert not any(t.zh in sent for t in [*getattr(one, "models", ()), *(s.feedback for s in getattr(one, "samples", ()))])
    assert "'level'" not in sent and "answer" not in sent and "'near'" not in sent and str(getattr(one, "word", "") or "\0") not in sent
    if one.kind == "cloze":
        assert one.gap not in sent.replace(one.prompt.zh, "") and "可以" not in sent
    printed = str(quiz_markup.format_quiz([one], False, {one.id: 1}))
    assert one.prompt.zh in printed and (why is None or why.zh not in printed)


def test_how_far_an_answer_is_names_what_is_missing_only_if_something_is():
    told = [MULTIPLE.explain(chosen, quiz.grade(MULTIPLE, chosen), reveal=False) for chosen in (["a", "c"], ["a", "b", "c"])]
    assert "选对 1 项，选错 1 项，还漏 1 项。" in told[0] and "选对 2 项，选错 1 项。" in told[1]


def test_a_known_slip_is_explained_and_the_word_kept_back_until_the_second_try():
    result = quiz.grade(CLOZE, "可以")
    first = CLOZE.explain("可以", result, reveal=False)
    assert "只说许可" in first and "必须" not in first
    assert "必须" in CLOZE.explain("可以", result, reveal=True)


@pytest.mark.parametrize(
    ("one", "guess", "told"),
    [
        (GUESS, "3", "你猜 3 组，数出来正好是 3 组。"),
        (GUESS, "4", "你猜 4 组，数出来是 3 组，多猜了 1 组；相差不大。"),
        (GUESS, "1", "你猜 1 组，数出来是 3 组，少猜了 2 组；差得比较远。"),
        (GUESS_WORD, "深化 改革", "猜中了"),
        (GUESS_WORD, "创新", "你猜“创新”，其实是“改革”。"),
        (GUESS_OPTION, "a", "猜中了"),
        (GUESS_OPTION, "b", "你猜“后一段”，其实是“前一段”。"),
    ],
)
def test_a_guess_is_told_at_once_how_far_off_it_was(one, guess, told):
    said = one.explain(guess, quiz.grade(one, guess), reveal=False)
    assert told in said and one.feedback.zh in said


def test_one_of_something_is_said_in_the_singular():
    use_language("en")
    assert "You guessed 2 groups; the count gives 3 groups. That is 1 group too low: close." in GUESS.explain("2", quiz.grade(GUESS, "2"))


def test_a_guess_as_near_as_the_item_allows_is_near_and_one_further_off_is_not():
    assert [GUESS.how_far(str(n)) for n in range(6)] == ["far", "far", "near", "right", "near", "far"]
    tenths = msgspec.structs.replace(GUESS, number=0.3, near=0.1)
    assert [tenths.how_far(n) for n in ("0.3", "0.2", "0.4", "0.41")] == ["right", "near", "near", "far"]


def test_of_a_piece_of_writing_each_step_is_told_when_it_is_due_and_not_before():
    ours, model = [s.feedback.zh for s in WRITING.samples], WRITING.models[0].zh
    first, second, third = (WRITING.explain(r, quiz.grade(WRITING, r)) for r in (RATED, WRITTEN, JUDGED))
    assert all(why in first for why in ours) and model not in first
    assert "我们也评“中”。" in first and "你评“弱”，我们评“好”。" in first
    assert model in second and "给自己评" in second and "学习记录" in third
    assert WRITING.recalled(JUDGED) == "我写的。"


def test_on_paper_there_is_room_to_guess_and_to_write_and_the_key_is_the_teachers():
    assert 'class="gap"' in GUESS.paper() and "<b>3 组</b>" in GUESS.paper_key() and "后一段" in GUESS_OPTION.paper()
    assert 'class="lines"' in WRITING.paper() and WRITING.samples[0].text.zh in WRITING.paper() and "论点完整" in WRITING.paper()
    assert WRITING.models[0].zh in WRITING.paper_key() and WRITING.models[0].zh not in WRITING.paper()


WRONG = {
    "a guess of two things": ("k-guess", lambda i: i.update(word="改革"), "number"),
    "a guess of nothing": ("k-guess", lambda i: [i.pop(f) for f in ("number", "near", "unit")], "number"),
    "a guess elsewhere": ("k-guess", lambda i: i.update(part="after"), "part"),
    "a number that is none": ("k-guess", lambda i: i.update(number="nan"), "number"),
    "nearer than nothing": ("k-guess", lambda i: i.update(near=-1), "near"),
    "a word with a unit": ("k-guess-word", lambda i: i.update(unit={"zh": "个", "en": "words"}), "unit"),
    "a word of no characters": ("k-guess-word", lambda i: i.update(word="……"), "word"),
    "an answer that is no option": ("k-guess-option", lambda i: i.update(answer="c"), "answer"),
    "a guess that teaches nothing": ("k-guess", lambda i: i.pop("feedback"), "feedback"),
    "writing elsewhere": ("k-writing", lambda i: i.update(part="after"), "part"),
    "samples in the order of their levels": ("k-writing", lambda i: i["samples"].sort(key=lambda s: s["level"]), "samples"),
    "two samples alike": ("k-writing", lambda i: i["samples"][0].update(level=1), "samples"),
    "a rubric of one": ("k-writing", lambda i: i["rubric"].pop(), "rubric"),
    "a criterion without three levels": ("k-writing", lambda i: i["rubric"][0]["levels"].pop(), "levels"),
    "a sample of the text's own name": ("k-writing", lambda i: i["samples"][0].update(id="text"), "id"),
    "no model": ("k-writing", lambda i: i.update(models=[]), "models"),
    "truth without its third option": ("k-truth", lambda i: i["options"].pop(), "options"),
    "a text where there is a sentence": ("k-mark", lambda i: i["options"][0].update(text={"zh": "字", "en": "word"}), "text"),
    "a sentence that is not there": ("k-mark", lambda i: i["options"][0].update(at="A03.9"), "options.two.at"),
    "an order of two": ("k-order", lambda i: i.update(steps=i["steps"][:2]), "steps"),
    "a gap that is not in the sentence": ("k-cloze", lambda i: i.update(gap="不必"), "gap"),
    "a slip that is right": ("k-cloze", lambda i: i["errors"][0].update(answer="必须。"), "errors"),
    "a field of another kind": ("k-cloze", lambda i: i.update(steps=[{"id": "a", "text": {"zh": "字", "en": "word"}, "see": "A01.1"}]), "steps"),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_item_that_cannot_be_right_is_named(tmp_path, what):
    import yaml

    name, spoil, field = WRONG[what]
    data = yaml.safe_load((ROOT / "tests" / "quiz" / "kinds.yaml").read_text(encoding="utf-8"))
    spoil(next(i for i in data["items"] if i["id"] == name))
    path = tmp_path / "02.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DataError, match=f"{name}.*{field}"):
        quiz_file.read_quiz(path)


@pytest.mark.parametrize("name", ["exam-03", "map-1", "q 02", "q<b>", "q" * 61, "问"])
def test_an_item_cannot_take_a_name_that_the_record_keeps_for_others_or_cannot_keep(tmp_path, name):
    text = (ROOT / "tests" / "quiz" / "kinds.yaml").read_text(encoding="utf-8").replace("id: k-truth", f"id: {name!r}")
    path = tmp_path / "02.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="field id: an id has letters, digits and -"):
        quiz_file.read_quiz(path)


# The items of lesson 02 as they are.
ITEMS = quiz_file.load_quiz("02")
CHOICES = [i for i in ITEMS if isinstance(i, Choice)]


def test_lesson_02_has_three_questions_before_and_eight_to_ten_after_of_three_kinds():
    parts = Counter(i.part for i in ITEMS)
    assert parts["before"] == 3 and 8 <= parts["after"] <= 10
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
    for i in (i for i in CHOICES if i.has_text):
        lengths = [len(getattr(o.text, language)) for o in i.options]
        assert max(lengths) <= 1.35 * min(lengths), i.id


def test_hints_come_in_steps_each_folded_below_the_one_before():
    html = quiz_markup.public_item(ORDER, 1)["clue_html"]
    assert html.count("<details>") == 2 and "1 / 2" in html and "2 / 2" in html
    first, second = (str(hint) for hint in ORDER.hints)
    assert html.index(first) < html.index("2 / 2") < html.index(second)
    assert quiz_markup.public_item(CLOZE, 1)["clue_html"] == "" and "1 / 1" not in quiz_markup.public_item(MARK, 1)["clue_html"]
