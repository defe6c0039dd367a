"""Lexical diversity agrees with the package lexicalrichness, and with counting by hand."""

import random

import pytest
from hypothesis import assume, given, strategies as st
from lexicalrichness import LexicalRichness

from course.textstats import diversity

LETTERS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=120)


def other(words):
    return LexicalRichness(list(words), preprocessor=None, tokenizer=None)


@given(LETTERS)
def test_ttr_is_types_by_tokens(words):
    assert diversity.type_token_ratio(words) == pytest.approx(other(words).ttr)


@given(LETTERS, st.integers(1, 60))
def test_mattr_is_that_of_lexicalrichness(words, window):
    assume(window <= len(words))
    assert diversity.moving_average_ttr(words, window) == pytest.approx(other(words).mattr(window_size=window))


@given(LETTERS, st.integers(1, 42))
def test_hdd_is_that_of_lexicalrichness(words, draws):
    assume(draws <= len(words))
    assert diversity.hypergeometric_diversity(words, draws) == pytest.approx(other(words).hdd(draws=draws))


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=30, max_size=200))
def test_mtld_is_that_of_lexicalrichness(words):
    assert diversity.mtld(words) == pytest.approx(other(words).mtld(threshold=0.72))


def test_mtld_by_hand():
    # 甲乙甲: types by tokens 1, 1, 2/3 ≤ 0.72, so a factor ends at each third word: 2 factors in 6 words.
    assert diversity.mtld(list("甲乙甲甲乙甲")) == pytest.approx(3)


def test_a_text_drawn_at_random_has_the_expected_types_in_42_words():
    words = random.Random(4).choices("甲乙丙丁戊己庚辛壬癸", k=400)
    drawn = random.Random(5)
    mean = sum(len(set(drawn.sample(words, 42))) for _ in range(4000)) / 4000 / 42
    assert diversity.hypergeometric_diversity(words) == pytest.approx(mean, rel=0.01)


def test_density_is_the_share_of_words_not_in_the_list():
    assert diversity.lexical_density(["改革", "的", "产业", "的"], {"的"}) == 0.5


@pytest.mark.parametrize(
    "call",
    [
        lambda: diversity.type_token_ratio([]),
        lambda: diversity.moving_average_ttr(["甲"], 2),
        lambda: diversity.moving_average_ttr(["甲"], 0),
        lambda: diversity.mtld([]),
        lambda: diversity.mtld(["甲", "乙"]),
        lambda: diversity.mtld(["甲"], 1),
        lambda: diversity.hypergeometric_diversity(["甲"] * 41),
        lambda: diversity.lexical_density([], {"的"}),
    ],
)
def test_too_little_text_is_an_error(call):
    with pytest.raises(ValueError):
        call()


def test_one_token_and_one_type():
    assert diversity.type_token_ratio(["甲"]) == 1
    assert diversity.type_token_ratio(["甲"] * 8) == 1 / 8
    assert diversity.hypergeometric_diversity(["甲"] * 50) == pytest.approx(1 / 42)
