"""The forms in the class report: item statistics by the textbook, forms that do not agree are named, gains are as in the records."""

import csv
import json
import os
import random
import re
import subprocess
import sys

import msgspec
import pytest
from scipy import stats

from course.classroom.report.forms import FEWEST, FormItem, FormResult, alpha, apart, discrimination, form_results
from course.classroom.report.forms_html import format_forms
from course.classroom.report.handed_in import read_class
from course.lessons import FORMS, all_items, load_form
from course.progress import POSTTEST, form_scores, learner_gains, taken
from tests.simulated_forms import Simulation

from .simulated_class import answer, attempt, file_of


def learners(seed: int, many: int, gain: float = 0.8, harder={}) -> dict[str, list]:
    class_ = Simulation(seed, harder)
    return {f"learner-{n:03}": class_.learner(class_.draw.gauss(0, 1), gain) for n in range(many)}


@pytest.fixture(scope="module")
def two_hundred():
    return learners(1, 200)


# ---- what is worked out ----


def test_kr20_is_that_of_the_textbook_and_alpha_the_same_where_all_is_0_or_1():
    """By hand: five learners, four questions."""
    rows = [(1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)]
    p = [0.8, 0.6, 0.4, 0.2]
    by_hand = 4 / 3 * (1 - sum(x * (1 - x) for x in p) / 2)  # the variance of the sums 4, 3, 2, 1, 0 is 2
    assert alpha([dict(zip("abcd", row)) for row in rows]) == pytest.approx(by_hand)
    assert alpha([dict(zip("abcd", rows[0]))] * 3) is None


def test_discrimination_is_the_correlation_with_the_sum_of_the_other_items(two_hundred):
    result = form_results(two_hundred)[0]
    scores = [form_scores(t) for a in two_hundred.values() for s in ("pretest", POSTTEST) if (t := taken(s, a)).form == "K"]
    assert result.learners == len(scores) > 100
    for item in result.items:
        own, rest = [s[item.id] for s in scores], [sum(s.values()) - s[item.id] for s in scores]
        assert item.discrimination == pytest.approx(stats.pearsonr(own, rest).statistic) == pytest.approx(discrimination(scores, item.id))
        assert item.difficulty == pytest.approx(1 - sum(own) / len(own))


def test_the_parameters_put_in_are_found_again(two_hundred):
    """Items that are harder come out harder, and every form tells good readers from others."""
    class_ = Simulation(1)
    for result in form_results(two_hundred):
        expected = [1 - sum(class_.chance(n, a / 10, 0.25, "K") for a in range(-15, 24)) for n in range(12)]
        assert stats.spearmanr(expected, [i.difficulty for i in result.items]).statistic >= 0.8
        assert sum(i.discrimination for i in result.items) / 12 > 0.2 and 0.5 < result.alpha < 0.95


def test_forms_put_in_as_equal_are_within_the_bounds_and_a_harder_one_is_named(two_hundred):
    """That the first holds is put in by the simulation: it shows that the bounds cry no wolf, not that the forms are alike."""
    assert not [a for a in apart(form_results(two_hundred)) if a.what == "mean"]
    found = apart(form_results(learners(2, 200, harder={"L": 1.5})))
    assert [a.which for a in found if a.what == "mean"] == ["L"] and next(a.value for a in found) < -0.1


def test_an_item_with_a_wrong_key_is_named_and_one_that_may_be_chance_is_not():
    def result(form, facility, told):
        return FormResult(form, 50, 0.6, 0.2, 0.7, 20, 0.6, [FormItem(f"f{form}-01", facility, told)])

    found = apart([result("K", 0.8, 0.4), result("L", 0.8, 0.4), result("M", 0.1, -0.4)])
    assert [(a.what, a.which) for a in found] == [("discrimination", "fM-01"), ("item", "fM-01")]
    assert apart([result("K", 0.8, 0.4), result("L", 0.8, -0.2)]) == []


def test_nothing_is_said_of_a_form_that_few_have_taken():
    results = form_results(learners(3, 6))
    assert all(r.learners < FEWEST and r.mean is r.alpha is r.first_mean is None for r in results)
    assert all(i.facility is i.discrimination is None for r in results for i in r.items) and apart(results) == []
    assert "做过的人还太少" in format_forms(learners(3, 6)) and format_forms({}) == ""


