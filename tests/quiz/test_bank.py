"""The item bank: enough of each, on every paragraph, cited rightly, and of no use to one who guesses by form."""

import json
import re
from collections import Counter

import pytest
from scipy.stats import chisquare

from course import use_language
from course.lessons.plan import exam_bank, load_lessons
from course.quiz.html import format_before, format_quiz
from course.quiz.item import DEMANDS, Item
from course.quiz.kinds import KINDS
from course.reading.agreement import LAYERS, load_second_reading
from course.reading.annotation import load_labels
from course.text.essays import ESSAYS, PRACTICE, Essay, Paragraph, load_essay, passage
from course.widgets.quiz.quiz import quiz_of
from tests.items import Whole, all_items, lesson_items

from .guessing import LANGUAGES, MOST, STRATEGIES, above_chance, lessons, right_places

LESSONS = [lesson.id for lesson in load_lessons() if lesson.id != "00"]
BANK = [item for lesson in LESSONS for item in lesson_items(lesson)]
GROUPS = lessons()  # the choices of each lesson, its review bank and its exam
EVERY_CHOICE = [item for items in GROUPS.values() for item in items]
EXAM = [Whole(item) for item in exam_bank()]  # kept for exams
each_lesson = pytest.mark.parametrize("lesson", LESSONS)
each_item = pytest.mark.parametrize("item", BANK + EXAM, ids=lambda i: i.id)


def test_there_are_enough_items_of_every_kind_and_demand():
    assert len(BANK) >= 150 and sum(i.part != "bank" for i in all_items()) == len(BANK) + len(lesson_items("00"))
    assert set(KINDS) - {"guess", "writing"} <= {i.kind for i in all_items()}
    assert min(Counter(i.demand for i in BANK)[d] for d in DEMANDS) >= 20


@each_lesson
def test_every_lesson_has_twelve_items_or_more_in_four_kinds_of_demand(lesson):
    items = lesson_items(lesson)
    assert len(items) >= 12 and {i.demand for i in items} == set(DEMANDS)
    plan = next(p for p in load_lessons() if p.id == lesson)
    assert {i.objective for i in items} == {o.id for o in plan.objectives}


@each_lesson
def test_every_lesson_has_seven_questions_or_more_kept_for_exams_a_third_of_them_on_new_sentences(lesson):
    items, plan = [i for i in EXAM if i.id[1:3] == lesson], next(p for p in load_lessons() if p.id == lesson)
    assert len(items) >= 7 and 3 * sum(i.new for i in items) >= len(items)
    assert {i.objective for i in items} == {o.id for o in plan.objectives}


def test_the_questions_kept_for_exams_are_of_six_kinds_all_scored_and_in_no_lesson():
    assert len(EXAM) >= 60 and {i.kind for i in EXAM} == {"single", "multiple", "truth", "match", "order", "cloze"}
    assert not {i.id for i in EXAM} & {i.id for i in all_items()}
    assert not {i.prompt.zh for i in EXAM} & {i.prompt.zh for i in all_items()}


def paragraphs_tested(item: Item) -> set[str]:
    return {place.split(".")[0] for place in item.places if len(place) > 1}


def test_every_paragraph_is_tested_three_times_or_more():
    counts = Counter(p for item in BANK for p in paragraphs_tested(item))
    wanted = [p.id for e in (*ESSAYS, *PRACTICE) for p in load_essay(e).paragraphs]
    assert {p: counts[p] for p in wanted if counts[p] < 3} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STRATEGIES)
@pytest.mark.parametrize("group", [*GROUPS, "all"])
def test_guessing_by_form_earns_no_more_than_ten_points_above_chance(group, name, language):
    assert above_chance(GROUPS.get(group, EVERY_CHOICE), STRATEGIES[name], language) <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STRATEGIES)
def test_nor_where_one_of_several_options_is_right(name, language):
    singles = [item for item in EVERY_CHOICE if item.kind == "single"]
    assert above_chance(singles, STRATEGIES[name], language) <= MOST


def test_right_options_stand_in_every_place_alike():
    places = right_places(EVERY_CHOICE)
    assert set(places) == {0, 1, 2, 3} and chisquare([places[n] for n in range(4)]).pvalue > 0.05


def test_no_option_is_all_or_none_of_the_above():
    texts = [str(getattr(o.text, lang)) for i in BANK for o in i.options if o.text for lang in ("zh", "en")]
    assert not [t for t in texts if re.search(r"以上(都|全|皆)|(all|none|both) of the above", t, re.I)]


