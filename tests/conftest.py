"""Every test keeps its answers in a folder of its own, and speaks Chinese unless it says otherwise."""

import os
import shutil
import subprocess

import pytest

from course import language, progress
from tests.other_software import FOLDER


@pytest.fixture(autouse=True)
def own_progress_and_language(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    language.use_language("zh")
    yield
    language.use_language("zh")


@pytest.fixture(scope="session")
def readers(tmp_path_factory):
    """A folder with the two readers written in JavaScript. On CI a missing Node is a failure; elsewhere a skip."""
    if not (shutil.which("node") and shutil.which("npm")):
        message = "no Node.js here; on Debian: apt-get install nodejs npm"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    folder = tmp_path_factory.mktemp("readers")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    install = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"npm could not install the readers: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    return folder