# ---- the report ----


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """A class of forty: answers in lessons, and both tests; one learner has taken the first test only, and nothing else."""
    folder, target, draw = tmp_path_factory.mktemp("forms"), tmp_path_factory.mktemp("report"), random.Random(9)
    scored = [i for i in all_items() if i.is_scored][:10]
    for name, attempts in learners(4, 40).items():
        tests = msgspec.to_builtins(attempts)
        lessons = [attempt(i, answer(i, True, draw), draw, n) for n, i in enumerate(scored)]
        (folder / f"{name}.json").write_text(file_of(lessons + tests), encoding="utf-8")
    first = Simulation(5).test("pretest", 0, [])
    (folder / "newcomer.json").write_text(file_of(msgspec.to_builtins(first)), encoding="utf-8")
    command = [sys.executable, "-m", "course", "class", str(folder), "--to", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"COURSE_LANGUAGE": "zh"})
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return folder, target


def rows_of(path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_report_has_the_gain_what_it_means_and_how_the_forms_did(reported):
    page = (reported[1] / "class-report.html").read_text(encoding="utf-8")
    for words in ("课前与课后", "95% 置信区间", "没有对照组", "向均值回归", "信度 α", "容许的差别", *(str(load_form(f).title) for f in FORMS)):
        assert words in page


def test_gains_in_the_table_are_those_of_the_records_and_forms_stand_apart_from_lessons(reported):
    folder, target = reported
    handed = read_class(folder)
    assert len(handed.forms) == 41 and len(handed.learners) == 40 and (handed.skipped, handed.remarks) == ([], [])
    assert not {a.item for attempts in handed.learners.values() for a in attempts} - {i.id for i in all_items()}
    rows = rows_of(target / "gains.csv")
    assert len(rows) == 40 * 5
    for name, attempts in handed.forms.items():
        ours = [(r["skill"], r["gain"]) for r in rows if r["learner"] == name]
        assert ours == [(g.skill or "all", f"{g.gain:.3f}") for g in learner_gains(attempts)]
    results = {r["learner"]: r for r in rows_of(target / "learners.csv")}
    assert results.pop("newcomer")["answered"] == "0" and {r["answered"] for r in results.values()} == {"10"}  # the tests do not count there


def test_the_first_page_has_the_mean_gain_and_its_interval_as_scipy_works_them_out(reported):
    gained = []
    for attempts in read_class(reported[0]).forms.values():
        shares = [[a.score for a in attempts if a.sitting == s and a.score is not None] for s in ("pretest", POSTTEST)]
        if all(shares):
            gained.append(sum(shares[1]) / len(shares[1]) - sum(shares[0]) / len(shares[0]))
    middle = 100 * sum(gained) / len(gained)
    low, high = stats.t.interval(0.95, len(gained) - 1, middle, 100 * stats.sem(gained))
    page = (reported[1] / "class-report.html").read_text(encoding="utf-8").split("</style>")[-1]
    wanted = f"{len(gained)} 人两次都交了，平均长进 {middle:+.1f} 个百分点（95% 区间 {low:+.1f} 到 {high:+.1f}）".replace("-", "−")
    assert wanted in page[: page.index("</section>")]


def test_what_was_written_is_given_to_the_teacher_with_room_for_another_rating(tmp_path):
    class_ = Simulation(6)
    given = class_.test("pretest", 0, [])
    form = given[0].item[-1]
    given[-1:-1] = [class_.attempt(f"f{form}-w1", "pretest", "=这封信"), class_.attempt(f"f{form}-r1", "pretest", {"claim": "3"})]
    end = given.pop()
    given.append(class_.attempt(end.item, "pretest", "finish"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(file_of(msgspec.to_builtins(given)), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "course", "class", str(tmp_path / "in"), "--to", str(tmp_path / "out")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (row,) = rows_of(tmp_path / "out" / "writing.csv")
    assert (row["text"], row["sitting"], row["own_rating"]) == ("'=这封信", "pretest", "claim 3")
    page = (tmp_path / "out" / "marking.html").read_text(encoding="utf-8")
    assert f">{row['code']}</h3>" in page and {"claim", "steps", "measure", "comment"} == set(re.findall('data-field="([^"]+)"', page))


def test_odd_answers_in_a_record_stop_nothing(tmp_path):
    class_ = Simulation(7)
    given = msgspec.to_builtins(class_.learner(0, 1))
    for n, odd in enumerate(({"r1": "x"}, ["a", "b"], "z", {"a": "b"})):
        given[n + 1]["response"] = odd
    (tmp_path / "a.json").write_text(file_of(given), encoding="utf-8")
    handed = read_class(tmp_path)
    assert len(learner_gains(handed.forms["a"])) == 5 and json.dumps(str(format_forms(handed.forms)))
