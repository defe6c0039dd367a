"""A folder of records that learners handed in. Nothing in it is trusted: what cannot be used is named and left out.

A learner's pseudonym is the name of the file, or on a class server that of the learner's folder. Scores are worked out
again from the answers, by the key of this course.
"""

import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from ...base import reason
from ...lessons import all_items, exam_bank
from ...progress import (
    LARGEST, LOG_NAME, NOTE, POSTTEST, PRETEST, Attempt, TransferError, UnreadableLog, attempts_of_another, standing_answers,
    unpacked,
)  # fmt: skip
from ...quiz import Item, ResponseError, grade
from ..live.store import is_kept
from ..words import say

LONGEST_NAME = 60  # characters of a pseudonym
FIRST_YEAR = 2025  # no answer to this course is older
_BOM = b"\xef\xbb\xbf"  # what Windows' editor puts before a text it saves
# What browsers and file managers add to the name of a second copy: jay (1), jay - Copy, jay 副本.
_COPY = re.compile(r"\s*(\(\d{1,3}\)|（\d{1,3}）|[-–]\s*(copy|副本)(\s*\(\d{1,3}\))?|的?副本(\s*\d{1,3})?)$", re.IGNORECASE)


class Skipped(NamedTuple):
    """A file left out, or something left out of a file: its name as it can be shown, and why."""

    name: str
    why: str


class Handed(NamedTuple):
    """What a class handed in: attempts by pseudonym, files left out, and remarks on files that count.

    `forms` has what was done in the tests before and after the course, apart from the rest: every attempt, oldest first.
    `notes` has every version of the learners' own notes, oldest first.
    """

    learners: dict[str, list[Attempt]]
    skipped: list[Skipped]
    remarks: list[Skipped]
    forms: dict[str, list[Attempt]]
    notes: dict[str, list[Attempt]]

    @property
    def names(self) -> list[str]:
        """The pseudonyms of all who handed in something, in order."""
        return sorted({*self.learners, *self.forms, *self.notes})


class NothingHandedIn(ValueError):
    """A folder without a single record that can be used."""


def read_class(folder: Path) -> Handed:
    """Return what the files of a folder hold, or the records of a class server that keeps its learners there.

    Raises OSError for a folder that cannot be read.
    """
    handed = Handed({}, [], [], {}, {})
    bank = {item.id: item for item in all_items()}
    found: dict[str, list[Attempt]] = {}
    learners = folder / "learners"  # a class server's folder has its learners there
    for path in _entries(learners if learners.is_dir() and not learners.is_symlink() else folder):
        if is_kept(path):
            continue  # a lesson held live, which `read_live` reads
        try:
            found[path.name] = _attempts(path)
        except (TransferError, UnreadableLog, OSError, _Unusable) as error:
            handed.skipped.append(Skipped(shown_name(path.name), str(error)))
    for name, pseudonym, attempts in _one_each(found, handed):
        ordered = sorted(attempts, key=lambda a: a.order)
        handed.remarks.extend(_odd_dates(ordered, shown_name(name)))
        tests = [a for a in ordered if a.sitting in (PRETEST, POSTTEST)]
        notes = [a for a in ordered if a.sitting == NOTE]
        rest = [a for a in ordered if a.sitting not in (PRETEST, POSTTEST, NOTE)]
        usable = list(_usable(rest, bank, shown_name(name), handed.remarks))
        _take(name, shown_name(pseudonym), (usable, tests, notes), handed)
    return handed


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda p: str(p).encode("utf-8", "surrogateescape"))


def _take(name: str, pseudonym: str, logs: tuple[list[Attempt], ...], handed: Handed) -> None:
    """Add a learner's answers, tests and notes to what was handed in; nothing at all is said."""
    kept = handed.learners, handed.forms, handed.notes
    if not any(logs):
        handed.skipped.append(Skipped(shown_name(name), say("handed_empty")))
    elif any(pseudonym in among for among in kept):
        handed.skipped.append(Skipped(shown_name(name), say("handed_twice", other=pseudonym)))
    else:
        for found, among in zip(logs, kept):
            if found:
                among[pseudonym] = found


class _Unusable(ValueError):
    """A file that is not read at all."""


def _attempts(path: Path) -> list[Attempt]:
    """Return what stands in a learner's file, or in the log in a learner's folder on a class server."""
    if stat.S_ISDIR(path.lstat().st_mode):
        return attempts_of_another(_log_in(path))
    return unpacked(_content(path).removeprefix(_BOM))


