"""Lesson 04: its numbers, each from the text and not from the notebook."""

import re

from course import annotation, corpus, passage, textstats

from . import prose

TEXT = prose("04")
SIX = corpus.paragraphs_between("A10", "A15")


def lists() -> list[tuple[str, int]]:
    """Count the items of every run joined by 、 with three or more, the plain way."""
    found = []
    for paragraph in SIX:
        for sentence in paragraph.sentences:
            for clause in re.split("[，；。：]", sentence.text):
                if (n := clause.count("、")) >= 2:
                    found.append((sentence.id, n + 1))
    return found


def test_the_lists_are_counted_rightly():
    runs = lists()
    assert len(runs) == 20 and "有 20 串" in TEXT and "There are 20 lists" in TEXT
    assert max(runs, key=lambda r: r[1]) == ("A13.2", 8) and "8 项，在 A13.2" in TEXT
    assert ("A15.2", 7) in runs and "A15.2 的要素有 7 项" in TEXT
    assert sum(place.startswith("A15") for place, _ in runs) == 5 and "A15 一段就有 5 串" in TEXT


def test_the_last_five_paragraphs_have_hardly_any_words_of_logic():
    def counts(first: str, last: str) -> dict[str, int]:
        return {kind: n for kind, n, _ in textstats.cue_counts([s for p in corpus.paragraphs_between(first, last) for s in p.sentences])}

    why, what, how = counts("A01", "A05"), counts("A11", "A15"), counts("A06", "A09")
    assert {"转折", "因果", "必要条件"} <= set(why) and not {"转折", "因果", "必要条件"} & set(what)
    assert what["应当"] == 1 and "零星一处" in TEXT
    assert list(how)[:2] == ["应当", "不能"] and "取舍" in how


def test_the_order_announced_is_not_the_order_followed():
    assert re.search("科技创新、要素配置、产业发展", passage("A10.2").text)
    assert "科技" in passage("A11.1").text and "要素" in passage("A15.1").text
    assert all("产业" in passage(f"A{n}.1").text for n in (12, 13, 14))
    assert "走的次序是一、三、二" in TEXT


def test_the_verbs_stand_where_the_lesson_says():
    assert all(verb in passage("A13.4").text for verb in ("清理", "落实", "破除"))
    assert "倒逼" in passage("A12.4").text and "考核" in passage("A12.3").text and "鼓励" in passage("A12.2").text
    assert "投入" in passage("A14.1").text and "资源保障" in passage("A11.2").text and "投入机制" in passage("A03.5").text


def test_most_sentences_of_the_five_paragraphs_are_measures():
    reading = annotation.load_annotations("A")
    last = [s.id for p in corpus.paragraphs_between("A11", "A15") for s in p.sentences]
    measures = {a.at for a in reading.labelled("role", "measure") if a.whole}
    assert len(measures & set(last)) > 0.8 * len(last)
