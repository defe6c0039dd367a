"""Building the site: both languages from the notebooks, pictures and styles once, and what to search."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from ...base import LANGUAGES, current_language, fingerprint, read_text, use_language
from ...lessons import NOTEBOOKS, Lesson, body_of, load_lessons, run_anew
from ...reading import format_passage, load_annotations
from ...text import passage
from ..write import MATERIALS, write_material
from .pages import entries, home_page, lesson_page, page_of, teachers_page

_HERE = Path(__file__).parent
_FIRST = "A02"  # the paragraph that stands annotated on the first page
_LOOKS = (_HERE.parent.parent / "jupyter" / "labextension" / "static" / "lesson.css", _HERE / "site.css")


def write_site(folder: Path) -> Iterator[Path]:
    """Write the whole site into a folder that is empty or not there; yield the page it opens with.

    The English pages show what the notebooks show when run in English: that takes a minute or two.
    Raises OSError where the folder holds something or cannot be written, DataError for a notebook that fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise OSError(f"{folder}: a site is built into an empty folder; remove what is there")
    before = current_language()
    bodies = {language: _bodies(language, folder) for language in LANGUAGES}
    version = _write_look(folder, bodies)
    for language in LANGUAGES:
        use_language(language)
        _write_pages(folder / language, bodies[language], version)
    use_language(before)
    (folder / "index.html").write_text(read_text(_HERE / "door.html"), encoding="utf-8")
    (folder / ".nojekyll").touch()  # GitHub Pages else leaves out what begins with an underscore
    yield folder / "index.html"


def notebook_in(language: str, lesson: Lesson) -> dict:
    """Return a lesson's notebook with what it shows in a language: as saved, or else run anew in it."""
    path = NOTEBOOKS / lesson.file
    if language == LANGUAGES[0]:
        return json.loads(read_text(path))
    with TemporaryDirectory() as answers:
        return run_anew(path, COURSE_LANGUAGE=language, COURSE_PROGRESS_DIR=answers)


def _bodies(language: str, folder: Path) -> dict[str, str]:
    """Return the body of each lesson's page in a language, by the lesson's id; its pictures are written as files."""
    use_language(language)
    pictures = folder / "figures"
    pictures.mkdir(exist_ok=True)
    return {n.id: _pictures_apart(body_of(notebook_in(language, n)), pictures) for n in load_lessons()}


def _pictures_apart(body: str, folder: Path) -> str:
    """Return the HTML with its pictures in files of their own, which a browser fetches when they come into view."""

    def file(found: re.Match) -> str:
        picture = base64.b64decode(found[1])
        name = f"{fingerprint(picture).decode()}.png"
        (folder / name).write_bytes(picture)
        return f'loading="lazy" src="../{folder.name}/{name}"'

    return re.sub(r'src="data:image/png;base64,([^"]*)"', file, str(body))


def _write_look(folder: Path, bodies: dict[str, dict[str, str]]) -> str:
    """Write the style sheet of all pages, taking every style out of `bodies`, and the scripts; return their version."""
    styles: dict[str, None] = {}  # in the order in which they are met
    for by_lesson in bodies.values():
        for lesson, body in by_lesson.items():
            styles |= dict.fromkeys(re.findall(r"<style>(.*?)</style>", body, re.S))
            by_lesson[lesson] = re.sub(r"<style>.*?</style>", "", body, flags=re.S)
    look = folder / "look"
    look.mkdir()
    sheet = "\n".join([*styles, *map(read_text, _LOOKS)])
    scripts = {name: read_text(_HERE / name) for name in ("theme.js", "site.js", "icon.svg")}
    for name, text in (scripts | {"site.css": sheet}).items():
        (look / name).write_text(text, encoding="utf-8")
    return fingerprint("".join([sheet, *scripts.values()]).encode()).decode()


def _write_pages(folder: Path, bodies: dict[str, str], version: str) -> None:
    """Write all pages in the language in use."""
    folder.mkdir()
    found = []
    for lesson in load_lessons():
        body = Markup(bodies[lesson.id])
        _write(folder / page_of(lesson), lesson_page(lesson, body, version))
        found += entries(page_of(lesson), f"{lesson.id} {lesson.title}", body)
        for kind in MATERIALS:
            write_material(kind, lesson.id, folder / "classroom")
    _write(folder / "index.html", home_page(format_passage([passage(_FIRST)], load_annotations(_FIRST[0])), version))
    _write(folder / "teachers.html", teachers_page(version))
    _write(folder / "search.json", json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