def told(item: Item) -> list[tuple[str, str]]:
    """Return (feedback, the place that decides it) for everything an item teaches, in Chinese."""
    pairs = [(o.feedback.zh, o.see) for o in item.options] + [(r.feedback.zh, r.see) for r in item.rows]
    pairs += [(e.feedback.zh, item.see or item.at) for e in item.errors]
    return pairs + ([(item.feedback.zh, item.see or item.at or "")] if item.feedback else [])


def words_known(item: Item, feedback: str, see: str) -> str:
    """Return what a feedback may quote: its sentence, the places of the item, those the feedback names, the item's own words."""
    cited = re.findall(r"[ABP]\d\d(?:\.\d+)?", feedback)
    places = [see, item.at, *item.places, *cited, *(s.see for s in item.steps), *(r.at for r in item.rows), *(o.at for o in item.options)]
    own = [item.prompt.zh, item.gap or "", item.word or "", *item.accept, *(e.answer for e in item.errors)]
    own += [o.text.zh for o in item.options if o.text] + [r.text.zh for r in item.rows if r.text] + [c.text.zh for c in item.choices]
    own += [s.text.zh for s in item.steps]
    return "\n".join([_text(p) for p in places if p] + own)


def _text(place: str) -> str:
    found = passage(place)
    return "".join(p.text for p in found.paragraphs) if isinstance(found, Essay) else found.text


def quotes(feedback: str) -> list[str]:
    """Return the stretches a feedback puts in quotation marks, those of three characters or fewer left out."""
    return [part for quote in re.findall(r"“([^”]+)”", feedback) for part in re.split(r"…+|[A-Z] ?|\s|，", quote) if len(part) > 3]


@each_item
def test_what_feedback_quotes_stands_in_the_place_it_cites(item):
    for feedback, see in told(item):
        known = words_known(item, feedback, see)
        assert [q for q in quotes(feedback) if q not in known] == [], feedback


@pytest.mark.parametrize("item", [i for i in BANK + EXAM if i.options and i.kind != "guess"], ids=lambda i: i.id)
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_an_option_that_is_a_quotation_gets_no_second_quotation_marks(item, spoken):
    use_language(spoken)
    answer = [item.options[0].id] if item.kind in ("multiple", "mark") else item.options[0].id
    shown = item.key() + item.explain(answer, item.grade(answer)) + format_before(item, answer)
    assert "<q>“" not in shown and "”</q>" not in shown


@each_item
def test_every_feedback_is_decided_by_a_sentence_and_both_languages_are_there(item):
    for feedback, see in told(item):
        assert item.kind in ("order", "guess") or not isinstance(passage(see), (Essay, Paragraph)) or see == "", (item.id, see)
    for text in [item.prompt, *(o.feedback for o in item.options), *(r.feedback for r in item.rows)]:
        assert text.zh.strip() and text.en.strip() and not re.search(r"[\u4e00-\u9fff][,;:?!]", text.zh)


@pytest.mark.parametrize("language", ["zh", "en"])
@each_lesson
def test_fifteen_questions_send_less_than_a_hundred_kilobytes_to_the_page(lesson, language):
    use_language(language)
    items = lesson_items(lesson)[:15]
    page = format_quiz(items, answers=True, numbers={item.id: n for n, item in enumerate(items, 1)})
    shown = quiz_of(items, page, "")
    sent = json.dumps([shown.get_state(), str(page)], default=str, ensure_ascii=False).encode()
    assert len(sent) < 100_000


def codes_a_sentence(item, layer: str) -> bool:
    """Whether an item asks to class sentences by the labels of a layer."""
    named = [c for c in item.choices if (layer, c.id) in load_labels()]
    return item.kind == "match" and len(named) == len(item.choices)


@pytest.mark.parametrize("layer", LAYERS)
def test_no_row_is_scored_on_which_two_readers_differed(layer):
    differ = {t.at for t in load_second_reading() if getattr(t.first, layer) != getattr(t.second, layer)}
    asked = [(item.id, row.at) for item in BANK if codes_a_sentence(item, layer) for row in item.rows]
    assert not [row for row in asked if row[1] in differ]
    assert layer == "role" or len(asked) > 20


def test_a_label_has_one_name_wherever_it_is_a_choice():
    for item in BANK:
        if codes_a_sentence(item, "evidence"):
            for choice in item.choices:
                name = load_labels()["evidence", choice.id].name
                assert choice.text.zh.split("：")[0] == name.zh, (item.id, choice.text.zh)
