"""Learners' accounts on the machine. Each learner's servers run in one that no other learner is in.

    python -m course.classroom.hub.accounts remove CLASS_FOLDER NAME …     (root, while the hub is stopped)

Root never works inside a learner's folder: what lies there may be a link to somewhere else. It makes the folder, gives
it away, and lets the learner's own account do the rest.
"""

import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

NOBODY = {"user": 65_534, "group": 65_534, "extra_groups": []}  # whom a file's rights bind as they bind any learner


class Account(NamedTuple):
    """An account of the machine, by its numbers."""

    user: int
    group: int

    @property
    def options(self) -> dict:
        """What makes subprocess run something in this account and in no group beside its own."""
        return {"user": self.user, "group": self.group, "extra_groups": []}


def account_name(folder: Path) -> str:
    """Return the name of the account a learner's folder belongs to.

    It comes from the whole path: a learner's name may be in any script, and 王芳 of another class is somebody else.
    """
    return f"course-{blake2b(os.fsencode(folder), digest_size=6).hexdigest()}"


def account_of(folder: Path) -> Account:
    """Return the account of a learner's folder, made if there is none, by root only. Raises CalledProcessError."""
    name = account_name(folder)
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        # Nobody logs in to it: it has no password and no shell.
        command = ["useradd", "--no-create-home", "--user-group", "--home-dir", folder, "--shell", "/bin/false", name]
        subprocess.run(command, check=True, capture_output=True)
        found = pwd.getpwnam(name)
    return Account(found.pw_uid, found.pw_gid)


def give_folder(folder: Path, account: Account) -> None:
    """Make a folder that only this account can enter, in a folder of root's: there no learner can put a link."""
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, account.user, account.group, follow_symlinks=False)
    folder.chmod(0o700)


def keep_from_others(folder: Path, mode: int) -> None:
    """Make a folder with these rights, whatever the umask, and keep them."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)


def why_no_learner_can_start(places: list[Path]) -> str:
    """Return what stops an account without rights from running the course or entering these folders; "" if nothing."""
    try:
        needed = "import course.base, jupyterhub.singleuser"
        subprocess.run([sys.executable, "-c", needed], check=True, capture_output=True, **NOBODY)
        for place in places:
            subprocess.run(["test", "-x", place], check=True, **NOBODY)
    except (PermissionError, subprocess.CalledProcessError) as error:
        told = (getattr(error, "stderr", b"") or b"").decode("utf-8", "replace").strip().splitlines()
        return f"learners' accounts cannot use {getattr(error, 'filename', '') or error.cmd[-1]}. {' '.join(told[-1:])}"
    return ""


def remove(class_folder: Path, name: str) -> None:
    """Remove a learner: servers, folder with all answers, own word, account, and what the hub knows of them.

    The hub must not be running. Whoever takes the name next is somebody else: no cookie of the old one opens theirs.
    Raises OSError for what is no learner's name.
    """
    folder = class_folder / "learners" / name
    if folder.parent != class_folder / "learners" or folder.is_symlink():
        raise OSError(f"{name!r} is no learner's name")
    subprocess.run(["pkill", "-KILL", "-u", account_name(folder)], capture_output=True)
    shutil.rmtree(folder, ignore_errors=not folder.exists())  # it does not follow a link that a learner left there
    (class_folder / "hub" / "own-words" / name).unlink(missing_ok=True)
    with closing(sqlite3.connect(class_folder / "hub" / "jupyterhub.sqlite", isolation_level=None)) as known:
        known.execute("PRAGMA foreign_keys = ON")  # tokens go with their user
        known.execute("DELETE FROM users WHERE name = ?", [name])
    subprocess.run(["userdel", "--force", account_name(folder)], capture_output=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["remove", class_folder, *names] if names:
            for one in names:
                remove(Path(class_folder).resolve(), one)
        case _:
            sys.exit(__doc__)
