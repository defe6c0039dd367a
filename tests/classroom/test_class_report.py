"""A class hands in its records: what is worked out agrees with what was put in, and no bad file stops it."""

import csv
import os
import random
import subprocess
import sys
import uuid
from datetime import date

import pytest
from scipy import stats

from course.classroom.report.handed_in import read_class, shown_name
from course.classroom.report.results import first_answers, item_results, learner_results, objective_scores, stuck_items
from course.classroom.report.sheets import cell
from course.lessons import question_label
from course.progress.log import Attempt
from tests.items import all_items
from .simulated_class import answer, attempt, file_of, write_class

GRADED = [i for i in all_items() if i.is_scored]
MISKEYED = next(i for i in GRADED if i.kind == "single" and i.part == "after")


def run(folder, target, **environment):
    command = [sys.executable, "-m", "course", "class", str(folder), "--to", str(target)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    """Two hundred learners of all questions; one question's key is wrong. Returns (folder of files, true difficulty)."""
    folder = tmp_path_factory.mktemp("class")
    draw = random.Random(7)
    difficulty = {item.id: draw.gauss(0, 1.2) for item in GRADED}
    truth = next(o.id for o in MISKEYED.options if not o.correct)
    difficulty[MISKEYED.id] = -0.5
    write_class(folder, GRADED, difficulty, 200, seed=11, miskeyed={MISKEYED.id: truth})
    return folder, difficulty


@pytest.fixture(scope="module")
def reported(simulated, tmp_path_factory):
    target = tmp_path_factory.mktemp("report")
    done = run(simulated[0], target)
    assert (done.returncode, done.stderr) == (0, "")
    return target


# ---- what is worked out ----


def test_the_order_of_difficulty_is_recovered(simulated, reported):
    truth = simulated[1]
    rows = [r for r in rows_of(reported / "items.csv") if r["difficulty"] and r["item"] != MISKEYED.id]
    assert len(rows) == len(GRADED) - 1
    found = stats.spearmanr([truth[r["item"]] for r in rows], [float(r["difficulty"]) for r in rows]).statistic
    assert found >= 0.9, found


def test_the_question_with_a_wrong_key_is_suspected_and_no_other(reported):
    rows = rows_of(reported / "items.csv")
    assert [r["item"] for r in rows if r["suspect"]] == [MISKEYED.id]
    page = (reported / "class-report.html").read_text(encoding="utf-8")
    assert page.index(question_label(MISKEYED.item)) < page.index("<table")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_classes_and_other_wrong_keys_are_found_too(tmp_path, seed):
    draw = random.Random(seed)
    items = [i for i in GRADED if i.id[1:3] in ("02", "05")]
    wrong = draw.choice([i for i in items if i.kind == "single"])
    difficulty = {item.id: draw.gauss(0, 1.2) for item in items} | {wrong.id: -0.3}
    truth = draw.choice([o.id for o in wrong.options if not o.correct])
    write_class(tmp_path, items, difficulty, 200, seed, miskeyed={wrong.id: truth})
    results = item_results(read_class(tmp_path).learners)
    assert [r.item.id for r in results if r.suspect] == [wrong.id]
    kept = [r for r in results if r.learners and r.item.id != wrong.id]
    assert stats.spearmanr([difficulty[r.item.id] for r in kept], [r.difficulty for r in kept]).statistic >= 0.9


def test_discrimination_is_the_point_biserial_correlation_with_the_rest(tmp_path):
    items = [i for i in GRADED if i.kind == "single"][:12]
    draw = random.Random(5)
    write_class(tmp_path, items, {i.id: draw.gauss(0, 1) for i in items}, 60, seed=5)
    learners = read_class(tmp_path).learners
    for result in (r for r in item_results(learners) if r.learners):
        firsts = [first_answers(a) for a in learners.values()]
        right = [f[result.item.id].score == 1 for f in firsts]
        rest = [sum(a.score for i, a in f.items() if i != result.item.id) for f in firsts]
        assert result.discrimination == pytest.approx(stats.pointbiserialr(right, rest).statistic)


def test_ten_learners_are_too_few_for_suspicion_and_nine_for_a_discrimination(tmp_path):
    items = [i for i in GRADED if i.kind == "single"][:6]
    write_class(tmp_path, items, {i.id: 0 for i in items}, 9, seed=3)
    results = item_results(read_class(tmp_path).learners)
    assert all(r.discrimination is None and not r.suspect for r in results)


def test_only_the_first_answer_after_reading_counts(tmp_path):
    item, draw = MISKEYED, random.Random(1)
    wrong, right = answer(item, False, draw), answer(item, True, draw)
    attempts = [attempt(item, right, draw, 0, "before"), attempt(item, wrong, draw, 1), attempt(item, right, draw, 2)]
    (tmp_path / "a.json").write_text(file_of(attempts), encoding="utf-8")
    results = {r.item.id: r for r in item_results(read_class(tmp_path).learners)}
    result = results.pop(item.id)
    assert (result.facility, result.first, result.again, result.wrong) == (0, 0, 1, {wrong: 1})
    assert {(r.of, r.learners, r.first or 0) for r in results.values()} == {(1, 0, 0)}  # not answered is not right
    learner, = learner_results(read_class(tmp_path).learners)
    scored = sum(r.item.is_scored for r in results.values()) + 1
    assert (learner.first, learner.again, learner.stuck) == (0, pytest.approx(1 / scored), [])


def test_a_learner_who_misses_twice_is_stuck_until_it_is_right():
    item, draw = MISKEYED, random.Random(1)
    wrong, right = answer(item, False, draw), answer(item, True, draw)

    def log(*responses):
        return [Attempt(**attempt(item, r, draw, n)) for n, r in enumerate(responses)]

    assert stuck_items(log(wrong)) == []
    assert stuck_items(log(wrong, wrong)) == [item.id]
    assert stuck_items(log(wrong, wrong, right)) == []
    assert stuck_items(log(right, wrong, wrong)) == [item.id]


def test_the_heat_map_has_every_tested_objective_and_means_by_hand(reported, simulated):
    learners = read_class(simulated[0]).learners
    scores = objective_scores(learners)["learner-000"]
    assert set(scores) == {i.objective for i in GRADED if i.part != "bank"}
    some = next(iter(scores))
    asked = {i.id for i in GRADED if i.objective == some and i.part != "bank"}
    by_hand = [a.score for a in learners["learner-000"] if a.item in asked]
    assert scores[some] == pytest.approx((sum(by_hand) / len(asked),) * 2)
    page = (reported / "class-report.html").read_text(encoding="utf-8")
    assert f"{100 * scores[some][0]:.0f}</td>" in page and f">{some}</abbr>" in page


# ---- what is handed in ----


def good(seed: int) -> list[dict]:
    draw = random.Random(seed)
    return [attempt(i, answer(i, draw.random() < 0.6, draw), draw, n) for n, i in enumerate(GRADED[:20])]


def changed(**fields) -> str:
    attempts = good(99)
    return file_of([attempts[0] | fields, *attempts[1:]])


def bad_files(folder) -> set[str]:
    """Put twenty-odd kinds of bad file into a folder; return their names."""
    whole = file_of(good(98))
    texts = {
        "empty.json": "", "not-json.json": "你好", "list.json": "[1, 2]", "other-program.json": '{"format": "anki", "version": 1}',
        "cut-off.json": whole[:-30], "newer.json": whole.replace('"version": 1', '"version": 99'), "no-attempts.json": file_of([]),
        "score-nine.json": changed(score=9), "score-nan.json": whole.replace('"score": 1.0', '"score": NaN', 1), "score-text.json": changed(score="1"),
        "item-script.json": changed(item="<script>alert(1)</script>"), "sitting.json": changed(sitting="cheating"), "no-zone.json": changed(at="2026-03-02T10:00:00"),
        "id-short.json": changed(id="1"), "extra-field.json": changed(name="小明"), "deep.json": "[" * 100_000, "huge-answer.json": changed(response="长" * 7_000),
        "notes.txt": "我的笔记", "marks.csv": "a,b", "all-unknown.json": file_of([a | {"item": f"zz-{n}"} for n, a in enumerate(good(97))]),
        "response-nested.json": changed(response={"a": {"b": "c"}}),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "latin1.json").write_bytes('{"format": "é"}'.encode("latin-1"))
    (folder / "zip-bomb.json").write_bytes(b"\x1f\x8b" + bytes(1000))
    (folder / "too-large.json").write_bytes(b" " * 20_000_001)
    (folder / "a-folder.json").mkdir()
    (folder / "a-link.json").symlink_to("/etc/hostname")
    os.mkfifo(folder / "a-pipe.json")
    (folder / "copied.json").write_text((folder / "learner-1.json").read_text(encoding="utf-8"), encoding="utf-8")
    return {*texts, "latin1.json", "zip-bomb.json", "too-large.json", "a-folder.json", "a-link.json", "a-pipe.json"}


@pytest.fixture
def mixed_folder(tmp_path):
    """Five good files among the bad ones; one good file twice."""
    folder = tmp_path / "results"
    folder.mkdir()
    for n in range(5):
        (folder / f"learner-{n}.json").write_text(file_of(good(n)), encoding="utf-8")
    return folder, bad_files(folder)


def test_bad_files_are_named_and_the_rest_is_counted(mixed_folder, tmp_path):
    folder, bad = mixed_folder
    done = run(folder, tmp_path / "report", COURSE_LANGUAGE="zh")
    assert done.returncode == 0, done.stderr
    assert len(bad) >= 20 and all(f"{name}: " in done.stderr for name in bad)
    assert len(rows_of(tmp_path / "report" / "learners.csv")) == 5
    page = (tmp_path / "report" / "class-report.html").read_text(encoding="utf-8")
    assert all(name in page for name in bad) and "<script>alert" not in page
    assert "Traceback" not in done.stderr


def test_of_two_copies_one_counts_and_the_other_is_named(mixed_folder):
    handed = read_class(mixed_folder[0])
    assert len(handed.learners) == 5
    pair = {"copied", "learner-1"}
    assert len(pair & set(handed.learners)) == 1
    other = next(iter(pair - set(handed.learners)))
    assert any(s.name == f"{other}.json" for s in handed.skipped)


def test_an_older_copy_of_a_learners_file_gives_way_to_the_longer_one(tmp_path):
    attempts = good(1)
    (tmp_path / "monday.json").write_text(file_of(attempts[:5]), encoding="utf-8")
    (tmp_path / "friday.json").write_text(file_of(attempts), encoding="utf-8")
    handed = read_class(tmp_path)
    assert list(handed.learners) == ["friday"] and len(handed.learners["friday"]) == len(attempts)


def test_scores_are_worked_out_again_so_that_a_changed_score_does_not_pay(tmp_path):
    attempts = [a | {"score": 1.0} for a in good(1)]
    (tmp_path / "a.json").write_text(file_of(attempts), encoding="utf-8")
    handed = read_class(tmp_path)
    honest = [a["score"] for a in good(1)]
    assert [a.score for a in handed.learners["a"]] == honest
    assert len(handed.remarks) == 1 and str(sum(s != 1 for s in honest)) in handed.remarks[0].why


def test_unknown_and_unfit_answers_are_left_out_and_said(tmp_path):
    attempts = good(1)
    attempts[0] |= {"item": "q77-01"}
    attempts[1] |= {"response": {"no": "such"}}
    (tmp_path / "a.json").write_text(file_of(attempts), encoding="utf-8")
    handed = read_class(tmp_path)
    assert len(handed.learners["a"]) == len(attempts) - 2 and len(handed.remarks) == 2


def test_hostile_names_are_shown_harmlessly(tmp_path):
    names = ["=HYPERLINK(x).json", "‮gpj.json", "<img src=x onerror=alert(1)>.json", "长" * 80 + ".json"]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(file_of(good(n)), encoding="utf-8")
    os.close(os.open(os.fsencode(tmp_path) + b"/bad\xff.json", os.O_CREAT))
    done = run(tmp_path, tmp_path / "report")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "report" / "class-report.html").read_text(encoding="utf-8")
    assert "<img src=x" not in page and "‮" not in page
    learners = {r["learner"] for r in rows_of(tmp_path / "report" / "learners.csv")}
    assert "'=HYPERLINK(x)" in learners and len(learners) == 4
    assert len(shown_name("长" * 80)) <= 60


