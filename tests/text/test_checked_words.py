"""The hand-checked words cover the essays, and jieba is measured against them."""

import pytest
from hypothesis import given, strategies as st

from course.base.records import DATA, DataError
from course.textstats import cutting
from course.text import checked_words as segmentation, jieba_words as tokens
from course.text.essays import ESSAYS, load_essay

CUT = {e: segmentation.load_segmentation(e) for e in ESSAYS}
ALL = [t for e in ESSAYS for t in segmentation.tokens_of(e)]
TERMS = ("新质生产力", "生产性服务业", "新型举国体制", "全要素生产率", "因地制宜", "高水平科技自立自强")


def test_every_character_of_both_essays_is_in_a_word_or_is_a_sign():
    for essay in ESSAYS:
        assert "".join(segmentation.tokens_of(essay)) == "".join(p.text for p in load_essay(essay).paragraphs)


@pytest.mark.parametrize("term", TERMS)
def test_the_terms_of_the_field_are_one_word_wherever_they_stand(term):
    text = "".join(p.text for e in ESSAYS for p in load_essay(e).paragraphs)
    assert ALL.count(term) == text.count(term) > 0
    by_jieba = [w for e in ESSAYS for p in load_essay(e).paragraphs for w in tokens.words(p.text)]
    assert by_jieba.count(term) == text.count(term)


def test_a_sign_is_never_part_of_a_word():
    signs = set("，。；：、“”《》（）！？…·")
    assert not [t for t in ALL if len(t) > 1 and set(t) & signs]


def cut_by_jieba(dictionary):
    return [t for e in ESSAYS for p in load_essay(e).paragraphs for t in tokens.words(p.text, True, dictionary)]


def test_jieba_with_the_courses_dictionary_is_close_to_the_hand_checked_words_and_closer_than_without():
    ours = cutting.word_scores(ALL, cut_by_jieba(True))
    plain = cutting.word_scores(ALL, cut_by_jieba(False))
    assert ours.f1 >= 0.95 > plain.f1
    assert cutting.boundary_scores(ALL, cut_by_jieba(True)).f1 > ours.f1


def test_words_are_cut_in_two_ways_only_where_the_guideline_says_so():
    guideline = (DATA / "segmentation" / "README.md").read_text(encoding="utf-8")
    for word, places in cutting.cut_in_two_ways(CUT).items():
        assert f"`{word}`" in guideline, f"{word} is one word elsewhere and cut in {places}"


def test_scores_by_hand():
    # 新质生产力|是|先进|生产力 against 新质|生产力|是|先进|生产力: 3 words of 4 and of 5 agree.
    scores = cutting.word_scores(["新质生产力", "是", "先进", "生产力"], ["新质", "生产力", "是", "先进", "生产力"])
    assert scores == pytest.approx((3 / 5, 3 / 4, 6 / 9))
    assert cutting.boundary_scores(["甲乙", "丙"], ["甲", "乙丙"]) == (0, 0, 0)


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=8))
def test_full_agreement_scores_one_and_has_no_errors(cut):
    assert cutting.word_scores(cut, cut) == (1, 1, 1)
    assert not len(cutting.cutting_errors(cut, cut))


@given(st.text("甲乙", min_size=2, max_size=9), st.data())
def test_scores_agree_with_sets_of_spans(text, data):
    ways = []
    for _ in range(2):
        edges = sorted(data.draw(st.sets(st.integers(1, len(text) - 1))))
        ways.append([text[a:b] for a, b in zip([0, *edges], [*edges, len(text)])])
    spans = []
    for way in ways:
        start, found = 0, set()
        for word in way:
            found.add((start, word))
            start += len(word)
        spans.append(found)
    scores = cutting.word_scores(*ways)
    assert scores.precision == pytest.approx(len(spans[0] & spans[1]) / len(spans[1]))
    assert scores.recall == pytest.approx(len(spans[0] & spans[1]) / len(spans[0]))


def test_errors_are_sorted_by_kind():
    table = cutting.cutting_errors(["新质生产力", "是", "堵", "点"], ["新质", "生产力", "是堵", "点"])
    assert [(count, words) for _, count, words in table] == [(1, "新质/生产力"), (1, "是堵")]


@pytest.mark.parametrize("pair", [(["甲"], ["乙"]), ([], []), (["，"], ["，"])])
def test_only_one_and_the_same_text_with_words_can_be_compared(pair):
    for measure in (cutting.word_scores, cutting.boundary_scores, cutting.cutting_errors):
        with pytest.raises(ValueError):
            measure(*pair)


def test_a_segmentation_that_changes_a_character_is_refused_with_the_place(tmp_path, monkeypatch):
    (tmp_path / "segmentation").mkdir()
    text = (DATA / "segmentation" / "A.txt").read_text(encoding="utf-8")
    (tmp_path / "segmentation" / "A.txt").write_text(text.replace("改革", "改 变", 1), encoding="utf-8")
    monkeypatch.setattr(segmentation, "DATA", tmp_path)
    with pytest.raises(DataError, match=r"A\.txt.*A0\d\.\d"):
        segmentation.load_segmentation.__wrapped__("A")


def test_a_dictionary_word_has_a_part_of_speech():
    assert dict(tokens.tagged("新质生产力"))["新质生产力"] == "n"


@pytest.mark.parametrize("call", [lambda: tokens.words("，。"), lambda: tokens.words(""), lambda: tokens.tagged("！")])
def test_a_text_without_a_word_is_an_error(call):
    with pytest.raises(ValueError):
        call()


def test_a_passage_cut_by_hand_and_by_jieba_stands_in_two_rows():
    by_hand, by_jieba = cutting.ways_of_cutting("A01.3")
    assert by_hand[1].split(" / ") == segmentation.words_of("A01.3")
    assert "新质生产力" in by_hand[1] and "新质 / 生产力" in by_jieba[1]
    assert by_hand[1].replace(" / ", "") == by_jieba[1].replace(" / ", "")
