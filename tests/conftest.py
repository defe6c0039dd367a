"""Every test keeps its answers in a folder of its own, and speaks Chinese unless it says otherwise."""

import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import settings

from course.base import language
from course.classroom.write import MATERIALS
from course.lessons.plan import load_lessons
from course.progress import log as progress
from course.text import checked_words, essays
from tests.needs import LIGHT, left_out, need, need_browser, need_node
from tests.other_software import FOLDER
from tests.waiting import made_once

settings.register_profile("course", deadline=None)  # a busy machine is no failure
settings.load_profile("course")

NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise OSError("there is no network here")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


# Python in the browser is compiled quickly and once: the better compiler costs more than it saves while a test lasts.
COMPILED_ONCE = "--js-flags=--liftoff-only"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all: Playwright cannot be started twice in one process."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS

    path = need_browser(LIGHT)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, COMPILED_ONCE])
        yield opened
        opened.close()


LONG = {
    "test_live.py", "test_idle.py", "test_binder.py", "test_hub.py", "test_checks.py",
    "test_live_in_browser.py", "test_alive_in_browser.py",
}  # fmt: skip


def pytest_collection_modifyitems(items):
    """A file is run in one process: what takes minutes begins first, so that the others do not wait for it at the end."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session):
    """Say last of all, below pytest's own last line, what was left out and how to get it."""
    result = yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # one of several processes: the one that began them says it
        return result
    skipped = [report.longrepr[2].removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])]
    if line := left_out(skipped):
        reporter.write_line(line)
    return result


@pytest.fixture(autouse=True)
def own_progress_and_language(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    language.use_language("zh")
    yield
    language.use_language("zh")


@pytest.fixture
def no_own_text_yet(monkeypatch):
    monkeypatch.setattr(essays, "_own", {})
    monkeypatch.setattr(checked_words, "_own", {})
    yield
    essays.passage.cache_clear()


@pytest.fixture(scope="session")
def readers(tmp_path_factory):
    """A folder with the two readers written in JavaScript. On CI a missing Node is a failure; elsewhere a skip."""
    need_node()
    return made_once(tmp_path_factory.getbasetemp(), "readers", install_readers)


def install_readers(folder):
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    install = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True)
    why = " ".join(done.stderr.split())[-300:]
    need(done.returncode == 0, "the readers written in JavaScript", f"npm could not install them: {why}")


@pytest.fixture(scope="session", params=language.LANGUAGES)
def classroom(request, tmp_path_factory):
    """Everything for all lessons, built by one command on a machine whose sockets do not connect. Returns (language, folder)."""
    home = tmp_path_factory.mktemp("no-network")
    (home / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(home), "COURSE_LANGUAGE": request.param}

    def build(target):
        done = subprocess.run([sys.executable, "-m", "course", "classroom", str(target)], capture_output=True, text=True, env=environment)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) == len(load_lessons()) * len(MATERIALS) + 1

    return request.param, made_once(tmp_path_factory.getbasetemp(), f"classroom-{request.param}", build)
