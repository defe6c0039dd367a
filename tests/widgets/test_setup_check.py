"""The check of notebook 00 says plainly what works, and for what fails what to do."""

import subprocess
import sys

import pytest

from course import figures, use_language
from course.figures import fonts
from course.progress import log as progress
from course.widgets import ask
from course.widgets.pages import pages, setup_check
from course.widgets.pages.setup_check import SetupCheck, check_rows, check_setup


def test_on_a_sound_machine_fonts_and_saving_are_fine():
    rows = check_rows()
    assert [row[1] for row in rows[:2]] == ["正常", "正常"]
    assert progress.open_progress().attempts() == []


def test_a_missing_font_is_told_with_the_remedy(monkeypatch):
    def none():
        raise figures.FontError("没有字体：重新安装")

    monkeypatch.setattr(figures, "chinese_font", none)
    assert check_rows()[0][1:] == ("有问题", "没有字体：重新安装")


def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "file"))
    name, outcome, remedy = check_rows()[1]
    assert outcome == "有问题" and progress.FOLDER_VARIABLE in remedy and str(tmp_path) not in remedy


def test_in_a_browser_no_folder_of_its_virtual_machine_is_named_and_no_variable(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "file"))
    for page in (pages, setup_check):
        monkeypatch.setattr(page, "in_browser", lambda: True)
    outcome, remedy = check_rows()[1][1:]
    assert outcome == "有问题" and progress.FOLDER_VARIABLE not in remedy
    assert "这个浏览器" in pages.where_to_save() and str(tmp_path) not in pages.where_to_save()


def test_the_check_of_clicking_turns_when_an_answer_comes_from_the_browser(monkeypatch):
    monkeypatch.setattr(SetupCheck, "works", False)
    check, quiz = check_setup(), ask("00", "reading")
    assert check.last[0] == "?"
    quiz._receive(quiz, {"kind": "submit", "item": quiz.items[0]["id"], "response": None}, [])
    assert check.last == check_setup().last == ["正常", "不用做什么"]  # and so it stays when the cell is run again


def test_without_a_kernel_the_check_is_a_table_and_says_what_to_do_next():
    use_language("en")
    shown = check_setup()._repr_mimebundle_()[0]
    assert shown["text/plain"].splitlines()[0] == "Check\tResult\tWhat to do"
    assert '<table class="course-table" lang="en">' in shown["text/html"] and "Answer the question below" in shown["text/html"]


@pytest.mark.parametrize("library", ["matplotlib", "wordcloud", "PIL", "fontTools"])
def test_a_library_that_is_not_installed_is_told_with_the_remedy(library, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    code = f"import sys; sys.modules[{library!r}] = None\nfrom course.widgets.pages.setup_check import check_rows\nprint(check_rows()[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "有问题" in done.stdout and "make lab" in done.stdout, done.stderr


@pytest.mark.parametrize("content", [b"", b"ttcf" + bytes(26), bytes(5000)])
def test_a_damaged_font_is_told_with_the_remedy_and_a_damaged_copy_is_made_again(content, tmp_path, monkeypatch):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(content)
    copy = tmp_path / "NotoSansCJKsc-Regular.otf"
    copy.write_bytes(b"half of a font")
    monkeypatch.setattr(fonts, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", list)
    fonts.chinese_font.cache_clear()
    try:
        with monkeypatch.context() as damaged:
            damaged.setattr(fonts.resources, "files", lambda _: tmp_path)
            name, outcome, remedy = check_rows()[0]
        assert outcome == "有问题" and "重新安装" in remedy
        assert fonts.chinese_font() == copy
    finally:
        fonts.chinese_font.cache_clear()
