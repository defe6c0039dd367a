"""An answer once given is kept: through two notebooks at once, a killed kernel and a damaged file."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.base.records import DATA
from course.progress import file, log as progress

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "answers"


def test_an_attempt_comes_back_as_it_was_given(folder):
    log = progress.Progress(folder)
    given = [log.record("q", "after", response, 0.5, NOW) for response in ("a", ["a", "b"], {"r": "c"}, "话\n<b>\"'")]
    assert progress.Progress(folder).attempts("q") == given
    assert log.notice == ""
    assert given[0].at == "2026-11-23T08:00:00.000+00:00"


def test_the_latest_attempt_of_a_sitting_is_the_one_remembered(folder):
    log = progress.Progress(folder)
    for sitting, response in (("before", "a"), ("after", "b"), ("after", "c")):
        log.record("q", sitting, response, 1, NOW)
    assert log.latest("q", "before").response == "a"
    assert log.latest("q", "after").response == "c"
    assert log.latest("other", "after") is None


def test_attempts_are_never_changed_or_deleted(folder):
    progress.Progress(folder).record("q", "after", "a", 1, NOW)
    with sqlite3.connect(folder / "progress.sqlite") as connection:
        for statement in ("UPDATE attempts SET score = 0", "DELETE FROM attempts"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(statement)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.progress import Progress
log = Progress(Path(sys.argv[1]))
for n in range(50):
    log.record(sys.argv[2], "after", str(n), 1, datetime.now(UTC))
    print(n, flush=True)
assert not log.notice, log.notice
"""


def writer(folder: Path, name: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name], stdout=subprocess.PIPE, text=True, cwd=DATA.parent)


def test_two_notebooks_writing_at_once_lose_nothing(folder):
    writers = [writer(folder, name) for name in ("one", "two", "three")]
    assert [w.wait(60) for w in writers] == [0, 0, 0]
    log = progress.Progress(folder)
    for name in ("one", "two", "three"):
        assert [a.response for a in log.attempts(name)] == [str(n) for n in range(50)]


def test_killing_the_kernel_loses_no_submitted_answer(folder):
    process = writer(folder, "killed")
    submitted = [process.stdout.readline().strip() for _ in range(10)]
    process.kill()
    process.wait()
    log = progress.Progress(folder)
    kept = [a.response for a in log.attempts("killed")]
    assert kept[:10] == submitted and log.notice == ""


@pytest.mark.parametrize("damage", ["text", "zeros", "truncated", "middle", "no table"])
def test_a_damaged_file_is_set_aside_untouched_and_a_new_one_begun(folder, damage):
    log = progress.Progress(folder)
    for n in range(200):
        log.record("q", "after", str(n) * 40, 1, NOW)
    path = folder / "progress.sqlite"
    whole = path.read_bytes()
    if damage == "no table":
        with sqlite3.connect(path) as connection:
            connection.executescript("DROP TRIGGER never_delete; DROP TABLE attempts;")
        connection.close()
    else:
        path.write_bytes(
            {
                "text": b"not a database at all, but a note to myself" * 100,
                "zeros": bytes(len(whole)),
                "truncated": whole[: len(whole) // 2 + 100],
                "middle": whole[:8192] + os.urandom(8192) + whole[16384:],
            }[damage]
        )
    damaged = path.read_bytes()
    log = progress.Progress(folder)
    log.record("q", "after", "new", 1, NOW)
    given = [str(n) * 40 for n in range(200)]
    *read, last = (a.response for a in log.attempts())
    assert last == "new" and read == [r for r in given if r in read]  # what can still be read goes on, in its order
    assert bool(read) == (damage in ("truncated", "middle")) and log.attempts() == progress.Progress(folder).attempts()
    kept = list(folder.glob("progress.damaged-*.sqlite"))
    assert [k.read_bytes() for k in kept] == [damaged]
    assert kept[0].name in log.notice and "\n" not in log.notice


def test_damage_while_the_lesson_runs_is_met_the_same_way(folder):
    log = progress.Progress(folder)
    log.record("q", "after", "a", 1, NOW)
    (folder / "progress.sqlite").write_bytes(b"x" * 5000)
    log.record("q", "after", "b", 1, NOW)
    assert [a.response for a in log.attempts()] == ["b"]
    assert "progress.damaged-" in log.notice


def test_where_nothing_can_be_saved_the_lesson_goes_on_and_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way")
    log = progress.Progress(tmp_path / "file")
    log.record("q", "after", "a", 1, NOW)
    assert [a.response for a in log.attempts("q")] == ["a"]
    assert log.notice.startswith("答题记录存不下来") and "\n" not in log.notice
    assert str(tmp_path) not in log.notice


def test_a_file_of_a_newer_course_is_left_alone(folder):
    folder.mkdir()
    path = folder / "progress.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    log = progress.Progress(folder)
    log.record("q", "after", "a", 1, NOW)
    assert path.read_bytes() == before and "newer" in log.notice


def test_answers_are_kept_in_the_users_data_directory_never_in_the_repository(monkeypatch):
    monkeypatch.delenv(progress.FOLDER_VARIABLE)
    assert not progress.progress_folder().is_relative_to(DATA.parent)
    monkeypatch.setenv(progress.FOLDER_VARIABLE, "elsewhere")
    assert progress.progress_folder() == Path("elsewhere")


FIRST_VERSION = """CREATE TABLE attempts (id TEXT PRIMARY KEY, item TEXT NOT NULL, sitting TEXT NOT NULL,
    response TEXT NOT NULL, score REAL, at TEXT NOT NULL);
INSERT INTO attempts VALUES ('%032d', 'q', 'after', '"a"', 1.0, '2026-11-01T08:00:00.000+00:00');
PRAGMA user_version = 1;"""


@pytest.mark.parametrize("writable", [True, False])
def test_a_file_of_the_first_version_is_read_and_where_it_can_be_written_goes_on(folder, monkeypatch, writable):
    folder.mkdir()
    with sqlite3.connect(folder / "progress.sqlite") as connection:
        connection.executescript(FIRST_VERSION % 7)
    connection.close()
    if not writable:
        monkeypatch.setattr(file, "_prepare", lambda connection, write: None)  # as for a file that can only be read
    log = progress.Progress(folder)
    assert [a.response for a in log.attempts()] == ["a"] and log.latest("q", "after") and log.tries("q", "after") == 1
    log.record("q", "after", "b", 1, NOW)
    assert [a.response for a in log.attempts()] == ["a", "b"] and bool(log.notice) != writable
    assert log.latest("q", "after").response == "b" and log.tries("q", "after") == 2
    assert log.latest("q", "before") is None


def test_the_check_of_the_setup_really_writes(folder):
    log = progress.Progress(folder)
    before = log.path.stat().st_mtime_ns, log.path.read_bytes()[24:28]  # SQLite counts there how often it has written
    log.try_writing()
    assert log.notice == "" and before[1] != log.path.read_bytes()[24:28] and log.attempts() == []
