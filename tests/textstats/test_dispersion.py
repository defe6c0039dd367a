"""Dispersion: published values, extremes worked out by hand, and what must hold for any text."""

import statistics

import pytest
from hypothesis import assume, given, strategies as st

from course.textstats import dispersion as spread

PARTS = st.lists(st.tuples(st.integers(0, 20), st.integers(20, 90)), min_size=2, max_size=9)


def test_published_values():
    # As cited in the tests of Wordless, from textbooks of corpus statistics.
    assert spread.juilland_d([0, 4, 3, 2, 1], [10] * 5) == pytest.approx(0.6464, abs=5e-5)
    assert spread.normalized_deviation([2, 1, 0], [10] * 3) == pytest.approx(0.5)


@given(st.integers(1, 9), st.integers(2, 9), st.integers(10, 40))
def test_an_even_spread_and_a_word_in_one_part_only(count, parts, size):
    assume(count <= size)
    even, lump = [count] * parts, [count] + [0] * (parts - 1)
    assert spread.juilland_d(even, [size] * parts) == pytest.approx(1)
    assert spread.deviation_of_proportions(even, [size] * parts) == pytest.approx(0, abs=1e-9)
    assert spread.juilland_d(lump, [size] * parts) == pytest.approx(0, abs=1e-9)
    assert spread.normalized_deviation(lump, [size] * parts) == pytest.approx(1)


@given(PARTS)
def test_measures_agree_with_the_statistics_module_and_keep_their_bounds(parts):
    counts, sizes = [c for c, _ in parts], [s for _, s in parts]
    assume(any(counts))
    rates = [c / s for c, s in parts]
    by_hand = 1 - statistics.pstdev(rates) / statistics.mean(rates) / (len(parts) - 1) ** 0.5
    assert spread.juilland_d(counts, sizes) == pytest.approx(by_hand, abs=1e-9)
    shares = sum(abs(c / sum(counts) - s / sum(sizes)) for c, s in parts) / 2
    assert spread.deviation_of_proportions(counts, sizes) == pytest.approx(shares)
    assert -1e-9 <= shares <= spread.normalized_deviation(counts, sizes) <= 1 + 1e-9


def test_parts_of_unequal_size_are_judged_by_their_size():
    # Twice the words, twice the occurrences: an even spread.
    assert spread.deviation_of_proportions([2, 4], [100, 200]) == pytest.approx(0)
    assert spread.juilland_d([2, 4], [100, 200]) == pytest.approx(1)


def test_the_table_counts_words_in_parts():
    table = spread.spread_table(["改革", "的"], [["改革", "的"], ["的", "的"], ["产业"]])
    assert [row[:3] for row in table] == [("改革", 1, 1), ("的", 3, 2)]


@pytest.mark.parametrize(
    ("counts", "sizes"), [([0, 0], [5, 5]), ([1], [5]), ([1, 2], [5]), ([1, 0], [5, 0]), ([9, 0], [5, 5]), ([], [])]
)
def test_what_has_no_dispersion_is_an_error(counts, sizes):
    for measure in (spread.juilland_d, spread.deviation_of_proportions, spread.normalized_deviation):
        with pytest.raises(ValueError):
            measure(counts, sizes)


def test_a_missing_word_is_named():
    with pytest.raises(ValueError, match="火星"):
        spread.spread_table(["火星"], [["改革"], ["的"]])
