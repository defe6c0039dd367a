"""The language a learner chose, kept beside the record of answers and read when the course is imported.

What was chosen on a card goes before COURSE_LANGUAGE, which is for those who have not chosen.
"""

import os
from contextlib import suppress
from pathlib import Path

from ..base import LANGUAGES, use_language
from .log import progress_folder


def _file() -> Path:
    return progress_folder() / "language.txt"


def use_kept_language() -> None:
    """Speak the language that was chosen; where none was, or the file cannot be read, all stays as it is."""
    with suppress(OSError, UnicodeDecodeError):
        kept = _file().read_text(encoding="utf-8").strip()
        if kept in LANGUAGES:
            use_language(kept)


def keep_language(name: str) -> None:
    """Speak a language from now on, in every notebook; raises LanguageError. What cannot be kept holds for this one."""
    use_language(name)
    with suppress(OSError):
        path = _file()
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        new.write_text(name + "\n", encoding="utf-8")
        new.replace(path)  # in one step: two notebooks may choose at once
