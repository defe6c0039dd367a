"""The glossary: pinyin held against another library, glosses that are glosses, terms that really stand in the text."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

from course.reading.annotation import load_annotations
from course.reading.card_html import format_term
from course.reading.glossary import find_terms, load_glossary
from course.reading.rulings import load_rulings
from course.reading.sounds import sound
from course.text import essays as corpus, word_spans

TERMS = load_glossary()

# Where pypinyin errs or cannot know, the reading of the standard dictionaries is a ruling, which says why.
CORRECTED_BY_HAND = {case["term"] for ruling in load_rulings()[1] for case in ruling.some if "pinyin" in case}


def test_pinyin_is_that_of_pypinyin_except_where_it_was_corrected_by_hand():
    other = {t.term: sound("".join(lazy_pinyin(t.term, style=Style.TONE))) for t in TERMS}
    differing = {t.term for t in TERMS if sound(t.pinyin) != other[t.term]}
    assert differing == CORRECTED_BY_HAND and len(differing) == 9


def test_a_term_is_not_found_where_its_characters_belong_to_two_other_words():
    for essay in corpus.ESSAYS:
        for sentence in corpus.load_essay(essay).sentences:
            edges = {edge for span in word_spans(sentence) for edge in span}
            for span, term in find_terms(sentence.text):
                assert span.start in edges or span.end in edges, (sentence.id, term.term)
                assert term.term != "新动能" or span.start in edges, sentence.id


def test_there_are_terms_in_every_paragraph_of_both_essays():
    first = {t.first.split(".")[0] for t in TERMS}
    assert len(TERMS) >= 120
    assert first == {p.id for essay in corpus.ESSAYS for p in corpus.load_essay(essay).paragraphs}


def test_a_gloss_is_not_the_term_again_and_not_a_passage_of_the_essay():
    for term in TERMS:
        assert term.gloss.zh.rstrip("。") != term.term and term.term not in term.gloss.en, term.id
        assert re.search("[a-z]", term.gloss.en) and not re.search("[A-Za-z]{12,}", term.gloss.zh), term.id


def test_pinyin_is_written_with_tone_marks_and_idioms_with_a_hyphen_or_as_words():
    for term in TERMS:
        assert not re.search(r"\d", term.pinyin) or re.search(r"\d", term.term), term.id
        assert unicodedata.normalize("NFC", term.pinyin) == term.pinyin, term.id


def test_the_reader_s_own_whys_are_marked_on_the_card_and_those_of_the_text_are_not():
    for term in TERMS:
        if term.why:
            assert term.said.zh.startswith("读者的推断") == term.said.en.startswith("The reader’s inference") == term.reader
            assert term.said.zh.endswith(term.why.zh) and str(format_term(term)).count("读者的推断") == term.reader
    assert {True, False} == {t.reader for t in TERMS}


def pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def test_no_why_says_again_what_a_note_on_its_sentence_says():
    notes = [a for e in corpus.ESSAYS for a in load_annotations(e).annotations if a.note]
    for term in (t for t in TERMS if t.why):
        said = pairs(term.why.zh)
        again = [a.id for a in notes if a.at == term.first and len(said & pairs(a.note.zh)) > 0.4 * len(said)]
        assert not again, (term.id, again)
