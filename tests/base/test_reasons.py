"""Why a file cannot be used is said in the reader's language, and without its path."""

import errno
import os
import sqlite3

import pytest

from course import use_language
from course.base import reason


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [
        (errno.ENOENT, "没有这个文件或文件夹", "there is no such file or folder"),
        (errno.EACCES, "没有权限", "permission denied"),
        (errno.ENOSPC, "磁盘满了", "the disk is full"),
        (errno.EROFS, "这里只能读，不能写", "it can be read but not written"),
    ],
)  # fmt: skip
def test_an_error_of_the_system_is_told_in_both_languages(number, chinese, english):
    error = OSError(number, os.strerror(number), "/somewhere/secret")
    assert reason(error) == chinese
    use_language("en")
    assert reason(error) == english


def test_what_sqlite_says_is_told_in_chinese(tmp_path):
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(tmp_path / "no" / "such.sqlite").execute("SELECT 1")
    assert reason(raised.value) == "文件打不开"
    (tmp_path / "odd.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError) as raised:
        sqlite3.connect(tmp_path / "odd.sqlite").execute("SELECT * FROM t")
    assert reason(raised.value) == "文件坏了"


def test_an_error_that_has_no_words_here_is_quoted_and_still_shows_no_path():
    assert reason(OSError(errno.ELOOP, "Too many levels", "/somewhere/secret")) == "系统报告：Too many levels"


def test_a_name_no_file_can_have_and_content_that_is_no_text_are_told_apart():
    assert reason(ValueError("embedded null byte")) == "没有文件能用这个名字"
    assert reason(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")) == "文件坏了"
