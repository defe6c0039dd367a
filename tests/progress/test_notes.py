"""A learner's own notes in the record: they survive everything answers survive, and merge in any order."""

import itertools
import json
import random
import sqlite3
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from course.progress import (
    LONGEST_TEXT, LONGEST_WORD, NOTE, Note, Progress, TransferError, Unfit, answers_about_words, bring_back, bring_note_back,
    keep_note, kept_words, note_named, notes_at, packed, schedule, take_note_back,
)
from course.progress import file as database
from course.progress.attempt import Attempt
from course.progress.note import LONGEST_QUOTE, fields_of, name_of
from course.quiz import recall
from course.text import load_essay, passage

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> & \"'"
EACH = [
    Note("", "highlight", quote="科技实力", start=13), Note("", "note", text=HOSTILE), Note("", "question", text="凭什么？", quote="飞跃", start=25),
    Note("", "label", ours="role/concession", label="role/background", text="先承认，再转折"), Note("", "label", ours="role/concession", text="都不是"),
    Note("", "word", quote="飞跃", start=25, text="一下子变好"),
]  # fmt: skip


def log_with(folder, notes=EACH, place: str = "A03.3") -> Progress:
    log = Progress(folder)
    for n, note in enumerate(notes):
        keep_note(log, place, note, NOW + timedelta(minutes=n))
    return log


def contents(log: Progress) -> list[dict]:
    return [fields_of(note) | {"place": note.place} for note in notes_at(log)]


def test_every_kind_of_note_survives_a_restart_and_is_carried_to_another_machine(tmp_path):
    here = log_with(tmp_path / "here")
    again = Progress(tmp_path / "here")
    assert notes_at(again) == notes_at(here) and len(notes_at(again)) == len(EACH) and {n.place for n in notes_at(again)} == {"A03.3"}
    there = Progress(tmp_path / "there")
    assert bring_back(there, packed(here)) == len(EACH)
    assert notes_at(there) == notes_at(here) and packed(there) == packed(here) and kept_words(there) == kept_words(here)
    assert bring_back(there, packed(here)) == 0


def test_notes_are_no_answers(tmp_path):
    log = log_with(tmp_path)
    log.record("q02-01", "after", "a", 1, NOW)
    assert [a.item for a in log.attempts()] == ["q02-01"] and len(log.notes()) == len(EACH)


def test_a_note_is_changed_deleted_and_brought_back(tmp_path):
    log = log_with(tmp_path, EACH[:2])
    note = next(n for n in notes_at(log) if n.kind == "note")
    keep_note(log, note.place, Note(note.id, "note", text="改过"), NOW + timedelta(hours=1))
    assert note_named(log, note.id).text == "改过" and len(notes_at(log)) == log.count_notes() == 2
    take_note_back(log, note.id, NOW + timedelta(hours=2))
    assert note_named(log, note.id) is None and [n.kind for n in notes_at(log)] == ["highlight"] and log.count_notes() == 1
    bring_note_back(log, note.id, NOW + timedelta(hours=3))
    assert note_named(Progress(tmp_path), note.id).text == "改过" and log.count_notes() == 2


def test_two_records_with_notes_changed_and_deleted_in_both_give_one_result_in_every_order(tmp_path):
    whole = packed(log_with(tmp_path / "first"))
    files = []
    for name in ("one", "other", "third"):
        log, draw = Progress(tmp_path / name), random.Random(name)
        bring_back(log, whole)
        for n in notes_at(log):
            later = NOW + timedelta(hours=draw.randrange(1, 5))
            if draw.random() < 0.4:
                take_note_back(log, n.id, later)
            else:
                keep_note(log, n.place, Note(n.id, n.kind, n.quote, n.start, f"{n.text}{name}", n.ours, n.label), later)
        keep_note(log, "B02.1", Note("", "note", text=name), NOW)
        files.append(packed(log))
    results = []
    for number, order in enumerate(itertools.permutations(files)):
        log = Progress(tmp_path / f"merged-{number}")
        for data in order:
            bring_back(log, data)
        results.append((packed(log), contents(log)))
    assert all(result == results[0] for result in results)
    assert {n["text"] for n in results[0][1] if n["place"] == "B02.1"} == {"one", "other", "third"}


def test_a_note_deleted_on_one_machine_is_gone_on_the_other_once_they_meet(tmp_path):
    here = log_with(tmp_path / "here", EACH[1:2])
    there = Progress(tmp_path / "there")
    bring_back(there, packed(here))
    take_note_back(there, notes_at(there)[0].id, NOW + timedelta(days=1))
    for one, other in ((here, there), (there, here)):
        bring_back(one, packed(other))
        assert notes_at(one) == []


