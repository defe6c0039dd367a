"""Building the site: both languages from the notebooks, pictures and styles once, and what to search."""

import base64
import html
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from ...base import LANGUAGES, RECORD, current_language, fingerprint, read_text, use_language
from ...figures import picture_name
from ...lessons import NOTEBOOKS, Lesson, body_of, load_lessons, run_anew
from ...reading import format_passage, load_annotations
from ...text import passage
from ..write import MATERIALS, write_material
from .live import write_live
from .pages import entries, home_page, lesson_page, page_of, teachers_page

_HERE = Path(__file__).parent
# A figure as the figures' room writes it: theme, what hides it, finding, width, picture.
_IMAGE = re.compile(r'<img class="course-figure" data-theme="(\w+)"([^>]*?) alt="([^"]*)" width="(\d+)" src="data:image/png;base64,([^"]*)">')
_FIRST = "A02"  # the paragraph that stands annotated on the first page
_COURSE = _HERE.parent.parent
_LOOKS = (_COURSE / "jupyter" / "labextension" / "static" / "lesson.css", _COURSE / "lessons" / "paper.css", _HERE / "site.css")


def write_site(folder: Path) -> Iterator[Path]:
    """Write the whole site into a folder that is empty or not there; yield the page it opens with.

    The English pages show what the notebooks show when run in English: that takes a minute or two.
    Raises OSError where the folder holds something or cannot be written, DataError for a notebook that fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise OSError(f"{folder}: a site is built into an empty folder; remove what is there")
    before = current_language()
    notebooks = {language: _notebooks(language) for language in LANGUAGES}
    pictures = _write_pictures(notebooks, folder / "figures")
    write_live(folder / "live", notebooks, pictures)
    bodies = {language: _bodies(language, notebooks[language]) for language in LANGUAGES}
    version = _write_look(folder, bodies)
    for language in LANGUAGES:
        use_language(language)
        _write_pages(folder / language, bodies[language], version)
    use_language(before)
    _write_worker(folder)
    (folder / "index.html").write_text(read_text(_HERE / "door.html"), encoding="utf-8")
    (folder / ".nojekyll").touch()  # GitHub Pages else leaves out what begins with an underscore
    yield folder / "index.html"


def _notebooks(language: str) -> dict[str, dict]:
    """Return all notebooks with what they show in a language, by file name; two at a time, each in a process of its own."""
    with ThreadPoolExecutor(2) as two:
        found = two.map(partial(notebook_in, language), load_lessons())
        return {lesson.file: notebook for lesson, notebook in zip(load_lessons(), found)}


def notebook_in(language: str, lesson: Lesson) -> dict:
    """Return a lesson's notebook with what it shows in a language: as saved, or else run anew in it."""
    path = NOTEBOOKS / lesson.file
    if language == LANGUAGES[0]:
        return json.loads(read_text(path))
    with TemporaryDirectory() as answers:
        return run_anew(path, COURSE_LANGUAGE=language, COURSE_PROGRESS_DIR=answers)


def _write_pictures(notebooks: dict[str, dict[str, dict]], folder: Path) -> dict[str, int]:
    """Write the pictures of all figures as files, under the names of their findings, and return their names and widths."""
    folder.mkdir()
    widths = {}
    outputs = (o for by_name in notebooks.values() for n in by_name.values() for c in n["cells"] for o in c.get("outputs", ()))
    for output in outputs:
        if finding := output.get("metadata", {}).get(RECORD, {}).get("figure"):
            for theme, _, _, width, picture in _IMAGE.findall("".join(output["data"]["text/html"])):
                name = picture_name(finding, theme)
                (folder / name).write_bytes(base64.b64decode(picture))
                widths[name] = int(width)
    return widths


def _bodies(language: str, notebooks: dict[str, dict]) -> dict[str, str]:
    """Return the body of each lesson's page in a language, by the lesson's id."""
    use_language(language)
    return {n.id: _pictures_apart(body_of(notebooks[n.file])) for n in load_lessons()}


def _pictures_apart(body: str) -> str:
    """Return the HTML with its pictures fetched from files of their own, when they come into view."""

    def file(found: re.Match) -> str:
        name = picture_name(html.unescape(found[3]), found[1])
        return f'<img class="course-figure" data-theme="{found[1]}"{found[2]} alt="{found[3]}" width="{found[4]}" loading="lazy" src="../figures/{name}">'

    return re.sub(_IMAGE, file, str(body))


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


def _write_worker(folder: Path) -> None:
    """Write the script by which pages can be read again without a network; what they are is its version."""
    version = fingerprint(b"".join(path.read_bytes() for path in sorted(folder.glob("*/*.html")))).decode()
    _write(folder / "pages-worker.js", read_text(_HERE / "pages-worker.js").replace("THIS-VERSION", version))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
