"""What is due is worked out from the attempts alone, by FSRS, with the clock passed in."""

from datetime import UTC, datetime, timedelta

import msgspec
from fsrs import Rating

from course.progress import due as spacing
from course.progress.log import Attempt
from tests.items import lesson_items

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ITEMS = [i for i in lesson_items("02") if i.options]
DAY = timedelta(days=1)


def tried(item: str, score: float | None, at: datetime, sitting: str = "after") -> Attempt:
    return Attempt(item, sitting, "a", score, at.isoformat())


def test_nothing_is_due_before_anything_was_answered_nor_for_a_guess_or_a_written_answer():
    first = ITEMS[0].id
    for attempts in ([], [tried(first, 1, NOW, "before")], [tried(first, None, NOW)]):
        assert spacing.schedule(ITEMS, attempts, NOW + 100 * DAY) == []


def test_ratings_follow_the_score():
    assert [spacing.rating(s) for s in (0, 0.49, 0.5, 0.99, 1)] == [Rating.Again, Rating.Again, Rating.Hard, Rating.Hard, Rating.Good]


def test_a_wrong_answer_comes_back_sooner_than_a_right_one():
    wrong, right = ITEMS[0].id, ITEMS[1].id
    plan = spacing.schedule(ITEMS, [tried(wrong, 0, NOW), tried(right, 1, NOW)], NOW)
    assert [d.item.id for d in plan] == [wrong, right] and plan[0].at < plan[1].at


def test_each_right_answer_at_its_date_puts_the_next_date_further_off():
    attempts, when, gaps = [], NOW, []
    for _ in range(6):
        attempts.append(tried(ITEMS[0].id, 1, when))
        after = spacing.card_of(attempts).due
        gaps.append(after - when)
        when = after
    assert gaps[2:] == sorted(gaps[2:]) and gaps[-1] > 30 * DAY


def quiz_with_a_bank() -> list:
    """Three questions after reading and three that only reviews ask, of one lesson."""
    items = [i.item for i in ITEMS if i.part == "after"][:6]
    return items[:3] + [msgspec.structs.replace(i, part="bank") for i in items[3:]]


def test_questions_of_the_bank_come_when_a_lesson_is_finished_and_two_at_a_time():
    quiz = quiz_with_a_bank()
    after, bank = quiz[:3], quiz[3:]
    attempts = [tried(i.id, 1, NOW) for i in after[:2]] + [tried(after[2].id, None, NOW, "before")]
    assert spacing.new_items([quiz], attempts) == spacing.new_items([quiz], []) == []
    attempts.append(tried(after[2].id, 0, NOW))
    assert spacing.new_items([quiz], attempts) == bank[:2] and spacing.new_items([quiz], attempts, 1) == bank[:1]
    attempts.append(tried(bank[0].id, 1, NOW, "review"))
    assert spacing.new_items([quiz], attempts) == bank[1:]
    assert spacing.new_items([bank], attempts) == []  # a lesson without questions after reading is never finished


def test_what_is_overdue_longest_comes_first_and_no_more_than_asked_for():
    attempts = [tried(item.id, 0, NOW - n * DAY) for n, item in enumerate(ITEMS[:8])]
    found = spacing.due_items(ITEMS, attempts, NOW + DAY, most=5)
    assert [i.id for i in found] == [i.id for i in ITEMS[:8][::-1][:5]]
    assert spacing.due_items(ITEMS, attempts, NOW - 100 * DAY) == []


def test_the_same_attempts_always_give_the_same_date_and_recall_falls_with_time():
    attempts = [tried(ITEMS[0].id, 1, NOW), tried(ITEMS[0].id, 1, NOW + 3 * DAY)]
    once, twice = (spacing.schedule(ITEMS, attempts, NOW + n * DAY)[0] for n in (4, 40))
    assert once.at == twice.at and 1 > once.recall > twice.recall > 0
