"""Lesson 02: its numbers, each from the text and not from the notebook."""

import re

from course import textstats
from course.reading import annotation
from course.text import checked_words as segmentation, essays as corpus, jieba_words as tokens
from tests.items import lesson_items

from . import code, prose

FIVE = corpus.paragraphs_between("A01", "A05")
THREE = FIVE[2:]
TEXT_02 = prose("02")
GUESSES = {item.id: item for item in lesson_items("02", "guess")}


def test_what_is_to_be_guessed_is_what_the_counts_say():
    sentences = [s for p in THREE for s in p.sentences]
    openings = textstats.shared_openings(sentences, shortest=2)
    assert GUESSES["q02-g1"].number == len(openings) and {"只有", "同时，"} < set(openings)
    assert GUESSES["q02-g2"].number == FIVE[4].text.count("改革") and f"{len(FIVE[4].text)} 个字" in GUESSES["q02-g2"].prompt.zh
    codes = [a for a in annotation.load_annotations("A").labelled("evidence") if a.whole and a.paragraph <= "A05"]
    assert GUESSES["q02-g3"].number == sum(a.label.id == "sourced-data" for a in codes)
    assert f"一共 {sum(len(p.sentences) for p in FIVE)} 句" in GUESSES["q02-g3"].prompt.zh
    assert GUESSES["q02-g4"].answer == "now"  # counted below, from the cell that names the steps
    assert GUESSES["q02-g5"].number == segmentation.words_of(*(p.id for p in FIVE)).count("改革")
    assert "有 10 处" in GUESSES["q02-g5"].prompt.zh and sum(p.text.count("改革") for p in FIVE) == 10


def test_lesson_02_counts_sentences_and_frames_rightly():
    sentences = [s for p in THREE for s in p.sentences]
    assert len(sentences) == 17 and "共 17 句" in GUESSES["q02-g1"].prompt.zh and "17 句" in GUESSES["q02-g4"].prompt.zh
    assert [s.id for s in sentences if "只有" in s.text and "才能" in s.text] == ["A03.6", "A04.6", "A05.5"]
    assert sum(p.text.count("只有") for p in FIVE) == 3
    assert all(s.text.startswith("只有") for s in (THREE[0].sentences[-1], THREE[1].sentences[-1], THREE[2].sentences[-1]))


def test_lesson_02_counts_the_steps_rightly():
    cell = next(c for c in code("02") if "steps = " in c)
    names = {"claim": "主张", "why": "道理", "now": "现状与问题", "need": "条件"}
    found = [names[word] for line in re.findall(r"^a0\d = (.*)$", cell, re.M) for word in re.findall(r"\w+", line)]
    sentences = [s for p in THREE for s in p.sentences]
    sums: dict[str, int] = {}
    for sentence, step in zip(sentences, found, strict=True):
        sums[step] = sums.get(step, 0) + textstats.character_count(sentence.text)
    assert max(sums, key=sums.get) == "现状与问题" and sums["条件"] > sums["道理"] > sums["主张"]
    moved = textstats.character_count(corpus.passage("A04.4").text)
    for number in (moved, sums["现状与问题"] - moved, sums["道理"], sums["道理"] + moved, sums["条件"]):
        assert f"{number} 字" in TEXT_02
    last = textstats.character_count(corpus.passage("A05.5").text) / textstats.character_count(corpus.passage("A05").text)
    assert 0.4 < last < 0.5
    assert textstats.character_count(corpus.passage("A05.2").text) == 13


def test_lesson_02_tells_rightly_where_reform_stands():
    assert FIVE[4].text.count("改革") == 1 and "改革" in corpus.passage("A05.1").text
    assert sum(p.text.count("改革") for p in FIVE) == 10
    table = textstats.frequency(segmentation.words_of(*(p.id for p in FIVE)), tokens.load_stop_words())
    counts = {w: n for w, n, _ in table}
    assert counts["改革"] == 4 and "改革" not in [w for w, *_ in table.head(10)]
    assert sum(n for w, n in counts.items() if "改革" in w) == 10
    assert {w for w in counts if "改革" in w} == {"改革", "全面深化改革", "改革开放"}
    assert counts["只有"] == 3 and {6, 7} <= set(counts.values())
    for term, place in (("要素", "A04"), ("产业", "A05")):
        inside = corpus.passage(place).text.count(term)
        assert inside >= 0.85 * sum(p.text.count(term) for p in FIVE)


def test_lesson_02_says_rightly_that_no_data_are_sourced():
    reading = annotation.load_annotations("A")
    assert not [a for a in reading.labelled("evidence", "sourced-data") if a.paragraph <= "A05"]
