"""A package that is fetched when it is first imported: once, whole, and never before."""

import importlib
import io
import sys
import zipfile

import pytest

from course.base.fetched import Fetched


@pytest.fixture
def fetched(tmp_path, monkeypatch):
    """Addresses asked for; `late_one` can be had there and `late_two` not."""
    packed, asked = io.BytesIO(), []
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("late_one/__init__.py", "answer = 42\n")

    def fetch(address: str) -> bytes:
        asked.append(address)
        if address != "there.zip":
            raise OSError("no network")
        return packed.getvalue()

    finder = Fetched({"late_one": "there.zip", "late_two": "gone.zip"}, str(tmp_path), fetch)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
    monkeypatch.syspath_prepend(tmp_path)
    yield asked
    sys.modules.pop("late_one", None)


def test_a_package_is_fetched_once_and_only_when_it_is_imported(fetched):
    assert fetched == []
    assert importlib.import_module("late_one").answer == 42
    del sys.modules["late_one"]
    importlib.import_module("late_one")
    assert fetched == ["there.zip"]


def test_what_cannot_be_fetched_is_a_module_that_is_not_there(fetched):
    with pytest.raises(ModuleNotFoundError, match="late_two cannot be fetched: no network"):
        importlib.import_module("late_two")


def test_other_modules_are_none_of_its_business(fetched):
    with pytest.raises(ModuleNotFoundError, match="late_three"):
        importlib.import_module("late_three")
    assert fetched == []
