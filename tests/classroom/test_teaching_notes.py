"""Teaching notes fit their lessons, cite what stands there, and never side with one answer."""

import copy
import re

import pytest

from course.base.records import DATA, DataError, convert, read_text, read_yaml
from course.classroom.teaching_notes import LENGTHS, Notes, check_notes, load_notes
from course.lessons.plan import load_lesson, load_lessons
from course.text.essays import Sentence, load_essay, passage

NAMES = [lesson.id for lesson in load_lessons()]
each = pytest.mark.parametrize("name", NAMES)
_PLACE = r"[ABP]\d\d(?:\.\d+)?"


def texts(name: str) -> list[str]:
    """Return every Chinese text of a lesson's notes."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            if set(value) == {"zh", "en"}:
                found.append(value["zh"])
            else:
                for one in value.values():
                    walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    path = DATA / "teaching" / f"{name}.yaml"
    walk(read_yaml(read_text(path), path))
    return found


@each
def test_a_lesson_has_notes_for_every_step_and_five_lengths_that_add_up(name):
    notes, plan = load_notes(name), load_lesson(name)
    assert [s.step for s in notes.steps] == [s.id for s in plan.steps]
    assert [v.slack + sum(m.minutes for m in v.moves) for v in notes.versions] == list(LENGTHS)
    assert len(notes.misreadings) >= 3


@each
def test_every_question_for_discussion_has_two_defensible_answers_or_more_with_their_sentences(name):
    notes, plan = load_notes(name), load_lesson(name)
    assert len(notes.discussion) == len(plan.discussion)
    for discussed in notes.discussion:
        assert len(discussed.answers) >= 2 and all(a.rests_on for a in discussed.answers)
        assert len({str(a.answer) for a in discussed.answers}) == len(discussed.answers)


@each
def test_words_quoted_after_a_place_stand_in_that_place(name):
    for text in texts(name):
        for place, quoted in re.findall(rf"({_PLACE})(?:里|中|的|用|写|说|有|是|提到|还写了|里的)?[“]([^”…]+)”", text):
            found = passage(place)
            assert quoted in found.text, (place, quoted, text)


@each
def test_every_place_named_exists(name):
    for text in texts(name):
        for place in re.findall(_PLACE, text):
            passage(place)


@each
def test_notes_copy_no_passage(name):
    whole = "".join(p.text for e in "ABP" for p in load_essay(e).paragraphs)
    for text in texts(name):
        assert not [text[i : i + 25] for i in range(len(text) - 24) if text[i : i + 25] in whole], text


@each
def test_a_move_says_what_the_class_does_in_a_line_or_two(name):
    for version in load_notes(name).versions:
        for move in version.moves:
            assert 5 <= len(move.do.zh) <= 90, move.do.zh


@each
def test_the_plans_of_forty_minutes_and_for_learners_of_chinese_leave_slack(name):
    versions = {v.minutes: v for v in load_notes(name).versions}
    assert versions[40].slack >= 3 and versions[50].slack == 5 and versions[50].learners
    assert not any(versions[n].learners for n in (20, 40, 45, 90))


def damaged(change) -> tuple[Notes, object]:
    path = DATA / "teaching" / "03.yaml"
    data = copy.deepcopy(read_yaml(read_text(path), path))
    change(data)
    return data, path


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda d: d["steps"].pop(), "field steps: one entry for each step"),
        (lambda d: d["discussion"].pop(), "field discussion: one entry for each"),
        (lambda d: d["discussion"][0]["answers"].pop(), "length >= 2"),
        (lambda d: d["misreadings"][1].update(place="A99.1"), "entry misreadings 2, field place"),
        (lambda d: d["versions"][2]["moves"][0].update(minutes="5"), "version of 45 minutes, field moves: they add up to 46"),
        (lambda d: d["versions"][1].update(slack="9"), "version of 40 minutes, field moves: they add up to 46"),
        (lambda d: d["versions"][2]["moves"][1].update(ask=["q02-04"]), "version of 45 minutes, field ask: 'q02-04'"),
        (lambda d: d["versions"][2]["moves"][1].update(read=["A99"]), "version of 45 minutes, field read"),
        (lambda d: d["versions"][2]["moves"][6].update(discuss="5"), "version of 45 minutes, field discuss: '5'"),
        (lambda d: d["versions"][3].update(words=["no-such-word"]), "version of 50 minutes, field words: 'no-such-word'"),
        (lambda d: d["table"].update(step="sing"), "table, field step: 'sing'"),
        (lambda d: d.update(outline=[{"text": {"zh": "一", "en": "one"}, "kind": "guess"}]), "outline 1, field kind"),
        (lambda d: d["versions"][0]["moves"][0].update(step="sing"), "'sing' is no step of the lesson"),
        (lambda d: d["versions"][4]["moves"].reverse(), "follow the order of the lesson"),
        (lambda d: d["versions"].pop(), "five, of 20, 40, 45, 50, 90 minutes"),
        (lambda d: d["versions"][0]["moves"][0].update(minutes="13"), "minutes"),
        (lambda d: d.update(lesson="04"), "field lesson"),
        (lambda d: d["board"][0].update(colour="red"), "colour"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_field(change, said):
    data, path = damaged(change)
    with pytest.raises(DataError) as error:
        check_notes(convert(data, Notes, path, "(top of the file)"), load_lesson("03"), path)
    assert "data/teaching/03.yaml" in str(error.value) and said in str(error.value)


def test_places_are_sentences_or_paragraphs_a_teacher_can_say_aloud():
    assert all(isinstance(passage(m.place), Sentence) or "." not in m.place for n in NAMES for m in load_notes(n).misreadings)
