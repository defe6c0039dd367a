"""The commands: `python -m course --help` lists them. Some are for teachers, some for those who write the course."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from .base import DataError, environment_language, use_language


def check(_options) -> int:
    """Read every file in data/ by the strict schemas; print what there is, or the first thing that is wrong."""
    from .check import check_data

    return _print(check_data())


def refresh(options) -> int:
    """Run the notebooks from top to bottom and save what they show."""
    from .lessons.refresh import refresh_notebooks

    return _print(refresh_notebooks(options.names))


def lessons(options) -> int:
    """Print the shape of each lesson in numbers; with --steps also the minutes of each step, by plan and by rule."""
    from .lessons import load_lessons
    from .lessons.shape import shapes, steps_told

    table = shapes(load_lessons())
    print("\t".join(table.columns))
    for lesson, row in zip(load_lessons(), table):
        print("\t".join(map(str, row)))
        for line in steps_told(lesson) if options.steps else ():
            print(line)
    return 0


def pages(options) -> int:
    """Write the saved notebooks as web pages that read without Jupyter."""
    from .lessons.webpage import render

    return _print(render(options.folder))


def export(options) -> int:
    """Write both essays' readings into a folder, in the formats named or in all."""
    from .exports import FORMATS, write_exports

    unknown = [f for f in options.formats if f not in FORMATS]
    if unknown:
        return _fail(f"there is no format {unknown[0]!r}; the formats are {', '.join(FORMATS)}", 2)
    return _print(write_exports(options.folder, options.formats or list(FORMATS)))


def handout(options) -> int:
    """Write a lesson's handout; with --minutes the sheet for such an hour and its homework, with --instructor the instructor edition."""
    hour = ["class", "homework"] if options.minutes else ["handout"]
    return _material(["instructor"] if options.instructor else hour, options)


def slides(options) -> int:
    """Write the slides for an hour in class: one page that works without the internet, with notes for whoever teaches."""
    return _material(["slides"], options)


def card(options) -> int:
    """Write one page for the teacher's hand: plan, board, keys, misreadings; with --pdf print it too."""
    return _material(["card"], options)


def _material(kinds: list[str], options) -> int:
    from .classroom import USUAL, NoBrowser, write_material, write_pdf

    try:
        for kind in kinds:
            path = write_material(kind, options.lesson, options.to, options.minutes or USUAL)
            print(path)
            if getattr(options, "pdf", False):
                print(write_pdf(path))
    except (KeyError, NoBrowser) as error:
        return _fail(error)
    return 0


def copies(options) -> int:
    """Make a learner's own copies of the notebooks in my-lessons/, or bring them up to date; what was written stays."""
    from .lessons.own_copies import update_copies

    return _print(update_copies())


def classroom(options) -> int:
    """Write every lesson's sheets, instructor edition, slides and card into a folder, students' and teacher's apart."""
    from .classroom import write_all

    return _print(write_all(options.folder))


def site(options) -> int:
    """Write the course as a web site, in both languages, into an empty folder."""
    from .classroom import write_site

    return _print(write_site(options.folder))


def bank(options) -> int:
    """Write the item bank for other programs, in both languages: Moodle GIFT, IMS QTI, Anki."""
    from .exports import write_bank

    return _print(write_bank(options.folder))


def report(options) -> int:
    """Read a folder of learners' records, or a class server's, and write a report on the class: pages and CSV files."""
    from .classroom import NothingHandedIn, write_report

    if options.hub:
        from .classroom.hub.records import fetch_records

        fetch_records(options.folder)
    try:
        handed, written = write_report(options.folder, options.to, options.lesson, options.roster, options.assignments)
    except (NothingHandedIn, KeyError) as error:
        return _fail(error)
    for left_out in (*handed.skipped, *handed.remarks):
        print(f"{left_out.name}: {left_out.why}", file=sys.stderr)
    return _print(written)


def live(options) -> int:
    """Teach a lesson live: the class answers on its phones, in this room's network; what it answers is kept in a file."""
    from .classroom.live.serve import LiveError, serve_lesson
    from .lessons import load_lesson

    try:
        serve_lesson(load_lesson(options.lesson), options.to, options.port, options.address, options.new, options.minutes)
    except (KeyError, LiveError) as error:
        return _fail(error.args[0])
    return 0


def _print(lines) -> int:
    for line in lines:
        print(line)
    return 0


def _fail(why: object, code: int = 1) -> int:
    print(why, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    english = "COURSE_LANGUAGE=en gives handouts, slides and reports in English."
    parser = argparse.ArgumentParser(prog="python -m course", description=english)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, folder: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        if folder:
            added.add_argument("folder", type=Path)
        return added

    command("check", check, folder=False)
    command("copies", copies, folder=False)
    command("refresh", refresh, folder=False).add_argument("names", nargs="*", metavar="02-why-reform.ipynb")
    steps = "the minutes of each step too, as planned and by the rule"
    command("lessons", lessons, folder=False).add_argument("--steps", action="store_true", help=steps)
    command("pages", pages)
    command("export", export).add_argument("formats", nargs="*", metavar="FORMAT")
    _add_materials(command)
    _live_options(command("live", live, folder=False))
    command("classroom", classroom)
    command("site", site)
    command("bank", bank)
    _add_class(command("class", report))
    return parser


def _add_materials(command: Callable) -> None:
    """Add the commands that write one lesson's sheet, deck or card."""
    sheet, deck = command("handout", handout, folder=False), command("slides", slides, folder=False)
    edition = "the instructor edition: times, purposes, answers, discussion notes"
    sheet.add_argument("--instructor", action="store_true", help=edition)
    hand = command("card", card, folder=False)
    for one in (sheet, hand):
        one.add_argument("--pdf", action="store_true", help="print it to a PDF too, by Chromium or Chrome")
    for one in (sheet, deck, hand):
        one.add_argument("--minutes", type=int, metavar="N", help="of the plan in data/teaching: 20, 40, 45, 50 or 90")
        one.add_argument("lesson", metavar="NN", help="the lesson's number, such as 03")
        one.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where to write (here, if not said)")


def _live_options(phones: argparse.ArgumentParser) -> None:
    phones.add_argument("lesson", metavar="NN", help="the lesson's number, such as 03")
    phones.add_argument("--to", type=Path, default=Path("live"), metavar="FOLDER", help="where it is kept (live, if not said)")
    phones.add_argument("--port", type=int, default=8765, help="8765, if not said")
    phones.add_argument("--address", default="", help="this machine's address in the room's network, where it has several")
    phones.add_argument("--minutes", type=int, default=45, metavar="N", help="of the plan the slides follow: 45, if not said")
    phones.add_argument("--new", action="store_true", help="another class, where one on this lesson was held today")


def _add_class(classes: argparse.ArgumentParser) -> None:
    where = "where to write (class-report, if not said)"
    classes.add_argument("--to", type=Path, default=Path("class-report"), metavar="FOLDER", help=where)
    classes.add_argument("--lesson", metavar="NN", help="keep it to one lesson (all that were begun, if not said)")
    classes.add_argument("--roster", type=Path, metavar="CSV", help="who should have handed in: a pseudonym a line")
    classes.add_argument("--assignments", type=Path, metavar="YAML", help="what was set and until when, for grades.csv")
    classes.add_argument("--hub", action="store_true", help="first fetch the class server's records into FOLDER (as its teacher)")


def main(arguments: list[str]) -> int:
    # What somebody chose on a card is for their notebooks; a command speaks as it is told.
    use_language(environment_language())
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (DataError, OSError) as error:
        return _fail(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
