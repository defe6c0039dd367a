"""Lesson 01: its numbers, each from the text and not from the notebook. Those its questions use are here too."""

import re
from collections import Counter

from course import passage, textstats
from course.base.records import DATA
from course.text import checked_words as segmentation, essays as corpus, jieba_words as tokens
from tests.items import lesson_items

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
    first = passage("A01.1").text
    start = source.index(first[:8])
    assert source[start : source.index(first[-5:]) + 5].count("\n\n") == 2


def test_the_most_frequent_words_are_those_named():
    assert Counter(A).most_common(1)[0][0] == "的"
    assert leading(A, 3) == ["发展", "新质生产力", "产业"] and "“发展”“新质生产力”“产业”领先" in TEXT
    assert leading(B, 4)[0] == "生产性服务业" and set(leading(B, 4)) == {"生产性服务业", "发展", "产业", "新质生产力"}
    assert set(leading(A, 5)) & set(leading(B, 5)) == {"发展", "产业", "新质生产力"}
    assert B.count("生产性服务业") == 42 and characters("A", "生产性服务业") == 0 and "（42 次）" in TEXT


def test_what_is_to_be_guessed_is_what_the_counts_say():
    guesses = {item.id: item for item in lesson_items("01", "guess")}
    people, machine = segmentation.tokens_of("A01.3"), tokens.words(passage("A01.3").text, dictionary=False)
    assert guesses["q01-g1"].number == len([w for w in people if len(w) > 1 and w not in machine])
    _, without = textstats.jieba_scores("A")
    assert guesses["q01-g2"].number == round(100 * without[1])
    assert guesses["q01-g3"].word == Counter(A).most_common(1)[0][0]
    assert guesses["q01-g4"].answer == "development" and leading(A, 1) == ["发展"]
    asked = [str(o.text.zh) for o in guesses["q01-g4"].item.options]
    assert [w for w in asked if w not in leading(A, 12)] == ["改革"]
    cut = [w for s in passage("A01").sentences for w in segmentation.tokens_of(s.id)]
    assert guesses["q01-g5"].number == cut.count("要") and "找到四处" in guesses["q01-g5"].prompt.zh


def test_the_numbers_to_be_written_about_are_right():
    task, = lesson_items("01", "writing")
    assert A.count("产业") == B.count("产业") == 25 and (A.count("传统产业"), B.count("传统产业")) == (14, 0)
    assert "都是 25 次" in task.prompt.zh and "A 篇 14 次" in task.prompt.zh
    assert [round(25000 / len(w)) for w in (A, B)] == [14, 19]  # and with 传统产业 cut, A is denser
    assert 39 / len(A) > 25 / len(B)


def test_the_words_that_carry_the_reasoning_are_not_stop_words():
    cut = segmentation.tokens_of("A03.6")
    assert {"只有", "才", "能"} <= set(cut) and not {"只有", "才", "能"} & STOP and {"的", "和", "在", "等"} <= STOP


def test_reform_is_counted_as_a_word_and_as_characters():
    assert A.count("改革") == 7 and characters("A", "改革") == 13 and "只有 7 次" in TEXT and "正文有 13 处" in TEXT
    assert "改革" not in leading(A, 12)


def test_tokens_and_types_of_the_example():
    assert segmentation.words_of("A15.2").count("生产要素") == 3 and "出现三次" in TEXT


def test_the_machine_without_the_dictionary_differs_in_two_of_ten():
    with_it, without = textstats.jieba_scores("A")
    assert 0.15 < 1 - without[3] < 0.25
    assert 0.03 < 1 - with_it[1] < 0.04 and 0.05 < 1 - with_it[2] < 0.06  # of a hundred three odd are wrong, five odd missed
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
    cuts = {"A08.4": ["循序渐进"], "A03.6": ["才", "能"], "A15.5": ["私募股权投资"], "A15.2": ["生产要素", "流动", "通道"], "A12.2": ["传统", "制造业"]}
    item = next(i for i in lesson_items("01") if i.id == "q01-07")
    number = {"one": 1, "two": 2, "three": 3}
    assert {r.at: (r.text.zh, number[r.answer]) for r in item.rows} == {at: ("".join(w), len(w)) for at, w in cuts.items()}
    for place, pieces in cuts.items():
        assert f" {' '.join(pieces)} " in f" {' '.join(segmentation.tokens_of(place))} ", place
    assert " 生产要素 配置 方式 " in " ".join(segmentation.tokens_of("A15.2")) and "循序渐进" not in TEXT


def test_what_the_questions_count_in_a_sentence_is_there():
    assert passage("A13.2").text.count("、") == 10 and "一共十个" in prompts()
    assert segmentation.tokens_of("A13.2").count("基础") == 4
    before = [passage("B02.1").text.split("等")[n] for n in range(3)]
    assert len(passage("B02.1").text.split("等")) == 4
    assert [w for w, text in zip(("现代物流", "工业", "显著"), before, strict=True) if text.endswith(w)] == ["现代物流", "工业", "显著"]
    assert [segmentation.tokens_of(p).count("生产要素") for p in ("B02.1", "B02.2", "B02")] == [0, 1, 1]
    assert [passage(p).text.count("要") for p in ("A03.2", "A07.4", "A15.1", "B06.2")] == [1] * 4
    assert " 地区 要 找准 " in " ".join(segmentation.tokens_of("A07.4"))
    assert segmentation.tokens_of("A04.5").count("生产可能性边界") == 1
    assert len(passage("B03").sentences) >= 6


def test_without_the_dictionary_the_count_of_productive_forces_swells_from_8_to_39():
    cut = [w for p in corpus.load_essay("A").paragraphs for w in tokens.words(p.text, dictionary=False)]
    assert (A.count("生产力"), A.count("新质生产力"), cut.count("生产力")) == (8, 31, 39) == (8, characters("A", "新质生产力"), characters("A", "生产力"))
    for words in (segmentation.tokens_of("A02.2"), tokens.words(passage("A02.2").text, dictionary=False)):
        assert "改革 命题" in " ".join(words)


def test_what_is_left_of_the_only_if_sentence_still_names_reform_and_technology():
    left = [w for w in segmentation.tokens_of("A03.6") if w not in ("只有", "才", "能")]
    assert {"改革", "科技"} <= set(left) and not {"必须", "就", "不"} & set(left)


def test_neither_essay_is_dated_and_both_speak_of_one_meeting():
    source = (DATA / "source" / "essays.txt").read_text(encoding="utf-8")
    assert "二十届三中全会" in passage("A01.2").text and "二十届三中全会" in passage("B01.2").text
    assert not re.search(r"[0-9〇一二三四五六七八九十]\s*[年月日]", source)


def test_what_the_review_mended_is_said_once():
    for words in ("机器切出的一百个词里错三个多，该有的一百个里漏五个多", "这门课的停用词表不收它们", "记成“版面”的那一遍、署名",
                  "后面的图跟着变", "两篇都在前五名", "两篇前五名里都有的，是“发展”“产业”“新质生产力”", "先答两道题（一道认名称"):  # fmt: skip
        assert TEXT.count(words) == 1
