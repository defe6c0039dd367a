"""A text of one's own without code: what the browser sends becomes an essay, or one sentence says what is wrong."""

import re
import subprocess
import sys

import pytest

import course
from course import text
from course.text import essays as corpus
from course.widgets.own_text import own_text as widget

WORDS = "我们这条街应当种树。树能遮阴，有研究说还能降温。\n——\n所以，只有种树，夏天的街上才能凉快。"


pytestmark = pytest.mark.usefixtures("no_own_text_yet")


@pytest.fixture
def told(monkeypatch):
    """What the widget sends back."""
    sent = []
    monkeypatch.setattr(widget.OwnText, "send", lambda self, content, buffers=None: sent.append(content))
    return sent


def send(own, *data, **content) -> None:
    own._receive(None, {"kind": "read"} | content, data)


def test_a_pasted_text_is_read_counted_and_can_be_used_in_code(told):
    own = course.own_text()
    send(own, text=WORDS, title="种树")
    assert told == [{"kind": "told", "problem": False, "notice": told[0]["notice"]}] and "X 篇" in told[0]["notice"]
    assert "2 段" not in own.html and "3 段，3 句，36 个汉字" in own.html and "<td>种树</td><td>2</td>" in own.html
    assert own.reader == own._shown.model_id and "夏天的街上" in own._shown.html
    assert corpus.load_essay("X").title == "种树" and "种树" in text.words_of("X01")
    calls = re.findall(r'(?:course|text)\.\w+\("X\d*"\)', own.html.replace("&#34;", '"'))
    assert len(calls) == 3 and all(eval(call, {"course": course, "text": text}) for call in calls)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_any_usual_encoding_and_gives_its_name(told, encoding):
    send(course.own_text(), WORDS.encode(encoding), name="街树.txt", title="")
    assert corpus.load_essay("X").title == "街树" and not told[-1]["problem"]


BAD = {
    "nothing": ({"text": ""}, "还没有文章"),
    "blank": ({"text": " \n　"}, "还没有文章"),
    "no text": ({}, "还没有文章"),
    "signs": ({"text": "，。！"}, "只有标点"),
    "one character": ({"text": "树"}, "一个字"),
    "English": ({"text": "Plant trees."}, "没有汉字"),
    "too long": ({"text": "树" * (widget.LONGEST + 1)}, "太长"),
    "a number": ({"text": 7, "title": ["x"]}, "没有汉字"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_said_in_words_and_what_was_read_before_stays(told, what):
    own = course.own_text()
    send(own, text=WORDS)
    before = own.html, own.reader
    content, words = BAD[what]
    send(own, **content)
    assert told[-1]["problem"] and words in told[-1]["notice"] and "\n" not in told[-1]["notice"]
    assert (own.html, own.reader) == before


@pytest.mark.parametrize("data, words", [
    (b"", "空"), (b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)), "不是文本"), ("这是文章。".encode("hz"), "HZ"),
    (b" " * (widget.LARGEST + 1), "太长"),
])  # fmt: skip
def test_a_file_that_is_no_text_is_refused_in_words(told, data, words):
    send(course.own_text(), data, name="mine.txt")
    assert told[-1]["problem"] and words in told[-1]["notice"]


def test_html_in_a_text_and_half_a_surrogate_do_no_harm(told):
    own = course.own_text()
    send(own, text="<script>改革</script>改革开放\ud800很好。", title="<b>题</b>")
    assert not told[-1]["problem"] and "<script" not in own.html + own._shown.html
    (own.html + own._shown.html).encode()


def test_the_same_title_takes_its_own_place_and_the_reader_before_is_closed(told):
    own = course.own_text()
    send(own, text=WORDS, title="种树")
    first = own._shown
    send(own, text="河要清。", title="种树")
    assert first.comm is None and list(corpus._own) == ["X"]


def test_another_message_changes_nothing(told):
    own = course.own_text()
    own._receive(None, {"kind": "other", "text": WORDS}, [])
    assert told == [] and own.html == own.reader == ""


def test_without_a_kernel_the_page_says_what_it_is_in_both_languages():
    for language, words in (("zh", "贴进文章"), ("en", "paste a text")):
        course.use_language(language)
        page = course.own_text()._repr_mimebundle_()[0]["text/html"]
        assert words in page and "text.my_file" in page


def test_nothing_heavy_is_loaded_before_the_button_is_pressed_and_nothing_that_draws_after_it():
    code = (
        "import sys, course\nown = course.own_text()\n"
        "loaded = lambda *names: [name for name in names if name in sys.modules]\n"
        "print(loaded('jieba', 'rjieba', 'matplotlib', 'numpy'))\n"
        "own._receive(None, {'kind': 'read', 'text': '我们应当种树。'}, [])\nprint(loaded('matplotlib', 'wordcloud'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.split("\n")[:2], done.stderr) == (["[]", "[]"], "")
