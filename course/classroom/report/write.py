"""From a folder of records to a report a teacher can open: one HTML page and CSV files."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...lessons import FORMS, load_form
from ...progress import POSTTEST, PRETEST, Attempt, Gain, learner_gains, ratings, taken, written
from ..page import whole_page
from ..words import say
from .handed_in import Handed, NothingHandedIn, read_class
from .html import format_report
from .live import LIVE_COLUMNS, format_live, live_rows, read_live
from .readings import OtherReading, other_readings
from .results import ItemResult, LearnerResult, item_results, learner_results, objective_scores

_STYLE = Path(__file__).parent / "report.css"
# A spreadsheet takes a cell that begins so for a formula: in full width too, and after what does not show.
_FORMULA = re.compile(r"[\s\x00\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")


def write_report(folder: Path, target: Path) -> tuple[Handed, list[Path]]:
    """Write the report on the records in `folder` to the folder `target`; return what was handed in and the files.

    Raises NothingHandedIn where no record can be used, OSError where a folder cannot be read or written.
    """
    handed = read_class(folder)
    lives, unread = read_live(folder)
    handed.skipped.extend(unread)
    if not handed.learners and not handed.forms and not handed.notes and not lives:
        told = "\n".join(f"{s.name}: {s.why}" for s in handed.skipped)
        raise NothingHandedIn(f"{say('nothing_handed_in', folder=folder.name)}\n{told}".strip())
    items, learners = item_results(handed.learners), learner_results(handed.learners)
    objectives, readings = objective_scores(handed.learners), other_readings(handed.notes)
    target.mkdir(parents=True, exist_ok=True)
    page, style = target / "class-report.html", _STYLE.read_text(encoding="utf-8")
    live = format_live(lives)
    body = format_report(items, learners, objectives, handed.skipped, handed.remarks, handed.forms, readings, live)
    page.write_text(whole_page(say("class_title"), style, body, strict=False), encoding="utf-8")
    tested = list(next(iter(objectives.values()), {}))
    scores = ((name, *(_number(s[i]) for i in tested)) for name, s in objectives.items())
    return handed, [
        page,
        _write_csv(target / "items.csv", ITEM_COLUMNS, map(_item_row, items)),
        _write_csv(target / "learners.csv", LEARNER_COLUMNS, map(_learner_row, learners)),
        _write_csv(target / "objectives.csv", ("learner", *tested), scores),
        *_form_files(target, handed.forms),
        *([_write_csv(target / "readings.csv", READING_COLUMNS, map(_reading_row, readings))] if readings else []),
        *([_write_csv(target / "live.csv", LIVE_COLUMNS, live_rows(lives))] if lives else []),
    ]


def _form_files(target: Path, forms: Mapping[str, Sequence[Attempt]]) -> list[Path]:
    """Write what each learner gained and wrote in the tests before and after the course; nothing where none was taken."""
    if not forms:
        return []
    gains = (_gain_row(name, attempts, g) for name, attempts in forms.items() for g in learner_gains(attempts))
    criteria = [c.id for c in load_form(FORMS[0]).written[1].rubric]
    texts = (row for name, attempts in forms.items() for row in _written_rows(name, attempts, criteria))
    columns = (*WRITTEN_COLUMNS, *(f"{who}_{c}" for who in ("own", "teacher") for c in criteria))
    return [
        _write_csv(target / "gains.csv", GAIN_COLUMNS, gains),
        _write_csv(target / "writing.csv", columns, texts),
    ]


GAIN_COLUMNS = ("learner", "form_before", "form_after", "skill", "points_before", "points_after", "of", "gain", "low", "high")
WRITTEN_COLUMNS = ("learner", "sitting", "form", "text")


def _gain_row(name: str, attempts: Sequence[Attempt], g: Gain) -> tuple:
    forms = (taken(sitting, attempts).form for sitting in (PRETEST, POSTTEST))
    return (name, *forms, g.skill or "all", *map(_number, (g.before, g.after)), g.of, *map(_number, (g.gain, *g.interval)))


def _written_rows(name: str, attempts: Sequence[Attempt], criteria: Sequence[str]) -> Iterator[tuple]:
    """Yield what was written, with the learner's own levels and, empty, the columns for the teacher's."""
    for sitting in (PRETEST, POSTTEST):
        test = taken(sitting, attempts)
        if test.over and (text := written(test)):
            own = ratings(test)
            yield name, sitting, test.form, text, *(own.get(c, "") for c in criteria), *("" for _ in criteria)


ITEM_COLUMNS = (
    "item", "lesson", "objective", "kind", "learners", "facility", "difficulty", "discrimination", "suspect", "wrong",
)  # fmt: skip
LEARNER_COLUMNS = ("learner", "answered", "score", "last_lesson", "last_day", "unfinished", "stuck")


READING_COLUMNS = ("place", "layer", "label", "read_as", "learners")


def _reading_row(r: OtherReading) -> tuple:
    return r.place, r.ours.layer, r.ours.id, r.read_as.id if r.read_as else "", r.learners


def _item_row(r: ItemResult) -> tuple:
    wrong = " ".join(f"{choice}×{n}" for choice, n in r.wrong.most_common())
    measures = map(_number, (r.facility, r.difficulty, r.discrimination))
    suspect = "yes" if r.suspect else ""
    return (r.item.id, r.item.id[1:3], r.item.objective, r.item.kind, r.learners, *measures, suspect, wrong)


def _learner_row(r: LearnerResult) -> tuple:
    unfinished = " ".join(f"{lesson}:{done}/{of}" for lesson, (done, of) in r.unfinished.items())
    return r.name, r.answered, _number(r.score), r.last_lesson, r.last_day, unfinished, " ".join(r.stuck)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple]) -> Path:
    # With a byte order mark, so that a spreadsheet reads the Chinese as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([columns, *([_cell(value) for value in row] for row in rows)])
    return path


def _cell(value: object) -> str:
    """Return a cell's text; one a spreadsheet would run as a formula is marked as text. Numbers stay numbers."""
    text = str(value)
    try:
        float(text)
    except ValueError:
        return f"'{text}" if _FORMULA.match(text) else text
    return text
