"""The copy of the log in a browser's own database: what is written is sent at once. (What it refuses: `tests/site/`.)"""

import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import msgspec
import pytest

from course.progress import choices, keep_layers, kept_layers, log as logs
from course.progress.browser import BrowserCopy
from course.progress.log import open_progress
from tests.waiting import run_apart

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Database:
    """A browser's database as the course's script offers it."""

    def __init__(self, **texts):
        self.texts, self.heard, self.chosen = dict(texts), None, {}

    async def all(self, heard):
        self.heard = heard
        return list(self.texts.values())

    def add(self, ids, texts):
        self.texts |= dict(zip(ids, texts, strict=True))

    async def choices(self):
        return list(self.chosen), list(self.chosen.values())

    def choose(self, name, text):
        self.chosen[name] = text

    def clear(self):
        self.texts.clear()


@pytest.fixture(autouse=True)
def pyodide(monkeypatch):
    same = SimpleNamespace(create_proxy=lambda one: one, to_js=lambda one: one)
    monkeypatch.setitem(sys.modules, "pyodide", SimpleNamespace(ffi=same))
    monkeypatch.setitem(sys.modules, "pyodide.ffi", same)
    monkeypatch.setattr(logs, "_copy", None)
    monkeypatch.setattr(choices, "_also", None)


def begun(database) -> BrowserCopy:
    copy = BrowserCopy(database)
    run_apart(copy.bring_back())
    logs.copy_to(copy)
    return copy


def record(number: int):
    return open_progress().record(f"q02-{number:02}", "after", "a", 1.0, NOW)


def test_what_is_answered_is_kept_and_brought_back_into_an_empty_file(tmp_path, monkeypatch):
    database = Database()
    begun(database)
    attempts = [record(1), record(2)]
    monkeypatch.setenv(logs.FOLDER_VARIABLE, str(tmp_path / "another tab"))
    begun(database)
    assert open_progress().attempts() == attempts


def test_what_another_tab_adds_is_heard_once_and_not_sent_back():
    database = Database()
    begun(database)
    other = msgspec.structs.replace(record(1), id="f" * 32, item="q02-05")
    database.texts.clear()
    for _ in range(2):
        database.heard([msgspec.json.encode(other).decode()])
    assert [a.item for a in open_progress().attempts()] == ["q02-01", "q02-05"]
    assert database.texts == {}


def test_what_somebody_changed_in_the_database_is_left_out_and_stops_nothing():
    begun(Database(one="{", two='{"item": "q02-01"}', three="[]"))
    assert open_progress().attempts() == [] and open_progress().notice == ""


def test_clearing_the_record_clears_the_database():
    database = Database()
    begun(database)
    record(1)
    open_progress().reset(NOW)
    assert database.texts == {} and open_progress().attempts() == []


def test_the_layers_chosen_in_the_reader_are_there_again_in_an_empty_folder_and_others_are_not_taken(tmp_path, monkeypatch):
    database = Database()
    begun(database)
    keep_layers({"gist": False, "role": True})
    database.chosen["language.txt"] = "en"
    monkeypatch.setenv(logs.FOLDER_VARIABLE, str(tmp_path / "after a reload"))
    assert kept_layers() == {}
    begun(database)
    assert kept_layers() == {"gist": False, "role": True}
    assert not (tmp_path / "after a reload" / "language.txt").exists()
