"""A copy whose lines end as Windows ends them (\\r\\n) shows what any other copy shows; and git keeps it from coming about."""

import shutil
import subprocess
import sys
from pathlib import Path

from course.base import read_text
from tests.needs import need_git

ROOT = Path(__file__).parent.parent.parent
SHOW = "import course; print(course.read('A03').html); print([item['prompt_html'] for item in course.ask('02', 'after').items]); print(course.card('02')._repr_html_())"


def run(folder: Path, *arguments: str) -> str:
    """Return what Python prints when run in a folder, in a process of its own."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def copied(folder: Path, end: bytes) -> Path:
    """Return a copy of the course in which every line of every text file ends so."""
    for name in ("course", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", ".virtual_documents", "*.png"))
    for path in (p for p in folder.rglob("*") if p.is_file()):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", end))
    return folder


def test_a_copy_with_windows_line_ends_checks_reads_and_asks_the_same(tmp_path):
    ours, theirs = copied(tmp_path / "lf", b"\n"), copied(tmp_path / "crlf", b"\r\n")
    assert b"---\r\n" in (theirs / "data" / "essays" / "A.md").read_bytes()
    assert run(theirs, "-m", "course", "check") == run(ours, "-m", "course", "check")
    assert run(theirs, "-c", SHOW) == run(ours, "-c", SHOW)


def test_a_text_is_the_same_with_every_kind_of_line_end_and_with_a_byte_order_mark(tmp_path):
    for n, raw in enumerate(("甲\n\n乙\n", "甲\r\n\r\n乙\r\n", "甲\r\r乙\r", "\ufeff甲\r\n\n乙\r")):
        (tmp_path / f"{n}.txt").write_bytes(raw.encode("utf-8"))
        assert read_text(tmp_path / f"{n}.txt") == "甲\n\n乙\n"


def test_a_clone_made_where_git_writes_crlf_is_the_same_byte_for_byte(tmp_path):
    need_git(ROOT)
    subprocess.run(["git", "clone", "-q", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", str(ROOT), str(tmp_path / "clone")], check=True)
    names = subprocess.run(["git", "ls-files", "-z"], cwd=tmp_path / "clone", capture_output=True, text=True, check=True).stdout.split("\0")
    texts = [tmp_path / "clone" / name for name in names if name and not name.endswith(".png")]
    assert len(texts) > 300 and [path for path in texts if b"\r\n" in path.read_bytes()] == []