BAD = {
    "no kind": {"text": "x"}, "an unknown kind": {"kind": "evil", "text": "x"}, "nothing said": {"kind": "note", "text": " "},
    "an endless text": {"kind": "note", "text": "x" * (LONGEST_TEXT + 1)}, "an unknown field": {"kind": "note", "text": "x", "evil": "1"},
    "no words": {"kind": "highlight"}, "an endless quotation": {"kind": "highlight", "quote": "x" * (LONGEST_QUOTE + 1)},
    "a start that is no number": {"kind": "highlight", "quote": "x", "start": "-1"}, "a label that is HTML": {"kind": "label", "ours": "role/claim", "label": "<b>"},
    "a label with nothing in its place": {"kind": "label", "ours": "role/claim"}, "a word among notes": {"kind": "word", "quote": "x"},
    "a list": ["note"], "a plain text": "note",
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_note_is_not_written_not_uploaded_and_left_out_where_it_stands(tmp_path, what):
    log, name = log_with(tmp_path / "here", EACH[1:2]), name_of("note", "A03.3", uuid.uuid4().hex)
    before = packed(log)
    with pytest.raises(Unfit, match="response"):
        log.record(name, NOTE, BAD[what], None, NOW)
    whole = json.loads(before)
    whole["attempts"].append(whole["attempts"][0] | {"id": "0" * 32, "item": name, "response": BAD[what]})
    with pytest.raises(TransferError, match="response"):
        bring_back(log, json.dumps(whole).encode())
    assert packed(log) == before
    with sqlite3.connect(log.path) as connection:
        row = ("0" * 32, name, NOTE, json.dumps(BAD[what]), NOW.isoformat())
        connection.execute("INSERT INTO attempts (id, item, sitting, response, at) VALUES (?, ?, ?, ?, ?)", row)
    connection.close()
    log = Progress(tmp_path / "here")
    assert packed(log) == before and "1" in log.notice


@pytest.mark.parametrize("name", ["note-A03-3-x", "note-A03-" + "0" * 16, "q02-01", "word-A03-3-" + "0" * 16, "note-a03-3-" + "0" * 16])
def test_a_note_has_a_name_that_says_where_it_is(tmp_path, name):
    with pytest.raises(Unfit):
        Progress(tmp_path).record(name, NOTE, {"kind": "note", "text": "x"}, None, NOW)


def test_notes_kept_while_the_file_cannot_be_written_are_shown_and_written_later(tmp_path):
    folder = tmp_path / "answers"
    folder.write_text("in the way")
    log = log_with(folder, EACH[1:2])
    assert log.notice and len(notes_at(log)) == len(notes_at(log, "A03")) == log.count_notes() == 1 and notes_at(log, "A04") == []
    folder.unlink()
    keep_note(log, "A03.3", EACH[0], NOW)
    assert len(notes_at(Progress(folder))) == 2


# ---- many ----


def many(folder, count: int) -> Progress:
    """A log with three notes on A03 and so many elsewhere."""
    log = log_with(folder, EACH[:3])
    places = [s.id for essay in "AB" for s in load_essay(essay).sentences if not s.id.startswith("A03.")]
    versions = []
    for n in range(count):
        number = f"{n:032x}"
        versions.append(Attempt(name_of("note", places[n % len(places)], number[::-1]), NOTE, {"kind": "note", "text": "x" * 80}, None, NOW.isoformat(), number))
    log.merge(versions)
    return log


def test_to_read_the_notes_of_a_place_costs_the_same_among_ten_thousand_others(tmp_path, monkeypatch):
    steps = 0
    opened = database._opened

    def count() -> None:
        nonlocal steps
        steps += 1

    def counting(path):
        connection = opened(path)
        connection.set_progress_handler(count, 10)  # of SQLite's own steps
        return connection

    costs = []
    for size in (100, 10_000):
        log = many(tmp_path / str(size), size)
        with monkeypatch.context() as patched:
            patched.setattr(database, "_opened", counting)
            steps = 0
            assert len(notes_at(log, "A03")) == 3 and kept_words(log) == []
            costs.append(steps)
    assert costs[1] <= 1.5 * costs[0], costs


def test_ten_thousand_notes_are_carried_away_and_back(tmp_path):
    here, there = many(tmp_path / "here", 10_000), Progress(tmp_path / "there")
    assert bring_back(there, packed(here)) == 10_003 and there.count_notes() == 10_003


# ---- kept words ----


def test_a_kept_word_falls_due_the_next_day_by_the_rule_for_questions_and_rests_when_it_is_known(tmp_path):
    log = log_with(tmp_path, EACH[-1:])
    word = kept_words(log)[0]
    card = recall(word.id, word.place, word.quote, word.start)

    def due() -> datetime:
        return schedule([card], answers_about_words(kept_words(log), log.attempts()), NOW + timedelta(days=30))[0].at

    first = due()
    assert NOW < first <= NOW + timedelta(days=1, hours=1)
    log.record(word.id, "review", "2", 1.0, first)
    known = due()
    keep_note(log, word.place, Note(word.id, "word", word.quote, word.start, "另一种解释"), first + timedelta(hours=1))
    assert due() == known > first + timedelta(days=1)  # to explain it otherwise is no review


def test_a_word_kept_twice_is_asked_once_where_it_was_first_kept(tmp_path):
    log = Progress(tmp_path)
    for n, place in enumerate(["B02.1", "A03.3"]):
        keep_note(log, place, Note("", "word", quote="发展"), NOW + timedelta(minutes=n))
    assert [w.place for w in kept_words(log)] == ["B02.1"]


def test_a_word_whose_sentence_has_it_no_more_is_no_card():
    text = passage("A03.3").text
    at = text.index("飞跃")
    assert recall("word-A03-3-x", "A03.3", "飞跃", at).start == recall("word-A03-3-x", "A03.3", "飞跃", 0).start == at
    assert recall("w", "A03.3", "没有的词", 0) is None and recall("w", "A99.1", "飞跃", 0) is None
    assert LONGEST_WORD < len(text)
