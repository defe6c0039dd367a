"""The recipe for a class server: it starts, each learner has a copy and a record of their own, and no answer is lost.

Where the tests are root's, as on CI, every learner has an account of the machine, and nobody gets at another's.
"""

import asyncio
import hashlib
import json
import pwd
import sqlite3
import stat
from collections import Counter
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from course.base.records import DATA
from course.classroom.hub.accounts import account_of, give_folder, remove
from course.lessons.plan import NOTEBOOKS
from course.progress import Progress, TransferError, unpacked
from tests.needs import ALL_PACKAGES, need
from tests.waiting import run_apart

from .server import APART, CLASS_PASSWORD, ROOT, TEACHER_PASSWORD, class_folder, missing, running_hub

NAMES = ("王芳", "li-lei")  # a name in Chinese characters stands in addresses, cookies and folders, too
ANSWERS = 6
MEANT_FOR_ME = "# 只有我写了这一行"


def fingerprints() -> dict[str, str]:
    """Return a fingerprint of every file of the course that a lesson reads."""
    files = [p for folder in (DATA, NOTEBOOKS, ROOT / "course") for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".pyc"]
    return {str(p.relative_to(ROOT)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


async def lesson(learner, seen: dict) -> None:
    """One learner's visit; what is to be looked at afterwards goes into `seen`."""
    from . import learner as page

    await page.log_in(learner)
    await page.start_server(learner)
    await page.open_lesson(learner)
    await page.run_all(learner)
    await page.answer_some(learner, ANSWERS)
    seen[learner.name] = {"sent": learner.sent, "problems": list(learner.problems), "own": await look_around(learner)}


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
    """The lesson of both learners at once; then the second tries to get at the first, and the teacher gathers the records."""
    from . import intruder, learner as page

    learners = [page.Learner(hub.url, name, hub.password(CLASS_PASSWORD)) for name in NAMES]
    teacher, zhao = page.Learner(hub.url, "teacher", hub.password(TEACHER_PASSWORD)), page.Learner(hub.url, "zhao", hub.password(CLASS_PASSWORD))
    try:
        await asyncio.gather(*(lesson(learner, seen) for learner in learners))
        seen["names"] = await intruder.names_refused(hub, NAMES[0])
        if APART:
            seen["attempts"] = await intruder.attempts(hub, *reversed(learners))
            seen["gathered"] = await gather_records(teacher)
            await page.log_in(zhao)
            link_to_another(hub.learner_folder("zhao"), hub.learner_folder(NAMES[0]))
            async with teacher.http.get(f"{hub.url}/services/records/") as reply:
                seen["archive"] = await reply.read()
    finally:
        for one in (*learners, teacher, zhao):
            await one.close()


def link_to_another(folder: Path, other: Path) -> None:
    """Make a learner whose record is a link to another's; root makes it here as the learner would."""
    give_folder(folder, account_of(folder))
    (folder / "answers").symlink_to(other / "answers")


async def gather_records(teacher) -> str:
    """The teacher's command, in a notebook of the teacher's own server; return what it printed."""
    from . import learner as page

    for part in (page.log_in, page.start_server, page.open_lesson):
        await part(teacher)
    command = "[sys.executable, '-m', 'course', 'class', '--hub', 'records', '--to', 'report']"
    code = f"import subprocess, sys\ndone = subprocess.run({command}, capture_output=True, text=True)\nprint(done.returncode, done.stdout, done.stderr)"
    return await page.run(teacher, code)


@pytest.fixture(scope="module")
def school():
    """A class of two that has had its lesson: the folder of the class, what each did and saw, and the course before and after."""
    need(not missing(), missing(), ALL_PACKAGES)
    before, seen = fingerprints(), {}

    with class_folder() as folder:
        with running_hub(folder) as hub:
            run_apart(asyncio.wait_for(all_lessons(hub, seen), 300))
        yield {"folder": folder, "seen": seen, "before": before, "after": fingerprints()}


@pytest.fixture
def walls(school):
    """The same where each learner has an account of the machine."""
    need(APART, "root, who alone can make accounts", "run the tests as root")
    return school


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


def test_what_one_can_do_with_ones_own_one_cannot_do_with_anothers(walls):
    """Each attempt is made twice, by the same words: on one's own, where it must succeed, and on the other's."""
    attempts = walls["seen"]["attempts"]
    assert len(attempts) >= 12
    assert {what for what, (own, _) in attempts.items() if own not in ("done", None)} == set()
    assert {what: others for what, (_, others) in attempts.items() if not others.startswith("refused")} == {}


def test_a_name_that_only_begins_like_one_does_not_come_in_nor_a_learner_without_the_word(school):
    assert set(school["seen"]["names"].values()) == {403}
    assert {p.name for p in (school["folder"] / "learners").iterdir()} <= {*NAMES, "teacher", "zhao"}
    assert {p.name for p in (school["folder"] / "hub" / "own-words").iterdir()} <= {*NAMES, "zhao"}


def test_a_learners_folder_is_closed_to_everybody_else_and_so_is_the_hubs(walls):
    owners = set()
    for name in NAMES:
        found = (walls["folder"] / "learners" / name).stat()
        assert stat.S_IMODE(found.st_mode) == 0o700
        owners.add(found.st_uid)
    assert len(owners) == len(NAMES) and 0 not in owners
    assert stat.S_IMODE((walls["folder"] / "hub").stat().st_mode) == 0o700


def test_the_teacher_gathers_all_records_with_one_command(walls):
    desk = walls["folder"] / "learners" / "teacher" / "notebooks"  # where the teacher's notebook runs
    assert walls["seen"]["gathered"].startswith("0 "), walls["seen"]["gathered"]
    assert (desk / "report" / "class-report.html").exists()
    for name in NAMES:
        kept = Progress(walls["folder"] / "learners" / name / "answers").attempts()
        assert kept and unpacked((desk / "records" / f"{name}.json").read_bytes()) == kept


def test_nothing_worked_out_for_the_class_is_worked_out_again_or_lies_where_a_learner_could_change_it(walls):
    cache = walls["folder"] / "cache"
    for name in NAMES:
        lent = [p for p in (walls["folder"] / "learners" / name / ".cache").rglob("*") if p.is_symlink()]
        assert {p.suffix for p in lent} >= {".otf", ".kept"} and all(Path(p.readlink()).is_relative_to(cache) for p in lent)
    assert {p.stat().st_uid for p in cache.rglob("*")} == {0}


def known_to_the_hub(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "hub" / "jupyterhub.sqlite")) as known:
        return {name for name, in known.execute("SELECT name FROM users")}


def test_a_record_is_read_with_its_learners_rights_and_a_learner_is_removed_without_a_trace(walls):
    folder, other = walls["folder"] / "learners" / "zhao", walls["folder"] / "learners" / NAMES[0]
    account = folder.stat().st_uid
    with ZipFile(BytesIO(walls["seen"]["archive"])) as archive:
        assert set(archive.namelist()) == {f"{name}.json" for name in (*NAMES, "zhao")}
        assert unpacked(archive.read(f"{NAMES[0]}.json"))
        with pytest.raises(TransferError):
            unpacked(archive.read("zhao.json"))
    assert "zhao" in known_to_the_hub(walls["folder"])
    remove(walls["folder"], "zhao")
    assert known_to_the_hub(walls["folder"]) == {*NAMES, "teacher"}
    assert not folder.exists() and (other / "answers" / "progress.sqlite").exists()
    with pytest.raises(KeyError):
        pwd.getpwuid(account)
    with pytest.raises(OSError):
        remove(walls["folder"], f"../learners/{NAMES[0]}")
