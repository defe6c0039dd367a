"""Lesson 09: its numbers, and that what was planted in the letter is there."""

import re
from collections import Counter

from course import passage, textstats
from course.text import essays as corpus, jieba_words as tokens, own_text as texts
from tests.items import lesson_items

from . import code, prose

TEXT = prose("09")
LETTER = corpus.load_essay("P")


def where(words: str) -> dict[str, int]:
    return {p.id: n for p in LETTER.paragraphs if (n := p.text.count(words))}


def test_the_letter_is_as_long_as_the_lesson_says():
    characters = sum(textstats.character_count(p.text) for p in LETTER.paragraphs)
    assert 500 < characters < 600 and "五百多字" in TEXT and len(LETTER.paragraphs) == 7


def test_its_most_frequent_words_are_those_named():
    stop = set(tokens.load_stop_words())
    counts = Counter(w for w in texts.cut_text("P").all_words() if w not in stop)
    top = [w for w, _ in counts.most_common(8)]
    assert top[:2] == ["图书馆", "开放"] and counts["镇"] >= counts["晚上"] > 1 and {"镇", "晚上", "一个", "就"} <= set(top)
    assert not {"一个", "就"} & stop and "停用词表没有收它们" in TEXT
    words = texts.cut_text("P").all_words()
    assert any(pair == ("天一", "黑") for pair in zip(words, words[1:], strict=False)) and "天一黑" in "".join(p.text for p in LETTER.paragraphs)


def test_open_is_densest_where_it_changes_its_sense():
    opened = where("开放")
    assert max(opened, key=opened.get) == "P06" and min(opened) == "P01" and max(opened) == "P06"
    assert min(where("夜里")) == "P03" and min(where("晚上")) == "P01"
    assert where("只有") == {"P02": 1, "P04": 1} and "“只有”两次" in TEXT


def test_what_was_planted_stands_where_the_lesson_says():
    for place, words in {
        "P02.2": "第六页", "P02.3": "次数，不是人数", "P02.4": "想来而来不了", "P03.2": "有调查表明", "P03.4": "证明", "P04.1": "灯塔",
        "P04.3": "有助于", "P04.4": "只有", "P05.3": "三个月", "P05.4": "二十人次", "P06.2": "开放", "P06.3": "没有第三条路", "P07.1": "我不是说",
    }.items():  # fmt: skip
        assert words in passage(place).text, place


def test_what_the_items_and_the_outline_say_of_the_letter_is_so():
    assert [s.id for p in LETTER.paragraphs for s in p.sentences if "我建议" in s.text] == ["P01.3", "P05.3"]  # proposed, then narrowed
    assert [s.id for p in LETTER.paragraphs for s in p.sentences if "才能" in s.text] == ["P04.4"]  # q09-18: the one 只有…才能 of the letter
    assert passage("P06.2").text.endswith("夜里也开放。") and passage("P06.2").text.count("开放") == 2  # q09-15
    assert "名次" not in "".join(p.text for p in LETTER.paragraphs) and "成绩" in passage("P03.4").text  # q09-12: a rank, then marks
    assert passage("A03.6").text.startswith("只有") and "百分之五十二" in passage("P02.2").text


def test_the_letter_says_of_itself_that_it_is_invented():
    assert "虚构" in LETTER.author_note and "虚构" in TEXT and "invented" in TEXT


def test_the_example_is_as_short_as_the_lesson_says_and_its_rate_as_large():
    example = next(cell for cell in code("09") if "text.my_text(" in cell)
    mine = texts.my_text(re.search(r'"""(.*?)"""', example, re.S)[1], title="种树")
    characters = sum(textstats.character_count(s.text) for s in mine.sentences)
    able = next(count for name, count, _ in textstats.cue_counts(mine.sentences) if name == "能够")
    assert 30 < characters < 40 and able == 2 and 50 < 1000 * able / characters < 60 and "例文只有三十几个字，两个“能”就成了五十多" in TEXT


def test_the_english_of_the_letter_leaves_nothing_out():
    for words in ("from next spring", "goes in and out twice is counted twice", "the weekend is only two days", "average fewer than twenty entries", "hold their phones all evening"):
        assert words in TEXT, words
    assert "〔补〕别的路都走不通" in TEXT and "〔补〕那个学生的进步" in TEXT and "班上的服务器" in TEXT


def test_what_is_guessed_is_what_is_counted():
    guess = {item.id: item for item in lesson_items("09", "guess")}
    stop = set(tokens.load_stop_words())
    counts = Counter(w for w in texts.cut_text("P").all_words() if w not in stop)
    assert [w for w, _ in counts.most_common(1)] == [guess["q09-g1"].word]
    opened = where("开放")
    assert guess["q09-g2"].answer == max(opened, key=opened.get).lower()


def test_ten_questions_after_reading_four_of_them_on_new_sentences():
    after = lesson_items("09", "after")
    assert len(after) == 10 and sum(item.new for item in after) == 4
    assert "十题里，有四题" in TEXT and "Of the ten questions that follow four" in TEXT


def test_the_good_letter_adds_up():
    good = "".join(p.text for p in corpus.load_essay("T").paragraphs)
    assert "虚构" in corpus.load_essay("T").author_note
    for words in ("六点二十分", "六点五十分", "六点四十五分", "迟到五分钟", "一刻钟", "二十二人", "十七人", "另外五人"):
        assert words in good, words
    assert 22 - 17 == 5 and (6 * 60 + 50 - 15) < (6 * 60 + 45)  # the others; with the change they are in time
