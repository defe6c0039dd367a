"""What a learner chose for every notebook, kept beside the record of answers: the language, and the layers of the reader.

A choice that cannot be read is none; one that cannot be kept holds for this notebook.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress

import msgspec

from ..base import LANGUAGES, use_language
from .log import progress_folder

_LAYERS = "layers.json"
_also: Callable[[str, str], object] | None = None  # where else choices are kept: see bring_back_choices


def _kept(name: str) -> bytes:
    with suppress(OSError):
        return (progress_folder() / name).read_bytes()
    return b""


def _keep(name: str, content: bytes) -> None:
    with suppress(OSError):
        path = progress_folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        new.write_bytes(content)
        new.replace(path)  # in one step: two notebooks may choose at once


def bring_back_choices(kept: Mapping[str, str], also: Callable[[str, str], object]) -> None:
    """Take up what another place has kept, and keep there what is chosen from now on: for where files do not last.

    The language is none of it: it is the page's.
    """
    global _also
    if _LAYERS in kept:
        _keep(_LAYERS, kept[_LAYERS].encode())
    _also = also


def use_kept_language() -> None:
    """Speak the language that was chosen. It goes before COURSE_LANGUAGE, which is for those who have not chosen."""
    kept = _kept("language.txt").strip().decode("utf-8", "replace")
    if kept in LANGUAGES:
        use_language(kept)


def keep_language(name: str) -> None:
    """Speak a language from now on, in every notebook; raises LanguageError."""
    use_language(name)
    _keep("language.txt", name.encode() + b"\n")


def kept_layers() -> dict[str, bool]:
    """Return which layers of the reader were switched on or off."""
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(_kept(_LAYERS), type=dict[str, bool])
    return {}


def keep_layers(layers: dict[str, bool]) -> None:
    """Show the same layers in every notebook from now on."""
    content = msgspec.json.encode(layers)
    if content != _kept(_LAYERS):  # each reader of a page says the same
        _keep(_LAYERS, content)
        if _also:
            _also(_LAYERS, content.decode())
