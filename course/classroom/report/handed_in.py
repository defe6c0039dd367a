"""A folder of records that learners handed in. Nothing in it is trusted: what cannot be used is named and left out.

A learner's pseudonym is the name of the file. Scores are worked out again from the answers, by the key of this course.
"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from ...base import reason
from ...lessons import all_items, exam_bank
from ...progress import LARGEST, NOTE, POSTTEST, PRETEST, Attempt, TransferError, standing_answers, unpacked
from ...quiz import Item, ResponseError, grade
from ..live.store import is_kept
from ..words import say

LONGEST_NAME = 60  # characters of a pseudonym


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


class NothingHandedIn(ValueError):
    """A folder without a single record that can be used."""


def read_class(folder: Path) -> Handed:
    """Return what the files of a folder hold. Raises OSError for a folder that cannot be read."""
    handed = Handed({}, [], [], {}, {})
    bank = {item.id: item for item in all_items()}
    found: dict[str, list[Attempt]] = {}
    for path in sorted(folder.iterdir(), key=lambda p: str(p).encode("utf-8", "surrogateescape")):
        if is_kept(path):
            continue  # a lesson held live, which `read_live` reads
        try:
            found[path.name] = unpacked(_content(path))
        except (TransferError, OSError, _Unusable) as error:
            handed.skipped.append(Skipped(shown_name(path.name), str(error)))
    for name, attempts in _one_each(found, handed.skipped):
        ordered = sorted(attempts, key=lambda a: a.order)
        tests = [a for a in ordered if a.sitting in (PRETEST, POSTTEST)]
        notes = [a for a in ordered if a.sitting == NOTE]
        rest = [a for a in ordered if a.sitting not in (PRETEST, POSTTEST, NOTE)]
        _take(name, list(_usable(rest, bank, shown_name(name), handed.remarks)), tests, notes, handed)
    return handed


def _take(name: str, attempts: list[Attempt], tests: list[Attempt], notes: list[Attempt], handed: Handed) -> None:
    pseudonym = shown_name(Path(name).stem)
    if not attempts and not tests and not notes:
        handed.skipped.append(Skipped(shown_name(name), say("handed_empty")))
    elif pseudonym in handed.learners or pseudonym in handed.forms or pseudonym in handed.notes:
        handed.skipped.append(Skipped(shown_name(name), say("handed_twice", other=pseudonym)))
    else:
        for found, among in ((attempts, handed.learners), (tests, handed.forms), (notes, handed.notes)):
            if found:
                among[pseudonym] = found


class _Unusable(ValueError):
    """A file that is not read at all."""


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


def _one_each(found: dict[str, list[Attempt]], skipped: list[Skipped]) -> Iterator[tuple[str, list[Attempt]]]:
    """Yield one file a learner: of files that share an answer (each has its own id), the one with the most answers."""
    owner: dict[str, str] = {}
    for name, attempts in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        others = {owner[a.id] for a in attempts if a.id in owner}
        if others:
            skipped.append(Skipped(shown_name(name), say("handed_same", other=shown_name(min(others)))))
            continue
        owner |= {a.id: name for a in attempts}
        yield name, attempts


def _usable(attempts: list[Attempt], bank: dict[str, Item], name: str, remarks: list[Skipped]) -> Iterator[Attempt]:
    """Yield the answers that stand, scored by the key, oldest first; say what was left out or changed."""
    kept_apart = {item.id for item in exam_bank()}
    counts = {"unknown": 0, "unfit": 0, "rescored": 0}
    for a in standing_answers(attempts):
        if a.item not in bank:
            counts["unknown"] += not a.item.startswith(("exam-", "map-", "own-map-", "role-", "word-")) and a.item not in kept_apart
            continue
        try:
            score = grade(bank[a.item], a.response).score
        except (ResponseError, TypeError, AttributeError):
            counts["unfit"] += 1
            continue
        counts["rescored"] += score != a.score
        yield structs.replace(a, score=score)
    remarks.extend(Skipped(name, say(f"handed_{key}", n=n)) for key, n in counts.items() if n)
