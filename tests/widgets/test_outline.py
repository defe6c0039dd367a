"""A map of one's own: what the browser or an old record sends becomes rows, a map and Argdown, and is kept."""

import json
import random
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings, strategies as st

import course
from course.exports import argdown_of
from course.exports.argdown import _argdown_words
from course.progress.log import open_progress
from course.progress.transfer import bring_back, packed
from course.quiz import can_be_kept
from course.reading import (
    DEEPEST, LINKS, LONGEST_ROW, MOST_ROWS, Row, checked_rows, format_map, format_svg, kept_rows, map_of_rows,
    rows_kept,
)  # fmt: skip
from course.reading.argument import NODE_KINDS
from course.text import PlaceError, essays
from course.text.own_text import own_text
from course.widgets.outline import outline as widget
from tests.other_software import node

HOSTILE = [
    "<b>粗</b>", "<script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>", "&lt;&amp;", '"引号" \'与\' “这些”', "[r1]: 假的", "<r1>", "#measure",
    "(at: P01.1) #supplied", "*重* _斜_ {a: 1} @[b]", "// 注释", "/* 注释 */", "<!-- 注释 -->", "===", "-----", "(1) [r2]", "+ [r1]",
    "- [r1]", "> [r1]", "\\[r1\\]", "一行\n二行\r\n\u2028三行", "\x00\x07\x1b", "\ud800", "[链接](http://x.y)", "::: ..", "a" * 200,
    "|", "~", "`code`", "http://example.org/?a=1&b=2", "%", "$", "…", "😀 👩‍🔬", ":+1:", ".~",
]  # fmt: skip
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=150), st.builds("".join, st.lists(st.sampled_from(HOSTILE), max_size=3)))
anything = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9), st.lists(st.integers(), max_size=2))
sent = st.fixed_dictionaries({}, optional={
    "text": st.one_of(words, anything), "kind": st.one_of(st.sampled_from(NODE_KINDS), anything),
    "link": st.one_of(st.sampled_from(list(LINKS)), anything), "at": st.one_of(st.sampled_from(["P01.1", "supplied", "X01.1"]), anything),
    "depth": st.one_of(st.integers(-2, 9), anything),
})  # fmt: skip
outlines = st.lists(st.one_of(sent, sent, anything), max_size=MOST_ROWS + 5)


@given(outlines)
def test_whatever_is_sent_becomes_rows_that_hang_together_and_can_be_kept(given_rows):
    rows = checked_rows(given_rows)
    assert 1 <= len(rows) <= MOST_ROWS and rows[0].depth == 0
    for before, row in zip(rows, rows[1:]):
        assert 1 <= row.depth <= min(before.depth + 1, DEEPEST)
    assert can_be_kept(kept_rows(rows)) and rows_kept(kept_rows(rows)) == rows
    assert rows_kept(json.loads(json.dumps(kept_rows(rows)))) == rows
    argument = map_of_rows("P", rows, ["P01.1"])
    assert len(argument.nodes) == len(rows) == len(argument.relations) + 1


@given(st.one_of(anything, st.lists(st.text(max_size=30), max_size=5), st.dictionaries(st.text(), st.text(), max_size=3)))
def test_a_damaged_record_is_an_outline_too(response):
    assert rows_kept(response)[0].depth == 0


def test_a_full_map_fits_into_one_answer():
    row = {"text": "字" * 999, "kind": max(NODE_KINDS, key=len), "link": "-", "at": "P01.100", "depth": DEEPEST}
    rows = checked_rows([row] * 99)
    assert len(rows) == MOST_ROWS and {len(r.text) for r in rows} == {LONGEST_ROW} and can_be_kept(kept_rows(rows))


SVG = "{http://www.w3.org/2000/svg}"


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_hostile_words_stay_words_in_the_drawing_and_in_html(texts):
    rows = checked_rows([{"text": t, "depth": 1} for t in texts])
    argument = map_of_rows("P", rows, ())
    for html in (format_svg(argument, "r1"), format_svg(argument, "r1", alone=True, steps=True)):
        root = ElementTree.fromstring(str(html))  # one element well formed, or it raises
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {"svg", "style", "g", "rect", "path", "text"}
        for group, row in zip((g for g in root.iter(f"{SVG}g") if g.get("data-node")), rows, strict=True):
            drawn = "".join(t.text or "" for t in group.iter(f"{SVG}text"))
            assert "".join((row.text or "…").split()) in "".join(drawn.split())
    root = ElementTree.fromstring(str(format_map(argument, "r1")))
    assert {e.tag for e in root.iter()} <= {"section", "ul", "li", "span", "b", "i", "small", "br"}


