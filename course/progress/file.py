"""The one SQLite file of answers: each use one transaction, and what happens when the file is damaged.

Nothing is ever changed in place. A new file is made beside the old one and put in its place in one step, while nobody
else can write; what was there stays under another name.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from .attempt import COLUMNS, Attempt, Unfit, attempt_of, row_of

_VERSION = 2
_TABLE = """CREATE TABLE IF NOT EXISTS attempts (
    id TEXT PRIMARY KEY, item TEXT NOT NULL, sitting TEXT NOT NULL,
    response TEXT NOT NULL, score REAL, at TEXT NOT NULL)"""
_REST = (
    "CREATE TRIGGER IF NOT EXISTS never_change BEFORE UPDATE ON attempts "
    "BEGIN SELECT RAISE(ABORT, 'attempts are never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS never_delete BEFORE DELETE ON attempts "
    "BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END",
    "CREATE INDEX IF NOT EXISTS by_order ON attempts (coalesce(written, at), id)",
    "CREATE INDEX IF NOT EXISTS by_item ON attempts (item, sitting, coalesce(written, at), id)",
    f"PRAGMA user_version = {_VERSION}",
)
_PAGE = 4096  # bytes: SQLite's own choice for a new file
_LEAF = b"\x0d"  # the first byte of a page that holds rows
_SMALLEST_ROW = 60  # bytes
_PATIENCE = 10  # seconds to wait for others
_STEPS = 500  # of SQLite's machine for a row of another's file; an honest one takes some twenty
_LONGEST_ROW = 50_000  # bytes: an answer has 6,000 characters at most
# What the disk, or somebody else, does to a healthy file.
_NO_DAMAGE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
}  # fmt: skip

Connection = sqlite3.Connection
FAILURES = (sqlite3.Error, UnicodeDecodeError)  # Python reads SQLite's messages, which quote from the file, as UTF-8


class Newer(sqlite3.OperationalError):
    """A file written by a newer version of the course."""


def transaction(path: Path, work: Callable, write: bool = False):
    """Return what `work(connection)` returns, done in one transaction; with `write` it is on disk when this returns.

    Raises sqlite3.Error or OSError; then nothing was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch()
    while True:
        identity = path.stat().st_ino
        with closing(_opened(path)) as connection:
            _prepare(connection, write)
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            # Whoever puts another file in this one's place holds its lock meanwhile: see `begin_anew`.
            if write and path.stat().st_ino != identity:
                continue
            result = work(connection)
            connection.execute("COMMIT")
            return result


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    # Bytes that are no UTF-8 reach the rule for attempts, which refuses them, and stop nothing else.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return connection


def _prepare(connection: Connection, write: bool) -> None:
    """Make the table where there is none, and bring one of an earlier version up to date; a newer one is only read."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION and write:
        raise Newer("it was written by a newer version of the course")
    if version >= _VERSION:
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if write or not _is(error, sqlite3.SQLITE_READONLY):
            raise
        return  # it can be read as it is
    connection.execute(_TABLE)
    if readable_columns(connection) != COLUMNS:
        connection.execute("ALTER TABLE attempts ADD COLUMN written TEXT")
    for statement in _REST:
        connection.execute(statement)
    connection.execute("COMMIT")


def readable_columns(connection: Connection) -> str:
    """Return the columns to read: a file of the first version had no `written`."""
    names = [column[1] for column in connection.execute("PRAGMA table_info(attempts)")]
    return COLUMNS if "written" in names else COLUMNS.replace("written", "NULL AS written")


def _is(error: Exception, *codes: int) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in codes


def rows_of_another(path: Path, most: int) -> list[tuple]:
    """Return the rows of a log that is somebody else's, in no order; nothing is written or mended in it.

    Raises sqlite3.Error for a file that is no log, that has more than `most` rows or longer ones than a log has, or that
    takes too long to read.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=_PATIENCE, uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        connection.execute("PRAGMA trusted_schema = OFF")
        # What looks like a table could be a view that never ends: whoever owns the file can have written anything.
        connection.set_progress_handler(lambda: 1, _STEPS * most)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_ROW)
        rows = connection.execute(f"SELECT {readable_columns(connection)} FROM attempts").fetchmany(most + 1)
    if len(rows) > most:
        raise sqlite3.DataError(f"it has more than {most:,} rows")
    return rows


