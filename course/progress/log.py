"""What a learner did: an append-only log of attempts in SQLite, outside the repository.

The lesson never stops because of it. If the file cannot be used, attempts are kept in memory and written at the next
chance, and `notice` says so in one line; a damaged file is set aside, never overwritten, and what can be read in it goes on.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from weakref import WeakMethod

import platformdirs

from ..base import reason
from ..quiz import Response
from .attempt import TAKEN_BACK, YEARS, Attempt, Unfit, attempt_of, checked, in_order, row_of
from .file import (
    FAILURES, Connection, alone, begin_anew, insert, inspect, is_damaged, may_be_damage, readable_columns,
    rows_of_another, salvaged, transaction,
)  # fmt: skip
from .note import NOTE, NOTES, WORDS_KEPT
from .words import say

FOLDER_VARIABLE = "COURSE_PROGRESS_DIR"
LOG_NAME = "progress.sqlite"
MOST_ROWS = 20_000  # of another's log; a learner who answers everything ten times writes some four thousand
_LATEST = "SELECT coalesce(written, at) AS t FROM attempts WHERE t < ? ORDER BY t DESC LIMIT 1"
_NAMED = 5  # rows left out that are named in the notice
_copy: "Copy | None" = None  # where else this process keeps what it writes: see copy_to
_unsaved: dict[Path, list[Attempt]] = {}  # by file: what any Progress of this process could not write yet
_listeners: dict[Path, list[WeakMethod]] = {}  # by file: what this process calls when an answer has been recorded


def progress_folder() -> Path:
    """Return where attempts are kept: COURSE_PROGRESS_DIR, else the user's data directory."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("reading-an-argument", False))


class Copy(Protocol):
    """Another place that keeps the attempts, for where files do not last."""

    def add(self, attempts: Sequence[Attempt]) -> None: ...

    def clear(self) -> None: ...


def copy_to(place: Copy) -> None:
    """From now on also keep there what any Progress of this process writes."""
    global _copy
    _copy = place


class _Unusable(Exception):
    """The file cannot be used now; `notice` already says why."""


