"""Something odd is in the record: one wrong bit, one odd date, a file somebody altered. Everything still opens."""

import json
import random
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

import course
from course.classroom.report.handed_in import read_class
from course.classroom.report.results import item_results, learner_results
from course.lessons import all_items
from course.progress import FOLDER_VARIABLE, Progress, TransferError, bring_back, packed
from course.progress.attempt import Attempt, Unfit, checked
from tests.items import right_response

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ITEMS = [item for item in all_items() if item.is_scored][:40]


def filled(folder, count: int = 60) -> Progress:
    log = Progress(folder)
    for n in range(count):
        item, sitting = ITEMS[n % len(ITEMS)], ("before", "after", "review")[n % 3]
        log.record(item.id, sitting, right_response(item), 1.0, NOW + timedelta(minutes=n))
    log.record("exam-02", "exam-02", "start", None, NOW + timedelta(hours=2))
    log.record(ITEMS[0].id, "exam-02", right_response(ITEMS[0]), 1.0, NOW + timedelta(hours=2, minutes=1))
    return log


def open_everything(folder, monkeypatch) -> Progress:
    """Open all that reads the record, and carry it to another machine; return the log as it is then."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    for shown in (course.ask("02", "after"), course.my_progress(), course.review(), course.exam("02"), course.answers_so_far("02")):
        assert "\n" not in (getattr(shown, "notice", "") or "")
        shown._repr_mimebundle_()
    log = Progress(folder)
    other = Progress(folder / "other")
    bring_back(other, packed(log))
    assert other.attempts() == log.attempts()
    shutil.rmtree(folder / "other")
    return log


@pytest.mark.parametrize("bits", [1, 40])
def test_wrong_bits_stop_nothing_and_hide_little(tmp_path, monkeypatch, bits):
    whole = filled(tmp_path / "whole").path.read_bytes()
    given = len(Progress(tmp_path / "whole").attempts())
    chance, found = random.Random(bits), []
    for n in range(25):
        folder, damaged = tmp_path / f"{bits}-{n}", bytearray(whole)
        for place in chance.choices(range(8 * len(whole)), k=bits):
            damaged[place // 8] ^= 1 << place % 8
        folder.mkdir()
        (folder / "progress.sqlite").write_bytes(damaged)
        log = open_everything(folder, monkeypatch)
        log.record("q", "after", "new", 1, NOW + timedelta(days=1))
        read = log.attempts()
        assert read[-1].response == "new" and Progress(folder).attempts() == read
        found.append(len(read) - 1)
        if found[-1] < given:
            assert log.notice or list(folder.glob("*damaged*"))
    if bits == 1:  # one bit costs the row it stands in, rarely those of one page
        assert sorted(found)[len(found) // 4] >= given - 1


ODD_ROWS = {
    "an answer that is no JSON": {"response": "{"},
    "an answer that is a number": {"response": "7"},
    "a date of the year 9999": {"at": "9999-12-31T23:59:59.999+00:00"},
    "a date of the year 1": {"at": "0001-01-01T00:00:00+14:00"},
    "a date that is none": {"at": "yesterday"},
    "a score of 7": {"score": 7},
    "bytes that are no text": {"response": b'"\xff\xfe"'},
    "bytes for a date": {"at": b"\xff"},
    "half a character": {"response": '"\\ud800"'},
    "another sitting": {"sitting": "during"},
    "an id that is none": {"id": "x"},
    "an endless answer": {"response": json.dumps("x" * 10_000)},
    "null for a match": {"response": '{"a": null}'},
}


@pytest.mark.parametrize("what", ODD_ROWS)
def test_an_odd_row_is_left_out_counted_and_named_and_stays_in_the_file(tmp_path, monkeypatch, what):
    log = filled(tmp_path)
    before = log.attempts()
    row = {"id": "0" * 32, "item": ITEMS[1].id, "sitting": "after", "response": '"a"', "score": 1.0, "at": "2026-11-23T09:00:00+00:00"} | ODD_ROWS[what]
    with sqlite3.connect(log.path) as connection:
        connection.execute(f"INSERT INTO attempts ({', '.join(row)}) VALUES (?, ?, ?, ?, ?, ?)", tuple(row.values()))
    connection.close()
    log = open_everything(tmp_path, monkeypatch)
    assert log.attempts() == before
    assert "1" in log.notice and "63" in log.notice and "\n" not in log.notice  # the 63rd row
    with sqlite3.connect(log.path) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (63,)
    connection.close()
    assert not list(tmp_path.glob("*damaged*"))


TEXT = st.text(max_size=30)
RESPONSE = st.one_of(TEXT, st.lists(TEXT, max_size=4), st.dictionaries(TEXT, TEXT, max_size=4), st.none(), st.lists(st.none(), max_size=2), st.integers(), st.booleans())


@given(st.lists(st.tuples(st.sampled_from([i.id for i in ITEMS] + ["q", "<b>"]), RESPONSE, st.one_of(st.none(), st.floats()), st.datetimes(timezones=st.timezones())), max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_recorded_can_be_downloaded_and_brought_back(tmp_path_factory, answers):
    folder = tmp_path_factory.mktemp("log")
    log, kept = Progress(folder / "here"), 0
    for item, response, score, now in answers:
        try:
            log.record(item, "after", response, score, now)
            kept += 1
        except (Unfit, OverflowError):
            pass
    there = Progress(folder / "there")
    assert bring_back(there, packed(log)) == kept == len(log.attempts()) and log.notice == ""
    assert there.attempts() == log.attempts()


def test_times_of_any_zone_are_kept_in_utc():
    attempt = Attempt("q", "after", "a", 1, "2026-11-23T16:00:00+08:00", "0" * 32)
    assert checked(attempt).at == "2026-11-23T08:00:00.000+00:00"


def test_answers_stand_in_the_order_in_which_they_were_written_whatever_the_clock_says(tmp_path):
    log = Progress(tmp_path / "here")
    hours = (0, -1, 5, 2, -3, 10_000, 0)
    given = [Progress(log.path.parent).record("q", "after", str(n), 1, NOW + timedelta(hours=h)) for n, h in enumerate(hours)]
    assert log.attempts() == given and [a.when for a in given] == [NOW + timedelta(hours=h) for h in hours]
    there = Progress(tmp_path / "there")
    bring_back(there, packed(log))
    assert there.attempts() == given


def test_one_id_with_two_contents_gives_one_result_in_every_order(tmp_path):
    one = filled(tmp_path / "one", 3)
    files = [packed(one), packed(one).replace(b'"score": 1.0', b'"score": 0.0'), packed(one).replace(b"after", b"review")]
    results = set()
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]):
        log = Progress(tmp_path / "".join(map(str, order)))
        for n in order:
            bring_back(log, files[n])
        results.add(packed(log))
    assert len(results) == 1


ODD_FIELDS = {  # the first four of each are accepted, odd as they are
    "item": ["exam-02", "exam-all", "q", ITEMS[5].id, "", "<b>"],
    "sitting": ["exam", "exam-02", "before", "exam-all", "exam-" + "x" * 99, "during"],
    "response": ["finish", {}, [], ["a"] * 9, None, 7, {"a": None}, "\ud800"],
    "score": [None, 0, 1, 0.25, -1, 1e308, "1"],
    "at": ["2098-12-30T00:00:00+14:00", "2001-01-02T00:00:00-12:00", "2026-11-23T08:00:00+08:00", "20261123T080000Z", "9999-12-31T23:59:59+00:00", "x"],
    "written": ["2098-12-31T23:59:59.999+00:00", "2001-01-02T00:00:00+00:00", "", "2026-11-23T08:00:00+08:00", "yesterday", 7],
    "id": ["0" * 32, "1" * 32, "f" * 32, "a" * 32, "", "x"],
}


def altered(attempts: list[dict], chance: random.Random) -> list[dict]:
    """Return attempts with one field altered: to something odd that is accepted, or now and then to what cannot be."""
    n, field = chance.randrange(len(attempts)), chance.choice(list(ODD_FIELDS))
    odd = ODD_FIELDS[field] if chance.random() < 0.1 else ODD_FIELDS[field][:4]
    return [*attempts[:n], attempts[n] | {field: chance.choice(odd)}, *attempts[n + 1 :]]


def test_an_altered_upload_is_refused_in_one_line_or_everything_opens_with_it(tmp_path, monkeypatch):
    whole, chance, accepted = json.loads(packed(filled(tmp_path / "whole", 20))), random.Random(5), 0
    for n in range(60):
        attempts = whole["attempts"]
        for _ in range(chance.randrange(1, 6)):
            attempts = altered(attempts, chance)
        folder = tmp_path / str(n)
        log = filled(folder, 3)
        try:
            bring_back(log, json.dumps(whole | {"attempts": attempts}).encode())
        except TransferError as error:
            assert str(error) and "\n" not in str(error)
            continue
        accepted += 1
        open_everything(folder, monkeypatch)
        (folder / "class").mkdir()
        (folder / "class" / "a.json").write_bytes(packed(log))
        handed = read_class(folder / "class")
        assert item_results(handed.learners) and learner_results(handed.learners)
        log.record("q", "after", "new", 1, NOW)
        assert log.attempts()[-1].response == "new" or any(a.written > "2098-12-31" for a in log.attempts())
    assert accepted > 30


def test_answers_kept_in_memory_are_written_in_order_as_soon_as_it_is_possible(tmp_path):
    folder = tmp_path / "answers"
    folder.write_text("in the way")
    log = Progress(folder)
    for n in range(3):
        log.record("q", "after", str(n), 1, NOW)
    assert log.notice
    with pytest.raises(OSError):
        log.reset(NOW)
    assert len(log.attempts()) == 3
    folder.unlink()
    other = Progress(folder)  # the next question asked
    other.record("q", "after", "3", 1, NOW)
    assert [a.response for a in Progress(folder).attempts()] == ["0", "1", "2", "3"]
    log.record("q", "after", "4", 1, NOW)
    assert log.notice == other.notice == "" and [a.response for a in log.attempts()] == [*"01234"]


def test_a_mistaken_call_is_not_damage(tmp_path):
    log = filled(tmp_path, 3)
    before = log.path.read_bytes()
    for item, response in (("q", {1, 2}), ("q", None), ("<b>", "a"), ("q", "\ud800")):
        with pytest.raises(Unfit):
            log.record(item, "after", response, 1, NOW)
    assert log.path.read_bytes() == before and not list(tmp_path.glob("*damaged*"))
