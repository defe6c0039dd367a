"""What lesson 06 says in numbers, each from the text of the essay and not from the notebook."""

from collections import Counter

import pytest

from course import load_essay, paragraphs_between, passage
from course.quiz import load_quiz
from course.reading.annotation import load_annotations
from course.textstats import find_cues
from course.textstats.counting import character_count

from . import prose

TEXT = prose("06")
WHY = "".join(p.text for p in load_essay("B").paragraphs if p.id < "B06")
HOW = [s for p in paragraphs_between("B06", "B08") for s in p.sentences]
SIDES = {
    "双方": "B07.1 B07.3 B07.4 B08.1 B08.6 B08.7 B08.8",
    "前者": "B07.5 B08.3 B08.4",
    "后者": "B07.2 B08.2 B08.5",
}


def characters(places: str) -> int:
    return sum(character_count(passage(place).text) for place in places.split())


def said(*claims: str) -> None:
    for claim in claims:
        assert claim in TEXT, claim


def test_sentences_are_as_many_as_said():
    assert [len(passage(p).sentences) for p in ("B06", "B07", "B08")] == [3, 5, 8]
    said("B06 只有三句", "B07、B08 的 13 句", "B06 has only three sentences", "the 13 sentences")


def test_manufacturing_stands_in_the_first_two_sentences_of_b07_only():
    assert [passage(f"B07.{n}").text.count("制造业") for n in range(1, 6)] == [1, 3, 0, 0, 0]
    assert "服务业" in passage("B07.5").text
    said("共出现 4 次，从 B07.3 起一次也没有", "stands 4 times in B07.1 and B07.2 and not once from B07.3 on")


def test_the_headings_share_a_mould():
    for place in ("B07.1", "B08.1"):
        assert "是把握好" in passage(place).text and passage(place).text.endswith("关系。")
    assert "发展" in passage("B07.1").text and "保持" in passage("B07.1").text
    assert "发展" not in passage("B08.1").text and "保持" not in passage("B08.1").text
    said("对服务业要“发展”，对制造业要“保持”")


def test_the_named_devices_stand_where_said():
    for place, *words in [
        ("B03.6", "既", "也"), ("B04.4", "一方面"), ("B04.6", "另一方面"), ("B03.3", "然而"), ("B07.2", "但", "并不是"),
        ("A09.3", "不是", "而是"), ("B08.5", "同时也应看到"), ("B08.6", "同时"), ("B08.8", "只有", "才能更好"), ("B08.3", "必然选择"),
        ("B07.4", "避免割裂对立"), ("B08.6", "技术水平"), ("B08.7", "追求", "更多"),
    ]:  # fmt: skip
        assert all(word in passage(place).text for word in words), place
    assert "而是" not in "".join(s.text for s in HOW)
    said("“并不是”后面该有的“而是”，在这里才补上")


def test_signals_of_the_two_sides_are_six():
    words = {"B07.2": ("但并", "并不是"), "B07.5": ("不仅",), "B08.5": ("同时",), "B08.6": ("同时",), "B08.7": ("不但",)}
    assert sum(passage(place).text.count(w) for place, found in words.items() for w in found) == 6
    every = "".join(s.text for s in HOW)
    assert every.count("但") - every.count("不但") == 1 and every.count("同时") == 2
    assert not any(w in every for w in ("既", "一方面", "然而", "但是", "虽然"))
    said("四类标志词一共 6 处，转折一类只有 B07.2 的一个“但”", "The four kinds of signal come to 6")
    assert passage("B08.7").text.count("对于") == 2 and passage("B08.7").text.count("而言") == 2
    said("B08.7 的两个“对于……而言”")


