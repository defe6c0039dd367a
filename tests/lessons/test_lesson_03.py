"""Lesson 03: its numbers, each from the text and not from the notebook."""

from course import corpus, passage

from . import prose

TEXT = prose("03")
WHOLE = corpus.load_essay("A").paragraphs


def where(words: str) -> dict[str, int]:
    return {p.id: n for p in WHOLE if (n := p.text.count(words))}


def test_all_six_prohibitions_stand_in_the_part_on_method():
    assert set(where("不能")) == {"A07", "A08", "A09"} and sum(where("不能").values()) == 6
    assert "6 次“不能”全在 A07–A09" in TEXT and "All six stand in A07–A09" in TEXT


def test_the_phrase_stands_five_times_and_twice_in_a06():
    assert sum(where("因地制宜").values()) == 5 and where("因地制宜")["A06"] == 2
    assert not {"A07", "A08", "A09"} & set(where("因地制宜")) and "“因地制宜”五次" in TEXT


def test_the_three_first_sentences_are_four_characters_against_four():
    for place in ("A07.1", "A08.1", "A09.1"):
        first, second = passage(place).text.rstrip("。").split("，")
        assert first.startswith("坚持") and second.startswith("不能")
        assert len(first[2:]) == 4 == len(second[2:].strip("“”")), place


def test_the_solution_counts_rightly():
    assert where("要")["A04"] == 16 == max(where("要").values()) and where("要素")["A04"] == 15
    assert "有 16 处" in TEXT and "十五处在“要素”里" in TEXT


def test_what_is_said_of_words_is_so():
    assert "简单地" in passage("A09.2").text and "简单退出" in passage("A09.6").text
    assert "往往" in passage("A09.4").text and "可划入" in passage("A09.4").text
    assert "可以" in passage("A08.3").text and passage("A08.4").text.count("不能") == 2
    assert "一些地方" in passage("A07.3").text
