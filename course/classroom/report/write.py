"""From a folder of records to a report a teacher can open: one HTML page and three CSV files."""

import csv
from collections.abc import Iterable
from pathlib import Path

from ..page import whole_page
from ..words import say
from .handed_in import Handed, NothingHandedIn, read_class
from .html import format_report
from .results import ItemResult, LearnerResult, item_results, learner_results, objective_scores

_STYLE = Path(__file__).parent / "report.css"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_report(folder: Path, target: Path) -> tuple[Handed, list[Path]]:
    """Write the report on the records in `folder` to the folder `target`; return what was handed in and the files written.

    Raises NothingHandedIn where no record can be used, OSError where a folder cannot be read or written.
    """
    handed = read_class(folder)
    if not handed.learners:
        told = "\n".join(f"{s.name}: {s.why}" for s in handed.skipped)
        raise NothingHandedIn(f"{say('nothing_handed_in', folder=folder.name)}\n{told}".strip())
    items, learners, objectives = item_results(handed.learners), learner_results(handed.learners), objective_scores(handed.learners)
    target.mkdir(parents=True, exist_ok=True)
    page = target / "class-report.html"
    body = format_report(items, learners, objectives, handed.skipped, handed.remarks)
    page.write_text(whole_page(say("class_title"), (_STYLE).read_text(encoding="utf-8"), body, strict=False), encoding="utf-8")
    tested = list(next(iter(objectives.values())))
    return handed, [
        page,
        _write_csv(target / "items.csv", ITEM_COLUMNS, map(_item_row, items)),
        _write_csv(target / "learners.csv", LEARNER_COLUMNS, map(_learner_row, learners)),
        _write_csv(target / "objectives.csv", ("learner", *tested), ((name, *(_number(s[i]) for i in tested)) for name, s in objectives.items())),
    ]


ITEM_COLUMNS = ("item", "lesson", "objective", "kind", "learners", "facility", "difficulty", "discrimination", "suspect", "wrong")
LEARNER_COLUMNS = ("learner", "answered", "score", "last_lesson", "last_day", "unfinished", "stuck")


def _item_row(r: ItemResult) -> tuple:
    wrong = " ".join(f"{choice}×{n}" for choice, n in r.wrong.most_common())
    return (
        r.item.id, r.item.id[1:3], r.item.objective, r.item.kind, r.learners, _number(r.facility), _number(r.difficulty), _number(r.discrimination),
        "yes" if r.suspect else "", wrong,
    )  # fmt: skip


def _learner_row(r: LearnerResult) -> tuple:
    unfinished = " ".join(f"{lesson}:{done}/{of}" for lesson, (done, of) in r.unfinished.items())
    return r.name, r.answered, _number(r.score), r.last_lesson, r.last_day, unfinished, " ".join(r.stuck)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple]) -> Path:
    # With a byte order mark, so that a spreadsheet reads the Chinese as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
    return path


def _cell(value: object) -> str:
    """Return a cell's text; one a spreadsheet would run as a formula is marked as text. Numbers stay numbers."""
    text = str(value)
    try:
        float(text)
        return text
    except ValueError:
        return f"'{text}" if text.startswith(_FORMULA) else text
