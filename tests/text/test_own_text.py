"""Your own text: any usual encoding becomes an essay with ids, and what cannot be read says so in one sentence."""

import re

import pytest
from hypothesis import given, settings, strategies as st

from course import figures, passage, read, textstats, use_language
from course.text import checked_words, essays as corpus, jieba_words as tokens, own_text as texts

WORDS = "第一段。改革开放以来，发展很快！\n\n　　第二段，也有字。"


pytestmark = pytest.mark.usefixtures("no_own_text_yet")



@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_in_any_usual_encoding_becomes_an_essay_with_the_same_ids(tmp_path, encoding, ends):
    path = tmp_path / "文章.txt"
    path.write_bytes(WORDS.replace("\n", ends).encode(encoding))
    cut = texts.own_file(path)
    assert [p.id for p in cut.paragraphs] == ["X01", "X02"]
    assert [s.text for s in cut.sentences] == ["第一段。", "改革开放以来，发展很快！", "第二段，也有字。"]
    assert passage("X01.2").text == "改革开放以来，发展很快！" and cut.words["X01.2"][0] == "改革开放"


BAD = {
    "empty": (b"", "空"),
    "only a BOM": (b"\xef\xbb\xbf", "空"),
    "only line ends": (b"\n\r\n \n", "空"),
    "one character": ("字".encode(), "一个字"),
    "only punctuation": ("，。！……\n——".encode(), "只有标点"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "不是文本"),
    "program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 60 + bytes(range(256)), "不是文本"),
    "half of UTF-8": ("改革".encode()[:-1] + b"\xff", "不是文本"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_text_gets_one_clear_sentence_with_the_name_of_the_file(tmp_path, what):
    path = tmp_path / "mine.txt"
    path.write_bytes(BAD[what][0])
    with pytest.raises(texts.TextError) as caught:
        texts.own_file(path)
    message = str(caught.value)
    assert "mine.txt" in message and BAD[what][1] in message and "\n" not in message
    assert caught.value._render_traceback_() == [message]  # and a notebook shows nothing else


JAPANESE = "これは日本語の文章です。経済の発展について、コンピュータで数えましょう。"


@pytest.mark.parametrize("encoding, text", [
    ("hz", WORDS), ("utf-7", WORDS), ("hz", "改革"), ("utf-7", "改革"), ("euc-jp", JAPANESE), ("shift-jis", JAPANESE), ("cp932", JAPANESE * 2000),
])  # fmt: skip
def test_an_encoding_that_is_not_read_is_named_and_not_read_as_nonsense(encoding, text):
    with pytest.raises(texts.TextError) as caught:
        texts.decode(text.encode(encoding), "mine.txt")
    named = encoding.upper().replace("CP932", "SHIFT-JIS")
    assert all(words in str(caught.value) for words in ("mine.txt", named, "GB18030", "另存为 UTF-8"))


@pytest.mark.parametrize("encoding, text", [
    ("gbk", "赵钱孙李周吴郑王冯陈褚卫"), ("gbk", "個備國家，偵測體係優傳。"), ("gbk", "改革"), ("gbk", WORDS + "のです"), ("utf-8", JAPANESE),
    ("utf-16", JAPANESE), ("ascii", "C++, a+b-c, ~{x}, +8613800138000 and 1+1=2 are no Chinese."),
])  # fmt: skip
def test_what_only_looks_a_little_like_another_encoding_is_read(encoding, text):
    assert texts.decode(text.encode(encoding)).lstrip("\ufeff") == text


@pytest.mark.parametrize("path, why", [("nowhere.txt", "没有找到 nowhere.txt"), (".", "是文件夹"), ("a\0b.txt", "读不了"), ("a\ud800\nb.txt", "读不了")])
def test_a_file_that_cannot_be_read_is_named_and_why_is_said_in_the_learners_language(tmp_path, path, why):
    for language, wrong in (("zh", "[A-Za-z]{4}"), ("en", "[\u4e00-\u9fff]")):
        use_language(language)
        with pytest.raises(texts.TextError) as caught:
            texts.own_file(tmp_path / path)
        message = str(caught.value)
        assert message.isprintable() and not re.search(wrong, message.replace(str(tmp_path), "").replace("nowhere.txt", "").replace(tmp_path.name, ""))
        assert language == "en" or why in message


def test_a_file_that_is_not_there_is_told_where_to_be_put(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(texts.TextError) as caught:
        texts.my_file("我的文章.txt")
    assert str(tmp_path) in str(caught.value) and "笔记旁边" in str(caught.value)


def test_the_words_of_your_own_text_are_found_by_its_ids():
    cut = texts.own_text(WORDS, "树")
    assert checked_words.words_of("X01") == [*cut.words["X01.1"], *cut.words["X01.2"]]
    assert checked_words.words_of("X02.1") == list(cut.words["X02.1"]) and texts.cut_text("X").words == cut.words
    texts.own_text("河要清。", "树")
    assert checked_words.words_of("X") == texts.cut_text("X").all_words()
    assert "".join(checked_words.words_of("X")) == "河要清"


@settings(deadline=None)  # the first text waits until jieba is loaded
@given(st.text(max_size=200))
def test_any_text_is_taken_whole_or_refused_in_words(text):
    try:
        cut = texts.own_text(text)
    except texts.TextError:
        return
    kept = "".join(p.text for p in cut.paragraphs)
    assert [c for c in kept if not c.isspace()] == [c for c in text.replace("\ufeff", "") if not c.isspace()]
    assert "".join(s.text for s in cut.sentences) == kept
    assert all(w in passage(i).text for i, words in cut.words.items() for w in words)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_in_words(data):
    try:
        assert isinstance(texts.decode(data), str)
    except texts.TextError as error:
        assert str(error)


def test_one_of_the_essays_as_your_own_gives_the_same_paragraphs_and_jiebas_words():
    essay = corpus.load_essay("B")
    cut = texts.own_text("\n".join(p.text for p in essay.paragraphs), "B again")
    assert [p.text for p in cut.paragraphs] == [p.text for p in essay.paragraphs]
    assert cut.all_words() == [w for s in essay.sentences for w in tokens.words(s.text)]
    assert list(texts.cut_text("B").words) == [s.id for s in essay.sentences]


def test_your_own_text_has_statistics_figures_and_a_reader():
    cut = texts.own_text(WORDS)
    assert len(textstats.frequency(cut.all_words())) > 5
    assert "X01 1" in figures.dispersion(["发展"], cut.paragraphs).alt
    shown = read("X")
    assert "改革开放" in shown.html and "X02" in shown.html
    with pytest.raises(corpus.PlaceError, match="没有现成的论证图"):
        from course import show_map

        show_map("X")


def test_a_long_text_tells_its_progress_and_a_table_of_it_is_shown_in_part(capsys):
    told = []
    line = "改革开放以来，发展很快！" * 50
    cut = texts.own_text("\n".join([line] * 600), report=lambda done, total: told.append((done, total)))
    total = len(line) * 600
    assert told[-1] == (total, total) and len(told) >= 6 and told == sorted(told)
    table = textstats.concordance("发展", cut.paragraphs)
    assert len(table) == 30_000 and table._repr_html_().count("<tr>") == 202 and "+29800" in table._repr_html_()
    assert "30000次" in (alt := figures.dispersion(["发展"], cut.paragraphs).alt) and "100% 3000" in alt
    texts.my_text("\n".join([line] * 400))
    assert "切词" in capsys.readouterr().out  # outside a notebook the bar is a line of text


def test_an_essay_that_is_not_there_says_which_there_are():
    with pytest.raises(corpus.PlaceError, match="A 和 B"):
        texts.cut_text("C")


def test_two_own_texts_stay_two_and_one_given_again_takes_its_own_place():
    first, second = texts.own_text("树要种。", "一"), texts.own_text("河要清。", "二")
    assert len({"A", "B", "P", first.name, second.name}) == 5
    assert (passage(f"{first.name}01").text, passage(f"{second.name}01").text) == ("树要种。", "河要清。")
    assert texts.own_text("树要多种。", "一").name == first.name and passage(f"{first.name}01").text == "树要多种。"
    names = [texts.own_text("路要修。", f"第{n}篇").name for n in range(40)]  # more than there are letters
    assert not {"A", "B", "P"} & set(names) and passage(f"{names[-1]}01").text == "路要修。"
