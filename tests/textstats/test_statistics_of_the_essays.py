"""On the two essays themselves, every statistic is that of another library or of a count made another way."""

import re
from collections import Counter

import pytest
from lexicalrichness import LexicalRichness
from nltk.metrics import BigramAssocMeasures
from scipy.spatial.distance import cosine as distance
from scipy.stats import chi2_contingency

from course import textstats
from course.text import checked_words as segmentation, essays as corpus, jieba_words as tokens

ESSAYS = {e: corpus.load_essay(e) for e in corpus.ESSAYS}
WORDS = {e: segmentation.words_of(e) for e in ESSAYS}
SENTENCES = {e: [segmentation.words_of(s.id) for s in ESSAYS[e].sentences] for e in ESSAYS}
both = pytest.mark.parametrize("essay", ESSAYS)


@both
def test_sizes_add_up_to_a_count_of_the_raw_text(essay):
    paragraphs = ESSAYS[essay].paragraphs
    table = textstats.sizes(paragraphs, segmentation.word_lists(essay))
    whole = "".join(p.text for p in paragraphs)
    assert table.rows[-1][1:] == (len(re.findall("[\u4e00-\u9fff]", whole)), len(WORDS[essay]), len(re.findall("[。！？]", whole)))
    assert len(table) == len(paragraphs) + 1
    with pytest.raises(ValueError, match=paragraphs[0].id):
        textstats.sizes(paragraphs, {})


@both
def test_diversity_is_that_of_lexicalrichness(essay):
    other = LexicalRichness(WORDS[essay], preprocessor=None, tokenizer=None)
    assert textstats.type_token_ratio(WORDS[essay]) == pytest.approx(other.ttr)
    assert textstats.moving_average_ttr(WORDS[essay], 50) == pytest.approx(other.mattr(window_size=50))
    assert textstats.hypergeometric_diversity(WORDS[essay]) == pytest.approx(other.hdd(draws=42))


@both
def test_neighbours_have_the_g2_that_nltk_gives_them(essay):
    pairs = [pair for s in SENTENCES[essay] for pair in zip(s, s[1:])]
    for (a, b), n in Counter(pairs).most_common(30):
        first, second = sum(x == a for x, _ in pairs), sum(y == b for _, y in pairs)
        table = textstats.Contingency(n, first, second, len(pairs))
        assert textstats.g2(table) == pytest.approx(BigramAssocMeasures.likelihood_ratio(n, (first, second), len(pairs)), abs=1e-6)


def test_keyness_of_every_word_is_scipys():
    a, b = map(Counter, WORDS.values())
    x, y = map(len, WORDS.values())
    table = textstats.keyness(WORDS["A"], WORDS["B"])
    assert {row[0] for row in table} == a.keys() | b.keys()
    for word, here, there, _, _, g2, p, *_ in table:
        other = chi2_contingency([[here, x - here], [there, y - there]], correction=False, lambda_="log-likelihood")
        assert (here, there) == (a[word], b[word])
        assert (g2, p) == pytest.approx((other.statistic, other.pvalue), abs=1e-9)


def test_on_two_essays_hardly_a_word_passes_a_threshold_for_many_tests():
    table = textstats.keyness(WORDS["A"], WORDS["B"])
    passed = [word for word, *_, p, _, _ in table if p < 0.05 / len(table)]
    assert passed == ["生产性服务业"] and sum(p < 0.05 for *_, p, _, _ in table) > 20  # as the docstring of keyness warns


def test_likeness_of_sentences_is_scipys_cosine():
    units = {s.id: segmentation.words_of(s.id) for e in ESSAYS.values() for s in e.sentences}
    weights = textstats.inverse_frequency(list(units.values()))
    here, there = ({i: w for i, w in units.items() if i[0] == e} for e in ESSAYS)
    vocabulary = sorted(weights)
    for a, b, value in textstats.alike(here, there, best=15):
        vectors = [[Counter(units[i])[w] * weights[w] for w in vocabulary] for i in (a, b)]
        assert value == pytest.approx(1 - distance(*vectors))


@both
def test_ranked_frequency_is_that_of_a_counter_and_its_stop_words_are_gone(essay):
    table = textstats.frequency(WORDS[essay], tokens.load_stop_words())
    counts = Counter(WORDS[essay])
    assert {w: n for w, n, _ in table} == {w: n for w, n in counts.items() if w not in tokens.load_stop_words()}
