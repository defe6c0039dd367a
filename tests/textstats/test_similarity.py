"""What texts share: against every pair compared, against another library's n-grams, and what must hold for cosines."""

import math
from collections import Counter

import pytest
from hypothesis import assume, given, strategies as st
from nltk.util import ngrams

from course.text import essays as corpus
from course.textstats import similarity

A, B = ([s for s in corpus.load_essay(e).sentences] for e in corpus.ESSAYS)
WORDS = st.lists(st.sampled_from(["改革", "发展", "的", "产业"]), max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 3))
def test_ngrams_are_those_of_nltk_sentence_by_sentence(sentences, size):
    assume(any(sentences))
    expected = Counter(" ".join(g) for s in sentences for g in ngrams(s, size))
    assert dict(similarity.ngrams(sentences, size)) == expected


def every_shared(a, b, shortest):
    """All stretches of two texts, the long way: every start and end."""
    left = {a[i:j] for i in range(len(a)) for j in range(i + shortest, len(a) + 1)}
    return {p for p in left if p in b}


@given(st.text("甲乙丙", min_size=1, max_size=14), st.text("甲乙丙", min_size=1, max_size=14))
def test_shared_phrases_cover_every_shared_stretch(first, second):
    x = [corpus.Sentence("X01.1", first, corpus.Span(0, len(first)))]
    y = [corpus.Sentence("Y01.1", second, corpus.Span(0, len(second)))]
    found = [row[0] for row in similarity.shared_phrases(x, y, 2)]
    expected = every_shared(first, second, 2)
    assert set(found) <= expected
    assert all(any(p in longer for longer in found) for p in expected)


def test_the_frame_of_the_two_essays_is_among_what_they_share():
    found = {row[0]: row for row in similarity.shared_phrases(A, B, 8)}
    for phrase, length, here, there in found.values():
        assert length == len(phrase) >= 8
        assert all(phrase in corpus.passage(p).text for p in (here + " " + there).split())
    assert any("健全因地制宜发展新质生产力体制机制" in phrase for phrase in found)


def test_cosine_by_hand():
    weights = {"改革": 1.0, "产业": 2.0}
    # (2, 2) and (1, 0): 2 / √8
    assert similarity.cosine(["改革", "改革", "产业"], ["改革", "的"], weights) == pytest.approx(2 / math.sqrt(8))


@given(WORDS, WORDS)
def test_cosine_is_symmetric_between_0_and_1_and_1_for_the_same_words(x, y):
    weights = {"改革": 1.0, "发展": 0.5, "产业": 2.0}
    value = similarity.cosine(x, y, weights)
    assert value == pytest.approx(similarity.cosine(y, x, weights)) and 0 <= value <= 1 + 1e-9
    if any(w in weights for w in x):
        assert similarity.cosine(x, list(reversed(x)), weights) == pytest.approx(1)


def test_idf_is_0_for_a_word_everywhere_and_grows_with_rarity():
    weights = similarity.inverse_frequency([["的", "改革"], ["的"], ["的", "产业", "改革"], ["的"]])
    assert weights == pytest.approx({"的": 0, "改革": math.log(2), "产业": math.log(4)})


def test_the_most_alike_come_first():
    table = similarity.alike({"X01": ["改革", "产业"], "X02": ["发展"]}, {"Y01": ["改革", "产业"], "Y02": ["改革"]})
    assert list(table)[0][:2] == ("X01", "Y01") and list(table)[0][2] == pytest.approx(1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: similarity.ngrams([]),
        lambda: similarity.ngrams([["改革"]], 0),
        lambda: similarity.shared_phrases([], B),
        lambda: similarity.shared_phrases(A, B, 1),
        lambda: similarity.inverse_frequency([]),
        lambda: similarity.alike({"X01": ["改革"]}, {"Y01": ["改革"]}, 0),
    ],
)
def test_nothing_to_compare_is_an_error(call):
    with pytest.raises(ValueError):
        call()
