"""From a folder of records to a report a teacher can open: HTML pages and CSV files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ...lessons import question_label
from ...progress import POSTTEST, PRETEST, Attempt, Gain, learner_gains, taken
from ..page import whole_page
from ..words import say
from ..worksheet import labels_of
from .grades import Grade, read_assignments
from .handed_in import Handed, NothingHandedIn, read_class
from .html import format_report
from .live import LIVE_COLUMNS, format_live, live_rows, read_live
from .readings import OtherReading
from .results import ItemResult, LearnerResult, Scores
from .roster import read_roster
from .sheets import write_csv
from .summary import Summary, summary
from .written import Piece, code_of, format_marking

_STYLE = Path(__file__).parent / "report.css"


def write_report(
    folder: Path, target: Path, lesson: str | None = None, roster: Path | None = None, assignments: Path | None = None
) -> tuple[Handed, list[Path]]:
    """Write the report on the records in `folder` to the folder `target`; return what was handed in and the files.

    `lesson` keeps it to one lesson, `roster` is the file that says who should have handed in, `assignments` the one
    that says what was set. Raises KeyError for a lesson that is not there, NothingHandedIn where no record can be used, DataError for a roster or assignments
    that cannot be read, OSError where a folder cannot be read or written.
    """
    names, tasks = read_roster(roster) if roster else [], read_assignments(assignments) if assignments else []
    handed = read_class(folder)
    lives, unread = read_live(folder)
    handed.skipped.extend(unread)
    if not handed.names and not lives:
        told = "\n".join(f"{s.name}: {s.why}" for s in handed.skipped)
        raise NothingHandedIn(f"{say('nothing_handed_in', folder=folder.name)}\n{told}".strip())
    found = summary(handed, lesson, names, tasks)
    target.mkdir(parents=True, exist_ok=True)
    pages = _pages(target, found, handed, format_live(lives))
    held = [write_csv(target / "live.csv", LIVE_COLUMNS, live_rows(lives))] if lives else []
    return handed, [*pages, *_tables(target, found), *held]


def _pages(target: Path, found: Summary, handed: Handed, live: str) -> Iterator[Path]:
    pages = {"class-report": (say("class_title"), format_report(found, handed, live))}
    if found.pieces:
        pages["marking"] = say("marking_title"), format_marking(found.pieces)
    for name, (title, body) in pages.items():
        path = target / f"{name}.html"
        path.write_text(whole_page(title, _STYLE.read_text(encoding="utf-8"), body, strict=False), encoding="utf-8")
        yield path


def _tables(target: Path, found: Summary) -> Iterator[Path]:
    yield write_csv(target / "items.csv", ITEM_COLUMNS, map(_item_row, found.items))
    missing = ((name, "no", *(None for _ in LEARNER_COLUMNS[2:])) for name in found.attendance.missing)
    yield write_csv(target / "learners.csv", LEARNER_COLUMNS, [*map(_learner_row, found.learners), *missing])
    tested = list(next(iter(found.objectives.values()), {}))
    heads = [f"objective {i}{which}" for i in tested for which in ("", " again")]
    yield write_csv(target / "objectives.csv", ("learner", *heads), (_score_row(*one) for one in found.objectives.items()))
    if found.assignments:
        heads = [f"{a.id}{which}" for a in found.assignments for which in ("", " answered", " of", " late")]
        yield write_csv(target / "grades.csv", ("learner", *heads), (_mark_row(*one) for one in sorted(found.grades.items())))
    if found.pieces:
        yield write_csv(target / "writing.csv", WRITTEN_COLUMNS, map(_written_row, found.pieces))
    if found.forms:
        gains = (_gain_row(name, attempts, g) for name, attempts in found.forms.items() for g in learner_gains(attempts))
        yield write_csv(target / "gains.csv", GAIN_COLUMNS, gains)
    if found.readings:
        yield write_csv(target / "readings.csv", READING_COLUMNS, map(_reading_row, found.readings))


ITEM_COLUMNS = (
    "question", "item", "objective", "kind", "of", "answered", "first", "again", "facility", "difficulty",
    "discrimination", "suspect", "wrong", "left_out",
)  # fmt: skip
LEARNER_COLUMNS = (
    "learner", "handed_in", "answered", "of", "first", "again", "last_day", "unfinished", "stuck",
)  # fmt: skip
GAIN_COLUMNS = ("learner", "form_before", "form_after", "skill", "points_before", "points_after", "of", "gain", "low", "high")
READING_COLUMNS = ("place", "layer", "label", "read_as", "learners")
WRITTEN_COLUMNS = ("learner", "question", "item", "sitting", "code", "text", "own_rating")


def _item_row(r: ItemResult) -> tuple:
    chosen = (" ".join(f"{r.item.choice_letter(c) or r.item.choice_words(c)}×{n}" for c, n in counted.most_common())
              for counted in (r.wrong, r.left_out))  # fmt: skip
    measures = (r.first, r.again, r.facility, r.difficulty, r.discrimination)
    suspect = "yes" if r.suspect else ""
    return (question_label(r.item), r.item.id, r.item.objective, r.item.kind, r.of, r.learners, *measures, suspect, *chosen)


def _learner_row(r: LearnerResult) -> tuple:
    unfinished = " ".join(f"{lesson}:{done}/{of}" for lesson, (done, of) in r.unfinished.items())
    day = date.fromisoformat(r.last_day) if r.last_day else None
    return r.name, "yes", r.answered, r.of, r.first, r.again, day, unfinished, " ".join(labels_of(r.stuck))


def _score_row(name: str, scores: Scores) -> tuple:
    return name, *(value for pair in scores.values() for value in pair or (None, None))


def _mark_row(name: str, marks: Sequence[Grade]) -> tuple:
    return name, *(value for g in marks for value in g)


def _gain_row(name: str, attempts: Sequence[Attempt], g: Gain) -> tuple:
    forms = (taken(sitting, attempts).form for sitting in (PRETEST, POSTTEST))
    return (name, *forms, g.skill or "all", float(g.before), float(g.after), g.of, float(g.gain), *map(float, g.interval))


def _written_row(p: Piece) -> tuple:
    own = "; ".join(f"{criterion} {level}" for criterion, level in p.own.items())
    return p.learner, p.label, p.item.id, p.sitting, code_of(p), p.text, own


def _reading_row(r: OtherReading) -> tuple:
    return r.place, r.ours.layer, r.ours.id, r.read_as.id if r.read_as else None, r.learners
