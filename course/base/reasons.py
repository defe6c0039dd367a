"""Why the system refuses a file, in the reader's language: Python has its words in English only, and with paths in them."""

import errno

from .words import say

_REASONS = {
    "ENOENT": "not_there", "EACCES": "not_allowed", "EPERM": "not_allowed", "EISDIR": "is_folder", "ENOTDIR": "under_file",
    "ENOSPC": "disk_full", "EDQUOT": "disk_full", "EROFS": "read_only", "ENAMETOOLONG": "name_too_long", "EIO": "disk_fails",
    "SQLITE_FULL": "disk_full", "SQLITE_READONLY": "read_only", "SQLITE_CANTOPEN": "cannot_open", "SQLITE_BUSY": "in_use",
    "SQLITE_LOCKED": "in_use", "SQLITE_IOERR": "disk_fails", "SQLITE_PERM": "not_allowed",
    "SQLITE_CORRUPT": "damaged", "SQLITE_NOTADB": "damaged",
}  # fmt: skip


def reason(error: Exception) -> str:
    """Return why a file cannot be used, by the error it gave: the system's, SQLite's, or a ValueError for its name or content."""
    if isinstance(error, ValueError):
        return say("damaged" if isinstance(error, UnicodeDecodeError) else "no_such_name")
    name = getattr(error, "sqlite_errorname", None) or errno.errorcode.get(getattr(error, "errno", None), "")
    known = _REASONS.get(name) or _REASONS.get("_".join(name.split("_")[:2]))  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
    return say(known) if known else say("refused", told=getattr(error, "strerror", None) or error)
