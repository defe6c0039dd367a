"""A real JupyterLab and a real Chromium. On CI a missing browser is a failure; elsewhere a skip that says so."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from course.lessons.plan import NOTEBOOKS
from tests.waiting import wait_for

from .learner import put_away, window

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """An empty home with a copy of the notebooks, so that nothing a test saves reaches the repository.

    JupyterLab saves nothing there by itself: else what one test has changed would be another's lesson two minutes later.
    """
    folder = tmp_path_factory.mktemp("learner")
    settings = folder / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "docmanager-extension" / "plugin.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"autosave": false}', encoding="utf-8")
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


@pytest.fixture(scope="session")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="session")
def lab(port, lab_process) -> str:
    """The address of a running JupyterLab."""
    return f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def lab_process(home, port):
    """A running JupyterLab, as a process."""
    environment = os.environ | {"HOME": str(home), "COURSE_PROGRESS_DIR": str(home / "answers"), "COURSE_LANGUAGE": "zh"}
    environment.pop("JUPYTER_CONFIG_DIR", None)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
        "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={home}",
    ]  # fmt: skip
    with open(home / "lab.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/api", process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def nothing_answered(browser, lab, home):
    """Other tests have answered questions, which changes what a lesson shows; kernels that know of it go too."""
    page = window(browser, lab)
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    put_away(page)
    shutil.rmtree(home / "answers", ignore_errors=True)
