"""Binder as far as it goes without Docker: the recipe is read, its steps replayed, and the whole course run as a visitor runs it."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from course.lessons.plan import NOTEBOOKS
from tests.needs import ALL_PACKAGES, need, need_git
from tests.waiting import run_apart

from .place import ROOT, binder, server

LIMIT = 2**30  # bytes: what Binder promises a visitor
AT_ONCE = 3


def test_repo2docker_reads_the_recipe_as_it_is_meant():
    tool = Path(sys.executable).parent / "repo2docker"
    need(tool.exists(), "repo2docker", ALL_PACKAGES)
    command = [tool, "--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    dockerfile = done.stdout + done.stderr
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in dockerfile
    wanted = re.search(r"python=(3\.\d+)", (ROOT / "environment.yml").read_text(encoding="utf-8"))[1]
    assert f"Building conda environment for python={wanted}" in dockerfile


def test_the_badge_opens_notebook_00_in_jupyterlab():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    link = re.search(r"\]\((https://mybinder\.org/v2/gh/[^)]+)\)", readme)[1]
    where = unquote(re.search(r"urlpath=(.+)", link)[1])
    assert where == "lab/tree/notebooks/00-start.ipynb" and (NOTEBOOKS / "00-start.ipynb").exists()


def fingerprints(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def visited():
    """The course in a clean Python, read-only, and one visitor's path from 00 to 09 with three kernels at once."""
    if os.name == "nt":
        pytest.skip("needs a POSIX system (Linux or macOS)")
    need_git(ROOT)
    from .visitor import visit

    with binder() as place:
        before = fingerprints(place.course)
        rights = place.start(place.python, "-c", "import os; print(os.access('data', os.W_OK))", stdout=subprocess.PIPE, text=True).communicate()[0]
        files = sorted(path.name for path in (place.course / "notebooks").glob("*.ipynb"))
        with server(place) as (url, process):
            seen = run_apart(visit(url, process, files, AT_ONCE))
        home = {str(p.relative_to(place.home)) for p in place.home.rglob("*") if p.is_file()}
        yield {"seen": seen, "files": files, "rights": rights.strip(), "home": home, "before": before, "after": fingerprints(place.course)}


def test_a_visitor_without_rights_runs_all_ten_notebooks_and_nothing_goes_wrong(visited):
    assert [file for file, _ in visited["seen"].peaks] == visited["files"] and len(visited["files"]) == 10
    assert visited["seen"].problems == []


def test_the_course_is_read_only_and_stays_as_it_was(visited):
    assert visited["rights"] == "False"
    assert visited["before"] == visited["after"]


def test_what_is_kept_is_kept_in_the_visitors_home(visited):
    assert any("reading-an-argument" in name and name.endswith(".kept") for name in visited["home"])


def test_three_notebooks_at_once_leave_room_within_binders_memory(visited):
    assert max(bytes_taken for _, bytes_taken in visited["seen"].peaks) < LIMIT
