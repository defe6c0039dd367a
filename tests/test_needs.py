"""What a machine lacks is left out and named in one closing line; on CI it is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import left_out, need

ROOT = Path(__file__).parent.parent


def test_what_is_missing_is_a_skip_here_and_a_failure_on_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    need("/somewhere/chromium", "Chromium", "install it")
    with pytest.raises(pytest.skip.Exception, match=r"needs Chromium \(install it\)"):
        need(None, "Chromium", "install it")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"needs Chromium \(install it\)"):
        need(None, "Chromium", "install it")


def test_the_closing_line_counts_by_what_is_missing_the_most_first():
    reasons = ["needs Node.js (install it)", "needs Chromium (get it)", "needs Chromium (get it)"]
    assert left_out(reasons) == "Left out: 2 tests need Chromium (get it); 1 test needs Node.js (install it)."
    assert left_out([]) == ""


def test_the_last_line_on_a_machine_with_nothing_else_says_what_was_left_out(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"PATH": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "tests/test_setup.py", "-k", "registry or top_level or jupyter"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "Left out: 2 tests need git (Debian: apt-get install git)."
