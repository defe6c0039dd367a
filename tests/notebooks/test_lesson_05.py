"""Lesson 05: its numbers, each from the text and not from the notebook."""

import re

from course import passage, textstats
from course.base.records import DATA
from course.quiz import load_quiz
from course.reading import annotation, argument
from course.text import essays as corpus

from . import prose

TEXT = prose("05")
WHOLE = corpus.load_essay("B").paragraphs
FRONT = (DATA / "essays" / "B.md").read_text(encoding="utf-8").split("---")[1]


def where(words: str) -> dict[str, int]:
    return {p.id: n for p in WHOLE if (n := p.text.count(words))}


def sentences(first: str, last: str) -> list:
    return [s for p in corpus.paragraphs_between(first, last) for s in p.sentences]


def counts(first: str, last: str) -> dict[str, tuple[int, float]]:
    return {kind: (n, rate) for kind, n, rate in textstats.cue_counts(sentences(first, last))}


def test_the_essay_is_introduced_rightly():
    assert len(WHOLE) == 8 and "共八段" in TEXT and "eight paragraphs" in TEXT
    assert "作者刘奕" in TEXT and "刘奕" in FRONT and "财经战略研究院" in FRONT


def test_the_second_stretch_has_a_sentence_a_line_and_each_is_assertion():
    reading = annotation.load_annotations("B").labelled("evidence", "assertion")
    for place, words in {"B03.2": "核心要素", "B04.3": "重要力量", "B05.2": "表现形式"}.items():
        assert words in passage(place).text and f"“{words}”" in TEXT
        assert any(a.at == place and a.whole for a in reading)
    assert "三句都是直接断言" in TEXT and "All three are bare assertions" in TEXT
    text = passage("A10.1").text
    assert all(w in text for w in ("技术", "要素", "产业", "催生")) and "A10.1" in TEXT
    assert argument.load_argument("B").nodes["b-three-sources"].supplied


def test_words_of_cause_and_ability_are_counted_rightly():
    a, b = counts("A03", "A05"), counts("B03", "B05")
    text = "".join(s.text for s in sentences("B03", "B05"))
    assert sum(text.count(w) for w in ("通过", "从而", "进而", "继而", "故此")) == 12 == b["因果"][0]
    assert b["能够"][0] == 12 and set(list(b)[:2]) == {"因果", "能够"} and min(b["因果"][0], b["能够"][0]) > b[list(b)[2]][0]
    assert "因果词 12 处，能愿词 12 处" in TEXT and "是最多的两类" in TEXT
    assert (a["因果"][0], a["能够"][0]) == (3, 4) and "3 处和 4 处" in TEXT and "it is 3 and 4" in TEXT
    assert all(a[kind][1] < b[kind][1] / 2 for kind in ("因果", "能够")) and "少一半以上" in TEXT


def test_only_ends_each_line_of_a_and_one_of_b():
    last = {p.id: p.sentences[-1] for e in ("A", "B") for p in corpus.paragraphs_between(f"{e}03", f"{e}05")}
    only = {p for p in last if "只有" in last[p].text}
    assert only == {"A03", "A04", "A05", "B05"} and last["B05"].id == "B05.8"
    assert sum(s.text.count("只有") for s in sentences("A03", "A05")) == 3 and sum(s.text.count("只有") for s in sentences("B03", "B05")) == 1
    assert "能够" in last["B03"].text and "能够" in last["B04"].text and "有两条收在“能够”，一条收在“只有”" in TEXT


def test_where_the_words_of_cause_stand():
    text = {s.id: s.text for s in sentences("B03", "B05")}
    means = sum(t.count("通过") for t in text.values())
    results = sum(t.count(w) for t in text.values() for w in ("从而", "进而", "继而", "故此"))
    assert (means, results) == (6, 6) and "6 处是“通过”" in TEXT and "另外 6 处" in TEXT
    marks = re.compile("通过|从而|进而|继而|故此")
    assert not any(marks.search(text[f"B03.{n}"]) for n in range(1, 7)) and marks.search(text["B03.7"]) and "前六句一处也没有" in TEXT
    assert not marks.search(text["B05.5"]) and "提升" in text["B05.5"] and "B05.5 一处也没有" in TEXT
    assert {place for place, *_ in textstats.find_cues(sentences("B03", "B05"), ["cause"])} == {i for i in text if marks.search(text[i])}


