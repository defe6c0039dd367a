"""Questions come back when they are due: a few at the start of a lesson, more in the review, from all lessons."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

import course
from course.progress import due as spacing
from course.progress.log import FOLDER_VARIABLE, Progress
from course.widgets.quiz import review as sittings
from tests.items import lesson_items

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ITEMS = [i for i in lesson_items("02") if i.kind == "single"]


@pytest.fixture
def log(tmp_path, monkeypatch) -> Progress:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return Progress(tmp_path)


def test_a_newcomer_is_told_what_will_come(log):
    assert "隔几天会回到这里" in repr(course.review()) and repr(course.warm_up()) == repr(course.review())


def test_wrong_answers_come_back_first_and_no_more_than_asked_for(log):
    for n, item in enumerate(ITEMS[:6]):
        log.record(item.id, "after", "a", float(n >= 4), NOW)
    shown = sittings.review(most=4, now=NOW + timedelta(days=30))
    assert {i["id"] for i in shown.items} == {i.id for i in ITEMS[:4]}
    assert sittings.review(now=NOW) and "眼下没有到期" in repr(sittings.review(now=NOW))


def test_after_what_is_due_come_two_of_the_bank_that_were_never_asked(log, monkeypatch):
    quiz = [i.item for i in lesson_items("02", "after")]
    after, bank = quiz[:5], [msgspec.structs.replace(i, part="bank") for i in quiz[5:8]]
    monkeypatch.setattr(sittings, "load_quiz", lambda lesson: (*after, *bank) if lesson == "02" else ())
    for item in after:
        log.record(item.id, "after", "a", 0, NOW)
    when = NOW + timedelta(days=30)
    asked = [i["id"] for i in sittings.review(now=when).items]
    assert set(asked[:5]) == {i.id for i in after} and asked[5:] == [i.id for i in bank[:2]]
    assert len(sittings.review(most=6, now=when).items) == 6 and len(sittings.review(most=4, now=when).items) == 4
    assert [i["id"] for i in sittings.review(now=NOW).items] == [i.id for i in bank[:2]]  # nothing is due yet
    monkeypatch.setattr(sittings, "_FEW", 10)
    assert {i["id"] for i in sittings.review(10, when, new=0).items} == {i.id for i in after}


def test_what_is_reviewed_is_asked_afresh_and_then_rests(log):
    item = ITEMS[0]
    log.record(item.id, "after", "a", 0, NOW)
    when = NOW + timedelta(days=2)
    shown = sittings.review(now=when)
    assert shown.results == {}
    key = next(o.id for o in item.options if o.correct)
    shown._receive(None, {"kind": "submit", "item": item.id, "response": key}, [])
    assert Progress(log.path.parent).latest(item.id, "review").score == 1
    assert spacing.due_items(ITEMS, Progress(log.path.parent).attempts(), datetime.now(UTC)) == []
