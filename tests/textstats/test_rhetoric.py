"""Forms found in sentences: held against a count by hand, a brute-force count, and the reader's annotations."""

import re

import pytest
from hypothesis import given, strategies as st

from course.reading import annotation
from course.text import essays as corpus
from course.textstats import rhetoric

EVERY = [s for e in corpus.ESSAYS for s in corpus.load_essay(e).sentences]


def sentence(text):
    return corpus.split_sentences(text, "X01")[0]


def test_clauses_joined_are_the_sentence_without_its_signs():
    for s in EVERY:
        assert re.sub(r"[，；：。！？“”《》（）’]", "", "".join(rhetoric.clauses(s))) == re.sub(r"[，；：。！？“”《》（）’]", "", s.text)


def test_rhythm_of_a_sentence_counted_by_hand():
    table = rhetoric.rhythm([sentence("坚持立足实际，不能一哄而上。")])
    assert list(table) == [("X01.1", 12, 2, "6 6")]


def test_every_enumeration_has_one_more_item_than_signs():
    table = rhetoric.enumerations(EVERY, least=2)
    assert sum(items - 1 for _, items, _ in table) == sum(s.text.count("、") for s in EVERY)
    assert all(words in corpus.passage(place).text for place, _, words in table)


def test_a_list_by_hand():
    table = rhetoric.enumerations([sentence("发展人工智能、新能源、新材料，改造、提升产业。")])
    assert [row[1] for row in table] == [3]


@given(st.text("甲、，。", min_size=1, max_size=30))
def test_enumerations_agree_with_splitting(text):
    s = corpus.Sentence("X01.1", text, corpus.Span(0, len(text)))
    runs = [r for r in re.split("[，。]", text) if "、" in r]
    counted = [len(run.split("、")) for run in runs if all(run.split("、"))]
    found = [row[1] for row in rhetoric.enumerations([s], least=2)]
    assert all(n in found for n in counted)


def test_cues_find_most_of_what_a_reader_marked():
    marked = {"cause", "contrast", "necessary", "addition", "progression", "condition", "example", "sequence", "correction",
              "must", "should", "can", "cannot"}  # fmt: skip
    ids = {str(c.name): c.kind for c in rhetoric.load_cues()}
    found = {(place, ids[name]) for place, name, _ in rhetoric.find_cues(EVERY)}
    read = {(a.at, a.label.id) for e in corpus.ESSAYS for a in annotation.load_annotations(e).annotations
            if a.label.layer in ("marker", "modality") and a.label.id in marked}  # fmt: skip
    assert len(found & read) / len(read) > 0.75


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("要素需要重组。", "should", 1),  # 需要, not the 要 in 要素 or 需要 once more
        ("不仅要改，而且要快。", "progression", 1),
        ("只有改革，才能发展。", "necessary", 1),
        ("才能只有一种。", "necessary", 0),  # the parts in the wrong order
        ("不断适应不同要求。", "negation", 0),
        ("决不能简单退出。", "cannot", 1),
        ("既是发展，也是改革。", "addition", 1),
    ],
)
def test_a_cue_is_not_found_inside_a_longer_word(text, kind, count):
    assert len(rhetoric.find_cues([sentence(text)], [kind])) == count


def test_parallel_openings_of_the_course_are_found():
    table = {frame: (count, places) for frame, count, places in rhetoric.parallel_clauses(EVERY, least=3)}
    assert table["进一步全面深化改革…"][1].split()[-3:] == ["A03.1", "A04.1", "A05.1"]


@given(st.lists(st.sampled_from(["坚持改革", "坚持发展", "立足实际", "坚持"]), min_size=1, max_size=8))
def test_a_frame_is_shared_by_as_many_clauses_as_it_says(parts):
    s = corpus.Sentence("X01.1", "，".join(parts) + "。", corpus.Span(0, 99))
    for frame, count, places in rhetoric.parallel_clauses([s], least=2):
        words = frame.strip("…")
        ends = str.startswith if frame.endswith("…") else str.endswith
        assert count == len(places.split()) == sum(ends(p, words) for p in parts)


@pytest.mark.parametrize(
    "call",
    [
        lambda: rhetoric.rhythm([]),
        lambda: rhetoric.enumerations([]),
        lambda: rhetoric.enumerations(EVERY, least=1),
        lambda: rhetoric.find_cues([]),
        lambda: rhetoric.find_cues(EVERY, ["joy"]),
        lambda: rhetoric.parallel_clauses([]),
        lambda: rhetoric.clauses(corpus.Sentence("X01.1", "。，！", corpus.Span(0, 3))),
    ],
)
def test_nothing_to_count_is_an_error(call):
    with pytest.raises(ValueError):
        call()


def test_cues_are_counted_by_kind_and_by_the_thousand_characters():
    sentences = corpus.load_essay("B").sentences
    found = [kind for _, kind, _ in rhetoric.find_cues(sentences)]
    table = rhetoric.cue_counts(sentences)
    assert sum(n for _, n, _ in table) == len(found) and len(table) == len(set(found))
    characters = len(re.findall("[\u4e00-\u9fff]", "".join(s.text for s in sentences)))
    assert all(rate == pytest.approx(1000 * n / characters) for _, n, rate in table)
