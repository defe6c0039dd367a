"""The dashboard says where a learner stands; its record travels; clearing keeps a copy."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from course import use_language
from course.lessons import load_lessons
from course.progress import LARGEST, Guesses, due as spacing, progress_folder, standing as learning
from course.progress.log import Progress
from course.widgets import ask
from course.widgets.dashboard import dashboard
from tests.items import all_items, lesson_items, right_response

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ITEMS = [i for i in lesson_items("02") if i.options]


def board(folder, scores=(1, 0, 0.5), when=NOW) -> dashboard.Dashboard:
    log = Progress(folder)
    for n, score in enumerate(scores):
        log.record(ITEMS[n].id, "after", "a", score, when + timedelta(minutes=n))
    return dashboard.Dashboard(log, lambda: when + timedelta(hours=1))


def link(html: str) -> tuple[str, str]:
    """Where the one link to go on leads, and what it says."""
    (href, words), = re.findall(r'<a class="course-onward" href="([^"]*)"><b>(.*?)</b>', html)
    return href, words


def files_sent(shown) -> list:
    sent = []
    shown.send = lambda content, buffers=None: sent.append((content, buffers))
    shown._receive(None, {"kind": "download"}, [])
    return sent


def test_the_mean_is_that_of_the_latest_answers_and_guesses_do_not_count(tmp_path):
    log = Progress(tmp_path / "p")
    for item, sitting, score in ((0, "before", 0), (0, "after", 0), (0, "after", 1), (1, "before", 1), (2, "after", 0.5)):
        log.record(ITEMS[item].id, sitting, "a", score, NOW)
    found = dict((lesson.id, s) for lesson, s in learning.by_lesson(log.attempts()))
    assert found["02"] == (2, len(lesson_items("02")), pytest.approx(0.75))
    assert sum(s.answered for _, s in learning.by_demand(log.attempts())) == 2
    assert sum(s.of for _, _, s in learning.by_objective([])) == sum(i.part != "bank" for i in all_items())


def test_one_link_says_where_to_go_on(tmp_path):
    fresh, some = board(tmp_path / "none", ()).html, board(tmp_path / "some").html
    assert link(fresh) == ("01-from-page-to-corpus.ipynb", "开始：第 01 课　从版面到语料") and link(some)[1] == "继续：第 02 课　为什么要改革"
    everything = Progress(tmp_path / "all")
    for item in all_items():
        everything.record(item.id, "after", "a", 1, NOW)
    assert "全部答过" in dashboard.format_dashboard(everything, NOW)


@pytest.mark.parametrize("scores", [(), (1, 0, 0.5)])
def test_link_and_cards_name_one_and_the_same_lesson(tmp_path, scores):
    html = board(tmp_path, scores).html
    here, = re.findall(r'<a class="course-station" href="([^"]*)" aria-current="step">', html)
    assert link(html)[0].split("#")[0] == here and html.count("aria-current") == 1


def test_ten_cards_lead_to_the_ten_notebooks(tmp_path):
    html = board(tmp_path).html
    cards = re.findall(r'<li><a class="course-station" href="([^"]*)".*?<small>(.*?)</small>', html)
    assert [file for file, _ in cards] == [lesson.file for lesson in load_lessons()]
    assert dict(cards)["02-why-reform.ipynb"] == f"3 / {len(lesson_items('02'))} 题"


def test_what_is_due_today_is_said_with_how_to_do_it(tmp_path):
    assert "隔几天" in board(tmp_path / "none", ()).html
    log = board(tmp_path / "some")._log
    dates = [due.at for due in spacing.schedule(all_items(), log.attempts(), NOW)]
    html = dashboard.format_dashboard(log, dates[-1])
    assert "今天有 3 题该复习" in html and "course.review()" in html
    assert f"下一次在 {dates[0]:%Y-%m-%d}" in dashboard.format_dashboard(log, NOW)


def test_one_measure_stands_open_and_the_tables_are_folded(tmp_path):
    opened, folded = board(tmp_path).html.split("<details>")
    assert opened.count('role="meter"') == 1 and "答对率（最近一次作答）" in opened and "<b>50 %</b>" in opened
    assert folded.count("<table>") == 3 and "<table>" not in opened
    assert "还没有可以算的答案" in board(tmp_path / "fresh", ()).html


def test_guesses_are_told_once_there_is_one(tmp_path, monkeypatch):
    assert "你的猜测" not in board(tmp_path / "none").html
    monkeypatch.setattr(dashboard, "guesses", lambda attempts: Guesses(4, 1, 2, 0.25))
    told = "猜过 4 处，猜中 1 处，相差不大的 2 处（只算第一次猜的）。猜数的时候，有一半跟实际的数相差不超过 25 %。"
    assert told in board(tmp_path / "some").html
    monkeypatch.setattr(dashboard, "guesses", lambda attempts: Guesses(1, 0, 0, 2.0))
    assert "有一半" not in board(tmp_path / "one").html  # of one there is no half
    use_language("en")
    monkeypatch.setattr(dashboard, "guesses", lambda attempts: Guesses(1, 1, 0, None))
    assert "1 guess made: 1 right, 0 close (only first guesses count).</p>" in board(tmp_path / "some").html


def test_it_follows_the_answers_given_elsewhere_in_this_kernel(tmp_path):
    made = board(progress_folder())
    before = made.html
    item = next(i for i in lesson_items("02", "after") if i.kind == "single")
    ask("02", "after")._receive(None, {"kind": "submit", "item": item.id, "response": right_response(item)}, [])
    assert made.html != before and f"4 / {len(lesson_items('02'))} 题" in made.html


def test_one_that_nobody_sees_any_more_rests_until_it_is_looked_at(tmp_path):
    made, other = board(tmp_path), Progress(tmp_path)
    made._receive(None, {"kind": "leave"}, [])
    before = made.html
    other.record(ITEMS[4].id, "after", "a", 1, NOW + timedelta(minutes=9))
    assert made.html == before
    made._receive(None, {"kind": "look"}, [])
    assert made.html != before


def test_upload_after_download_into_an_empty_home_restores_the_same_dashboard(tmp_path):
    here, there = board(tmp_path / "here"), board(tmp_path / "there", ())
    (content, buffers), = files_sent(here)
    assert content == {"kind": "file", "name": dashboard.FILE_NAME, "type": "application/json"}
    there._receive(None, {"kind": "upload"}, [memoryview(buffers[0])])
    assert there.html == here.html and "新增 3 条" in there.notice


def test_what_is_done_stands_on_the_page_before_it_is_said(tmp_path):
    made, seen = board(tmp_path), []
    made.observe(lambda change: seen.append("开始：第 01 课" in made.html), "notice")
    made._receive(None, {"kind": "reset"}, [])
    assert seen == [True]


def test_two_machines_merged_in_either_order_show_the_same(tmp_path):
    parts = [files_sent(board(tmp_path / name, scores, NOW + timedelta(days=n)))[0][1][0] for n, (name, scores) in enumerate((("a", (0, 0)), ("b", (1, 1, 1))))]
    shown = []
    for name, order in (("one", parts), ("other", parts[::-1])):
        made = board(tmp_path / name, (), NOW + timedelta(days=2))
        for data in order:
            made._receive(None, {"kind": "upload"}, [data])
        shown.append(made.html)
    assert shown[0] == shown[1]


@pytest.mark.parametrize("content", [{"kind": "upload"}, {"kind": "upload", "more": 1}, {"kind": "evil"}, {}, {"kind": ["reset"]}])
def test_a_message_that_makes_no_sense_changes_nothing(tmp_path, content):
    made = board(tmp_path / "p")
    before = made.html
    made._receive(None, content, [b"\x00<script>"])
    assert made.html == before and len(Progress(tmp_path / "p").attempts()) == 3 and "<" not in made.notice


def test_clearing_keeps_the_old_record_under_another_name(tmp_path):
    made = board(tmp_path / "p")
    before = made.html
    made._receive(None, {"kind": "reset"}, [])
    kept, = (tmp_path / "p").glob("progress.kept-*.sqlite")
    assert kept.name in made.notice and "开始：第 01 课" in made.html
    kept.rename(tmp_path / "p" / "progress.sqlite")
    assert dashboard.Dashboard(Progress(tmp_path / "p"), lambda: NOW + timedelta(hours=1)).html == before


def test_a_machine_that_forgets_says_so(tmp_path, monkeypatch):
    for name in dashboard._SHORT_LIVED:
        monkeypatch.delenv(name, raising=False)
    assert "临时" not in board(tmp_path / "p").html
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    assert "临时" in board(tmp_path / "p").html


def test_it_reads_without_a_kernel_and_in_english(tmp_path):
    use_language("en")
    data = board(tmp_path / "p")._repr_mimebundle_()[0]
    assert "3 of" in data["text/html"] and data["text/plain"] == "My progress"


def test_the_page_refuses_what_python_would():
    script = (Path(dashboard.__file__).parent / "dashboard.js").read_text(encoding="utf-8")
    assert f"const LARGEST = {LARGEST:_};" in script