def test_words_that_call_for_action_come_only_from_b06_on():
    assert not any(w in WHY for w in ("必须", "需要", "应当", "应该", "须", "应在", "应加强", "应更"))
    calls = {
        "B06.3": ["需集聚"], "B07.2": ["需要将"], "B07.3": ["必须"], "B07.4": ["必须"], "B07.5": ["应在"], "B08.5": ["应看到"],
        "B08.6": ["须重视"], "B08.7": ["应更多", "应加强", "应提升"],
    }  # fmt: skip
    found = [passage(place).text.count(w) for place, words in calls.items() for w in words]
    assert found == [1] * 10
    every = "".join(s.text for s in HOW)
    assert sum(every.count(w) for w in ("应", "须", "需")) == 10
    said("前五段一处也没有，后三段有 10 处", "do not stand once in the first five paragraphs and 10 times in the last three")


@pytest.mark.parametrize(("side", "size"), [("双方", 448), ("前者", 236), ("后者", 164)])
def test_characters_of_each_side(side, size):
    assert characters(SIDES[side]) == size
    said(str(size))


def test_both_take_more_than_half_and_so_they_do_after_the_exercise():
    whole = characters("B07.1 B07.2 B07.3 B07.4 B07.5") + characters("B08.1 B08.2 B08.3 B08.4 B08.5 B08.6 B08.7 B08.8")
    assert whole == 848 == sum(characters(places) for places in SIDES.values())
    assert 2 * characters(SIDES["双方"]) > whole
    assert characters(SIDES["双方"]) + characters("B07.2") == 526
    assert characters(SIDES["后者"]) - characters("B07.2") == 86
    assert characters("B08.3") == 36
    said("448 字，占全部 848 字的一半多", "448 of the 848 characters", "从 448 字升到 526 字", "从 164 字降到 86 字", "B08.3 一句 36 字")


def test_the_order_of_the_classes_is_as_told():
    order = [s.id for s in HOW if s.id > "B07"]
    classes = [next(side for side, places in SIDES.items() if place in places.split()) for place in order]
    assert classes[:5] == "双方 后者 双方 双方 前者".split()
    assert classes[5:] == "双方 后者 前者 前者 后者 双方 双方 双方".split()
    said("然后接连三句双方", "B08 是后、前、前、后")


def test_grounds_and_roles():
    reading = load_annotations("B")
    grounds = Counter((a.paragraph, a.label.id) for a in reading.labelled("evidence") if a.whole and a.paragraph >= "B06")
    assert sum(n for (_, label), n in grounds.items() if label == "assertion") == 12
    assert grounds["B06", "assertion"] == 3 and grounds["B07", "assertion"] == 5
    assert grounds["B08", "trend-without-data"] == 3 and grounds["B08", "study-without-source"] == 1
    roles = Counter(a.paragraph for a in reading.labelled("role") if a.label.id == "evidence" and a.paragraph >= "B06")
    assert roles == {"B08": 4}
    said("16 句里有 12 句是直接断言，B06 和 B07 全是", "4 句论据都在 B08：3 句是无数据的趋势", "Of the 16 sentences 12 are bare assertions")


def test_what_is_guessed_is_what_is_counted():
    guesses = {item.id: item for item in load_quiz("06") if item.kind == "guess"}
    assert guesses["q06-g1"].answer == "b07"  # held above: test_the_headings_share_a_mould
    assert guesses["q06-g2"].number == len(find_cues(HOW, ["contrast", "correction", "addition", "progression"])) == 6
    assert guesses["q06-g3"].number == len(find_cues(HOW, ["should", "must"])) == 10 and "B06–B08 共 16 句" in guesses["q06-g2"].prompt.zh
    assert guesses["q06-g4"].number == round(10 * characters(SIDES["双方"]) / 848) == 5
    assert len(guesses) == 4


def test_the_imagined_figures_move_as_said():
    before, after = (1, 1, 1), (1.5, 2, 1)  # manufacturing, services, agriculture; whatever their sizes were
    for sizes in ((30, 50, 20), (50, 30, 20), (5, 90, 5), before):
        grown = [size * factor for size, factor in zip(sizes, after)]
        assert grown[1] / sum(grown) > sizes[1] / sum(sizes)


def test_nine_questions_after_and_five_on_new_sentences():
    items = [item for item in load_quiz("06") if item.part == "after"]
    assert (len(items), sum(item.new for item in items)) == (9, 5)
    said("九道新题，其中五道的句子不在课文里")
