"""The user's cache: things that can always be made again, kept because making them takes time."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import platformdirs


def cache_folder() -> Path | None:
    """Return a folder for the cache that can be written, or None if there is none."""
    folder = Path(platformdirs.user_cache_dir("reading-an-argument", False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def fingerprint(data: bytes) -> bytes:
    """Return what tells data from data that were edited or damaged: two checksums and the length.

    Nothing here is secret, and hashlib takes longer to load than these to work out.
    """
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}-{len(data)}".encode()


def remembered(text: str, make: Callable[[], dict]) -> dict:
    """Return what `make()` returns for this text, from the cache if it was made before.

    The key is a fingerprint of the text, so an edited file is always read anew. Without a folder
    to write to, or with a damaged entry, it is simply made again.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    entry = folder / f"{fingerprint(text.encode()).decode()}.kept"
    try:
        mark, _, kept = entry.read_bytes().partition(b"\n")
    except OSError:
        mark = kept = b""
    if kept and mark == fingerprint(kept):  # one changed bit could be another word
        return msgspec.msgpack.decode(kept, type=dict)
    made = make()
    content = msgspec.msgpack.encode(made)
    write_whole(entry, fingerprint(content) + b"\n" + content)
    return made


def write_whole(path: Path, content: bytes) -> None:
    """Write a cache file so that no other process ever meets half of it; a failure is no matter."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
