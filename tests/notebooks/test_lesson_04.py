"""Lesson 04: its numbers, each from the text and not from the notebook."""

import re

from course import passage, textstats
from course.lessons.plan import lesson_items
from course.reading import annotation, argument
from course.text import essays as corpus

from . import prose

TEXT = prose("04")
SIX = corpus.paragraphs_between("A10", "A15")


def guess(name: str) -> float:
    return next(item.number for item in lesson_items("04", "guess") if item.id == name)


def lists() -> list[tuple[str, int]]:
    """Count the items of every run joined by 、 with three or more, the plain way."""
    found = []
    for paragraph in SIX:
        for sentence in paragraph.sentences:
            for clause in re.split("[，；。：]", sentence.text):
                if (n := clause.count("、")) >= 2:
                    found.append((sentence.id, n + 1))
    return found


def test_the_lists_are_counted_rightly():
    runs = lists()
    assert len(runs) == 20 and "有 20 串" in TEXT and "There are 20 lists" in TEXT
    assert max(runs, key=lambda r: r[1]) == ("A13.2", 8) and "8 项，在 A13.2" in TEXT and guess("q04-g3") == 8
    assert ("A15.2", 7) in runs and "A15.2 的要素有 7 项" in TEXT
    assert sum(place.startswith("A15") for place, _ in runs) == 5 and "A15 一段就有 5 串" in TEXT


def test_the_last_five_paragraphs_have_hardly_any_words_of_logic():
    def counts(first: str, last: str) -> dict[str, int]:
        return {kind: n for kind, n, _ in textstats.cue_counts([s for p in corpus.paragraphs_between(first, last) for s in p.sentences])}

    why, what, how = counts("A01", "A05"), counts("A11", "A15"), counts("A06", "A09")
    assert {"转折", "因果", "必要条件"} <= set(why) and not {"转折", "因果", "必要条件"} & set(what)
    assert what["应当"] == 1 and "零星一处" in TEXT
    assert list(how)[:2] == ["应当", "不能"] and "取舍" in how


def test_the_order_announced_is_not_the_order_followed():
    assert re.search("科技创新、要素配置、产业发展", passage("A10.2").text)
    assert "科技" in passage("A11.1").text and "要素" in passage("A15.1").text
    assert all("产业" in passage(f"A{n}.1").text for n in (12, 13, 14))
    assert "写的次序是一、三、二" in TEXT


def test_the_verbs_stand_where_the_lesson_says():
    assert all(verb in passage("A13.4").text for verb in ("清理", "落实", "破除"))
    assert "倒逼" in passage("A12.4").text and "考核" in passage("A12.3").text and "鼓励" in passage("A12.2").text
    assert "投入" in passage("A14.1").text and "资源保障" in passage("A11.2").text and "投入机制" in passage("A03.5").text


def test_most_sentences_of_the_five_paragraphs_are_measures():
    reading = annotation.load_annotations("A")
    last = [s.id for p in corpus.paragraphs_between("A11", "A15") for s in p.sentences]
    measures = {a.at for a in reading.labelled("role", "measure") if a.whole}
    assert len(measures & set(last)) > 0.8 * len(last)


def test_should_is_left_to_the_verbs():
    last = [s for p in corpus.paragraphs_between("A11", "A15") for s in p.sentences]
    bare = [re.sub("要素|需要|适应|应用", "", s.text) for s in last]
    assert len([s for s in bare if re.search("要|应|必须", s)]) == guess("q04-g4") == 0 and "一处也没有" in TEXT
    assert [s.id for s in last if "需要" in s.text] == ["A14.2"] and "A14.2 的“需要”" in TEXT
    verbs = "强化|健全|深化|加强|构建|发挥|完善|实施|聚焦|优化|引导|促进|加快|激发|培育"
    others = [s.id for s in last if not re.match(f"(大力|有效)?({verbs})", s.text)]
    assert len(last) == 29 and others == ["A12.4", "A14.2"]
    assert "29 句里有 27 句" in TEXT and "of 29 sentences 27" in TEXT and "例外是 A12.4 和 A14.2" in TEXT
    assert "关键要围绕" in passage("A10.2").text
    assert [s.id for s in last if "不" in s.text] == ["A14.2"] and "不确定性" in passage("A14.2").text


def test_what_the_map_supplies():
    found = argument.load_argument("A").nodes.values()
    here = {p.id for p in SIX}
    chains = ("a-sci", "a-old", "a-new", "a-future", "a-gather")
    own = [n for n in found if {at[:3] for at in n.at} & here or n.supplied and n.id.removesuffix("-now").removesuffix("-means") in chains]
    by = {kind: [n for n in own if n.kind == kind] for kind in ("action", "circumstance", "means")}
    supplied = {kind: sum(n.supplied for n in nodes) for kind, nodes in by.items()}
    assert supplied == {"action": 0, "circumstance": 3, "means": 4}
    assert len(by["circumstance"]) == 5 and len(by["means"]) == 6
    assert "现状有五处，补了三处；手段有六处，补了四处" in TEXT and "of five circumstances three are; of six means four are" in TEXT
    assert {at for n in by["means"] for at in n.at} == {"A10.2", "A15.2"} and "在 A10.2 和 A15.2" in TEXT


def test_the_small_list_keeps_its_order_and_leaves_items_undeveloped():
    later = {f"A15.{n}": passage(f"A15.{n}").text for n in range(3, 9)}
    factors = re.search("促进(.+)等生产要素", passage("A15.2").text)[1].split("、")
    assert len(factors) == 7 and (factors[0], factors[-1]) == ("劳动力", "数据") and "七种要素，从劳动力到数据" in TEXT
    about = {"劳动力": ("A15.4", "人才"), "资本": ("A15.5", "资本"), "土地": ("A15.6", "土地"), "技术": ("A15.7", "技术")}
    assert all(word in later[place] for place, word in about.values())
    assert sorted(about, key=factors.index) == sorted(about, key=lambda f: about[f][0])
    assert len(set(factors) - set(about)) == guess("q04-g2")
    for word in ("知识", "数据"):
        assert [place for place, text in later.items() if word in text] == ["A15.8"]
    assert [place for place, text in later.items() if "管理" in text] == ["A15.6"] and "土地管理" in later["A15.6"]


def test_funding_comes_only_with_future_industries():
    first = [s.id for p in corpus.paragraphs_between("A10", "A15") for s in p.sentences if "投入" in s.text]
    assert first[0] == "A14.1" and "未来产业" in passage("A14.1").text and "成果快速转化" in passage("A14.4").text
    assert "“投入”要到 A14.1 才出现" in TEXT and "简单退出" in passage("A09.6").text
    assert "引领" in passage("A12.4").text and "真实场景" in passage("A14.5").text and "打破学科壁垒" in passage("A11.3").text


def test_one_sentence_of_a11_says_how_things_stand():
    """“发挥” brings to bear what is there; the others begin with what is to be made or made better."""
    begin = [s.id for s in corpus.paragraphs_between("A11", "A11")[0].sentences if s.text.startswith("发挥")]
    assert begin == ["A11.6"] and "优势" in passage("A11.6").text and guess("q04-g1") == len(begin)
