"""What a learner did: an append-only log of attempts in SQLite, outside the repository.

The lesson never stops because of it. If the file cannot be used, attempts are kept in memory
for the session and `notice` says so in one line; a damaged file is set aside, never overwritten.
"""

import json
import os
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import platformdirs

from ..quiz import Response
from .words import say

FOLDER_VARIABLE = "COURSE_PROGRESS_DIR"
_VERSION = 1
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS attempts (
    id TEXT PRIMARY KEY, item TEXT NOT NULL, sitting TEXT NOT NULL,
    response TEXT NOT NULL, score REAL, at TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS never_change BEFORE UPDATE ON attempts
    BEGIN SELECT RAISE(ABORT, 'attempts are never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_delete BEFORE DELETE ON attempts
    BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END;
PRAGMA user_version = {_VERSION};
"""


class Attempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer given. `sitting` tells "before" from "after" reading; `at` is UTC, ISO 8601."""

    item: str
    sitting: str
    response: Response
    score: float | None
    at: str
    id: str = msgspec.field(default_factory=lambda: uuid.uuid4().hex)


_INSERT = "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?)"


def _row(a: Attempt) -> tuple:
    return a.id, a.item, a.sitting, json.dumps(a.response, ensure_ascii=False), a.score, a.at


def progress_folder() -> Path:
    """Return where attempts are kept: COURSE_PROGRESS_DIR, else the user's data directory."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("reading-an-argument", False))


class _Unusable(Exception):
    """The file cannot be used now; `notice` already says why."""


class Progress:
    """The log of one learner. Every attempt is one transaction, on disk before `record` returns."""

    def __init__(self, folder: Path):
        self.path = Path(folder) / "progress.sqlite"
        self.notice = ""
        self._unsaved: list[Attempt] = []
        self._latest = datetime.min.replace(tzinfo=UTC)
        with suppress(_Unusable):  # the lesson goes on; `notice` tells the learner
            self._run(_check)

    def record(self, item: str, sitting: str, response: Response, score: float | None, now: datetime) -> Attempt:
        """Append one attempt and return it; if it cannot be saved it is kept in memory and `notice` says so."""
        # Two answers within one millisecond still have an order, wherever the log is later merged with another.
        self._latest = max(now.astimezone(UTC), self._latest + timedelta(milliseconds=1))
        attempt = Attempt(item, sitting, response, score, self._latest.isoformat(timespec="milliseconds"))
        try:
            self._run(lambda connection: connection.execute(_INSERT, _row(attempt)))
        except _Unusable:
            self._unsaved.append(attempt)
        return attempt

    def merge(self, attempts: Sequence[Attempt]) -> int:
        """Append the attempts that are not there yet, all or none, and return how many those were.

        Attempts are told apart by id and ordered by time, so merging in any order, or twice, gives the same log.
        Raises OSError, with `notice` set, if nothing can be saved.
        """
        insert = _INSERT.replace("INSERT", "INSERT OR IGNORE")
        try:
            return self._run(lambda connection: sum(connection.execute(insert, _row(a)).rowcount for a in attempts))
        except _Unusable:
            raise OSError(self.notice) from None

    def try_writing(self) -> None:
        """Ask for the right to write and give it back; `notice` tells if that fails. Writes nothing."""
        with suppress(_Unusable):
            self._run(lambda connection: connection.execute("BEGIN IMMEDIATE"))

    def attempts(self, item: str | None = None) -> list[Attempt]:
        """Return all attempts, or those at one item, oldest first."""
        query = "SELECT item, sitting, response, score, at, id FROM attempts ORDER BY at, id"
        try:
            rows = self._run(lambda connection: connection.execute(query).fetchall())
        except _Unusable:
            rows = []
        saved = [Attempt(i, s, json.loads(r), score, at, key) for i, s, r, score, at, key in rows]
        return [a for a in saved + self._unsaved if item in (None, a.item)]

    def latest(self, item: str, sitting: str) -> Attempt | None:
        """Return the newest attempt at an item in a sitting, or None."""
        return next((a for a in reversed(self.attempts(item)) if a.sitting == sitting), None)

    def reset(self, now: datetime) -> str:
        """Begin a new log and return the name under which the old one is kept in the same folder; "" if there was none.

        Raises OSError, with `notice` set, if the file cannot be renamed; then everything is as it was.
        """
        self._unsaved = []
        if not self.path.exists():
            return ""
        kept = self.path.with_name(f"progress.kept-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}.sqlite")
        try:
            self.path.rename(kept)
        except OSError as error:
            self.notice = say("unsaved", why=error.strerror)
            raise
        return kept.name

    def _run(self, work):
        """Return what `work(connection)` returns, done in one transaction; raises _Unusable."""
        try:
            return _transaction(self.path, work)
        except (sqlite3.OperationalError, OSError) as error:  # locked, read-only, full, no folder …
            self._fail(error)
        except sqlite3.DatabaseError:  # the file is no database, or a broken one
            self._set_aside()
        try:
            return _transaction(self.path, work)
        except (sqlite3.Error, OSError) as error:
            self._fail(error)

    def _set_aside(self) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        kept = self.path.with_name(f"progress.damaged-{stamp}.sqlite")
        try:
            self.path.rename(kept)
        except OSError as error:
            self._fail(error)
        self.notice = say("set_aside", name=kept.name)

    def _fail(self, error: Exception) -> None:
        # strerror, not the whole message: that one holds the path.
        self.notice = say("unsaved", why=getattr(error, "strerror", None) or error)
        raise _Unusable from error


def _transaction(path: Path, work):
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise sqlite3.OperationalError("it was written by a newer version of the course")
        if version == 0:
            connection.executescript(_SCHEMA)
        return work(connection)


def _check(connection: sqlite3.Connection) -> None:
    """Raise DatabaseError where the file opens but is broken inside, or lacks the table."""
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("quick_check found damage")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attempts'").fetchone():
        raise sqlite3.DatabaseError("the table of attempts is missing")


def open_progress() -> Progress:
    """Return the learner's log in progress_folder(); never raises for a file that cannot be used."""
    return Progress(progress_folder())
