"""Every test keeps its answers in a folder of its own, and speaks Chinese unless it says otherwise."""

import pytest

from course import language, progress


@pytest.fixture(autouse=True)
def own_progress_and_language(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    language.use_language("zh")
    yield
    language.use_language("zh")
