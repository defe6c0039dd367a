"""Lesson 05: its numbers, each from the text and not from the notebook."""

from course import corpus, passage, textstats

from . import prose

TEXT = prose("05")
WHOLE = corpus.load_essay("B").paragraphs


def where(words: str) -> dict[str, int]:
    return {p.id: n for p in WHOLE if (n := p.text.count(words))}


def counts(first: str, last: str) -> dict[str, int]:
    return {kind: n for kind, n, _ in textstats.cue_counts([s for p in corpus.paragraphs_between(first, last) for s in p.sentences])}


def test_words_of_cause_and_ability_are_counted_rightly():
    a, b = counts("A03", "A05"), counts("B03", "B05")
    assert (b["因果"], b["能够"]) == (12, 12) and list(b)[:2] in (["因果", "能够"], ["能够", "因果"])
    assert "因果词 12 处，能愿词 12 处" in TEXT
    assert a["因果"] < 5 and a["能够"] < 5
    assert sum(p.text.count("只有") for p in corpus.paragraphs_between("A03", "A05")) == 3
    assert sum(p.text.count("只有") for p in corpus.paragraphs_between("B03", "B05")) == 1


def test_the_three_words_stand_where_the_lesson_says():
    assert set(where("知识")) == {"B03"} and set(where("平台")) == {"B04"}
    merging = where("融合")
    assert min(merging) == "B02" and max(merging) == "B08"
    assert sorted(merging, key=merging.get)[-2:] in (["B07", "B08"], ["B08", "B07"])
    assert "“知识”全在 B03，“平台”全在 B04" in TEXT


def test_the_solution_counts_rightly():
    assert where("有助于") == {"B04": 1, "B07": 1} and "一次在 B04，一次在 B07" in TEXT
    assert where("只有") == {"B05": 1, "B08": 1}


def test_the_words_spoken_of_stand_in_their_sentences():
    for place, words in {"B01.3": "一项重要抓手", "B03.1": "催生", "B03.8": "扩散", "B04.7": "有助于", "B04.9": "能够", "B04.8": "当前", "B05.5": "研究表明", "B05.8": "只有"}.items():
        assert words in passage(place).text, place
    assert len(WHOLE) == 8 and "共八段" in TEXT and len(passage("B03").sentences) == 8
