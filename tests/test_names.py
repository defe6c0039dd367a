"""What `course.` offers: every name a lesson uses, loaded when it is first used."""

import re
import subprocess
import sys
from pathlib import Path

import course

LESSONS = Path(__file__).parent.parent / "notebooks"


def test_every_name_a_lesson_takes_from_the_course_is_offered_by_the_tab_key_and_is_there():
    used = {name for path in LESSONS.glob("*.ipynb") for name in re.findall(r"\bcourse\.([a-z_]+)\(", path.read_text())}
    assert len(used) > 10 and used <= set(dir(course))
    assert all(callable(getattr(course, name)) for name in used)


def test_no_widget_is_loaded_with_the_course():
    code = "import sys, course; print(*(m for m in sys.modules if m.startswith('course.widgets.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []
