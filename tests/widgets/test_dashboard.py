"""The dashboard says where a learner stands; its record travels; clearing keeps a copy."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from course import use_language
from course.progress import LARGEST, due as spacing, standing as learning
from course.progress.log import Progress
from course.widgets.dashboard import dashboard
from tests.items import all_items, lesson_items

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ITEMS = [i for i in lesson_items("02") if i.options]


def board(folder, scores=(1, 0, 0.5), when=NOW) -> dashboard.Dashboard:
    log = Progress(folder)
    for n, score in enumerate(scores):
        log.record(ITEMS[n].id, "after", "a", score, when + timedelta(minutes=n))
    return dashboard.Dashboard(log, lambda: when + timedelta(hours=1))


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
    assert sum(s.of for _, _, s in learning.by_objective([])) == len(all_items())


def test_it_says_what_to_do_next(tmp_path):
    assert "还没有答过题" in board(tmp_path / "none", ()).html
    assert "接着学" in board(tmp_path / "some").html
    log = Progress(tmp_path / "some")
    due = spacing.schedule(all_items(), log.attempts(), NOW)[-1].at
    assert "3 题到了复习的时候" in dashboard.format_dashboard(log, due)
    everything = Progress(tmp_path / "all")
    for item in all_items():
        everything.record(item.id, "after", "a", 1, NOW)
    after = dashboard.format_dashboard(everything, NOW + timedelta(seconds=1))
    assert "全部答过" in after and f"{spacing.schedule(all_items(), everything.attempts(), NOW)[0].at:%Y-%m-%d}" in after


def test_upload_after_download_into_an_empty_home_restores_the_same_dashboard(tmp_path):
    here, there = board(tmp_path / "here"), board(tmp_path / "there", ())
    (content, buffers), = files_sent(here)
    assert content == {"kind": "file", "name": dashboard.FILE_NAME, "type": "application/json"}
    there._receive(None, {"kind": "upload"}, [memoryview(buffers[0])])
    assert there.html == here.html and "新增 3 条" in there.notice


def test_what_is_done_stands_on_the_page_before_it_is_said(tmp_path):
    made, seen = board(tmp_path), []
    made.observe(lambda change: seen.append("还没有答过题" in made.html), "notice")
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
    assert kept.name in made.notice and "还没有答过题" in made.html
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
