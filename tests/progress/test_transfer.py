"""One file carries a log away and brings it back: merged in any order, and nothing changed by a file that is not ours."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from course.progress import transfer
from course.progress.log import Progress

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def log(folder, name: str, answers: int = 3) -> Progress:
    made = Progress(folder / name)
    for n in range(answers):
        made.record(f"q02-{n % 2}", "after", f"{name}{n}", n % 2, NOW + timedelta(minutes=n))
    return made


def test_what_was_carried_away_comes_back_exactly(tmp_path):
    here = log(tmp_path, "here")
    there = Progress(tmp_path / "there")
    assert transfer.bring_back(there, transfer.packed(here)) == 3
    assert there.attempts() == here.attempts() and transfer.packed(there) == transfer.packed(here)
    assert transfer.bring_back(there, transfer.packed(here)) == 0  # twice is once


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_merging_in_any_order_gives_the_same_log(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("merge")
    files = {name: transfer.packed(log(folder, name, 4)) for name in set(order)}
    one, other = Progress(folder / "one"), Progress(folder / "other")
    for name in order:
        transfer.bring_back(one, files[name])
    for name in sorted(set(order), reverse=True):
        transfer.bring_back(other, files[name])
    assert transfer.packed(one) == transfer.packed(other)
    assert len(one.attempts()) == 4 * len(files)


def test_answers_of_one_millisecond_keep_their_order_through_a_merge(tmp_path):
    here = Progress(tmp_path / "here")
    given = [here.record("q", "after", str(n), 1, NOW) for n in range(20)]
    there = Progress(tmp_path / "there")
    transfer.bring_back(there, transfer.packed(here))
    assert there.attempts("q") == given and there.latest("q", "after").response == "19"


def spoiled(data: bytes, **fields) -> bytes:
    whole = json.loads(data)
    whole["attempts"][1] |= fields
    return json.dumps(whole).encode()


BAD = {
    "empty": lambda d: b"",
    "no JSON": lambda d: b"\x89PNG\r\n",
    "half": lambda d: d[: len(d) // 2],
    "another file": lambda d: b'{"cells": [], "nbformat": 4}',
    "a list": lambda d: b"[]",
    "nested without end": lambda d: b"[" * 100_000,
    "huge": lambda d: d + b" " * transfer.LARGEST,
    "newer": lambda d: d.replace(b'"version": 1', b'"version": 2'),
    "an unknown field": lambda d: spoiled(d, evil=1),
    "a score of 7": lambda d: spoiled(d, score=7),
    "a score that is a word": lambda d: spoiled(d, score="1"),
    "a foreign id": lambda d: spoiled(d, id="'; DROP TABLE attempts; --"),
    "HTML for an item": lambda d: spoiled(d, item="<script>"),
    "a time that is none": lambda d: spoiled(d, at="yesterday"),
    "a time without zone": lambda d: spoiled(d, at="2026-11-23T08:00:00"),
    "an endless answer": lambda d: spoiled(d, response="x" * 7000),
    "a sitting that is none": lambda d: spoiled(d, sitting="during"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_not_ours_changes_nothing_and_says_why_in_one_line(tmp_path, what):
    here, good = log(tmp_path, "here"), transfer.packed(log(tmp_path, "other"))
    before = transfer.packed(here)
    with pytest.raises(transfer.TransferError) as caught:
        transfer.bring_back(here, BAD[what](good))
    assert "\n" not in str(caught.value) and str(caught.value)
    assert transfer.packed(here) == before


def test_a_log_that_cannot_be_written_says_so_and_stays(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OSError, match="存不下来"):
        transfer.bring_back(Progress(blocked), transfer.packed(log(tmp_path, "here")))
    assert blocked.read_text(encoding="utf-8").startswith("a file")
