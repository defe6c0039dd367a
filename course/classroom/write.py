"""Writing what a class needs: handouts, instructor editions, slides. Each is a page that needs no internet."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from markupsafe import Markup

from ..base import html_language, join
from ..lessons import Lesson, load_lesson, load_lessons
from .handout import format_handout
from .instructor import format_instructor
from .page import whole_page
from .slides.deck import deck_style, format_deck
from .teaching_notes import load_notes
from .words import say
from .worksheet import worksheet

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PATIENCE = 120  # seconds: a long handout takes five


class NoBrowser(RuntimeError):
    """No browser is here that could print a page."""


def handout(lesson: Lesson) -> str:
    """Return a lesson's handout for students as a whole page."""
    return whole_page(f"{lesson.id} {lesson.title}", _sheet_style(), format_handout(lesson, worksheet(lesson)))


def instructor(lesson: Lesson) -> str:
    """Return a lesson's instructor edition as a whole page. Raises DataError where its teaching notes are wrong."""
    body = format_instructor(lesson, worksheet(lesson), load_notes(lesson.id))
    return whole_page(f"{lesson.id} {lesson.title}　{say('instructor')}", _sheet_style(), body)


def slides(lesson: Lesson) -> str:
    """Return a lesson's slides as a whole page."""
    return whole_page(f"{lesson.id} {lesson.title}", deck_style(), format_deck(lesson))


MATERIALS: dict[str, Callable[[Lesson], str]] = {"handout": handout, "instructor": instructor, "slides": slides}


def write_material(kind: str, name: str, folder: Path) -> Path:
    """Write one lesson's `handout`, `instructor` edition or `slides` to a folder; return the page's path.

    Raises KeyError for an unknown lesson, OSError where the folder cannot be written.
    """
    page = MATERIALS[kind](load_lesson(name))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{kind}.html"
    path.write_text(page, encoding="utf-8")
    return path


def write_all(folder: Path) -> Iterator[Path]:
    """Write every lesson's handout, instructor edition and slides, and a page that leads to them; yield the paths."""
    for lesson in load_lessons():
        for kind in MATERIALS:
            yield write_material(kind, lesson.id, folder)
    index = folder / "index.html"
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
    row = Markup('<tr><td>{}</td><td>{}</td><td><a href="{id}-handout.html">{}</a></td><td><a href="{id}-instructor.html">{}</a></td><td><a href="{id}-slides.html">{}</a></td></tr>')
    rows = join(row.format(n.id, n.title, say("handout"), say("instructor"), say("slides"), id=n.id) for n in load_lessons())
    return Markup('<main class="sheet" lang="{}"><h1>{}</h1><table>{}</table></main>').format(html_language(), say("materials"), rows)


def _sheet_style() -> str:
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