def _log_in(folder: Path) -> Path:
    """Return the log in a learner's folder. A link is not followed: it could lead to another's."""
    for inside in (folder / "answers", folder):
        log = inside / LOG_NAME
        if log.is_file() and not (inside.is_symlink() or log.is_symlink()):
            return log
    raise _Unusable(say("handed_folder"))


def _content(path: Path) -> bytes:
    """Return a file's bytes; a pipe, a link or a device is not opened, and no more is read than a record may have."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _Unusable(say("handed_kind"))
    if path.suffix.lower() != ".json":
        raise _Unusable(say("handed_suffix"))
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise _Unusable(say("handed_unreadable", why=reason(error))) from None


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: what cannot be printed, or turns the direction of writing, becomes ?."""
    clean = name.encode("utf-8", "replace").decode("utf-8")
    clean = "".join(c if c.isprintable() else "?" for c in clean)
    return clean if len(clean) <= LONGEST_NAME else clean[: LONGEST_NAME - 1] + "…"


def pseudonym_of(name: str) -> str:
    """Return the pseudonym a file's name stands for: jay for jay.json, and for jay (1).json, which is a second copy."""
    stem = name[:-5] if name.lower().endswith(".json") else name
    return _COPY.sub("", stem).strip() or stem


def _one_each(found: dict[str, list[Attempt]], handed: Handed) -> Iterator[tuple[str, str, list[Attempt]]]:
    """Yield for each learner the name of the file, the pseudonym and the attempts.

    Files that share an answer (each has its own id) are one learner's: of copies under one name what any of them has
    counts, of copies under other names the one with the most answers. Two that share a name and no answer are two.
    """
    owner: dict[str, str] = {}
    kept: dict[str, tuple[str, dict[str, Attempt]]] = {}
    for name, attempts in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        pseudonym = pseudonym_of(name)
        others = {owner[a.id] for a in attempts if a.id in owner}
        if others and others != {pseudonym}:
            handed.skipped.append(Skipped(shown_name(name), say("handed_same", other=shown_name(min(others)))))
            continue
        if not others and pseudonym in kept:
            other, pseudonym = pseudonym, next(p for n in count(2) if (p := f"{pseudonym} ({n})") not in kept)
            handed.remarks.append(Skipped(shown_name(name), say("handed_two_people", other=shown_name(other))))
        elif others:
            handed.remarks.append(Skipped(shown_name(name), say("handed_joined", other=shown_name(pseudonym))))
        owner |= {a.id: pseudonym for a in attempts}
        kept.setdefault(pseudonym, (name, {}))[1].update({a.id: a for a in attempts})
    for pseudonym, (name, logged) in kept.items():
        yield name, pseudonym, list(logged.values())


def possible(attempt: Attempt) -> bool:
    """Return whether an answer can have been given when its clock says: not before the course, not after tomorrow."""
    return attempt.when.year >= FIRST_YEAR and attempt.when <= datetime.now(UTC) + timedelta(days=1)


def _odd_dates(attempts: list[Attempt], name: str) -> Iterator[Skipped]:
    if odd := [a for a in attempts if not possible(a)]:
        yield Skipped(name, say("handed_dates", n=len(odd), first=odd[0].at[:10]))


def _usable(attempts: list[Attempt], bank: dict[str, Item], name: str, remarks: list[Skipped]) -> Iterator[Attempt]:
    """Yield the answers that stand, scored by the key, oldest first; say what was left out or changed."""
    kept_apart = {item.id for item in exam_bank()}
    counts = {"unknown": 0, "unfit": 0, "rescored": 0}
    for a in standing_answers(attempts):
        if a.item not in bank:
            counts["unknown"] += not a.item.startswith(("exam-", "map-", "own-map-", "role-", "word-")) and a.item not in kept_apart
            continue
        item = bank[a.item]
        try:
            result = grade(item, a.response)
        except (ResponseError, TypeError, AttributeError):
            counts["unfit"] += 1
            continue
        if not item.is_handed_in(a.response):
            continue
        counts["rescored"] += result.score != a.score
        yield structs.replace(a, score=result.score)
    remarks.extend(Skipped(name, say(f"handed_{key}", n=n)) for key, n in counts.items() if n)
