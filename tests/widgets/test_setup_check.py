"""The check of notebook 00 says plainly what works, and for what fails what to do."""

import subprocess
import sys

import pytest

from course import figures
from course.figures import fonts
from course.progress import log as progress
from course.widgets.pages.setup_check import check_setup


def test_on_a_sound_machine_fonts_and_saving_are_fine():
    rows = list(check_setup())
    assert [row[1] for row in rows[:2]] == ["正常", "正常"]
    assert progress.open_progress().attempts() == []


def test_a_missing_font_is_told_with_the_remedy(monkeypatch):
    def none():
        raise figures.FontError("没有字体：重新安装")

    monkeypatch.setattr(figures, "chinese_font", none)
    assert list(check_setup())[0][1:] == ("有问题", "没有字体：重新安装")


def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "file"))
    name, outcome, remedy = list(check_setup())[1]
    assert outcome == "有问题" and progress.FOLDER_VARIABLE in remedy and str(tmp_path) not in remedy


@pytest.mark.parametrize("library", ["matplotlib", "wordcloud", "PIL", "fontTools"])
def test_a_library_that_is_not_installed_is_told_with_the_remedy(library, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    code = f"import sys; sys.modules[{library!r}] = None\nfrom course.widgets.pages.setup_check import check_setup\nprint(list(check_setup())[0])"
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
            name, outcome, remedy = list(check_setup())[0]
        assert outcome == "有问题" and "Reinstall" in remedy
        assert fonts.chinese_font() == copy
    finally:
        fonts.chinese_font.cache_clear()
