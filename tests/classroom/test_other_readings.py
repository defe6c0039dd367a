"""Where a class reads a label otherwise than the course: counted by sentence and label, and by nobody's name."""

import csv
import json
import uuid

import pytest

from course.classroom.report.handed_in import read_class
from course.classroom.report.readings import other_readings
from course.classroom.report.write import write_report
from course.progress import NOTE
from course.progress.note import name_of

from .simulated_class import file_of

HOSTILE = "<script>alert(1)</script>"


def version(name: str, response, minute: int = 0) -> dict:
    at = f"2026-03-02T08:{minute:02}:00.000+00:00"
    return {"item": name, "sitting": NOTE, "response": response, "score": None, "at": at, "id": uuid.uuid4().hex}


def reading(place: str, ours: str, label: str, text: str = "") -> dict:
    name = name_of("label", place, uuid.uuid4().hex)
    return version(name, {"kind": "label", "ours": ours} | ({"label": label} if label else {}) | ({"text": text} if text else {}))


@pytest.fixture
def folder(tmp_path):
    """Three learners: all read A03.2 otherwise, two of them alike; one has taken a reading back."""
    changed = reading("A05.1", "role/claim", "role/premise")
    learners = {
        "heron": [reading("A03.2", "role/premise", "role/claim", HOSTILE), reading("A03.2", "role/premise", "role/claim")],
        "egret": [reading("A03.2", "role/premise", "role/claim"), changed, version(changed["item"], "", 5)],
        "crane": [
            reading("A03.2", "role/premise", "", HOSTILE), reading("A03.2", "role/zzz", "role/claim"), reading("A99.1", "role/claim", "role/premise"),
            version(name_of("note", "A03.2", uuid.uuid4().hex), {"kind": "note", "text": "mine alone"}),
        ],
    }  # fmt: skip
    for name, versions in learners.items():
        (tmp_path / f"{name}.json").write_text(file_of(versions), encoding="utf-8")
    return tmp_path


def test_a_learner_counts_once_for_a_reading_and_what_was_taken_back_does_not_count(folder):
    handed = read_class(folder)
    assert handed.skipped == handed.remarks == [] and set(handed.notes) == {"heron", "egret", "crane"}
    found = [(r.place, r.ours.id, r.read_as.id if r.read_as else None, r.learners) for r in other_readings(handed.notes)]
    assert found == [("A03.2", "premise", "claim", 2), ("A03.2", "premise", None, 1)]


def test_the_report_has_the_numbers_and_neither_names_nor_what_was_written(folder, tmp_path):
    _, files = write_report(folder, tmp_path / "report")
    page = (tmp_path / "report" / "class-report.html").read_text(encoding="utf-8")
    section = page[page.index("全班在哪里不同意我们的标签") :]
    assert "<td>理由</td><td>分论点</td><td>2</td>" in section and "<td>用自己的话写的</td><td>1</td>" in section
    assert not any(word in page for word in ("alert", "mine alone"))
    assert not any(name in section for name in ("heron", "egret", "crane"))
    with (tmp_path / "report" / "readings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["place"], r["layer"], r["label"], r["read_as"], r["learners"]) for r in rows][0] == ("A03.2", "role", "premise", "claim", "2")
    assert "readings.csv" in [f.name for f in files]


def test_a_class_without_notes_has_no_such_section(folder, tmp_path):
    for path in folder.glob("*.json"):
        whole = json.loads(path.read_text(encoding="utf-8"))
        first = {"item": "q02-01", "sitting": "after", "response": "a", "score": 0, "at": "2026-03-02T08:00:00.000+00:00", "id": uuid.uuid4().hex}
        path.write_text(json.dumps(whole | {"attempts": [first]}), encoding="utf-8")
    _, files = write_report(folder, tmp_path / "report")
    assert "不同意" not in (tmp_path / "report" / "class-report.html").read_text(encoding="utf-8") and "readings.csv" not in [f.name for f in files]
