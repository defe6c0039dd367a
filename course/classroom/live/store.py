"""What is kept of a live class: one SQLite file. What `save` and `act` have returned from is on the disk.

The file holds no names: who answered is a number drawn by lot when a phone joined.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ...base import reason
from ...quiz import Response
from ..words import say
from .state import Live, after

_FORMAT = 0x4C697665  # "Live": the mark in the file's head by which it is known
_TABLES = (
    f"PRAGMA application_id = {_FORMAT}",
    "CREATE TABLE session (lesson TEXT, code TEXT, teacher TEXT, secret TEXT, begun TEXT)",
    "CREATE TABLE acts (n INTEGER PRIMARY KEY, act TEXT, detail TEXT, at TEXT)",
    """CREATE TABLE votes (round INTEGER, who TEXT, n INTEGER, response TEXT, at TEXT,
    PRIMARY KEY (round, who)) WITHOUT ROWID""",
)
# Only a later answer takes the place of an earlier one: the same message twice, or an old one again, changes nothing.
_SAVE = """INSERT INTO votes VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET n = excluded.n, response = excluded.response, at = excluded.at WHERE excluded.n > n"""


class LiveError(ValueError):
    """A live class that cannot begin or go on, in one line."""


class NotKept(Exception):
    """The disk has refused something; it does not count."""


class Session(msgspec.Struct, frozen=True):
    """Which lesson, the code the class types in, and two secrets: the teacher's, and what cookies are signed with."""

    lesson: str
    code: str
    teacher: str
    secret: str
    begun: str


class Vote(msgspec.Struct, frozen=True, array_like=True):
    """The answer of one phone in one round; `n` counts how often it has been changed."""

    round: int
    who: str
    n: int
    response: Response


class Store:
    """An open file; raises sqlite3.Error or OSError where it cannot be read or written."""

    def __init__(self, path: Path, read_only: bool = False):
        self.path = path
        address = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        self._file = sqlite3.connect(address, uri=True, isolation_level=None, timeout=5)
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute("PRAGMA trusted_schema = OFF")

    def close(self) -> None:
        self._file.close()

    def begin(self, lesson: str) -> None:
        """Make a new session."""
        code = f"{secrets.randbelow(10**6):06}"
        new = Session(lesson, code, secrets.token_urlsafe(16), secrets.token_hex(32), _now())
        with self._whole():
            for statement in _TABLES:
                self._file.execute(statement)
            self._file.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", msgspec.structs.astuple(new))

    def session(self) -> Session | None:
        """Return the session, or None for a new file. Raises LiveError for a file of another kind."""
        if not self._file.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return None
        if self._file.execute("PRAGMA application_id").fetchone()[0] != _FORMAT:
            raise LiveError(say("live_no_class"))
        found = self._file.execute("SELECT * FROM session").fetchone()
        return Session(*found) if found else None

    def live(self) -> tuple[Live, int]:
        """Return what the class is at, by all acts in their order, and how many they were."""
        live, acts = Live(), self._file.execute("SELECT act, detail FROM acts ORDER BY n").fetchall()
        for act, detail in acts:
            live = after(live, act, detail)
        return live, len(acts)

    def votes(self) -> list[Vote]:
        """Return the answer of every phone in every round, as it stands."""
        rows = self._file.execute("SELECT round, who, n, response FROM votes ORDER BY round, at, who")
        return [msgspec.convert((*row, json.loads(response)), Vote) for *row, response in rows]

    def picked(self) -> frozenset[str]:
        """Return the texts that were picked to be shown, even if they were taken back."""
        return frozenset(detail for (detail,) in self._file.execute("SELECT detail FROM acts WHERE act = 'pick'"))

    def act(self, n: int, act: str, detail: str) -> None:
        """Keep the teacher's act number `n`; raises NotKept, also where another server has kept one of that number."""
        with self._whole():
            self._file.execute("INSERT INTO acts VALUES (?, ?, ?, ?)", (n, act, detail, _now()))

    def save(self, votes: Iterable[Vote]) -> None:
        """Keep answers, all in one transaction; of a phone's answers in a round the latest stands. Raises NotKept."""
        at = _now()
        rows = [(v.round, v.who, v.n, json.dumps(v.response, ensure_ascii=False), at) for v in votes]
        with self._whole():
            self._file.executemany(_SAVE, rows)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of it or nothing; on the disk when it is left."""
        try:
            self._file.execute("BEGIN IMMEDIATE")
            yield
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):  # a full disk has already undone it
                self._file.execute("ROLLBACK")
            raise NotKept(reason(error)) from error


class Kept(msgspec.Struct, frozen=True):
    """A live class read from its file, for the report; `picked` are all texts that were shown."""

    session: Session
    live: Live
    votes: list[Vote]
    picked: frozenset[str]


def is_kept(path: Path) -> bool:
    """Return whether a file is, by its name, that of a live class."""
    return path.name.startswith("live-") and path.suffix == ".sqlite"


def read_kept(path: Path) -> Kept:
    """Return what a file holds, which is not changed. Raises LiveError for one that is no live class, or damaged."""
    try:
        with closing(Store(path, read_only=True)) as store:
            session = store.session()
            if session is None:
                raise LiveError(say("live_no_class"))
            return Kept(session, store.live()[0], store.votes(), store.picked())
    except LiveError:
        raise
    except (sqlite3.Error, OSError) as error:
        raise LiveError(reason(error)) from None
    except (TypeError, ValueError, msgspec.MsgspecError):  # rows that are not ours
        raise LiveError(say("live_no_class")) from None


def open_store(folder: Path, lesson: str, anew: bool = False) -> tuple[Store, Session]:
    """Return the file of today's class on a lesson in a folder: the newest there is, or with `anew` another one.

    Raises LiveError for a file that cannot be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number, day = 1, f"{datetime.now():%Y-%m-%d}"
    while (path := folder / f"live-{lesson}-{day}-{number}.sqlite").exists() and (
        anew or path.with_stem(f"live-{lesson}-{day}-{number + 1}").exists()
    ):
        number += 1
    try:
        store = Store(path)
        if store.session() is None:
            store.begin(lesson)
        return store, store.session()
    except (sqlite3.Error, NotKept, LiveError) as error:
        why = reason(error) if isinstance(error, sqlite3.Error) else error
        raise LiveError(f"{path.name}: {why}") from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
