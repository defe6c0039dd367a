"""Collocation agrees with NLTK and scipy, with counts made the long way round, and with published figures."""

import math

import pytest
from hypothesis import assume, given, strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy.stats import chi2, chi2_contingency

from course.textstats import association
from course.textstats.association import Contingency

WORDS = st.sampled_from(["改革", "发展", "的", "产业", "要素"])
SENTENCES = st.lists(st.lists(WORDS, max_size=8), min_size=1, max_size=6)


@st.composite
def contingencies(draw):
    both, only_first, only_second, neither = (draw(st.integers(0, 500)) for _ in range(4))
    assume(both and (only_first or only_second or neither))
    return Contingency(both, both + only_first, both + only_second, both + only_first + only_second + neither)


@given(contingencies())
def test_g2_and_its_p_are_those_of_scipy(table):
    both, first, second, total = table
    cells = [[both, first - both], [second - both, total - first - second + both]]
    assume(all(map(sum, cells)) and all(map(sum, zip(*cells))))
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    assert association.g2(table) == pytest.approx(expected.statistic, abs=1e-6)
    assert association.p_value(association.g2(table)) == pytest.approx(chi2.sf(expected.statistic, 1), abs=1e-6)


def test_g2_of_a_published_table():
    # Value as cited in the tests of Wordless: 10 of 10 tokens against 3 of 31,767.
    assert association.g2(Contingency(10, 10, 13, 31777)) == pytest.approx(167.23, abs=0.005)


@given(contingencies())
def test_mi_t_and_dice_are_those_of_nltk(table):
    both, first, second, total = table
    marginals = (both, (first, second), total)
    assert association.mutual_information(table) == pytest.approx(BigramAssocMeasures.pmi(*marginals))
    assert association.t_score(table) == pytest.approx(BigramAssocMeasures.student_t(*marginals))
    assert association.log_dice(table) == pytest.approx(14 + math.log2(BigramAssocMeasures.dice(*marginals)))


def test_log_dice_is_14_for_words_always_together_and_13_for_half():
    assert association.log_dice(Contingency(8, 8, 8, 100)) == 14
    assert association.log_dice(Contingency(4, 8, 8, 100)) == 13


def test_mi_is_0_by_chance_and_without_end_for_words_that_never_meet():
    assert association.mutual_information(Contingency(1, 10, 10, 100)) == 0
    assert association.mutual_information(Contingency(0, 10, 10, 100)) == -math.inf


@given(SENTENCES, WORDS, st.integers(1, 4))
def test_window_counts_agree_with_asking_every_token_whether_the_word_is_near(sentences, word, window):
    assume(any(sentences))
    near, slots = {}, 0
    for sentence in sentences:
        for i, other in enumerate(sentence):
            around = sentence[max(0, i - window) : i] + sentence[i + 1 : i + window + 1]
            if other != word and word in around:
                near[other] = near.get(other, 0) + 1
                slots += 1
    table = association.collocates(word, sentences, window, least=1)
    assert {row[0]: row[1] for row in table} == near
    tokens = [w for s in sentences for w in s]
    for other, both, expected, *_ in table:
        assert expected == pytest.approx(slots * tokens.count(other) / (len(tokens) - tokens.count(word)))


@given(SENTENCES, WORDS)
def test_sentence_counts_agree_with_sets(sentences, word):
    assume(any(sentences))
    table = association.collocates(word, sentences, None, least=1)
    for other, both, *_ in table:
        assert both == sum({word, other} <= set(s) for s in sentences)


def test_collocates_attracted_stand_first_and_repelled_last():
    sentences = [["改革", "开放"]] * 5 + [["产业", "的"]] * 5 + [["改革", "的", "开放"], ["改革", "的"]]
    order = [row[0] for row in association.collocates("改革", sentences, 2)]
    assert order[0] == "开放" and order[-1] == "的"


@given(SENTENCES)
def test_a_network_has_an_edge_for_each_pair_that_shares_sentences(sentences):
    words = ["改革", "发展", "产业"]
    edges = {frozenset(row[:2]): row[2] for row in association.network(sentences, words, least=1)}
    for a in words:
        for b in words:
            together = sum({a, b} <= set(s) for s in sentences)
            if a < b:
                assert edges.get(frozenset((a, b)), 0) == together


@pytest.mark.parametrize(
    "call",
    [
        lambda: association.collocates("", [["改革"]]),
        lambda: association.collocates("改革", []),
        lambda: association.collocates("改革", [[], []]),
        lambda: association.collocates("改革", [["改革"]], window=0),
        lambda: association.network([], ["改革", "发展"]),
        lambda: association.network([["改革"]], ["改革"]),
        lambda: association.t_score(Contingency(0, 1, 1, 4)),
        lambda: association.g2(Contingency(5, 1, 1, 4)),
    ],
)
def test_nothing_to_count_is_an_error_and_not_a_zero(call):
    with pytest.raises(ValueError):
        call()


def test_a_word_that_does_not_occur_or_stands_alone_has_no_collocates():
    assert not len(association.collocates("火星", [["改革", "发展"]]))
    assert not len(association.collocates("改革", [["改革"], ["改革"]]))
    assert not len(association.collocates("改革", [["改革"]], window=None))
