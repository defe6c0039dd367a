"""Lesson 03: its numbers, each from the text and not from the notebook."""

from course import passage, textstats
from course.lessons.plan import lesson_items
from course.text import essays as corpus

from . import prose

TEXT = prose("03")
WHOLE = corpus.load_essay("A").paragraphs


def guess(name: str):
    """Return what a guess says is true: its number, or the words of the option it is."""
    item = next(item for item in lesson_items("03", "guess") if item.id == name)
    return item.number if item.number is not None else next(o.text.zh for o in item.options if o.id == item.answer)


def where(words: str) -> dict[str, int]:
    return {p.id: n for p in WHOLE if (n := p.text.count(words))}


def test_all_six_prohibitions_stand_in_the_part_on_method():
    assert set(where("不能")) == {"A07", "A08", "A09"} and sum(where("不能").values()) == 6
    assert "6 次“不能”全在 A07–A09" in TEXT and "All six stand in A07–A09" in TEXT
    assert guess("q03-g3") == sum(n for place, n in where("不能").items() if "A06" <= place <= "A09")


def test_the_phrase_stands_five_times_and_twice_in_a06():
    assert sum(where("因地制宜").values()) == 5 and where("因地制宜")["A06"] == 2
    assert not {"A07", "A08", "A09"} & set(where("因地制宜")) and "“因地制宜”全篇五次" in TEXT
    assert guess("q03-g4") == sum(where("因地制宜").get(place, 0) for place in ("A07", "A08", "A09"))


def test_the_three_first_sentences_are_four_characters_against_four():
    for place in ("A07.1", "A08.1", "A09.1"):
        first, second = passage(place).text.rstrip("。").split("，")
        assert first.startswith("坚持") and second.startswith("不能")
        assert len(first[2:]) == 4 == len(second[2:].strip("“”")), place
        assert guess("q03-g2") == len(first[2:]) + len(second[2:].strip("“”"))


def test_the_solution_counts_rightly():
    assert where("要")["A04"] == 16 == max(where("要").values()) and where("要素")["A04"] == 15
    assert "有 16 处" in TEXT and "十五处在“要素”里" in TEXT


def test_what_is_said_of_words_is_so():
    assert "简单地" in passage("A09.2").text and "简单退出" in passage("A09.6").text
    assert "往往" in passage("A09.4").text and "可划入" in passage("A09.4").text
    assert "可以" in passage("A08.3").text and passage("A08.4").text.count("不能") == 2
    assert "一些地方" in passage("A07.3").text


def test_the_phrase_is_in_a01_and_a02_and_not_in_the_reasons():
    assert set(where("因地制宜")) == {"A01", "A02", "A06", "A13"}
    assert "A03–A05 讲为什么要改革，一次也没有用到它" in TEXT and "never use it" in TEXT


def test_the_sentence_in_the_book_is_glossed_in_its_own_words():
    sentence = "夫筑城郭，立仓库，因地制宜，岂有天气之数以威邻国者乎？"
    assert TEXT.count(sentence) == 2 and "吴越春秋·阖闾内传" in passage("A06.1").text
    for word in ("夫", "城郭", "仓库", "因地制宜", "天气之数", "威"):
        assert word in sentence and f"| {word} |" in TEXT
    assert "不同环境下的实际情况" in passage("A06.1").text and "重要方法论和实践要求" in passage("A06.2").text


def test_a08_has_the_shortest_reason():
    reasons = {"A07": ("A07.2", "A07.3"), "A08": ("A08.2",), "A09": ("A09.2", "A09.3", "A09.4", "A09.5")}
    lengths = {p: sum(len(passage(s).text) for s in places) for p, places in reasons.items()}
    assert min(lengths, key=lengths.get) == "A08" and "A08 的理由最短" in TEXT
    assert "长期性" in passage("A08.2").text and "脱离实际" in passage("A08.4").text


def test_one_negation_denies_two_things_and_the_other_replaces_a_view():
    text = passage("A09.2").text
    assert "而是" not in text and text.index("不是简单地") < text.index("而将") < text.index("置之不顾")
    assert text.endswith("置之不顾。") and "产业" not in text[: text.index("不是")]
    text = passage("A09.3").text
    assert text.index("不是") < text.index("割裂对立") < text.index("而是") < text.index("互为支撑")
    assert "不是”一直管到句末" in TEXT and "界定的那半句里没有行业" in TEXT


def test_one_can_hold_back_without_the_word():
    text = passage("A13.4").text
    assert "清理" in text and "破除" in text and "不能" not in text and "A13.4 要“清理”、要“破除”" in TEXT


def test_the_table_lists_what_the_prose_says_of_it():
    sentences = [s for p in WHOLE if "A06" <= p.id <= "A09" for s in p.sentences]
    rows = [tuple(row) for row in textstats.find_cues(sentences, ["cannot", "negation", "correction"])]
    assert ("A07.3", "不能", "难以") in rows and ("A07.3", "否定", "没有") in rows
    assert [row[0] for row in rows if row[1] == "取舍"] == ["A09.2", "A09.3"] and "标着“取舍”的两处" in TEXT
    assert ("A09.2", "否定", "不") in rows and passage("A09.2").text.count("不") == 2  # 不是, 置之不顾


def test_the_warning_in_the_solution():
    sentences = [passage("A09.4")]
    assert [tuple(row) for row in textstats.find_cues(sentences, ["should"])] == [("A09.4", "应当", "需要")]
    assert not list(textstats.find_cues([s for s in passage("A04").sentences], ["should"]))
    assert "A09.4 的“需要”被算作“应当”" in TEXT


def test_one_of_the_three_demands_names_no_region():
    silent = [place for place in ("A07", "A08", "A09") if place not in where("地区") and place not in where("地方")]
    assert silent == [guess("q03-g1")] and "A09 讲的却是新产业和旧产业" in TEXT


def test_the_short_text_is_what_its_outline_says():
    sizes = [len(corpus.load_essay("Q").paragraphs), sum(len(p.text) for p in corpus.load_essay("Q").paragraphs)]
    assert sizes[0] == 3 and 280 <= sizes[1] <= 360
    assert "十二户" in passage("Q02.2").text and passage("Q02.2").text.count("六户") == 2
    assert "我们这栋楼" in passage("Q02.5").text and "番茄" in passage("Q02.5").text
    assert "有几户" in passage("Q03.2").text and "大多数" in passage("Q03.2").text
    assert "不是不能种菜" in passage("Q03.1").text and "光有古话不够" in passage("Q02.1").text
