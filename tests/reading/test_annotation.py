"""A quote finds its one place; labels, notes and glosses stand where they say."""

import pytest
from hypothesis import given, strategies as st

from course import use_language
from course.reading import annotation, glossary
from course.text import essays as corpus

READING = annotation.load_annotations("A")
LESSON = corpus.paragraphs_between("A01", "A05")


@given(st.text("改革发展的", max_size=30), st.text("改革发展的", min_size=1, max_size=4))
def test_a_quote_is_found_just_when_it_stands_once(text, quote):
    times = sum(text[i : i + len(quote)] == quote for i in range(len(text)))
    if times == 1:
        span = annotation.find_quote(text, quote)
        assert text[span.start : span.end] == quote
    else:
        with pytest.raises(ValueError, match=f"{times} times"):
            annotation.find_quote(text, quote)


def test_prefix_and_suffix_tell_two_places_apart():
    text = "生产力决定生产关系，生产关系适应生产力"
    assert annotation.find_quote(text, "生产力", suffix="决定") == (0, 3)
    assert annotation.find_quote(text, "生产力", prefix="适应") == (16, 19)
    with pytest.raises(ValueError, match="2 times"):
        annotation.find_quote(text, "生产力")


def test_every_sentence_of_the_lesson_has_a_role_and_every_paragraph_a_gist():
    for paragraph in LESSON:
        assert READING.gists[paragraph.id].zh and READING.gists[paragraph.id].en
        for sentence in paragraph.sentences:
            roles = [a for a in READING.at(sentence.id) if a.label.layer == "role"]
            assert roles, f"{sentence.id} has no role"


def test_every_claim_says_what_it_rests_on():
    for claim in READING.labelled("role", "claim") + READING.labelled("role", "thesis"):
        assert [a for a in READING.at(claim.at) if a.label.layer == "evidence"], claim.at


def test_spans_of_an_annotation_hold_the_words_quoted():
    both = [a for a in READING.labelled("marker", "necessary") if a.at == "A03.6"]
    text = corpus.passage("A03").text
    assert [[text[s.start : s.end] for s in a.spans] for a in both] == [["只有", "才能"]]


def test_every_label_is_explained_and_belongs_to_a_layer():
    for (layer, name), label in annotation.load_labels().items():
        assert layer in annotation.LAYERS and label.id == name
        assert label.meaning.zh and label.meaning.en


def test_no_term_is_glossed_that_does_not_stand_in_the_essays():
    for term in glossary.load_glossary():
        assert term.term in corpus.passage(term.first).text


def test_where_two_terms_overlap_the_longer_one_is_shown():
    found = [term.term for _, term in glossary.find_terms(corpus.passage("A04.4").text)]
    assert "全要素生产率" in found and "生产率" not in found


def test_terms_found_are_in_order_and_apart():
    for sentence in (s for p in LESSON for s in p.sentences):
        spans = [span for span, _ in glossary.find_terms(sentence.text)]
        assert all(a.end <= b.start for a, b in zip(spans, spans[1:]))
        assert all(sentence.text[s.start : s.end] == t.term for s, t in glossary.find_terms(sentence.text))


@pytest.mark.parametrize(("language", "heads", "rows"), [("zh", ("看什么", "标签"), {"论证作用", "凭什么"}), ("en", ("looked at", "label"), {"Role", "Rests on"})])
def test_the_table_of_labels_speaks_the_language_in_use(language, heads, rows):
    use_language(language)
    table = annotation.label_counts(READING, ["A01", "A02"])
    assert table.columns == (*heads, "A01", "A02") and {row[0] for row in table} == rows
