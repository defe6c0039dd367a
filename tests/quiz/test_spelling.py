"""What a learner types counts for its words, not for how they are written."""

import opencc
import pytest

from course.base.records import DataError
from course.quiz import item as quiz, spelling
from course.text.essays import ESSAYS, load_essay
from tests.items import all_items

CLOZES = [i for i in all_items() if i.kind == "cloze"]
CHARACTERS = {c for e in ESSAYS for p in load_essay(e).paragraphs for c in p.text if "\u4e00" <= c <= "\u9fff"}


@pytest.mark.parametrize("table", ["s2t", "s2tw", "s2hk"])
def test_traditional_spellings_of_all_the_text_are_read_as_simplified(table):
    to = opencc.OpenCC(table)
    for name in ESSAYS:
        for sentence in load_essay(name).sentences:
            assert spelling.plain(to.convert(sentence.text)) == spelling.plain(sentence.text)


def test_the_table_is_that_of_opencc_for_every_character():
    back = opencc.OpenCC("t2s")
    expected = {n: s for n in range(0x3400, 0xA000) if (s := back.convert(chr(n))) in CHARACTERS and s != chr(n)}
    assert spelling.load_variants() == expected | {ord("著"): "着"}  # written in Taiwan for both


@pytest.mark.parametrize("item", CLOZES, ids=lambda i: i.id)
@pytest.mark.parametrize("change", ["s2t", "s2tw", "s2hk", "wide", "spaced", "stopped"])
def test_every_gap_takes_its_word_however_it_is_typed(item, change):
    for word in (item.gap, *item.accept):
        if change.startswith("s2"):
            typed = opencc.OpenCC(change).convert(word)
        elif change == "wide":
            typed = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
        else:
            typed = f"　{' '.join(word)} \n" if change == "spaced" else f"“{word}”。"
        assert quiz.grade(item, typed).status == "right", typed


def test_a_bad_line_is_named(tmp_path, monkeypatch):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "variants.txt").write_text("# ok\n须 須\n只有一处\n", encoding="utf-8")
    monkeypatch.setattr(spelling, "DATA", tmp_path)
    spelling.load_variants.cache_clear()
    with pytest.raises(DataError, match="line 3"):
        spelling.load_variants()
    spelling.load_variants.cache_clear()
