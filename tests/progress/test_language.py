"""The language a learner chose is kept beside the record, and nothing that lies there stops a lesson."""

import subprocess
import sys

import pytest

from course.base import current_language, use_language
from course.base.language import LanguageError
from course.progress import keep_language, progress_folder, use_kept_language

SPEAKS = "import course\nfrom course.base import current_language\nprint(current_language())"


def test_what_was_chosen_is_spoken_in_the_next_notebook_whatever_the_environment_says(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh")
    keep_language("en")
    said = subprocess.run([sys.executable, "-c", SPEAKS], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "en"


def test_before_anything_is_chosen_the_environment_says(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    said = subprocess.run([sys.executable, "-c", SPEAKS], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "en"


@pytest.mark.parametrize("left", [b"", b"fr", b"\xff\xfe", b"en" * 9])
def test_what_is_no_language_changes_nothing(left):
    folder = progress_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "language.txt").write_bytes(left)
    use_language("zh")
    use_kept_language()
    assert current_language() == "zh"


def test_a_language_the_course_does_not_speak_is_refused_and_not_kept():
    with pytest.raises(LanguageError):
        keep_language("fr")
    assert not (progress_folder() / "language.txt").exists()


def test_where_nothing_can_be_written_it_holds_for_this_notebook(tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COURSE_PROGRESS_DIR", str(tmp_path / "a file" / "inside"))
    keep_language("en")
    assert current_language() == "en"