class Progress:
    """The log of one learner. Every attempt is one transaction, on disk before `record` returns."""

    def __init__(self, folder: Path):
        self.path = Path(folder) / LOG_NAME
        self._kept_notice = self._failure = ""
        self._left_out: list[int] = []
        self._unsaved = _unsaved.setdefault(self.path.absolute(), [])
        self._listeners = _listeners.setdefault(self.path.absolute(), [])
        with suppress(_Unusable):  # the lesson goes on; `notice` tells the learner
            self._run(inspect, write=True)
            self._save()

    @property
    def notice(self) -> str:
        """What the learner should know about the file, in one line; empty where all is well."""
        named = ", ".join(map(str, self._left_out[:_NAMED])) + ("…" if len(self._left_out) > _NAMED else "")
        left_out = say("rows_left_out", n=len(self._left_out), rows=named) if self._left_out else ""
        return " ".join(filter(None, (self._failure, self._kept_notice, left_out)))

    def record(self, item: str, sitting: str, response: Response, score: float | None, now: datetime) -> Attempt:
        """Append one attempt and return it; if it cannot be saved it is kept in memory and `notice` says so.

        Raises Unfit for what no log can hold: see `checked`.
        """
        self._unsaved.append(checked(Attempt(item, sitting, response, score, now.astimezone(UTC).isoformat())))
        kept = self._unsaved[-1]
        with suppress(_Unusable):
            kept = self._save()[-1]
        self._tell()
        return kept

    def listen(self, method: Callable[[], object]) -> None:
        """Call a bound method whenever this process has recorded an answer in this file, by any Progress.

        Its object is held weakly: once nobody else holds it, it is not called and not kept.
        """
        self._listeners.append(WeakMethod(method))

    def _tell(self) -> None:
        for reference in list(self._listeners):
            if method := reference():
                method()
            else:
                self._listeners.remove(reference)

    def _save(self) -> list[Attempt]:
        """Write what is not written yet, in order, and return it; raises _Unusable."""

        def write(connection: Connection) -> list[Attempt]:
            placed = in_order(self._unsaved, _latest(connection)) if self._unsaved else []
            connection.executemany(insert(), map(row_of, placed))
            return placed

        placed = self._run(write, write=True)
        self._unsaved.clear()
        if _copy:
            _copy.add(placed)
        return placed

    def merge(self, attempts: Sequence[Attempt]) -> int:
        """Append the attempts that are not there yet, all or none, and return how many those were.

        Attempts are told apart by id and ordered by what was written after what, so merging in any order, or twice,
        gives the same log. Of two with one id but not the same content the first in the order of their rows stays.
        Raises OSError, with `notice` set, if nothing can be saved.
        """
        new = self._merge(attempts)
        if _copy:
            _copy.add(attempts)
        return new

    def hear(self, attempts: Sequence[Attempt]) -> None:
        """Append the attempts that the copy of this log already has, and tell whoever listens. Raises OSError."""
        if self._merge(attempts):
            self._tell()

    def _merge(self, attempts: Sequence[Attempt]) -> int:
        try:
            return self._run(lambda connection: sum(_merged(connection, row_of(a)) for a in attempts), write=True)
        except _Unusable:
            raise OSError(self.notice) from None

    def try_writing(self) -> None:
        """Write the file's version anew, which changes nothing; `notice` tells if that fails."""

        def write(connection: Connection) -> None:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {version}")

        with suppress(_Unusable):
            self._run(write, write=True)

    def attempts(self, *items: str) -> list[Attempt]:
        """Return all answers, or those to these items, in the order in which they were written. Notes are none.

        A row that is no attempt is left out, and counted and named in `notice`; it stays in the file.
        """
        if items:
            return self._rows(f"item IN ({', '.join('?' * len(items))})", items, lambda a: a.item in items)
        return self._rows("sitting <> ?", (NOTE,), lambda a: a.sitting != NOTE)

    def notes(self, *paragraphs: str, kind: str = "") -> list[Attempt]:
        """Return all versions of the notes on these paragraphs, or of all notes, as `attempts` does.

        With `kind` only those whose names begin so. It costs the same in a log of any length.
        """
        if not paragraphs and not kind:
            return self._rows("sitting = ?", (NOTE,), lambda a: a.sitting == NOTE)
        kinds = (kind,) if kind else (NOTES, WORDS_KEPT)
        starts = tuple(f"{k}-{p}-" for k in kinds for p in paragraphs) or tuple(f"{k}-" for k in kinds)
        ranges = " OR ".join("sitting = ? AND item > ? AND item < ?" for _ in starts)
        ends = [end for start in starts for end in (NOTE, start, f"{start[:-1]}.")]  # "." comes after "-"
        return self._rows(ranges, ends, lambda a: a.sitting == NOTE and a.item.startswith(starts))

    def _rows(self, which: str, values: Sequence[str], is_among: Callable[[Attempt], bool]) -> list[Attempt]:
        """Return the attempts in these rows, and those not yet written that are among them."""

        def read(connection: Connection) -> list[tuple]:
            query = f"SELECT rowid, {readable_columns(connection)} FROM attempts WHERE {which}"
            return connection.execute(f"{query} ORDER BY coalesce(written, at), id", values).fetchall()

        try:
            rows = self._run(read)
        except _Unusable:
            rows = []
        found, left_out = [], set()
        for number, *row in rows:
            try:
                found.append(attempt_of(row))
            except Unfit:
                left_out.add(number)
        self._left_out = sorted({*self._left_out, *left_out})
        return found + list(filter(is_among, self._unsaved))

    def latest(self, item: str, sitting: str) -> Attempt | None:
        """Return the newest attempt at an item in a sitting, or None. It costs the same in a log of any length."""
        for a in reversed(self._unsaved):
            if (a.item, a.sitting) == (item, sitting):
                return a

        def read(connection: Connection) -> Attempt | None:
            query = f"SELECT {readable_columns(connection)} FROM attempts WHERE item = ? AND sitting = ?"
            for row in connection.execute(f"{query} ORDER BY coalesce(written, at) DESC, id DESC", (item, sitting)):
                with suppress(Unfit):
                    return attempt_of(row)

        with suppress(_Unusable):
            return self._run(read)

    def tries(self, item: str, sitting: str) -> int:
        """Return how many attempts there are at an item in a sitting."""
        kept = sum((a.item, a.sitting) == (item, sitting) for a in self._unsaved)
        query = "SELECT count(*) FROM attempts WHERE item = ? AND sitting = ?"
        with suppress(_Unusable):
            kept += self._run(lambda connection: connection.execute(query, (item, sitting)).fetchone()[0])
        return kept

    def count_notes(self) -> int:
        """Return how many notes stand. It looks into none of them."""

        def read(connection: Connection) -> list[tuple]:
            versions = f"SELECT {readable_columns(connection)} FROM attempts WHERE sitting = '{NOTE}'"
            query = f"SELECT item, response, max(coalesce(written, at) || id) FROM ({versions}) GROUP BY item"
            return [(item, response == json.dumps(TAKEN_BACK)) for item, response, _ in connection.execute(query)]

        latest: dict[str, bool] = {}
        with suppress(_Unusable):
            latest = dict(self._run(read))
        latest |= {a.item: a.response == TAKEN_BACK for a in self._unsaved if a.sitting == NOTE}
        return sum(not gone for gone in latest.values())

    def reset(self, now: datetime) -> str:
        """Begin a new log and return the name under which the old one is kept in the same folder; "" if there was none.

        Raises OSError, with `notice` set, if the file cannot be replaced; then everything is as it was.
        """
        try:
            self._save()  # into the file that is kept
        except _Unusable:
            if not self.path.exists():
                raise OSError(self.notice) from None
        if not self.path.exists():
            return ""
        kept = self.path.with_name(f"progress.kept-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}.sqlite")
        try:
            with alone(self.path.parent):
                begin_anew(self.path, kept)
        except (*FAILURES, OSError) as error:
            kept.unlink(missing_ok=True)
            self._failure = say("unsaved", why=reason(error))
            raise OSError(self.notice) from None
        self._left_out, self._kept_notice, self._failure = [], "", ""
        if _copy:
            _copy.clear()
        return kept.name

    def _run(self, work, write: bool = False):
        """Return what `work(connection)` returns, done in one transaction; raises _Unusable."""
        try:
            try:
                done = transaction(self.path, work, write)
            except FAILURES as error:
                if not may_be_damage(error):
                    raise
                self._mend(work)
                done = transaction(self.path, work, write)
        except (*FAILURES, OSError) as error:  # locked, read-only, full, no folder …
            self._failure = say("unsaved", why=reason(error))
            raise _Unusable from error
        if write:
            self._failure = ""
        return done

    def _mend(self, work) -> None:
        """Set the file aside if it is damaged, and go on with what can be read in it.

        One process at a time looks: the next one finds a healthy file.
        """
        with alone(self.path.parent):
            if is_damaged(self.path, work):
                kept = self.path.with_name(f"progress.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.sqlite")
                attempts = salvaged(self.path)
                begin_anew(self.path, kept, attempts)
                self._kept_notice = say("set_aside", name=kept.name, n=len(attempts))
                self._left_out = []


