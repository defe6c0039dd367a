"""The course and its Python where every account of the machine can read them, which a school's machine has and a container may not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from course.classroom.hub.accounts import NOBODY

ROOT = Path(__file__).parent.parent.parent
BASE, VENV = Path(sys.base_prefix), Path(sys.prefix)
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


def closed(path: Path) -> bool:
    """Return whether an account without rights cannot read this folder."""
    return subprocess.run(["ls", path / "."], capture_output=True, **NOBODY).returncode != 0


def copied(path: Path, target: Path, *leave_out: str) -> Path:
    """Return the folder itself where everybody can read it, else a copy."""
    if not closed(path):
        return path
    return Path(shutil.copytree(path, target, symlinks=True, ignore=shutil.ignore_patterns(*leave_out)))


@contextmanager
def everybodys_course() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a Python and what it must be told to find the course: those of the tests wherever other accounts can read them.

    A Python in root's home is copied without what pip put there, with an environment beside it that has the packages of ours.
    """
    if os.geteuid() or not (closed(BASE) or closed(VENV) or closed(ROOT)):
        yield Path(sys.executable), {"PYTHONPATH": str(ROOT)}
        return
    with TemporaryDirectory(prefix="everybodys-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        base = copied(BASE, top / "base", "site-packages", "test", "__pycache__", "include", "share")
        packages, course = copied(VENV, top / "packages"), copied(ROOT, top / "course", ".venv", ".git")
        python = top / "venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.symlink_to(base / "bin" / VERSION)
        (top / "venv" / "pyvenv.cfg").write_text(f"home = {base / 'bin'}\n", encoding="utf-8")
        for inside in ("lib", "share", "etc"):
            (top / "venv" / inside).symlink_to(packages / inside)
        for program in ("traefik", "jupyter-labhub"):
            (python.parent / program).symlink_to(packages / "bin" / program)
        # Where Python is a library, the system's own one of that name would be taken instead.
        yield python, {"PYTHONPATH": str(course), "LD_LIBRARY_PATH": str(base / "lib")}
