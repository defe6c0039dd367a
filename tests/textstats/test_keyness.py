"""Keyness agrees with scipy on the same table, with arithmetic done by hand, and is mirrored when texts change places."""

import math
from collections import Counter

import pytest
from hypothesis import given, strategies as st
from scipy.stats import chi2_contingency

from course.textstats.keyness import keyness, log_ratio, percent_difference

TEXT = st.lists(st.sampled_from(["改革", "发展", "的", "产业"]), min_size=1, max_size=60)


@given(TEXT, TEXT)
def test_g2_is_scipys_on_the_four_cells(here, there):
    first, second = Counter(here), Counter(there)
    table = keyness(here, there)
    assert {r[0] for r in table} == set(here) | set(there)
    for word, x, y, rate, other, g2, *_ in table:
        assert (x, y) == (first[word], second[word])
        assert rate == pytest.approx(1000 * x / len(here)) and other == pytest.approx(1000 * y / len(there))
        cells = [[x, len(here) - x], [y, len(there) - y]]
        if all(map(sum, zip(*cells))):
            expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
            assert g2 == pytest.approx(expected, abs=1e-6)
        else:
            assert g2 == pytest.approx(0)


@given(TEXT, TEXT)
def test_changing_places_turns_the_signs_round(here, there):
    forth = {r[0]: r for r in keyness(here, there)}
    back = {r[0]: r for r in keyness(there, here)}
    for word, row in forth.items():
        assert row[5] == pytest.approx(back[word][5])
        assert row[7] == pytest.approx(-back[word][7])


def test_effect_sizes_by_hand():
    # 20 in 1,000 words against 5 in 1,000: four times as frequent, 300 % more.
    assert log_ratio(20, 1000, 5, 1000) == 2
    assert percent_difference(20, 1000, 5, 1000) == pytest.approx(300)
    assert log_ratio(4, 1000, 0, 1000) == 3  # 4 against one half
    assert percent_difference(4, 1000, 0, 1000) == math.inf
    assert percent_difference(0, 1000, 4, 1000) == -100


def test_overused_words_come_first_and_underused_last():
    order = [r[0] for r in keyness(["改革"] * 9 + ["的"] * 9 + ["产业"], ["产业"] * 9 + ["的"] * 9 + ["改革"])]
    assert order == ["改革", "的", "产业"]


def test_rare_words_can_be_left_out():
    assert {r[0] for r in keyness(["改革", "改革", "的"], ["的", "产业"], least=2)} == {"改革", "的"}


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (lambda: keyness([], ["改革"]), "text"),
        (lambda: keyness(["改革"], []), "reference"),
        (lambda: log_ratio(0, 10, 0, 10), "stands in one"),
        (lambda: log_ratio(1, 0, 1, 10), "words"),
        (lambda: percent_difference(1, 1, 0, 0), "words"),
    ],
)
def test_a_text_without_words_is_an_error(call, hint):
    with pytest.raises(ValueError, match=hint):
        call()
