"""The gain between the test before the course and the one after it: drawn by lot, kept in the log, and as large as it is."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from scipy import stats

from course.lessons import FORMS, all_items, load_form, measured_skills
from course.progress import (
    FINISH, POSTTEST, PRETEST, START, Attempt, Progress, bring_back, draw_form, due_items, form_name, latest_scores, learner_gains,
    mean_gain, missed_items, packed, taken, where_next,
)  # fmt: skip
from course.progress.gain import ALL, class_gains, difference, form_scores, student, wilson
from tests.items import right_response
from tests.simulated_forms import Simulation

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
GROUPS = 10


# ---- on 200 learners whose ability is known ----


def simulated_groups(seed: int, gains) -> dict[float, list[list[Attempt]]]:
    """Return 200 learners in ten groups; a group's members all gain the same, and differ in ability."""
    class_ = Simulation(seed)
    return {gain: [class_.learner(class_.draw.gauss(0, 1), gain) for _ in range(200 // GROUPS)] for gain in gains}


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_mean_gain_of_a_group_follows_its_true_gain(seed):
    groups = simulated_groups(seed, [0.25 * n for n in range(GROUPS)])
    found = [class_gains(learners)[ALL].mean for learners in groups.values()]
    assert sum(map(len, groups.values())) == 200
    assert stats.spearmanr(list(groups), found).statistic >= 0.8, found


def test_where_there_is_no_gain_none_is_reported():
    """The interval holds 0 nineteen times in twenty: here in twenty classes of 200 learners without any gain."""
    holds = []
    for seed in range(20):
        class_ = Simulation(seed)
        learners = [class_.learner(class_.draw.gauss(0, 1), 0) for _ in range(200)]
        low, high = class_gains(learners)[ALL].interval
        holds.append(low <= 0 <= high)
        assert abs(class_gains(learners)[ALL].mean) < 0.05
    assert sum(holds) >= 17, holds


def test_the_interval_of_a_class_holds_its_true_gain():
    holds = []
    for seed in range(40):
        class_ = Simulation(100 + seed)
        abilities = [class_.draw.gauss(0, 1) for _ in range(30)]
        truth = sum(class_.expected(a + 0.8) - class_.expected(a) for a in abilities) / len(abilities)
        low, high = class_gains([class_.learner(a, 0.8) for a in abilities])[ALL].interval
        holds.append(low <= truth <= high)
    assert sum(holds) >= 34, holds  # 38 are expected; fewer than 34 happens once in fifty


def test_a_harder_form_does_not_bend_the_mean_of_a_class():
    """The lot spreads a form that is harder over before and after alike; only the interval grows."""
    means = []
    for seed in range(10):
        class_ = Simulation(seed, harder={"L": 1.0})
        means.append(class_gains([class_.learner(class_.draw.gauss(0, 1), 0) for _ in range(200)])[ALL].mean)
    assert abs(sum(means) / len(means)) < 0.02, means


# ---- the formulas ----


@pytest.mark.parametrize("points, of", [(0, 3), (1, 3), (3, 3), (5, 12), (12, 12)])
def test_the_interval_of_a_share_is_wilsons(points, of):
    theirs = stats.binomtest(points, of).proportion_ci(method="wilson")
    assert wilson(points, of) == pytest.approx((theirs.low, theirs.high))


def test_the_interval_of_a_difference_is_newcombes():
    """His own example, 56/70 − 48/80, method 10: 0.0524 to 0.3339 (Newcombe 1998, table II). Both shares have one n here,
    so the formula is tried on its parts: the bounds by Wilson, put together by hand."""
    (l1, u1), (l2, u2) = wilson(48, 80), wilson(56, 70)
    d = 56 / 70 - 48 / 80
    assert d - ((0.8 - l2) ** 2 + (u1 - 0.6) ** 2) ** 0.5 == pytest.approx(0.0524, abs=5e-5)
    assert d + ((u2 - 0.8) ** 2 + (0.6 - l1) ** 2) ** 0.5 == pytest.approx(0.3339, abs=5e-5)
    low, high = difference(5, 8, 12)
    (l1, u1), (l2, u2) = wilson(5, 12), wilson(8, 12)
    assert low == pytest.approx(0.25 - ((8 / 12 - l2) ** 2 + (u1 - 5 / 12) ** 2) ** 0.5)
    assert high == pytest.approx(0.25 + ((u2 - 8 / 12) ** 2 + (5 / 12 - l1) ** 2) ** 0.5)


def test_students_quantile_is_that_of_the_tables():
    assert max(abs(student(n) - stats.t.ppf(0.975, n)) for n in range(1, 400)) < 0.001


def test_the_interval_of_a_mean_is_that_of_a_paired_comparison():
    before, after = [0.2, 0.4, 0.5, 0.3, 0.6, 0.1, 0.7, 0.5], [0.5, 0.4, 0.7, 0.6, 0.6, 0.4, 0.8, 0.9]
    theirs = stats.ttest_rel(after, before).confidence_interval(0.95)
    ours = mean_gain([a - b for a, b in zip(after, before)])
    assert ours.interval == pytest.approx((theirs.low, theirs.high), abs=1e-4)
    assert mean_gain([0.1]).interval is None


# ---- the log ----


def begun(log: Progress, sitting: str, form: str, minute: int = 0) -> None:
    log.record(form_name(form), sitting, START, None, NOW + timedelta(minutes=minute))


def take(log: Progress, sitting: str, form: str, right: int, minute: int = 0) -> None:
    """Take a whole test, the first `right` questions rightly and the others not at all."""
    begun(log, sitting, form, minute)
    for item in load_form(form).scored[:right]:
        log.record(item.id, sitting, right_response(item), 1.0, NOW + timedelta(minutes=minute, seconds=1))
    log.record(form_name(form), sitting, FINISH, None, NOW + timedelta(minutes=minute, seconds=2))


def test_every_order_of_two_forms_is_drawn_about_as_often_as_any_other():
    draw, counts = Random(5), Counter()
    for _ in range(1200):
        first = draw_form(PRETEST, [], draw.choice)
        attempts = [Attempt(form_name(first), PRETEST, START, None, NOW.isoformat())]
        counts[first, draw_form(POSTTEST, attempts, draw.choice)] += 1
    assert set(counts) == set(permutations(FORMS, 2))
    assert stats.chisquare(list(counts.values())).pvalue > 0.01


def test_no_seed_is_needed_for_the_draw():
    assert {draw_form(PRETEST, []) for _ in range(200)} == set(FORMS)


def test_the_form_drawn_holds_after_a_restart_and_in_a_log_carried_elsewhere(tmp_path):
    log = Progress(tmp_path / "here")
    begun(log, PRETEST, "L")
    assert taken(PRETEST, Progress(tmp_path / "here").attempts()).form == "L"
    there = Progress(tmp_path / "there")
    bring_back(there, packed(log))
    assert taken(PRETEST, there.attempts()).form == "L"
    assert {draw_form(POSTTEST, there.attempts()) for _ in range(50)} == {"K", "M"}


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_of_two_machines_the_test_handed_in_first_counts_whatever_is_merged_first(tmp_path, order):
    logs = {name: Progress(tmp_path / name) for name in order}
    begun(logs["one"], PRETEST, "K", 0)
    take(logs["two"], PRETEST, "M", 5, 10)
    merged = Progress(tmp_path / "merged")
    for name in order:
        bring_back(merged, packed(logs[name]))
    test = taken(PRETEST, merged.attempts())
    assert (test.form, test.over, sum(form_scores(test).values())) == ("M", True, 5)
    assert draw_form(POSTTEST, merged.attempts()) == "L"  # the other two have been seen


def test_where_all_forms_have_been_seen_the_one_handed_in_is_not_drawn_again(tmp_path):
    log = Progress(tmp_path)
    begun(log, PRETEST, "K")
    begun(log, PRETEST, "L", 1)
    take(log, PRETEST, "M", 5, 2)
    assert {draw_form(POSTTEST, log.attempts()) for _ in range(50)} == {"K", "L"}


def test_the_last_answer_counts_one_taken_back_does_not_and_none_after_handing_in(tmp_path):
    log = Progress(tmp_path)
    begun(log, PRETEST, "K")
    changed, back, late = [i for i in load_form("K").scored if i.kind == "single"][:3]
    wrong = next(o.id for o in changed.options if not o.correct)
    for n, (item, response) in enumerate([(changed, wrong), (changed, right_response(changed)), (back, right_response(back)), (back, "")]):
        log.record(item.id, PRETEST, response, None, NOW + timedelta(seconds=n))
    log.record(form_name("K"), PRETEST, FINISH, None, NOW + timedelta(seconds=9))
    log.record(late.id, PRETEST, right_response(late), 1.0, NOW + timedelta(seconds=10))
    test = taken(PRETEST, log.attempts())
    assert list(test.answers) == [changed.id] and sum(form_scores(test).values()) == 1


def test_a_gain_is_given_by_skill_and_in_all_once_both_are_handed_in(tmp_path):
    log = Progress(tmp_path)
    assert learner_gains(log.attempts()) == []
    take(log, PRETEST, "K", 3)
    begun(log, POSTTEST, "M", 5)
    assert learner_gains(log.attempts()) == []
    take(log, POSTTEST, "M", 12, 6)
    gains = learner_gains(log.attempts())
    assert [g.skill for g in gains] == [*(s.id for s in measured_skills()), ALL]
    assert [(g.before, g.after, g.of) for g in gains] == [(3, 3, 3), (0, 3, 3), (0, 3, 3), (0, 3, 3), (3, 12, 12)]
    assert all(g.interval.low <= g.gain <= g.interval.high for g in gains)


def test_two_tests_on_one_form_are_not_compared(tmp_path):
    log = Progress(tmp_path)
    take(log, PRETEST, "K", 3)
    take(log, POSTTEST, "K", 12, 6)
    assert learner_gains(log.attempts()) == []


def test_a_score_written_into_a_record_by_hand_does_not_pay(tmp_path):
    log = Progress(tmp_path)
    begun(log, PRETEST, "K")
    item = load_form("K").scored[0]
    log.record(item.id, PRETEST, next(o.id for o in item.options if not o.correct), 1.0, NOW)
    log.record(load_form("K").scored[1].id, PRETEST, ["no", "such"], 1.0, NOW)
    log.record(form_name("K"), PRETEST, FINISH, None, NOW)
    assert sum(form_scores(taken(PRETEST, log.attempts())).values()) == 0


def test_forms_touch_neither_reviews_nor_what_is_missed_nor_where_one_stands(tmp_path):
    log = Progress(tmp_path)
    for sitting, form in ((PRETEST, "K"), (POSTTEST, "L")):
        take(log, sitting, form, 6)
        log.record(load_form(form).scored[0].id, sitting, "a", 0.0, NOW)
    attempts = log.attempts()
    assert due_items(all_items(), attempts, NOW + timedelta(days=400)) == [] and missed_items(attempts) == []
    assert where_next(attempts) == where_next([])
    assert not set(latest_scores(attempts)) & {i.id for i in all_items()}