def inspect(connection: Connection) -> None:
    """Raise DatabaseError where the file opens but is broken inside."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("integrity_check found damage")
    connection.execute(f"SELECT {readable_columns(connection)} FROM attempts LIMIT 1").fetchone()


def may_be_damage(error: Exception) -> bool:
    """Return whether the file itself may have failed, and not the disk, the network, or another program."""
    return not isinstance(error, OSError | Newer) and not _is(error, *_NO_DAMAGE)


def is_damaged(path: Path, work: Callable) -> bool:
    """Return whether a file is damaged: look at all of it, then do the work that failed once more, to no effect.

    Raises the error of a healthy file: the disk's, or that of a mistaken call.
    """

    def work_and_undo(connection: Connection) -> None:
        work(connection)
        raise _Undo

    try:
        transaction(path, inspect, write=True)
    except FAILURES as error:
        if may_be_damage(error):
            return True
        raise
    try:
        transaction(path, work_and_undo, write=True)
    except _Undo:
        return False
    except sqlite3.DatabaseError as error:
        if _is(error, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return True
        raise


class _Undo(Exception):
    """Leaves a transaction without a trace."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who replaces the file in this folder; raises sqlite3.OperationalError if others do not end.

    The lock is SQLite's, on a file of its own: it ends with its process, however that ends.
    """
    with closing(sqlite3.connect(folder / "progress.lock", timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def begin_anew(path: Path, kept: Path, attempts: Sequence[Attempt] = ()) -> None:
    """Put a new file with these attempts in the place of the old one, which is kept as `kept`. Only when `alone`."""
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch, closing(_opened(path)) as old:
        new = Path(scratch) / path.name
        transaction(new, lambda connection: connection.executemany(insert(), map(row_of, attempts)), write=True)
        try:
            old.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:  # so damaged that nobody can lock it, nobody can write to it
            if _is(error, sqlite3.SQLITE_BUSY):
                raise
        shutil.copyfile(path, kept)
        if os.name == "nt":  # which replaces no file that is open
            old.close()
        new.replace(path)


def insert(instead: str = "IGNORE") -> str:
    """Return the statement that appends a row; `instead` says what to do with one whose id is there."""
    return f"INSERT OR {instead} INTO attempts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"


def salvaged(path: Path) -> list[Attempt]:
    """Return the attempts that can still be read in a damaged file, in their order.

    They are looked for row by row in the file as it is; once more with the first page of a healthy one, which says what
    a file holds, so that a single wrong byte on it hides all the rest; and on every page by itself.
    """
    whole, found = path.read_bytes(), {}
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        healthy, trial = Path(scratch) / "healthy", Path(scratch) / "trial"
        transaction(healthy, lambda connection: None, write=True)
        first = bytearray(healthy.read_bytes()[:_PAGE])
        first[28:32] = bytes(4)  # how many pages the file has: without a number here SQLite counts them
        for content in (whole, bytes(first) + whole[_PAGE:]):
            trial.write_bytes(content)
            found |= _attempts_in(trial, _row_by_row, len(whole) // _SMALLEST_ROW)
        for start in range(_PAGE, len(whole), _PAGE):
            with trial.open("r+b") as file:
                file.seek(_PAGE)  # the second page is where the table begins
                file.write(_LEAF + whole[start + 1 : start + _PAGE])
            found |= _attempts_in(trial, _from_both_ends)
    return sorted(found.values(), key=lambda a: a.order)


def _attempts_in(path: Path, rows: Callable, *more) -> dict[str, Attempt]:
    """Return what is an attempt among the rows that `rows` finds in a file of which any part may be damaged."""
    found = {}
    with closing(_opened(path)) as connection:
        for row in rows(connection, *more):
            with suppress(Unfit):
                attempt = attempt_of(row)
                found[attempt.id] = attempt
    return found


def _row_by_row(connection: Connection, most: int) -> Iterator[tuple]:
    names, last = COLUMNS, most
    with suppress(*FAILURES, TypeError):  # TypeError: no row has a number
        names = readable_columns(connection)
        last = min(most, connection.execute("SELECT max(rowid) FROM attempts").fetchone()[0])
    for number in range(1, last + 1):
        with suppress(*FAILURES):
            row = connection.execute(f"SELECT {names} FROM attempts NOT INDEXED WHERE rowid = ?", (number,)).fetchone()
            if row:
                yield row


def _from_both_ends(connection: Connection) -> Iterator[tuple]:
    for direction in ("ASC", "DESC"):
        with suppress(*FAILURES):
            yield from connection.execute(f"SELECT {COLUMNS} FROM attempts NOT INDEXED ORDER BY rowid {direction}")
