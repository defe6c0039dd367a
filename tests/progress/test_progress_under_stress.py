"""Every answer acknowledged is kept, once: two kernels at once, one killed again and again; and on a full disk."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime

import pytest

from course.base.records import DATA
from course.progress.log import Progress

resource = pytest.importorskip("resource", reason="limits on a file's size are Unix's")

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.progress import Progress
folder, name, first = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
log = Progress(folder)
for n in range(first, 500):
    print("begun", n, flush=True)
    log.record(name, "after", str(n), 1, datetime.now(UTC))
    print("kept", n, flush=True)
assert not log.notice, log.notice
"""


def writer(folder, name: str, first: int = 0) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(first)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=DATA.parent)


def numbers(lines: str, word: str) -> list[int]:
    return [int(line.split()[1]) for line in lines.splitlines() if line.startswith(word) and len(line.split()) == 2]


def test_two_kernels_answer_500_questions_each_and_one_is_killed_again_and_again(tmp_path):
    steady, chance = writer(tmp_path, "steady"), random.Random(5)
    kept, first, kills = [], 0, 0
    while first < 500:
        shaky = writer(tmp_path, "shaky", first)
        for _ in range(chance.randrange(10, 120)):
            line = shaky.stdout.readline()
            kept += numbers(line, "kept")
            first = max([first, *(n + 1 for n in numbers(line, "begun"))])
        time.sleep(chance.random() / 200)
        shaky.send_signal(signal.SIGKILL)
        rest = shaky.stdout.read()
        kept += numbers(rest, "kept")
        first = max([first, *(n + 1 for n in numbers(rest, "begun"))])
        kills += 1
    out, _ = steady.communicate(timeout=120)
    assert steady.returncode == 0 and kills > 5
    log = Progress(tmp_path)
    assert log.notice == "" and not list(tmp_path.glob("*damaged*"))
    assert [a.response for a in log.attempts("steady")] == [str(n) for n in numbers(out, "kept")] == [str(n) for n in range(500)]
    found = Counter(a.response for a in log.attempts("shaky"))
    assert set(found.values()) == {1} and {str(n) for n in kept} <= set(found) and len(kept) > 300


FULL = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.progress import Progress
log = Progress(Path(sys.argv[1]))
for n in range(200):
    log.record("q", "after", "话" * 500, 1, datetime.now(UTC))
    if not log.notice:
        print("kept", n, flush=True)
print("all", len(log.attempts()))
print("notice", log.notice)
"""


def test_a_full_disk_is_said_in_one_line_and_destroys_nothing(tmp_path):
    log = Progress(tmp_path)
    for n in range(3):
        log.record("early", "after", str(n), 1, datetime.now(UTC))
    most = log.path.stat().st_size + 20_000

    def small_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, cwd=DATA.parent, preexec_fn=small_disk)
    assert done.returncode == 0, done.stderr
    notice = done.stdout.partition("notice ")[2].strip()
    assert "存不下来" in notice and "\n" not in notice
    assert "all 203" in done.stdout  # what cannot be saved is kept in memory for the session
    kept = numbers(done.stdout, "kept")
    assert 0 < len(kept) < 200
    after = Progress(tmp_path)
    assert after.notice == "" and len(after.attempts("early")) == 3 and len(after.attempts("q")) >= len(kept)


MEETING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from course.progress import Progress
sys.stdin.readline()
log = Progress(Path(sys.argv[1]))
for n in range(5):
    log.record(sys.argv[2], "after", str(n), 1, datetime.now(UTC))
assert not log._unsaved, log.notice
"""


def test_four_processes_that_meet_a_damaged_file_set_it_aside_once_and_lose_nothing(tmp_path):
    for n in range(4):
        folder = tmp_path / str(n)
        log = Progress(folder)
        for m in range(30):
            log.record("early", "after", str(m), 1, datetime.now(UTC))
        log.path.write_bytes(b"?" * 100 + log.path.read_bytes()[100:] if n % 2 else b"not a database" * 500)
        command = [sys.executable, "-c", MEETING, str(folder)]
        four = [subprocess.Popen([*command, name], stdin=subprocess.PIPE, text=True, cwd=DATA.parent) for name in "abcd"]
        for process in four:
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.wait(60) for process in four] == [0] * 4
        assert len(list(folder.glob("*damaged*"))) == 1
        found = Counter(a.item for a in Progress(folder).attempts())
        assert found == dict.fromkeys("abcd", 5) | ({"early": 30} if n % 2 else {})
