"""Text files as people save them: read strictly, or refused in one line that says where and what would be right."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "data"
LARGEST = 1_000_000  # bytes of a file; the course's own have 200,000 at most
_LONGEST = 1000  # characters of a message: more than that is what somebody's file holds, not what we say
_HALF = _LONGEST // 2
# Characters that no text has and YAML refuses: controls, halves of surrogate pairs, byte order marks within the text.
_ODD = r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"  # said so, it compiles ten times as fast


class DataError(ValueError):
    """Something in `data/` is wrong; the message says where and what would be right, in one line whatever it quotes."""

    def __init__(self, message: str):
        if len(message) > _LONGEST:
            message = f"{message[:_HALF]} … {message[-_HALF:]}"
        super().__init__("".join(c if c.isprintable() else ascii(c)[1:-1] for c in message))


def problem(path: Path, entry: str, field: str, what: str) -> DataError:
    """Return (not raise) the error for one field of one entry of one file."""
    return DataError(f"{shown(path)}, entry {_short(entry)}, field {_short(field)}: {what}")


def _short(name: str) -> str:
    return name if len(name) <= 100 else f"{name[:100]}…"


def check_known(path: Path, entry: str, field: str, value: object, known: Iterable) -> None:
    """Raise DataError for a value that is not one of those known."""
    if value not in (known := list(known)):  # a list, because a value that is a list or a mapping has no hash
        raise problem(path, entry, field, f"{value!r} is not one of {', '.join(map(str, known))}")


def shown(path: Path) -> str:
    """Return the path as a reader of the repository knows it: data/…, never of one machine."""
    path = Path(path)
    return path.relative_to(DATA.parent).as_posix() if path.is_relative_to(DATA.parent) else path.name


def in_browser() -> bool:
    """Return whether Python itself runs in a browser tab: its files end with the tab."""
    return sys.platform == "emscripten"


def read_text(path: Path) -> str:
    r"""Return a file's text, decoded from UTF-8, its lines ended by \n wherever it was saved; raises DataError."""
    raw = _bytes(Path(path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8"
        line = raw.count(b"\n", 0, error.start)
        raise problem_at(path, raw[: error.end].decode("utf-8", "replace"), line, what) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if odd := odd_character(text):
        what = f"has the character {odd[0]!a}, which no text has; take it out, and save the file as UTF-8"
        raise problem_at(path, text, text.count("\n", 0, odd.start()), what)
    return text


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise DataError(f"{shown(path)}: there is no such file (install the course with: pip install -e .)")
        if not path.is_file():
            raise DataError(f"{shown(path)}: this is a folder or a device; a file belongs here")
        if path.stat().st_size > LARGEST:
            raise DataError(f"{shown(path)}: the file has more than {LARGEST:,} bytes; take out what is not ours")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{shown(path)}: the file cannot be read ({error.strerror}); see who may read it") from None


def odd_character(text: str) -> re.Match | None:
    """Return where the first character stands that no text has, or None."""
    return re.search(_ODD, text)


def problem_at(path: Path, text: str, line: int, what: str) -> DataError:
    """Return the error for a line (from 0) of a text that cannot be read further, with the entry it belongs to."""
    before = "\n".join(text.split("\n")[: line + 1])
    found = re.findall(r"^( *)(?:- )?id: *[\"']?([^\s\"']+)", before, re.M)
    entries = [name for indent, name in found if indent == min(found)[0]]  # not the options within an entry
    fields = re.findall(r"^ *(?:- )?(\w+):", before, re.M)
    entry, field = entries[-1] if entries else "(before the first)", fields[-1] if fields else "(none)"
    return problem(path, entry, field, f"line {line + 1} {what}")