FORMULAS = ("=1+1", "@x", "-x", "＝1+1", "＋x", "－x", "＠x", "  =1+1", "\u3000＝1", "\n@x", "\ufeff=1", "\u200b-x", "\tx", "\t")
NOT_VALUES = ("007", "3-7", "1e5", "12", "2026-03-02", "3月7日", "MAR1", "2 sept", "true", "-0.25", "１２")
ITSELF = ("q02-01", "", "a=1", "03·7", "heron", "march hare", "marten", "may queen", "苍鹭", "learner-003")


@pytest.mark.parametrize("words", FORMULAS + NOT_VALUES)
def test_a_spreadsheet_runs_no_cell_and_takes_no_pseudonym_for_a_number_or_a_date(words):
    assert cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ITSELF)
def test_other_words_stand_in_a_cell_as_they_are(words):
    assert cell(words) == words


def test_figures_stay_figures_and_days_days():
    assert list(map(cell, (-0.25, 3, None, date(2026, 3, 2)))) == ["-0.250", "3", "", "2026-03-02"]


def test_a_folder_without_one_good_file_is_an_error_that_names_what_is_there(tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    done = run(tmp_path, tmp_path / "report")
    assert done.returncode == 1 and "x.json" in done.stderr and not (tmp_path / "report").exists()


def test_words_the_fonts_do_not_have_do_not_stop_the_report(tmp_path):
    item = next(i for i in GRADED if i.kind == "cloze")
    (tmp_path / "😀.json").write_text(file_of([attempt(item, "ไทย 🎉", random.Random(1))]), encoding="utf-8")
    done = run(tmp_path, tmp_path / "report")
    assert done.returncode == 0, done.stderr
    assert "ไทย 🎉" in (tmp_path / "report" / "class-report.html").read_text(encoding="utf-8")


def test_the_report_speaks_english_too(tmp_path):
    (tmp_path / "in").mkdir()
    write_class(tmp_path / "in", GRADED, {item.id: 0.0 for item in GRADED}, 12, seed=2)
    assert run(tmp_path / "in", tmp_path / "out", COURSE_LANGUAGE="en").returncode == 0
    page = (tmp_path / "out" / "class-report.html").read_text(encoding="utf-8")
    assert "Class report" in page and "全班报告" not in page


def test_every_file_of_a_real_log_can_be_handed_in(tmp_path):
    from datetime import UTC, datetime

    from course.progress.log import Progress
    from course.progress.transfer import packed

    log = Progress(tmp_path / "home")
    log.record(MISKEYED.id, "after", answer(MISKEYED, True, random.Random(1)), 1.0, datetime.now(UTC))
    log.record("exam-all", "exam", "start", None, datetime.now(UTC))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{uuid.uuid4().hex}.json").write_bytes(packed(log))
    handed = read_class(tmp_path / "in")
    assert (len(handed.learners), handed.skipped, handed.remarks) == (1, [], [])


def test_of_the_choices_made_in_an_exam_the_last_is_the_answer_and_one_taken_back_is_none(tmp_path):
    from datetime import UTC, datetime

    from course.progress.log import Progress
    from course.progress.transfer import packed

    log, draw, now = Progress(tmp_path / "home"), random.Random(1), datetime.now(UTC)
    changed, taken_back = [i for i in GRADED if i.kind == "multiple"][:2]
    wrong, right = [next(o.id for o in changed.options if not o.correct)], answer(changed, True, draw)
    for item, response in (("exam-all", "start"), (changed.id, wrong), (changed.id, right), (taken_back.id, answer(taken_back, True, draw)), (taken_back.id, "")):
        log.record(item, "exam-all", response, None, now)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{uuid.uuid4().hex}.json").write_bytes(packed(log))
    (attempts,) = read_class(tmp_path / "in").learners.values()
    assert [(a.item, a.response) for a in attempts] == [(changed.id, right)]
