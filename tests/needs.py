"""What a test needs beyond the course's own packages: where it is missing the test is left out, on CI it fails."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The same engine without a window takes a sixth less of the processor. It has no settings of a user's own.
LIGHT = ("chromium-headless-shell", *BROWSERS)
ALL_PACKAGES = "pip install -c constraints.txt -e '.[test,hub]'"


def need(found: object, what: str, how: str) -> None:
    """Go on if it was found. Else leave the test out, with how to get what is missing; on CI nothing may be missing."""
    if found:
        return
    message = f"needs {what} ({how})"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def find_browser(names: tuple[str, ...] = BROWSERS) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def need_browser(names: tuple[str, ...] = BROWSERS) -> str:
    """Return the path of a Chromium."""
    path = find_browser(names)
    need(path, "Chromium", "Debian: apt-get install chromium")
    return path


def need_node() -> None:
    need(shutil.which("node") and shutil.which("npm"), "Node.js and npm", "Debian: apt-get install nodejs npm")


def need_git(folder: Path) -> None:
    """A test that asks git which files belong to the course needs both the program and a clone."""
    need(shutil.which("git"), "git", "Debian: apt-get install git")
    asked = subprocess.run(["git", "rev-parse", "--git-dir"], cwd=folder, capture_output=True, text=True)
    # Whoever unpacked an archive has no clone, and that is no fault, on CI neither.
    if asked.returncode:
        pytest.skip("needs a clone that git can read (git clone, by the account that runs the tests)")


def left_out(reasons: list[str]) -> str:
    """Return one line: how many tests were left out, for want of what, and how to get it; "" if none was."""
    parts = []
    for reason, count in Counter(reasons).most_common():
        need_or_needs = reason.replace("needs ", "need ", 1) if count > 1 and reason.startswith("needs ") else reason
        parts.append(f"{count} {'test' if count == 1 else 'tests'} {need_or_needs}")
    return f"Left out: {'; '.join(parts)}." if parts else ""
