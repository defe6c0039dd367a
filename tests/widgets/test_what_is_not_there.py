"""Who names something that is not there is told in their own language what there is, in a line and without the program's insides."""

import re

import pytest

import course
from course import use_language

WRONG = {
    "a lesson": (lambda: course.card("12"), "09"),
    "a part": (lambda: course.ask("02", "nonsense"), "writing"),
    "a part that only other lessons have": (lambda: course.ask("02", "text"), "guess"),
    "a question": (lambda: course.ask("02", "before", 7), "3"),
    "a paragraph": (lambda: course.read("A99"), "A15"),
    "a sentence": (lambda: course.sentence("A03.9"), "6"),
    "a single passage": (lambda: course.compare("A03"), "shared-frame"),
    "a sentence beside a paragraph": (lambda: course.compare("A03.1", "B03"), "A03"),
    "a step of a map": (lambda: course.show_map("A", root="nobody"), "a-thesis"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_there_is_said_in_the_reader_s_language_with_what_is(wrong, language):
    use_language(language)
    call, right = WRONG[wrong]
    with pytest.raises(KeyError) as caught:
        call()
    told = str(caught.value)
    assert right in told and bool(re.search("[\u4e00-\u9fff]", told)) == (language == "zh")
    assert caught.value._render_traceback_() == [told]
