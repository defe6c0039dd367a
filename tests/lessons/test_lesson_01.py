"""Lesson 01: its numbers, each from the text and not from the notebook. Those its questions use are here too."""

from collections import Counter

from course import corpus, passage, segmentation, tokens
from course.lesson import lesson_items
from course.records import DATA

from . import prose

TEXT = prose("01")
A, B = segmentation.words_of("A"), segmentation.words_of("B")
STOP = set(tokens.load_stop_words())


def leading(words: list[str], n: int) -> list[str]:
    return [w for w, _ in Counter(w for w in words if w not in STOP).most_common(n)]


def characters(essay: str, words: str) -> int:
    return sum(p.text.count(words) for p in corpus.load_essay(essay).paragraphs)


def test_the_source_is_as_the_lesson_says():
    source = (DATA / "source" / "essays.txt").read_text(encoding="utf-8")
    title = "健全因地制宜发展新质生产力体制机制"
    assert source.lstrip().startswith(title * 2) and "发展新质生产\n\n力" in source


def test_the_most_frequent_words_are_those_named():
    assert Counter(A).most_common(1)[0][0] == "的"
    assert leading(A, 3) == ["发展", "新质生产力", "产业"] and "“发展”“新质生产力”“产业”领先" in TEXT
    assert leading(B, 4)[0] == "生产性服务业" and set(leading(B, 4)) == {"生产性服务业", "发展", "产业", "新质生产力"}
    assert B.count("生产性服务业") == 42 and characters("A", "生产性服务业") == 0 and "（42 次）" in TEXT


def test_reform_is_counted_as_a_word_and_as_characters():
    assert A.count("改革") == 7 and characters("A", "改革") == 13 and "只有 7 次" in TEXT and "正文有 13 处" in TEXT
    assert "改革" not in leading(A, 12)


def test_tokens_and_types_of_the_example():
    assert segmentation.words_of("A15.2").count("生产要素") == 3 and "出现三次" in TEXT


def test_the_machine_without_the_dictionary_differs_in_two_of_ten():
    with_it, without = (row[3] for row in tokens.jieba_scores("A"))
    assert 0.15 < 1 - without < 0.25 and 1 - with_it < 0.05
    for word in ("新质生产力", "高质量发展", "中国式现代化"):
        assert word in segmentation.words_of("A01.3") and len(tokens.words(word, dictionary=False)) == 2


def test_the_concordance_has_four_places_and_one_means_should():
    assert passage("A01").text.count("要") == 4 and passage("A01.4").text.startswith("要进一步")
    assert "四处，只有 A01.4 句首的一处" in TEXT


def prompts() -> str:
    return "\n".join(str(i.prompt) + "".join(str(o.feedback) for o in i.options) + str(i.model) for i in lesson_items("01"))


def test_the_numbers_in_the_questions_are_right():
    asked = prompts()
    for word, a, b in (("新质生产力", 31, 22), ("的", 83, 98)):
        assert (A.count(word), B.count(word)) == (a, b) and str(a) in asked and str(b) in asked
    assert (len(A), len(B)) == (1835, 1292) and "1835 词" in asked and "1292 词" in asked
    assert [round(len(set(w)) / len(w), 2) for w in (A, B)] == [0.41, 0.42]
    assert [round(1000 * w.count("的") / len(w)) for w in (A, B)] == [45, 76]
    assert [round(1000 * w.count("因地制宜") / len(w), 1) for w in (A, B)] == [2.7, 0.8]
    assert passage("A11.2").text.count("的") == 1 == passage("B06.1").text.count("的")
    assert passage("A02.2").text.count("改革") == 2


def test_the_words_of_the_matching_question_are_cut_so():
    for place, pieces in {"A06.1": ["因地制宜"], "A03.6": ["才", "能"], "A11.1": ["高水平科技自立自强"], "A04.1": ["生产要素", "创新性", "配置"], "A12.2": ["传统", "制造业"]}.items():
        assert " ".join(pieces) in " ".join(segmentation.tokens_of(place)), place
