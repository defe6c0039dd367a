"""A learner's log as one file to carry away and bring back. What is brought back is not trusted.

A file is taken whole or not at all: one wrong entry, and nothing changes.
"""

import re
from datetime import datetime

import msgspec

from .log import Attempt, Progress
from .words import say

FORMAT = "reading-an-argument progress"
VERSION = 1
LARGEST = 20_000_000  # bytes: some fifty thousand answers
_LONGEST = 6_000  # characters of one response


class TransferError(ValueError):
    """A file that cannot be taken; the message says why, in the learner's language."""

    def __init__(self, key: str, **values):
        super().__init__(say(key, **values))


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
        raise TransferError("file_huge")
    head = _decoded(data, _Head)
    if head.format != FORMAT:
        raise TransferError("file_foreign")
    if head.version > VERSION:
        raise TransferError("file_newer")
    attempts = _decoded(data, _File).attempts
    for number, attempt in enumerate(attempts, 1):
        if wrong := _wrong(attempt):
            raise TransferError("file_entry", n=number, what=wrong)
    return attempts


def _decoded(data: bytes, kind: type):
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise TransferError("file_foreign") from None


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
