"""The item bank and the glossary for other programs: Moodle GIFT, IMS QTI, Anki; in both languages."""

from collections.abc import Iterator
from pathlib import Path

from ..base import LANGUAGES, current_language, use_language
from ..lessons import all_items, lessons_with_items
from ..quiz import load_quiz
from .anki import anki_package
from .gift import format_gift
from .qti import qti_package
from .quiz_of_lesson import title_of_quiz

NAME = "reading-an-argument"


def write_bank(folder: Path) -> list[Path]:
    """Write every question, in Chinese and in English: a GIFT file and a QTI package a lesson, an Anki package.

    Return the paths; the language in use is afterwards what it was. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, paths = current_language(), []
    try:
        for language in LANGUAGES:
            use_language(language)
            for name, data in _files():
                paths.append(folder / name.format(language))
                paths[-1].write_bytes(data)
    finally:
        use_language(before)
    return paths


def _files() -> Iterator[tuple[str, bytes]]:
    for lesson in lessons_with_items():
        title, items = title_of_quiz(lesson), load_quiz(lesson.id)
        yield f"{lesson.id}.{{}}.gift.txt", format_gift(items, f"{NAME}/{title}").encode()
        yield f"{lesson.id}.{{}}.qti.zip", qti_package(items, title)
    yield f"{NAME}.{{}}.apkg", anki_package(all_items())
