"""Any word of the reader: sent when asked for and not before, in texts of every kind, and nothing is given away."""

import subprocess
import sys
from pathlib import Path

import pytest

import course
from course.reading import find_terms, load_parallels, term_of, terms_in
from course.text import is_word, load_essay, passage, tokens_of
from course.text.own_text import own_text
from course.widgets.reader import reader as widget

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def nothing_chosen_yet(monkeypatch):
    monkeypatch.setattr(widget, "_chosen", {})


def asked(reader, **content):
    reader._receive(reader, content, [])
    return reader


def cut(reader):
    return asked(reader, kind="cut")


def look(reader, place: str, first: int, last: int | None = None, **more) -> str:
    asked(reader, kind="look", place=place, first=first, last=first if last is None else last, **more)
    return reader.looked.get(f"{place}/{first}-{first if last is None else last}", "")


def words_sent(reader, place: str) -> list[str]:
    """Return the words at a place as a browser finds them, in UTF-16 units."""
    units = passage(place).text.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in reader.cuts[place]]


def test_no_dictionary_is_read_until_somebody_asks():
    code = (
        "import course; from course.reading import load_entries as read\n"
        "shown = [course.read('A03'), course.read('A'), course.ask('02', 'after')]\n"
        "[one._repr_mimebundle_() for one in shown]; before = read.cache_info().misses\n"
        "shown[0]._receive(None, {'kind': 'cut'}, []); print(before, read.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("0 1", "")


def test_nothing_of_the_dictionary_is_in_what_is_sent_first_or_saved():
    reader = course.read("A11")
    state = str(reader.get_state())
    assert (reader.cuts, reader.said, reader.looked) == ({}, [], {})
    assert "shuàixiān" not in state + reader._repr_html_() and "带头，最先" not in state + reader._repr_html_()
    assert "点任何一个词" in reader._repr_html_()


@pytest.mark.parametrize("essay", ["A", "B"])
def test_every_word_is_sent_with_its_sound_and_meaning(essay):
    reader = cut(course.read(essay))
    for sentence in load_essay(essay).sentences:
        assert words_sent(reader, sentence.id) == [t for t in tokens_of(sentence.id) if is_word(t)]
    assert all(pinyin and meaning for pinyin, meaning in reader.said)


def test_passages_side_by_side_answer_too():
    reader = cut(course.compare("A03", "B03"))
    assert "HSK" in look(reader, "B03.3", 3) and "HSK" in look(reader, "A03.6", 0)


def test_a_practice_text_is_cut_and_what_the_dictionary_lacks_is_said():
    reader = cut(course.read("P01"))
    assert "".join(words_sent(reader, "P01.1")) in passage("P01.1").text.replace("，", "").replace("：", "")
    known = [n for n, word in enumerate(words_sent(reader, "P01.2")) if reader.said[reader.cuts["P01.2"][n][2]][0]]
    unknown = [n for n in range(len(reader.cuts["P01.2"])) if n not in known]
    assert "HSK" in look(reader, "P01.2", known[0]) and "词典里没有这个词" in look(reader, "P01.2", unknown[0])


def test_in_a_text_of_ones_own_a_word_answers_after_a_character_that_is_two_units_long(no_own_text_yet):
    course.text.my_text("𠮷野家必须改革。")
    reader = cut(course.read("X01"))
    words = words_sent(reader, "X01.1")
    assert words[-2:] == ["必须", "改革"]
    html = look(reader, "X01.1", len(words) - 1)
    assert "gǎigé" in html and 'data-at="X01.1"' in html and 'data-at="A02.2"' in html


def test_while_a_term_is_to_be_guessed_no_word_gives_it_away():
    reader = course.read("A03")
    reader.guess = True
    cut(reader)
    place, term = next((s.id, t) for s in passage("A03").sentences for _, t in find_terms(s.text) if term_of(t.term) and t.term in tokens_of(s.id))
    n = words_sent(reader, place).index(term.term)
    said = str(reader.said) + look(reader, place, n)
    assert term.pinyin in said and term.gloss.zh not in said and term.gloss.en not in said
    reader._receive(reader, {"kind": "guess", "term": term.id, "choice": term.id}, [])
    assert term.gloss.zh in str(reader.said) and term.gloss.en in look(reader, place, n)


def test_pinyin_over_the_words_holds_for_readers_made_later():
    reader = course.read("A03")
    assert not reader.sounds
    reader.sounds = True
    assert course.read("A04").sounds and course.compare("A03", "B03").sounds


def test_a_text_whose_words_nobody_checked_is_not_offered_pinyin_and_one_without_terms_no_guessing(no_own_text_yet):
    own_text("街上应当种树。", "种树")
    course.read("A03").sounds = True
    reader = course.read("X")
    assert (reader.offers, reader.sounds) == ([], False) and course.read("A03").offers == ["guess", "sounds"]
    assert course.read("P").offers == ([] if not terms_in(passage("P").sentences) else ["guess"])
    reader.short = not reader.short  # and so what is switched is kept
    assert course.read("A04").sounds  # what this reader does not offer it does not switch off elsewhere


@pytest.mark.parametrize("sent", [
    {}, {"place": "A03.1"}, {"place": "B01.1", "first": 0, "last": 0}, {"place": "A03.1", "first": "0", "last": 0}, {"place": "A03.1", "first": 900, "last": 901},
    {"place": ["A03.1"], "first": 0, "last": 0}, {"place": "A03.1", "first": 4, "last": 1}, {"place": "A03.1", "first": -5, "last": -5},
])  # fmt: skip
def test_a_question_that_makes_no_sense_changes_nothing(sent):
    assert asked(course.read("A03"), kind="look", **sent).looked == {}


def test_the_meaning_stands_in_the_readers_language_first():
    course.use_language("en")
    reader = cut(course.read("A11"))
    assert ["shuàixiān", "to take the lead; first"] in reader.said


def test_beside_single_sentences_only_their_own_words_are_listed():
    parallel = load_parallels()["shared-frame"]
    shown = [s for row in parallel.rows for column in range(2) for s in parallel.sentences(row, column)]
    listed = course.compare("shared-frame").terms
    assert listed and set(listed) == {t.id for s in shown for _, t in find_terms(s.text, s.id)}
