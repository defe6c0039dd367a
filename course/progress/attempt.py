"""One answer given, and the one rule for what may stand in a log: for what is written, read back and uploaded."""

import json
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from ..quiz import Response, can_be_kept
from .note import NOTE, can_be_note

YEARS = range(2001, 2099)  # a date outside them is a mistake of some clock
PRETEST, POSTTEST = "pretest", "posttest"  # a form before the course, and another after it
_SITTING = rf"(?a)before|after|review|{NOTE}|{PRETEST}|{POSTTEST}|exam(-\w{{1,20}})?"
_STEP = timedelta(milliseconds=1)
TAKEN_BACK = ""  # the response of an attempt that says: the answer before it, in the same exam or form, is taken back


def handed_in_at_once(sitting: str) -> bool:
    """Return whether answers of a sitting can be changed until all are handed in: in an exam, and in a form."""
    return sitting.startswith("exam") or sitting in (PRETEST, POSTTEST)


class Attempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer given.

    `sitting` tells "before" from "after" reading, a review, which exam, and a form before or after the course; `at` is
    what the clock said, in UTC, ISO 8601. `written` gives the order in a log: it is `at`, but never earlier than the
    attempt written before it, whatever the clock does; empty where both are the same.
    """

    item: str
    sitting: str
    response: Response
    score: float | None
    at: str
    id: str = msgspec.field(default_factory=lambda: uuid.uuid4().hex)
    written: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """By this, attempts of any logs stand in one order."""
        return self.written or self.at, self.id

    @property
    def taken_back(self) -> bool:
        """True where this takes an earlier answer back, and is none itself."""
        return self.response == TAKEN_BACK and handed_in_at_once(self.sitting)

    @property
    def when(self) -> datetime:
        """What the clock said."""
        return datetime.fromisoformat(self.at)


class Unfit(ValueError):
    """A field that cannot be; the message is its name."""


def checked(attempt: Attempt) -> Attempt:
    """Return an attempt that can be kept, its times in UTC; raises Unfit naming the first field that cannot be."""
    fits = {
        "id": re.fullmatch(r"[0-9a-f]{32}", attempt.id),
        "item": re.fullmatch(r"[A-Za-z0-9-]{1,60}", attempt.item),
        "sitting": re.fullmatch(_SITTING, attempt.sitting),
        "score": attempt.score is None or 0 <= attempt.score <= 1,
        "response": can_be_kept(attempt.response)
        and (attempt.sitting != NOTE or can_be_note(attempt.item, attempt.response)),
    }
    for field, fit in fits.items():
        if not fit:
            raise Unfit(field)
    at = _in_utc(attempt.at, "at")
    written = _in_utc(attempt.written, "written") if attempt.written else at
    return msgspec.structs.replace(attempt, at=at, written="" if written == at else written)


def _in_utc(time: str, field: str) -> str:
    """Return a time written in ISO 8601 as all times are kept: in UTC, to the millisecond. Raises Unfit."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        raise Unfit(field) from None
    if moment.tzinfo is None or moment.year not in YEARS:
        raise Unfit(field)
    moment = moment.astimezone(UTC)
    if moment.year not in YEARS:  # in its zone it was still, or already, one of them
        raise Unfit(field)
    return moment.isoformat(timespec="milliseconds")


def standing_answers(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the attempts that count: in an exam every change is kept, but only the last answer to a question is one.

    Attempts: oldest first. One exam ends where the next begins; an answer taken back is none.
    """
    found: dict[object, Attempt] = {}
    exams = 0
    for a in attempts:
        exams += a.item.startswith("exam-")
        key = (a.item, a.sitting, exams) if handed_in_at_once(a.sitting) else a.id
        found.pop(key, None)  # the last one also stands in its own place
        found[key] = a
    return [a for a in found.values() if not a.taken_back]


def in_order(attempts: Sequence[Attempt], latest: str) -> list[Attempt]:
    """Return attempts as they are to be written after one of `latest`: each later than the one before it."""
    placed = []
    for a in attempts:
        if (a.written or a.at) <= latest:
            later = datetime.fromisoformat(latest) + _STEP
            if later.year in YEARS:
                a = msgspec.structs.replace(a, written=later.isoformat(timespec="milliseconds"))
        placed.append(a)
        latest = a.written or a.at
    return placed


# ---- as a row of the table ----

COLUMNS = "id, item, sitting, response, score, at, written"


def row_of(a: Attempt) -> tuple:
    """Return an attempt as a row of these columns."""
    return a.id, a.item, a.sitting, json.dumps(a.response, ensure_ascii=False), a.score, a.at, a.written or a.at


def attempt_of(row: Iterable) -> Attempt:
    """Return the attempt in a row, whatever stands there; raises Unfit where it is none."""
    key, item, sitting, response, score, at, written = row
    try:
        fields = {"item": item, "sitting": sitting, "response": json.loads(response), "score": score, "at": at}
        return checked(msgspec.convert(fields | {"id": key, "written": written or ""}, Attempt))
    except (ValueError, TypeError, RecursionError):  # no JSON, or fields of other types
        raise Unfit("row") from None