def test_a_word_longer_than_a_box_is_broken():
    argument = map_of_rows("P", checked_rows([{"text": "W" * 120}, {"text": "m" * 120}]), ())
    root = ElementTree.fromstring(str(format_svg(argument, "r1")))
    for group in (g for g in root.iter(f"{SVG}g") if g.get("data-node")):
        width = float(group.find(f"{SVG}rect").get("width"))
        assert all(len(t.text) * 13 * 0.95 <= width for t in group.iter(f"{SVG}text") if set(t.text) <= set("Wm"))


def in_argdown(text: str) -> str:
    """Return the words as Argdown is to read them: its own signs in full width, and no spaces."""
    return re.sub(r"\s", "", _argdown_words(text))


PIECES = [*"[]<>#*_{}@=\\/:+-().~!|\"'&% ab1，。…`$^?;,", "//", "::", ".~.", "--", "->", "<-", "(1)", "[[", "r1", ":+1:"]


@pytest.mark.parametrize("seed", range(8))
def test_argdowns_own_parser_reads_hostile_rows_as_the_words_they_are(readers, tmp_path, seed):
    dice = random.Random(seed)
    texts = ["".join(dice.choices(PIECES, k=dice.randint(1, 14))) for _ in range(MOST_ROWS)] if seed else HOSTILE
    rows = checked_rows([
        {"text": t, "depth": n % 3, "link": "+-"[n % 2], "kind": NODE_KINDS[n % 14], "at": "" if n % 5 else "supplied"}
        for n, t in enumerate(texts)
    ])  # fmt: skip
    argument, path = map_of_rows("P", rows, ()), tmp_path / "own.argdown"
    path.write_text(argdown_of(argument, texts[0] + '：“[x]” === "y"'), encoding="utf-8")
    read = node(readers, "read_argdown.mjs", path)
    assert read["errors"] == []
    found = {title: (text, tags) for title, text, tags in read["statements"]}
    assert set(found) == {f"r{n}" for n in range(1, len(rows) + 1)}
    for n, row in enumerate(rows, 1):
        text, tags = found[f"r{n}"]
        assert re.sub(r"\s", "", text).startswith(in_argdown(row.text or "…")), row.text
        assert set(tags) == {row.kind} | ({"supplied"} if row.at == "supplied" else set())
    assert sorted(map(tuple, read["relations"])) == sorted((r.kind, r.sources[0], r.target) for r in argument.relations)


# ---- the widget ----

