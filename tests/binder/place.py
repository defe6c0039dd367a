"""Binder's conditions on this machine: a clean Python, the course read-only, a visitor without rights and with an empty home.

What is not tried is Docker and conda's own part, which installs Python and nothing of the course.
"""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil
import yaml

from tests.hub.server import free_ports
from tests.waiting import wait_for

ROOT = Path(__file__).parent.parent.parent
NOBODY = 64_321  # an account that owns nothing here; only root can become it
TOKEN = "visitor"


class Place(NamedTuple):
    """A copy of the course nobody writes to, the Python it was installed into, a visitor's home, and how a visitor starts a command."""

    course: Path
    python: Path
    home: Path
    before: list[str]
    options: dict

    def start(self, *command: object, **more) -> subprocess.Popen:
        return subprocess.Popen([*self.before, *map(str, command)], cwd=self.course, env=self.environment, **self.options, **more)

    @property
    def environment(self) -> dict[str, str]:
        """All that a visitor's processes are told: nothing of whoever runs the tests."""
        path = os.pathsep.join([str(self.python.parent), "/usr/local/bin", "/usr/bin", "/bin"])
        return {"HOME": str(self.home), "PATH": path, "LANG": "C.UTF-8"}


def without_rights(python: Path) -> tuple[list[str], dict]:
    """Return what makes a command run without root's rights: words to put before it, and options of Popen.

    That is this account where it is not root; for root, an account that owns nothing, or, where Python lies in root's own home
    and that account could not even start it, root stripped of every capability: then the rights written on a file bind it, too.
    """
    if os.geteuid():
        return [], {}
    other = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    try:
        subprocess.run([python, "-c", ""], check=True, **other)
        return [], other
    except (PermissionError, subprocess.CalledProcessError):
        return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"], {}


def pip_lines() -> list[str]:
    """Return what environment.yml hands to pip, one line each, as mamba writes them into a requirements file."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return next(part["pip"] for part in environment["dependencies"] if isinstance(part, dict))


def copy_of_the_course(folder: Path) -> Path:
    """Copy what git would clone, the present state of the files included."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def install(course: Path, python: Path) -> None:
    """Replay the pip part as mamba runs it: a requirements file beside environment.yml, and pip started there."""
    subprocess.run([Path(sys.base_prefix) / "bin" / "python3", "-m", "venv", python.parent.parent], check=True)
    wanted = course / "requirements-of-environment.txt"
    wanted.write_text("\n".join(pip_lines()) + "\n", encoding="utf-8")
    command = [python, "-m", "pip", "install", "--requirement", wanted.name, "--no-input", "--quiet", "--disable-pip-version-check"]
    subprocess.run(command, cwd=course, check=True)
    wanted.unlink()


def close_to_writing(folder: Path) -> None:
    """Take the right to write in this folder from everybody (root does not ask for rights; the visitor is not root)."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) | stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def open_to_deleting(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


@contextmanager
def binder() -> Iterator[Place]:
    """Build the place in a temporary folder and take it away at the end."""
    with TemporaryDirectory(prefix="binder-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        course, python, home = copy_of_the_course(top / "course"), top / "python" / "bin" / "python", top / "home"
        install(course, python)
        home.mkdir()
        place = Place(course, python, home, *without_rights(python))
        if place.options:
            os.chown(home, NOBODY, NOBODY)
        close_to_writing(place.course)
        try:
            yield place
        finally:
            open_to_deleting(place.course)


@contextmanager
def server(place: Place) -> Iterator[tuple[str, psutil.Process]]:
    """Start JupyterLab as the visitor; yield its address and its process."""
    port, = free_ports(1)
    command = [place.python, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    command += [] if place.options or os.geteuid() else ["--allow-root"]
    with open(place.home.parent / "server.log", "w", encoding="utf-8") as log:
        started = place.start(*command, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/api?token={TOKEN}", started, place.home.parent / "server.log")
        yield url, psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(60)


def memory(server: psutil.Process) -> int:
    """Return the bytes of the server and of all it started. PSS: a page that n processes share counts 1/n in each."""
    used = 0
    for process in [server, *server.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # one that has just ended uses none
            counted = process.memory_full_info()
            used += getattr(counted, "pss", counted.uss)
    return used
