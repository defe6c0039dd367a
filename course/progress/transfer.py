"""A learner's log as one file to carry away and bring back. What is brought back is not trusted.

A file is taken whole or not at all: one wrong entry, and nothing changes.
"""

import msgspec

from .attempt import Attempt, Unfit, checked
from .log import Progress
from .words import say

FORMAT = "reading-an-argument progress"
VERSION = 1
LARGEST = 9_000_000  # bytes: some thirty thousand answers; Jupyter's server takes messages of 10 MB


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
    """Return all answers and notes of a log as one JSON file, oldest first: the same bytes for the same log."""
    attempts = sorted([*log.attempts(), *log.notes()], key=lambda a: a.order)
    return msgspec.json.format(msgspec.json.encode(_File(FORMAT, VERSION, attempts)), indent=1)


def unpacked(data: bytes) -> list[Attempt]:
    """Return the attempts in a file made by `packed`. Raises TransferError for anything else."""
    if len(data) > LARGEST:
        raise TransferError("file_huge")
    head = _decoded(data, _Head)
    if head.format != FORMAT:
        raise TransferError("file_foreign")
    if head.version > VERSION:
        raise TransferError("file_newer")
    if head.version < VERSION:  # there never was one
        raise TransferError("file_foreign")
    fit = []
    for number, attempt in enumerate(_decoded(data, _File).attempts, 1):
        try:
            fit.append(checked(attempt))
        except Unfit as field:
            raise TransferError("file_entry", n=number, what=field) from None
    return fit


def _decoded(data: bytes, kind: type):
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise TransferError("file_foreign") from None


def bring_back(log: Progress, data: bytes) -> int:
    """Add the attempts of a file to a log, those already there left out; return how many were new.

    Raises TransferError for a file that is not one of ours, OSError if the log cannot be written. Either way the
    log is as it was.
    """
    return log.merge(unpacked(data))
