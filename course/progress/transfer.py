"""A learner's log as one file to carry away and bring back. What is brought back is not trusted.

A file is taken whole or not at all: one wrong entry, and nothing changes.
"""

import re
from datetime import datetime

import msgspec

from ..base import Text
from .log import Attempt, Progress

FORMAT = "reading-an-argument progress"
VERSION = 1
LARGEST = 20_000_000  # bytes: some fifty thousand answers
_LONGEST = 6_000  # characters of one response

_SAID = {
    "huge": Text("文件太大（超过 20 MB），不像这门课的记录。", "The file is too large (over 20 MB) to be a record of this course."),
    "foreign": Text("这不是这门课的记录文件。", "This is not a record of this course."),
    "newer": Text("这个文件来自更新的版本；请先更新课程。", "This file comes from a newer version; update the course first."),
    "entry": Text("第 {n} 条记录不对：{what}。什么都没有改动。", "Entry {n} is wrong: {what}. Nothing has been changed."),
}


class TransferError(ValueError):
    """A file that cannot be taken; the message says why, in the learner's language."""

    def __init__(self, key: str, **values):
        super().__init__(str(_SAID[key]).format(**values))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    attempts: list[Attempt]


class _Head(msgspec.Struct, frozen=True):
    """As much of a file as tells what it is."""

    format: str = ""
    version: int = 0


def packed(log: Progress) -> bytes:
    """Return all attempts of a log as one JSON file, oldest first: the same bytes for the same log."""
    return msgspec.json.format(msgspec.json.encode(_File(FORMAT, VERSION, log.attempts())), indent=1)


def unpacked(data: bytes) -> list[Attempt]:
    """Return the attempts in a file made by `packed`. Raises TransferError for anything else."""
    if len(data) > LARGEST:
        raise TransferError("huge")
    head = _decoded(data, _Head)
    if head.format != FORMAT:
        raise TransferError("foreign")
    if head.version > VERSION:
        raise TransferError("newer")
    attempts = _decoded(data, _File).attempts
    for number, attempt in enumerate(attempts, 1):
        if wrong := _wrong(attempt):
            raise TransferError("entry", n=number, what=wrong)
    return attempts


def _decoded(data: bytes, kind: type):
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise TransferError("foreign") from None


def _wrong(attempt: Attempt) -> str:
    """Return which field of an attempt cannot be, or nothing."""
    if not re.fullmatch(r"[0-9a-f]{32}", attempt.id):
        return "id"
    if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", attempt.item):
        return "item"
    if attempt.sitting not in ("before", "after", "review", "exam"):
        return "sitting"
    if attempt.score is not None and not 0 <= attempt.score <= 1:
        return "score"
    if len(str(attempt.response)) > _LONGEST:
        return "response"
    try:
        in_a_zone = datetime.fromisoformat(attempt.at).utcoffset() is not None
    except ValueError:
        in_a_zone = False
    return "" if in_a_zone else "at"


def bring_back(log: Progress, data: bytes) -> int:
    """Add the attempts of a file to a log, those already there left out; return how many were new.

    Raises TransferError for a file that is not one of ours, OSError if the log cannot be written. Either way the
    log is as it was.
    """
    return log.merge(unpacked(data))
