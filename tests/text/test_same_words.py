"""rjieba and jieba give the same words, for any text, with the course's dictionary and without it; either will do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from course.text import jieba_words as tokens
from course.text.essays import ESSAYS, PRACTICE, load_essay

pytest.importorskip("rjieba")
ROOT = Path(__file__).parent.parent.parent
TEXTS = ["".join(p.text for p in load_essay(e).paragraphs) for e in (*ESSAYS, *PRACTICE)]
ENTRIES = ["".join(entry) for entry in tokens.load_dictionary()]
PARTS = sorted({part for entry in tokens.load_dictionary() for part in entry})
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
CUTTERS = {True: tokens._LikeJieba(True), False: tokens._LikeJieba(False)}  # kept from text to text, as the course does
# Where the two differ by themselves, and what stands next to it.
ODD = [
    *"aZ05.-_+#&%@/: \t\n\r，。“《·…—国的一", "\r\n", "\x0b", "\x1c", "\x85", "\u2028", "\u3000", "\ufeff", "\0", "C++", "c#", "AT&T", "3.14%", "1.5",
    "2020-2025", "COVID-19", "a.b", "Ａ", "１", "％", "²", "Ⅳ", "①", "Ж", "λ", "γ射线", "é", "あ", "ア", "한", "😀", "👨‍👩‍👧", "𠀀", "𰀀", "㐀", "鿖", "鿿", "豈",
    "\ue000", "\ud800", "\udfff", "٣", "卡拉OK", "T恤", "AA制", "B超",
]  # fmt: skip


def both(text: str, dictionary: bool) -> tuple[list[str], list[str]]:
    """Return a text's words and signs by rjieba, as the course uses it, and by jieba itself."""
    ours = CUTTERS[dictionary].cut(text)
    return ours, tokens._tokenizer(dictionary).lcut(text)


def assert_same(text: str) -> None:
    for dictionary in (True, False):
        ours, jiebas = both(text, dictionary)
        assert ours == jiebas
        assert "".join(ours) == text


@pytest.mark.parametrize("text", TEXTS, ids=(*ESSAYS, *PRACTICE))
def test_the_essays_and_the_practice_text_whole_and_sentence_by_sentence(text):
    assert_same(text)
    for sentence in text.split("。"):
        assert_same(sentence)


@pytest.mark.parametrize("text", ["", *ODD, *(a + b for a in "a5" for b in ("-5", ".b", "_a.5%", "&c", "+", "%5", ".5.5")), *ENTRIES, "旧旧旧旧旧", "next_lesson", "1.5-1.5-1.5", "烛鼻鼻鼻泊", "哈" * 3000, "旧旧旧旧旧，好的。" * 3])
def test_what_the_two_would_cut_differently_by_themselves(text):
    assert_same(text)
    assert_same(f"更好{text}的{text}{text}才能")


@given(st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(ENTRIES), st.sampled_from(PARTS), HAN, st.text(max_size=5)), max_size=15).map("".join))
def test_random_text(text):
    assert_same(text)


@given(st.text("创新能力更好才科研机构客观规律优化组合人员", max_size=20))
def test_random_characters_of_the_words_kept_apart(text):
    assert_same(text)


@given(HAN, HAN, st.text("012", max_size=20))
def test_equal_characters_again_and_again_where_two_ways_can_be_equally_probable(one, other, places):
    assert_same("".join((one, other, "的")[int(p)] for p in places))


def test_the_frequencies_and_their_sum_are_jiebas():
    cutter, jieba = tokens._rjieba.__wrapped__(True), tokens._tokenizer(True)
    # rjieba shows its sum only so: two words as frequent as this, joined, would have n² / (sum + 2n).
    n = 10**12
    cutter.add_word("㐀", n, None), cutter.add_word("㐁", n, None)
    assert n * n / cutter.suggest_freq("㐀㐁") - 2 * n == pytest.approx(jieba.total, abs=3)


LONG = ["哈" * 2500, "鼻" * 2500, "哈" * 1000 + "OK", "哈" * 999 + "，" + "旧" * 1001, "新质生产力" * 500, "a哈" * 1200, "哈OK哈" * 700, "b" * 3000, "㐀" * 2000]


def test_no_more_than_a_thousand_han_characters_in_a_row_are_cut_in_one_go(monkeypatch):
    cut = {"rjieba": CUTTERS[True].cut, "jieba": tokens._tokenizer(True).lcut}
    for text in LONG:
        given, found = [], {}
        for library, cutter in cut.items():
            monkeypatch.setattr(tokens, "_cutter", lambda dictionary: lambda piece: given.append(piece) or cutter(piece))
            found[library] = tokens.words(text, punctuation=True)
        assert found["rjieba"] == found["jieba"] and "".join(found["jieba"]) == text
        assert all(len(run) <= 1000 for piece in given for run in re.findall("[\u4e00-\u9fd5]+", piece))


@given(st.lists(st.sampled_from(["哈" * 999, "哈" * 1000, "旧" * 400, "新质生产力", "，", "a", "OK", "㐀"]), max_size=6).map("".join))
def test_a_text_comes_apart_nowhere_else(text):
    with pytest.MonkeyPatch.context() as patch:
        pieces = []
        patch.setattr(tokens, "_cutter", lambda dictionary: lambda piece: pieces.append(piece) or [piece])
        assert "".join(tokens._all_words(text, True)) == text
    for before in pieces[:-1]:
        assert re.search("[\u4e00-\u9fd5]{1000}$", before)


CODE = """import sys
{block}
from course import textstats
from course.text import own_text, words, tagged, load_essay
text = load_essay("B").paragraphs[1].text + "哈" * 9
print(words(text, True), words(text, dictionary=False), own_text.own_text(text).all_words(), textstats.jieba_scores("B02"))
print(sorted({{"jieba", "rjieba"}} & set(m for m in sys.modules if sys.modules[m])){more})"""


def run(block: str, more: str = "") -> list[str]:
    code = CODE.format(block=block, more=more)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.rsplit("\n", 2)[:2]


def test_without_rjieba_the_words_are_the_same_and_everything_works():
    shown, used = run("sys.modules['rjieba'] = None", ", len(tagged(text)) > 50")
    assert used == "['jieba'] True"
    assert shown == run("")[0]


def test_with_rjieba_jieba_is_not_loaded():
    code = "import sys\nfrom course.text import words\nwords('改革开放以来，发展很快！'); print('jieba' in sys.modules, 'rjieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
