"""The recipe for a class server: it starts, each learner has a copy and a record of their own, and no answer is lost.

What it cannot do is said where it is tested: servers that run in one account of the machine are not walled off from each other.
"""

import asyncio
import hashlib
import json
import os
from collections import Counter

import pytest

from course.base.records import DATA
from course.lessons.plan import NOTEBOOKS
from course.progress.log import Progress
from tests.needs import ALL_PACKAGES, need

from .server import ROOT, missing, running_hub

NAMES = ("王芳", "li-lei")  # a name in Chinese characters stands in addresses, cookies and folders, too
ANSWERS = 6
MEANT_FOR_ME = "# 只有我写了这一行"


def fingerprints() -> dict[str, str]:
    """Return a fingerprint of every file of the course that a lesson reads."""
    files = [p for folder in (DATA, NOTEBOOKS, ROOT / "course") for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".pyc"]
    return {str(p.relative_to(ROOT)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


async def lesson(hub, name: str, seen: dict) -> None:
    """One learner's visit; what is to be looked at afterwards goes into `seen`."""
    from . import learner as page

    learner = page.Learner(hub.url, name)
    try:
        await page.log_in(learner)
        await page.start_server(learner)
        await page.open_lesson(learner)
        await page.run_all(learner)
        await page.answer_some(learner, ANSWERS)
        seen[name] = {"sent": learner.sent, "problems": learner.problems, "own": await look_around(learner)}
    finally:
        await learner.close()


async def look_around(learner) -> dict:
    """Return what a learner reaches: the first page, the folder, others' servers, the course by the file browser and by the kernel."""
    from . import learner as page

    async with learner.http.get(f"{learner.hub}/") as reply:
        first = reply.url.path
    _, listed = await learner.ask("GET", "/api/contents/")
    note = {"type": "file", "format": "text", "content": MEANT_FOR_ME + learner.name}
    saved, _ = await learner.ask("PUT", "/api/contents/notebooks/mine.txt", json=note)
    outside, _ = await learner.ask("PUT", "/api/contents/%2e%2e/%2e%2e/outside.txt", json=note)
    other = next(n for n in NAMES if n != learner.name)
    async with learner.http.get(f"{learner.hub}/user/{page.quote(other)}/api/contents/") as reply:
        elsewhere = reply.status
    told = await page.run(learner, "import os, course\nprint(os.access(course.__file__, os.W_OK), os.environ['COURSE_PROGRESS_DIR'])")
    return {
        "first": first, "listed": [f["name"] for f in json.loads(listed)["content"]], "saved": saved, "outside": outside,
        "elsewhere": elsewhere, "told": told.strip(),
    }  # fmt: skip


async def all_lessons(hub, seen: dict) -> None:
    await asyncio.wait_for(asyncio.gather(*(lesson(hub, name, seen) for name in NAMES)), 150)


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of two that has had its lesson: the folder of the class, what each did and saw, and the course before and after."""
    need(not missing(), missing(), ALL_PACKAGES)
    folder, before, seen = tmp_path_factory.mktemp("class"), fingerprints(), {}
    from .learner import run_apart

    with running_hub(folder) as hub:
        run_apart(all_lessons(hub, seen))
    return {"folder": folder, "seen": seen, "before": before, "after": fingerprints()}


def test_each_learner_lands_in_notebook_00_and_runs_a_lesson_without_an_error(school):
    for name in NAMES:
        assert school["seen"][name]["own"]["first"].endswith(f"/user/{name}/lab/tree/notebooks/00-start.ipynb")
        assert school["seen"][name]["problems"] == []


def test_each_learner_has_their_own_copy_of_every_notebook(school):
    for name in NAMES:
        own, visit = school["folder"] / "learners" / name, school["seen"][name]["own"]
        assert visit["listed"] and set(visit["listed"]) == {"notebooks", "answers"}
        assert {p.name for p in NOTEBOOKS.glob("*.ipynb")} <= {p.name for p in (own / "notebooks").iterdir()}
        assert visit["saved"] == 201 and (own / "notebooks" / "mine.txt").read_text(encoding="utf-8") == MEANT_FOR_ME + name


def test_no_answer_is_lost_and_none_is_in_another_learners_file(school):
    for name in NAMES:
        answers = school["folder"] / "learners" / name / "answers"
        kept = Counter((a.item, json.dumps(a.response, sort_keys=True)) for a in Progress(answers).attempts())
        sent = Counter((item, json.dumps(response, sort_keys=True)) for item, response in school["seen"][name]["sent"])
        assert sent.total() == ANSWERS and kept == sent
        assert any(name in json.loads(response) for _, response in sent)  # words only this learner wrote
        assert school["seen"][name]["own"]["told"].endswith(str(answers))


def test_no_learner_gets_into_anothers_server_or_writes_outside_their_folder_by_the_page(school):
    for name in NAMES:
        assert school["seen"][name]["own"]["elsewhere"] == 403
        assert school["seen"][name]["own"]["outside"] >= 400
    assert not list(school["folder"].rglob("outside.txt")) and not (school["folder"].parent / "outside.txt").exists()


def test_a_lesson_leaves_the_shared_course_as_it_was(school):
    assert school["before"] == school["after"]


def test_the_kernel_writes_to_the_course_only_where_the_machine_lets_this_account(school):
    """The recipe is no wall: what the hub's account may write, a learner's Python may write. Let another account own the course."""
    may = os.access(ROOT / "course" / "__init__.py", os.W_OK)
    assert {school["seen"][name]["own"]["told"].split()[0] for name in NAMES} == {str(may)}