def _latest(connection: Connection) -> str:
    """Return by which time the latest attempt was written; one outside the plausible years does not count."""
    found = connection.execute(_LATEST, (str(YEARS.stop),)).fetchone()
    return found[0] if found else ""


def _merged(connection: Connection, row: tuple) -> int:
    """Write one row unless it is there, and return how many are new."""
    there = connection.execute("SELECT * FROM attempts WHERE id = ?", row[:1]).fetchone()
    if there and repr(there[1:]) > repr(row[1:]):  # told apart by content: the same one stays in every order
        connection.execute(insert("REPLACE"), row)
    elif not there:
        connection.execute(insert(), row)
    return not there


def open_progress() -> Progress:
    """Return the learner's log in progress_folder(); never raises for a file that cannot be used."""
    return Progress(progress_folder())


class UnreadableLog(OSError):
    """Another's log that cannot be read, and why."""


def attempts_of_another(path: Path) -> list[Attempt]:
    """Return the attempts in somebody else's log, in their order; a row that is none is left out.

    The file is only read, and trusted in nothing. Raises UnreadableLog.
    """
    found = []
    try:
        for row in rows_of_another(path, MOST_ROWS):
            with suppress(Unfit):
                found.append(attempt_of(row))
    except (*FAILURES, OSError) as error:
        raise UnreadableLog(say("log_unreadable", why=reason(error))) from None
    return sorted(found, key=lambda a: a.order)
