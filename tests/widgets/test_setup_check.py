"""The check of notebook 00 says plainly what works, and for what fails what to do."""

from course import figures
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
