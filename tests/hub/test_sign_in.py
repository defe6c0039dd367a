"""Who comes in to the class server: a name is one whole name, and one's own word is asked for ever after."""

import asyncio
import re
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.needs import ALL_PACKAGES, need
from tests.waiting import run_apart

from .server import ROOT, missing

WORD = "my own word"


@pytest.fixture
def door(tmp_path, monkeypatch):
    need(not missing(), missing(), ALL_PACKAGES)
    from course.classroom.hub import sign_in

    monkeypatch.setattr(sign_in, "PAUSE", 0)
    return sign_in.SignIn(
        user_password="on the board", teacher_password="the teacher's alone", folder=str(tmp_path), username_pattern=r"[\w-]{1,40}", allow_all=True
    )  # fmt: skip


def come_in(door, name: str, word: str, password: str = "on the board") -> str | None:
    """Return as whom one comes in, all of JupyterHub's own looks at a name included."""
    model = run_apart(door.get_authenticated_user(None, {"username": name, "password": password, "otp": word}))
    return model and model["name"]


def test_the_first_under_a_name_says_the_word_and_nobody_else_opens_afterwards(door):
    assert come_in(door, "王芳", WORD) == "王芳"
    assert come_in(door, "王芳", WORD) == "王芳"
    assert come_in(door, "王芳", WORD + "!") is None and come_in(door, "王芳", "") is None
    assert come_in(door, "li-lei", "another word") == "li-lei"


def test_of_two_who_come_first_at_once_one_gets_the_name(door):
    async def both():
        tried = [{"username": "zhao", "password": "on the board", "otp": f"the word of {one}"} for one in "ab"]
        return await asyncio.gather(*(door.get_authenticated_user(None, data) for data in tried))

    assert sorted(bool(model) for model in run_apart(both())) == [False, True]


def test_the_word_itself_is_written_nowhere_and_only_the_hub_reads_what_is(door, tmp_path):
    come_in(door, "王芳", WORD)
    kept = tmp_path / "王芳"
    assert WORD not in kept.read_text(encoding="ascii") and stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["Jay", "ＪＡＹ", " jay "])
def test_other_spellings_of_a_name_are_the_same_learner(door, name):
    assert come_in(door, "jay", WORD) == "jay"
    assert come_in(door, name, "not the word") is None and come_in(door, name.strip(), WORD) == "jay"


@pytest.mark.parametrize("name", ["a b", "a..b", "..", "ab\n", "ab\nc", "a/b", "%2e%2e", "x" * 41, "x" * 300, "", "a\x00", "王芳\u200b", "a'b"])
def test_what_only_begins_like_a_name_is_none(door, name):
    assert come_in(door, name, WORD) is None


def test_too_short_a_word_and_a_wrong_password_open_nothing_and_take_no_name(door, tmp_path):
    assert come_in(door, "王芳", "short") is None and come_in(door, "王芳", WORD, "not on the board") is None
    assert not list(tmp_path.iterdir())


def test_the_teachers_name_opens_by_the_teachers_password_alone_and_makes_nobody_an_administrator(door):
    assert come_in(door, "teacher", WORD) is None and come_in(door, "Teacher", "", "the teacher's alone") == "teacher"
    assert come_in(door, "王芳", WORD, "the teacher's alone") is None
    model = run_apart(door.get_authenticated_user(None, {"username": "teacher", "password": "the teacher's alone"}))
    assert model["admin"] is False


def test_the_page_asks_in_the_language_of_the_class():
    need(not missing(), missing(), ALL_PACKAGES)
    from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
    from jupyterhub._data import DATA_FILES_PATH

    from course import use_language
    from course.classroom.hub import sign_in

    theirs = (Path(DATA_FILES_PATH) / "templates" / "login.html").read_text(encoding="utf-8")
    frame = DictLoader({"templates/login.html": theirs, "page.html": "{% block main %}{% endblock %}"})
    ours = FileSystemLoader(ROOT / "course" / "classroom" / "hub" / "templates")
    page = Environment(loader=ChoiceLoader([ours, frame]), autoescape=True)
    for language, word in (("zh", "自己的暗号"), ("en", "Your own word")):
        use_language(language)
        words = sign_in.words_of_the_page()
        asked = SimpleNamespace(request_otp=True, otp_prompt=words["hub_word"])
        shown = page.get_template("login.html").render(authenticator=asked, login_error="Invalid username or password", **words)
        assert word in shown and words["hub_refused"] in shown and "Invalid username" not in shown
        assert re.findall(r'name="(username|password|otp)"', shown) == ["username", "password", "otp"]
        assert len(re.findall(r'type="password"', shown)) == 2
