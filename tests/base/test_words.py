"""What the rooms say: once, in both languages, in the `words.toml` of the room; and every key asked for is there."""

import ast
import importlib
import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from course.base import Text, Words, in_turn, listed, use_language
from course.base.words import Count

COURSE = Path(__file__).parent.parent.parent / "course"
ROOMS = sorted(path.parent.name for path in COURSE.glob("*/words.toml"))
TREES = {p: ast.parse(p.read_text(encoding="utf-8")) for p in sorted(COURSE.rglob("*.py")) if p.name != "words.py"}
SPEAKERS = ("say", "say_all", "columns")


def words_of(room: str) -> Words:
    return importlib.import_module(f"course.{room}.words").WORDS


def own_keys(room: str) -> list[str]:
    """The keys a room's file defines itself; TOML refuses one that stands there twice."""
    return list(tomllib.loads((COURSE / room / "words.toml").read_text(encoding="utf-8")))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("room", ROOMS)
def test_words_have_both_languages_with_the_same_named_places_to_fill(room):
    for key, text in words_of(room).items():
        assert text.zh.strip() and text.en.strip(), key
        assert placeholders(text.zh) == placeholders(text.en), key
        assert all(name.isidentifier() for name in placeholders(text.zh)), key


def test_a_key_is_defined_once_in_all_rooms():
    owners = Counter(key for room in ROOMS for key in own_keys(room))
    assert [key for key, n in owners.items() if n > 1] == []


def test_the_same_key_with_other_words_is_refused_and_an_unknown_one_is_named_with_its_room():
    lower = Words("course.low.words", {"go": Text("走", "Go {far}")})
    assert Words("course.high.words", {}, lower, lower)["go"] == lower["go"]
    with pytest.raises(ValueError, match="course.high.words.*'go'"):
        Words("course.high.words", {"go": Text("行", "Go")}, lower)
    with pytest.raises(KeyError, match="course.low.words.*'come'"):
        lower.say("come")
    use_language("en")
    assert lower.say("go", far=3) == "Go 3"
    assert (lower.say_all("go"), lower.columns("go", "go")) == ({"go": "Go {far}"}, ("Go {far}", "Go {far}"))


def test_a_number_chooses_between_the_forms_for_one_and_for_others():
    words = Words("course.low.words", {"due": Text("{n} 题到期", "{n} {n:question is|questions are} due")})
    use_language("en")
    assert [words.say("due", n=n) for n in (0, 1, 2)] == ["0 questions are due", "1 question is due", "2 questions are due"]
    use_language("zh")
    assert words.say("due", n=1) == "1 题到期"


class One(Count):
    """One of whatever is counted, however it is to be written."""

    def __format__(self, form: str) -> str:
        return super().__format__(form) if "|" in form else "1"


# What is told there is a limit, a length beyond one, or a longest: never 1.
NEVER_ONE = {"own_too_long", "class_items_help", "cutting", "explore_first", "explore_too_long", "lists_alt", "too_long_answer", "too_long_word"}
COUNTED = "answers|characters|entries|files|items|learners|lines|lists|minutes|questions|scores|sentences|times|words"


@pytest.mark.parametrize("room", ROOMS)
def test_english_says_nothing_like_1_questions(room):
    use_language("en")
    words = words_of(room)
    for key in set(own_keys(room)) - NEVER_ONE:
        said = words.say(key, **dict.fromkeys(placeholders(words[key].en), One(1)))
        assert not re.search(rf"\b1 (new )?({COUNTED})\b", said), f"{key}: {said}"


def test_an_error_has_its_words_in_both_languages():
    words = Words("course.low.words", {"due": Text("{n} 题到期", "{n} {n:question is|questions are} due")})
    assert words.both("due", n=1) == Text("1 题到期", "1 question is due")


def test_items_are_listed_as_the_language_parts_them():
    assert (listed(["甲", "乙", 3]), in_turn(["甲 1", "乙 2"])) == ("甲、乙、3", "甲 1；乙 2")
    use_language("en")
    assert (listed(["甲", "乙", 3]), in_turn(["甲 1", "乙 2"])) == ("甲, 乙, 3", "甲 1; 乙 2")


@pytest.mark.parametrize("path", TREES, ids=lambda p: str(p.relative_to(COURSE)))
def test_nothing_is_joined_by_signs_of_one_language_only(path):
    joins = (n for n in ast.walk(TREES[path]) if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "join")
    signs = [n.func.value for n in joins if isinstance(n.func.value, ast.Constant)]
    assert not [sign for sign in signs if set(sign.value) & set("、；，：")], path


def calls(tree: ast.Module, *names: str) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", None) in names]


def words_used(path: Path, tree: ast.Module) -> Words | None:
    """The words a module speaks with, by the line that imports them; those of its room, never another's."""
    imports = (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and path.name != "__init__.py")
    found = [n for n in imports if {a.name for a in n.names} & {*SPEAKERS, "WORDS"}]
    room, *deeper = path.relative_to(COURSE).parts
    assert {(n.level, n.module) for n in found} <= {(len(deeper), "words")}, f"{path}: speak with your room’s words"
    return importlib.import_module(f"course.{room}.words").say.__self__ if found else None


def keys(argument: ast.expr, tree: ast.Module) -> list[str]:
    """The keys an argument can be, as far as it is written out; of an f-string its beginning and a star."""
    if isinstance(argument, ast.Constant):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        return keys(argument.body, tree) + keys(argument.orelse, tree)
    if isinstance(argument, ast.JoinedStr):
        return [f"{argument.values[0].value}*"]
    if isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Name):
        name = argument.value.id
        sets = [n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == name]
        return [key for n in sets if isinstance(n, ast.Tuple) for e in n.elts for key in keys(e, tree)]
    return []


@pytest.mark.parametrize("path", TREES, ids=lambda p: str(p.relative_to(COURSE)))
def test_every_key_that_is_written_out_is_among_the_words_of_the_room(path):
    tree, words = TREES[path], words_used(path, TREES[path])
    for node in (n for n in ast.walk(tree) if isinstance(n, ast.Subscript) and ast.unparse(n.value) == "WORDS"):
        assert all(key in words for key in keys(node.slice, tree) if not key.endswith("*")), f"{path}:{node.lineno}"
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "WORDS.both"):
        assert all(key in words for key in keys(call.args[0], tree) if not key.endswith("*")), f"{path}:{call.lineno}"
    for call in calls(tree, *SPEAKERS) if words else ():
        for key in (key for argument in call.args for key in keys(argument, tree)):
            known = any(k.startswith(key[:-1]) for k in words) if key.endswith("*") else key in words
            assert known, f"{path}:{call.lineno}: no words for {key}"
            given = {keyword.arg for keyword in call.keywords}
            if call.func.id == "say" and isinstance(call.args[0], ast.Constant) and None not in given:
                assert given == placeholders(words[key].zh), f"{path}:{call.lineno}: {key} is filled in otherwise"


@pytest.mark.parametrize("path", TREES, ids=lambda p: str(p.relative_to(COURSE)))
def test_nothing_is_said_in_two_languages_in_passing(path):
    if path.is_relative_to(COURSE / "quiz" / "kinds"):
        return  # a kind may hold words that only its own items have
    for call in calls(TREES[path], "Text"):
        written = [a for a in (*call.args, *(k.value for k in call.keywords)) if isinstance(a, ast.Constant)]
        assert len(written) < 2, f"{path}:{call.lineno}: put these words into the words.toml of the room"