def test_whose_ability_it_is():
    text = {s.id: s.text for s in sentences("B03", "B05")}
    found = [place for place, *_ in textstats.find_cues(sentences("B03", "B05"), ["can"])]
    services = {"B03.4": "生产性服务业能够", "B03.6": "生产性服务业既能", "B03.8": "能够通过", "B04.4": "生产性服务业能够"}
    platforms = {"B04.7": "生产性服务业平台有助于", "B04.9": "生产性服务业平台能够"}
    others = {"B03.2": "科技创新能够", "B03.3": "成果能够", "B04.3": "配置能够"}
    assert all(words in text[place] for group in (services, platforms, others) for place, words in group.items())
    assert "也能" in text["B03.6"] and "可能" in text["B03.3"] and "可以说" in text["B03.4"]
    assert len(services) + 1 == 5 and len(platforms) == 2 and len(found) == 5 + 2 + len(others) + 2
    assert "的有 5 处" in TEXT and "的有 2 处" in TEXT and "合起来 7 处" in TEXT and "其余 5 处" in TEXT
    assert not [p for p in found if p.startswith("B05")] and not re.search("能够|可以|可能|有助于", passage("B05").text)
    assert "将使" in text["B05.3"] and "都会" in text["B05.5"] and "B05 一处也没有" in TEXT


def test_the_three_words_stand_where_the_lesson_says():
    assert where("知识") == {"B03": 15} and "“知识”15 次，全在 B03" in TEXT
    assert where("平台") == {"B04": 5} and "“平台”5 次，全在 B04" in TEXT
    merging = where("融合")
    assert sum(merging.values()) == 17 and {p.id for p in WHOLE} - set(merging) == {"B01", "B06"}
    assert merging["B08"] == 7 > max(n for p, n in merging.items() if p != "B08")
    assert "“融合”17 次，除了 B01 和 B06，每段都有，B08 的 7 次最多" in TEXT
    for place, words in {"B02.1": "产业融合度高", "B04.4": "通过与其他产业部门的融合", "B05.7": "融合度呈现明显的上升趋势"}.items():
        assert words in passage(place).text


def test_nothing_in_b05_says_what_happens_without():
    assert not any(re.search("没有|缺乏|缺少|离不开|否则", passage(f"B05.{n}").text) for n in range(3, 8))
    assert "没有一句说“没有它会怎样”" in TEXT


def test_the_map_supplies_the_step_the_lesson_speaks_of():
    node = argument.load_argument("B").nodes["b-tech-spread-counts"]
    assert node.supplied and "传开、用好" in node.text.zh and "也算" in node.text.zh and "“也算”催生突破" in TEXT


def test_the_only_source_named_is_the_document():
    reading = annotation.load_annotations("B").labelled("evidence")
    assert not [a for a in reading if a.paragraph <= "B05" and a.label.id == "sourced-data"]
    quoted = [s.id for s in sentences("B01", "B05") if "《" in s.text]
    assert quoted == ["B01.2"] and "只有 B01.2 引的文件" in TEXT


def test_the_words_spoken_of_stand_in_their_sentences():
    spoken = {
        "B01.3": "一项重要抓手", "B03.1": "催生", "B03.8": "共创者", "B04.4": "推动", "B04.6": "趋势愈加明显", "B04.7": "有助于",
        "B04.8": "当前", "B04.9": "能够", "B05.1": "深度转型", "B05.3": "推动力", "B05.5": "研究表明", "B05.7": "融合度", "B05.8": "只有",
    }  # fmt: skip
    for place, words in spoken.items():
        assert words in passage(place).text and words in TEXT, place
    assert len(passage("B03").sentences) == 8 and "这一段八句" in TEXT
    assert "应用、传播和扩散" in passage("B03.8").text


def test_what_is_guessed_is_what_is_counted():
    guesses = {item.id: item for item in load_quiz("05") if item.kind == "guess"}
    assert guesses["q05-g1"].number == counts("B03", "B05")["因果"][0] == 12 and "一共 3 处" in guesses["q05-g1"].prompt.zh
    assert guesses["q05-g2"].number == sum(place == "B05.5" for place, *_ in textstats.find_cues(sentences("B03", "B05"), ["cause"])) == 0
    spread = {word: len(where(word)) for word in ("知识", "平台", "融合")}
    chosen = next(str(o.text.zh) for o in guesses["q05-g3"].options if o.id == guesses["q05-g3"].answer)
    assert chosen == "融合" == max(spread, key=spread.get) and sorted(spread.values())[1] < spread["融合"]
    assert len(guesses) == 3


def test_the_column_is_introduced_and_outlined_rightly():
    column = corpus.load_essay("R").paragraphs
    assert 300 < sum(len(p.text) for p in column) < 400 and "不到四百字" in TEXT
    words = {
        "R02.2": "不能自己挑", "R02.3": "各有四周", "R02.4": "两边都一样", "R02.5": "核对", "R02.6": "三十一克", "R03.2": "没吃饱",
        "R03.3": "图新鲜", "R03.5": "换小盘使剩饭少了", "R03.6": "没有比", "R03.7": "另外去试",
    }  # fmt: skip
    assert all(said in passage(place).text and place in TEXT for place, said in words.items())


def test_nine_questions_after_and_four_on_new_sentences():
    items = [item for item in load_quiz("05") if item.part == "after"]
    assert (len(items), sum(item.new for item in items)) == (9, 4)
    assert "九道新题" in TEXT and "其中四道的句子不在课文里" in TEXT
