"""Statistics agree with a hand count, a brute-force count or another library."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st

from course import textstats
from course.text import essays as corpus, jieba_words as tokens

FIVE = corpus.paragraphs_between("A01", "A05")
SENTENCES = [s for p in FIVE for s in p.sentences]


@given(st.lists(st.sampled_from(["改革", "发展", "的", "产业"]), min_size=1))
def test_frequency_is_a_count_and_its_rate_per_thousand(words):
    rows = textstats.frequency(words).rows
    assert {w: n for w, n, _ in rows} == Counter(words)
    assert sum(rate for *_, rate in rows) == pytest.approx(1000)
    assert [n for _, n, _ in rows] == sorted((n for _, n, _ in rows), reverse=True)


def test_characters_of_each_class_are_those_of_its_sentences():
    lengths = {"A01.1": 30, "A01.2": 60, "A01.3": 10}
    classes = {"A01.1": "主张", "A01.2": "道理", "A01.3": "主张"}
    table = textstats.characters_by_class(classes, lengths)
    assert (table.columns, table.rows) == (("类别", "字数", "占全部"), (("主张", 40, "40%"), ("道理", 60, "60%")))
    with pytest.raises(KeyError):
        textstats.characters_by_class({"A02.1": "主张"}, lengths)


def test_words_left_out_still_count_in_the_whole():
    assert list(textstats.frequency(["的", "改革"], leave_out=["的"])) == [("改革", 1, 500.0)]


@given(st.text("改革发展，", max_size=40), st.text("改革", min_size=1, max_size=2))
def test_concordance_and_places_find_what_str_count_finds(text, term):
    paragraph = corpus.Paragraph("X01", text, corpus.split_sentences(text, "X01"))
    if not text:
        return
    assert len(textstats.concordance(term, [paragraph])) == text.count(term)
    assert len(textstats.places(term, [paragraph])) == text.count(term)


def test_a_concordance_line_is_the_text_around_the_term():
    for place, left, word, right in textstats.concordance("改革", FIVE, width=5):
        assert left + word + right in corpus.passage(place).text
    assert len(textstats.concordance("改革", FIVE)) == sum(p.text.count("改革") for p in FIVE)


@settings(deadline=None)  # the first import of NLTK takes a second
@given(st.lists(st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=8), min_size=1, max_size=5), st.integers(1, 4))
def test_a_concordance_of_words_is_that_of_nltk(sentences, width):
    from nltk.text import Text

    ours = textstats.word_concordance("甲", {str(n): words for n, words in enumerate(sentences)}, width)
    theirs = []
    for n, words in enumerate(sentences):
        found = Text(words).concordance_list("甲", width=400, lines=1000) if "甲" in words else []
        theirs += [(str(n), "".join(line.left[-width:]), "".join(line.right[:width])) for line in found]
    assert [(row[0], row[1], row[3]) for row in ours] == theirs


def test_a_term_is_never_a_pattern():
    assert len(textstats.concordance(".", FIVE)) == 0
    assert len(textstats.concordance("(", FIVE)) == 0


def test_places_run_from_0_to_1_in_order():
    found = [x for _, x in textstats.places("生产力", FIVE)]
    assert found == sorted(found) and 0 <= found[0] and found[-1] < 1
    whole = "".join(p.text for p in FIVE)
    assert found == [pytest.approx(m.start() / len(whole)) for m in re.finditer("生产力", whole)]


def test_length_counts_chinese_characters_only():
    assert textstats.character_count("从“0到1”，GDP 增长。") == 4
    assert dict(textstats.sentence_lengths(SENTENCES))["A05.2"] == 13  # counted by hand


def test_shared_openings_agree_with_a_comparison_of_every_pair():
    found = textstats.shared_openings(SENTENCES, shortest=4)
    assert found["进一步全面深化改革，有利于"] == ["A03.1", "A04.1", "A05.1"]
    pairs = {(a, b) for ids in found.values() for a in ids for b in ids if a < b}
    brute = {(a.id, b.id) for a in SENTENCES for b in SENTENCES if a.id < b.id and a.text[:4] == b.text[:4]}
    assert pairs == brute


def test_the_frame_of_only_if_is_taken_apart():
    framed = textstats.framed("只有", "才能", SENTENCES)
    assert [place for place, *_ in framed] == ["A03.6", "A04.6", "A05.5"]
    for place, condition, result in framed:
        assert f"只有{condition}，才能{result}。" == corpus.passage(place).text


@pytest.mark.parametrize(
    "call",
    [
        lambda: textstats.frequency([]), lambda: textstats.character_count(""), lambda: textstats.places("改", []),
        lambda: textstats.places("", FIVE), lambda: textstats.concordance("", FIVE), lambda: textstats.sentence_lengths([]),
        lambda: textstats.concordance("改", FIVE, width=0), lambda: textstats.shared_openings([]),
        lambda: textstats.characters_by_class({}, {}), lambda: textstats.characters_by_class({"X01.1": "主张"}, {"X01.1": 0}),
        lambda: tokens.words("，。"), lambda: tokens.words(""),
    ],
)  # fmt: skip
def test_nothing_to_count_is_an_error_never_zero(call):
    with pytest.raises(ValueError):
        call()


@pytest.mark.parametrize("word", ["新质生产力", "全要素生产率", "因地制宜", "生产性服务业", "新型举国体制", "高水平科技自立自强"])
def test_terms_of_the_field_are_one_word_wherever_they_stand(word):
    for paragraph in (p for e in corpus.ESSAYS for p in corpus.load_essay(e).paragraphs):
        cut = tokens.words(paragraph.text, punctuation=True)
        assert "".join(cut) == paragraph.text
        assert cut.count(word) == paragraph.text.count(word), paragraph.id


def test_cutting_words_prints_nothing_and_leaves_jiebas_own_tokenizer_alone(capfd):
    tokens.words("新质生产力")
    import jieba

    assert jieba.dt is not tokens._tokenizer() and not jieba.dt.initialized
    assert capfd.readouterr() == ("", "")


def test_the_stop_list_keeps_the_words_that_carry_reasoning():
    assert not tokens.load_stop_words() & {"只有", "才能", "不", "必须", "既", "同时", "但"}