ROWS = [Row("结论", "thesis", depth=0), Row("理由", "premise", "+", "P02.1", 1), Row("反例", "evidence", "-", "supplied", 2)]
SENT = [{f: getattr(r, f) for f in r.__struct_fields__} for r in ROWS]


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What the widget sends back."""
    sent_back = []
    monkeypatch.setattr(widget.Outline, "send", lambda self, content, buffers=None: sent_back.append(content))
    return sent_back


def written(rows=SENT, essay="P", **options):
    own = course.own_map(essay, **options)
    own.rows = rows
    own._receive(None, {"kind": "keep"}, [])
    return own


def test_it_is_empty_at_first_and_reads_without_a_kernel():
    own = course.own_map("P")
    assert own.rows == [{"text": "", "kind": "thesis", "link": "+", "at": "", "depth": 0}] and own.notice == ""
    page = own._repr_html_()
    assert "自己的论证图" in page and page.count("<tr>") == widget._PAPER_ROWS + 1 and "script" not in page
    assert own._record == {"own_map": "P"} and repr(own) == repr(course.own_map("P"))


def test_it_is_kept_once_a_change_drawn_and_found_again(told):
    own = written()
    own._receive(None, {"kind": "keep"}, [])  # nothing has changed: no second attempt
    log = open_progress()
    assert log.tries("own-map-P", "after") == 1 and told[-1] == {"kind": "kept", "notice": "已记下。"}
    assert log.latest("own-map-P", "after").response == ["0 + thesis ? 结论", "1 + premise P02.1 理由", "2 - evidence supplied 反例"]
    assert "反例" in own._map.svg and "反驳" in own._map.svg and "P02.1" in own._map.outline and "需求" in own._map.cards["r2"]
    again = course.own_map("P")
    assert again.rows == SENT and again._map.svg == own._map.svg


def test_the_newest_counts_also_after_upload_and_merge(tmp_path):
    from course.progress.log import Progress

    written()
    written([SENT[0] | {"text": "新的结论"}])
    other = Progress(tmp_path / "elsewhere")
    bring_back(other, packed(open_progress()))
    bring_back(other, packed(open_progress()))
    assert [r.text for r in rows_kept(other.latest("own-map-P", "after").response)] == ["新的结论"]


def test_each_text_and_each_run_of_paragraphs_has_a_map_of_its_own():
    written(between=["A01", "A05"], essay="A")
    assert course.own_map("A").rows != SENT and course.own_map("A", between=["A01", "A05"]).rows == SENT
    assert {s["id"].split(".")[0] for s in course.own_map("A", between=["A06", "A07"]).sentences} == {"A06", "A07"}


def test_the_map_of_a_text_of_ones_own_belongs_to_its_title_and_turns_to_the_next_one_given(told, no_own_text_yet):
    texts = {"种树": "街上应当种树。树下凉快。", "修路": "先修路。路修好了，人就来了。"}
    own_text(texts["种树"], "种树")
    own = course.own_map("X")
    own.rows = [SENT[0] | {"text": "种树好", "at": "X01.1"}]
    own_text(texts["修路"], "修路")
    assert told[-1] == {"kind": "turned", "notice": "现在画的是 Y 篇《修路》。"} and own.rows == course.own_map("P").rows  # empty
    assert {s["id"] for s in own.sentences} == {"Y01.1", "Y01.2"}
    own.rows = [SENT[0] | {"text": "修路好", "at": "Y01.2"}]
    own._receive(None, {"kind": "keep"}, [])
    essays._own.clear()  # the next kernel, where they are given the other way round
    own_text(texts["修路"], "修路")
    again = course.own_map("X")
    assert [(row["text"], row["at"]) for row in again.rows] == [("修路好", "X01.2")]
    own_text(texts["种树"], "种树")
    assert [(row["text"], row["at"]) for row in again.rows] == [("种树好", "Y01.1")]


def test_the_map_of_another_text_does_not_turn(no_own_text_yet):
    letter = written()
    own_text("街上应当种树。", "种树")
    assert letter.rows == SENT and letter.sentences[0]["id"] == "P01.1"


@pytest.mark.parametrize("bad", [("Q9", None), ("1", None), ("", None), ("A", ["A05", "A01"]), ("X", ["X01", "X02"])])
def test_a_text_that_is_not_there_is_refused(bad, no_own_text_yet):
    with pytest.raises(PlaceError):
        course.own_map(*bad)


@pytest.mark.usefixtures("no_own_text_yet")
def test_the_map_of_a_text_of_ones_own_is_there_before_and_after_the_text():
    own = written([SENT[0], SENT[1] | {"at": "X01.1"}], "X")
    assert own.sentences == [] and own.rows[1]["at"] == "X01.1"
    from course import text

    text.my_text("我们应当种树。树能遮阴。")
    again = course.own_map("X")
    assert [s["id"] for s in again.sentences] == ["X01.1", "X01.2"] and "种树" in again._map.cards["r2"]


def test_files_are_made_of_the_rows_as_they_stand(told):
    own = course.own_map("P")
    own.rows = SENT
    for form in ("argdown", "svg", "png", "exe", 7):
        own._receive(None, {"kind": "file", "form": form}, [])
    told = [t for t in told if t["kind"] == "file"]
    assert [t["form"] for t in told] == ["argdown", "svg", "png"] and {t["name"] for t in told} == {"own-map-P"}
    assert "[r3]: 反例 #evidence #supplied" in told[0]["text"] and "  - [r3]" in told[0]["text"]
    assert told[1]["text"].startswith("<svg") and "<style>" in told[1]["text"]


def test_its_name_in_the_log_is_no_questions_and_no_unknown_one():
    from course.quiz.file import _TAKEN

    assert "own-map-" in _TAKEN
