"""Writing what a class needs: sheets, instructor editions, slides, cards. Each is a page that needs no internet."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from markupsafe import Markup

from ..base import html_language, join
from ..lessons import Lesson, load_lesson, load_lessons
from .card import format_card
from .class_sheet import format_class_sheet, format_homework
from .handout import format_handout
from .instructor import format_instructor
from .page import whole_page
from .slides.deck import deck_style, format_deck, live_scripts
from .teaching_notes import load_notes
from .words import say
from .worksheet import worksheet

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
USUAL = 45  # minutes of an hour, where nobody says
PATIENCE = 120  # seconds: a long handout takes five


class NoBrowser(RuntimeError):
    """No browser is here that could print a page."""


def handout(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return a lesson's handout for students, all of it, as a whole page."""
    return _page(lesson, "", _sheet_style(), format_handout(lesson, worksheet(lesson)))


def instructor(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return a lesson's instructor edition as a whole page. Raises DataError where its teaching notes are wrong."""
    body = format_instructor(lesson, worksheet(lesson), load_notes(lesson.id))
    return _page(lesson, say("instructor"), _sheet_style(), body)


def class_sheet(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return the sheet for an hour of so many minutes as a whole page. Raises KeyError for a length without a plan."""
    return _page(lesson, say("handout"), _sheet_style(), format_class_sheet(*_hour(lesson, minutes)))


def homework(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return what such an hour leaves for afterwards as a whole page. Raises KeyError as class_sheet does."""
    return _page(lesson, say("homework"), _sheet_style(), format_homework(*_hour(lesson, minutes)))


def slides(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return the slides for such an hour as a whole page. Raises KeyError as class_sheet does."""
    return _page(lesson, "", deck_style(), format_deck(*_hour(lesson, minutes)))


def live_slides(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return the slides as the live server shows them: each question can be asked from its slide."""
    return _page(lesson, "", deck_style(), format_deck(*_hour(lesson, minutes)) + live_scripts())


def card(lesson: Lesson, minutes: int = USUAL) -> str:
    """Return the teacher's card for such an hour as a whole page. Raises KeyError as class_sheet does."""
    return _page(lesson, say("card"), _sheet_style(), format_card(*_hour(lesson, minutes)))


def _hour(lesson: Lesson, minutes: int) -> tuple:
    notes = load_notes(lesson.id)
    return lesson, worksheet(lesson), notes, notes.version(minutes)


def _page(lesson: Lesson, kind: str, style: str, body: Markup) -> str:
    return whole_page(f"{lesson.id} {lesson.title}　{kind}".strip(), style, body)


# A folder each, so that who shares the students' folder does not share the key.
STUDENTS, TEACHER = "students", "teacher"
MATERIALS: dict[str, tuple[str, Callable[[Lesson, int], str]]] = {
    "handout": (STUDENTS, handout), "class": (STUDENTS, class_sheet), "homework": (STUDENTS, homework),
    "instructor": (TEACHER, instructor), "slides": (TEACHER, slides), "card": (TEACHER, card),
}  # fmt: skip


def write_material(kind: str, name: str, folder: Path, minutes: int = USUAL) -> Path:
    """Write one of a lesson's MATERIALS into the students' or the teacher's folder under `folder`; return its path.

    Raises KeyError for an unknown lesson or a length without a plan, OSError where the folder cannot be written.
    """
    whose, make = MATERIALS[kind]
    page = make(load_lesson(name), minutes)
    path = folder / whose / f"{name}-{kind}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def write_all(folder: Path) -> Iterator[Path]:
    """Write every lesson's materials, and for the teacher a page that leads to them; yield the paths."""
    for lesson in load_lessons():
        for kind in MATERIALS:
            yield write_material(kind, lesson.id, folder)
    index = folder / TEACHER / "index.html"
    index.write_text(whole_page(say("materials"), _sheet_style(), _contents()), encoding="utf-8")
    yield index


def write_pdf(page: Path) -> Path:
    """Print a page to a PDF beside it with the Chromium found on this machine; return the PDF's path.

    Raises NoBrowser, with what to do instead, where there is none or it fails.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise NoBrowser(f"no Chromium or Chrome was found. Open {page.name} in any browser and choose Print, Save as PDF.")
    target, fresh = page.with_suffix(".pdf"), page.with_suffix(".new.pdf")
    fresh.unlink(missing_ok=True)
    try:
        if why := _print(browser, page, fresh):
            raise NoBrowser(f"{Path(browser).name} could not print {page.name}: {why}")
        return fresh.replace(target)  # only now: an older PDF must not pass for this one
    finally:
        fresh.unlink(missing_ok=True)


def _print(browser: str, page: Path, target: Path) -> str:
    """Print a page to `target`; return "" or, in one line, why it could not be printed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # a browser just ended may still write there
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--user-data-dir={profile}",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return f"it was not done after {PATIENCE} seconds"
    written = not done.returncode and target.exists() and target.stat().st_size
    return "" if written else " ".join(done.stderr.split())[-300:] or "it wrote nothing"


def _contents() -> Markup:
    main = '<main class="sheet" lang="{}"><h1>{}</h1>{}</main>'
    return Markup(main).format(html_language(), say("materials"), materials_table(".."))


def materials_table(folder: str) -> Markup:
    """Return a table of links to every lesson's materials, as they lie under `folder` (an address without its last slash)."""
    link = '<a href="{}/{}/{}-{}.html">{}</a>'
    names = {"class": say("class_sheet", n=USUAL)} | {kind: say(kind) for kind in MATERIALS if kind != "class"}
    rows = (
        (n.id, n.title, *(Markup(link).format(folder, whose, n.id, kind, names[kind]) for kind, (whose, _) in MATERIALS.items()))
        for n in load_lessons()
    )
    body = join((join(row, each="<td>{}</td>") for row in rows), each="<tr>{}</tr>")
    return Markup('<table class="course-table">{}</table>').format(body)


def _sheet_style() -> str:
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
