"""What is remembered can always be made again: a damaged or unwritable cache costs time, nothing else."""

import pytest

from course.base import cache


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache.platformdirs, "user_cache_dir", lambda *_: str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_second_time_it_is_not_made_again(folder):
    assert cache.remembered("text", lambda: {"a": ["甲"]}) == {"a": ["甲"]}
    assert cache.remembered("text", lambda: pytest.fail("made again")) == {"a": ["甲"]}
    assert cache.remembered("text edited", lambda: {"b": "乙"}) == {"b": "乙"}


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe nonsense", b"\x01"])
def test_a_damaged_entry_is_made_again(folder, damage):
    cache.remembered("text", lambda: {"a": "甲"})
    (entry,) = folder.iterdir()
    entry.write_bytes(damage)
    assert cache.remembered("text", lambda: {"a": "乙"}) == {"a": "乙"}
    assert cache.remembered("text", dict) == {"a": "乙"}


def test_an_entry_with_one_bit_changed_is_made_again(folder):
    cache.remembered("text", lambda: {"a": "甲"})
    (entry,) = folder.iterdir()
    whole = entry.read_bytes()
    for bit in range(8 * len(whole)):
        entry.write_bytes(bytes(byte ^ (1 << bit % 8 if n == bit // 8 else 0) for n, byte in enumerate(whole)))
        assert cache.remembered("text", lambda: {"a": "甲"}) == {"a": "甲"}


def test_without_a_folder_to_write_to_everything_still_works(folder):
    folder.write_text("a file in the way")
    assert cache.cache_folder() is None
    assert cache.remembered("text", lambda: {"a": "甲"}) == {"a": "甲"}
