"""The reader: what it sends to the browser, guessing a gloss before seeing it, and passages side by side."""

import re
import sys

import pytest

import course
from course.progress import progress_folder
from course.reading import card_html as cards, glossary, parallels, questions
from course.reading.annotation import load_annotations
from course.reading.argument import load_argument
from course.text import essays as corpus
from course.widgets.reader import reader as widget

TERMS = {t.id: t for t in glossary.load_glossary()}


@pytest.fixture(autouse=True)
def nothing_chosen_yet(monkeypatch):
    monkeypatch.setattr(widget, "_chosen", {})


@pytest.fixture
def guessing():
    reader = course.read("A03")
    reader.guess = True
    return reader


def test_everything_that_opens_a_card_has_one():
    for essay in corpus.ESSAYS:
        reader = course.read(essay)
        names = set(re.findall(r'data-card="([^"]+)"', reader.html))
        places = {n for n in names if n.startswith("place:")}
        assert names - places <= set(reader.cards) | {f"term:{i}" for i in reader.terms}
        assert {n for n in names if n.startswith("label:")} and {n for n in names if n.startswith("question:")}
        assert len(places & set(reader.cards)) == len(places)  # every sentence has its step in the map


def test_every_question_stands_in_the_text_and_below_its_sentence():
    for essay in corpus.ESSAYS:
        html = course.read(essay).html
        for q in questions.load_questions(essay):
            assert f'data-card="question:{q.id}"' in html and q.question.zh in html and q.answer.zh in html


def on(reader) -> set[str]:
    return {layer["id"] for layer in reader.layers if layer["on"]}


def test_the_three_presets_name_layers_there_are_and_the_first_look_is_the_argument():
    reader = course.read("A")
    names = {layer["id"] for layer in reader.layers}
    assert [(p["id"], p["name"]) for p in reader.presets] == [("read", "通读"), ("argue", "看论证"), ("words", "学词语")]
    assert all(set(preset.layers) <= names and set(sent["layers"]) == names for preset, sent in zip(widget.PRESETS.values(), reader.presets))
    assert on(reader) == set(widget.PRESETS["argue"].layers)


def test_only_layers_with_something_in_the_passage_are_offered():
    letter = course.read("P01", "P07")
    assert {layer["id"] for layer in letter.layers} <= {"term", "mine"} and letter.presets == []
    for place in ("A02", "A13", "B05"):
        reader = course.read(place)
        named = set(re.findall(r'data-layer="([^"]+)"', reader.html))
        assert {layer["id"] for layer in reader.layers} - {"term", "mine"} == named


def test_a_preset_that_shows_nothing_of_its_own_is_not_offered():
    assert [p["id"] for p in widget._presets(["role", "term"])] == ["read", "argue"]
    assert [p["id"] for p in widget._presets(["marker"])] == ["read", "words"]
    assert widget._presets(["term"]) == widget._presets([]) == []


def test_what_is_chosen_in_one_reader_is_kept_for_those_made_later():
    reader = course.read("A03")
    reader.layers = [layer | {"on": layer["id"] == "marker"} for layer in reader.layers]
    assert on(course.read("A04")) == {"marker"}


def test_what_words_are_called_stands_beside_them_with_the_words_in_short():
    html = course.read("A03").html
    sentence = re.search(r'<li class="course-sentence" data-place="A03.6">.*?</li>', html)[0]
    tags = re.findall(r'course-tag".*?title="[^"]*">([^<]*) <span class="course-of" lang="zh-Hans">([^<]*)<', sentence)
    assert ("必要条件", "只有…才能") in tags and ("比喻", "孕育、澎湃…") in [(name, words[:5] + words[-1:]) for name, words in tags]
    inside = re.search(r'<p class="course-text".*?</p>', sentence)[0]
    assert set(re.findall(r'data-card="(\w+):', inside)) == {"term"}


def test_in_guess_first_the_browser_has_three_glosses_and_not_which_is_right(guessing):
    assert guessing.terms == {} and guessing.glossary == ""
    for term, choices in guessing.choices.items():
        assert len({c["gloss"] for c in choices}) == 3
        assert TERMS[term].gloss.zh in [c["gloss"] for c in choices]
        assert set(choices[0]) == {"id", "gloss"}
    sent = str(guessing.get_state())
    assert not [t for t in guessing.choices if TERMS[t].why and TERMS[t].why.zh in sent]


def test_the_right_gloss_is_not_always_in_the_same_place():
    positions = [cards.gloss_choices(t).index(t) for t in TERMS.values()]
    assert all(positions.count(n) > len(positions) / 5 for n in range(3))


def test_a_guess_is_answered_with_the_card_and_a_wrong_one_says_what_was_chosen(guessing):
    term = next(iter(guessing.choices))
    other = next(c["id"] for c in guessing.choices[term] if c["id"] != term)
    guessing._receive(None, {"kind": "guess", "term": term, "choice": other}, [])
    assert list(guessing.terms) == [term]
    assert TERMS[other].term in guessing.terms[term] and TERMS[term].why.zh in guessing.terms[term]
    assert 'data-mark="wrong"' in guessing.terms[term]
    guessing._receive(None, {"kind": "guess", "term": term, "choice": term}, [])
    assert 'data-mark="right"' in guessing.terms[term]


@pytest.mark.parametrize("sent", [{}, {"kind": "guess"}, {"kind": "guess", "term": "nobody", "choice": "x"}, {"kind": "guess", "term": ["x"], "choice": 3}])
def test_a_message_that_makes_no_sense_changes_nothing(guessing, sent):
    guessing._receive(None, sent, [])
    assert guessing.terms == {}


def test_leaving_guess_first_brings_the_glosses_back(guessing):
    guessing.guess = False
    assert guessing.choices == {} and set(guessing.terms) == set(guessing.pinyin) and guessing.glossary


def test_while_guessing_is_switched_every_term_has_a_gloss_or_choices_at_any_time():
    reader, seen = course.read("A03"), []
    reader.observe(lambda _: seen.append(set(reader.terms) | set(reader.choices)), ["terms", "choices", "glossary"])
    reader.guess = True
    reader.guess = False
    assert len(seen) == 6 and all(had == set(reader.pinyin) for had in seen)


def test_the_distractors_are_terms_one_can_confuse():
    choices = [t.term for t in cards.gloss_choices(TERMS["shengchan-guanxi"])]
    assert len(set(choices)) == 3 and all("生产" in term for term in choices)


def test_a_whole_essay_is_read_with_its_headings():
    html = course.read("A").html
    for section in corpus.load_essay("A").sections:
        assert section.heading is None or f">{section.heading}</p>" in html
    assert html.count('class="course-paragraph"') == 15


def test_side_by_side_puts_sentences_of_one_slot_in_one_row():
    parallel = parallels.load_parallels()["three-claims"]
    reader = course.compare("A03", "A04", "A05")
    rows = reader.html.split('class="course-slot"')[1:]
    assert len(rows) == len(parallel.rows)
    for shown, row in zip(rows, parallel.rows, strict=True):
        assert re.findall(r'<li class="course-sentence" data-place="([^"]+)"', shown) == [p for cell in row.cells for p in cell]
    shown = [p for row in parallel.rows for cell in row.cells for p in cell]
    assert sorted(shown) == sorted(s.id for c in parallel.columns for s in corpus.passage(c).sentences)


def test_two_passages_without_a_known_parallel_stand_side_by_side_whole():
    reader = course.compare("A09", "B03")
    assert reader.html.count('class="course-paragraph"') == 2 and reader.html.count('class="course-column"') == 2


def test_the_two_essays_share_a_frame_with_steps_of_both_maps_in_its_rows():
    frame = parallels.load_parallels()["shared-frame"]
    assert frame.columns == ["A", "B"]
    both = [row for row in frame.rows if {n[0] for n in row.nodes} == {"a", "b"}]
    assert len(both) >= 5
    known = set(load_argument("A").nodes) | set(load_argument("B").nodes)
    assert all(n in known for row in frame.rows for n in row.nodes)
    card = course.show_map("A").cards[next(n for row in both for n in row.nodes if n[0] == "a")]
    assert "另一篇里对应" in card


def test_the_reading_is_in_english_too():
    course.use_language("en")
    reader = course.read("B05")
    for place, gist in load_annotations("B").gists.items():
        assert (gist.en in reader.html.replace("&#39;", "'")) == (place == "B05")


def test_reading_a_whole_essay_loads_no_heavy_library():
    import subprocess

    code = "import sys, course; course.read('A')._repr_mimebundle_(); course.show_map('A')._repr_mimebundle_(); print([m for m in ('matplotlib', 'jieba', 'rjieba', 'numpy', 'fontTools') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_what_is_chosen_in_one_notebook_is_shown_in_the_next_and_what_lies_there_broken_is_nothing(monkeypatch):
    first = on(course.read("A03"))
    reader = course.read("A03")
    reader.layers = [layer | {"on": layer["id"] == "marker"} for layer in reader.layers]
    monkeypatch.setattr(widget, "_chosen", {})  # a kernel that has just been started
    assert on(course.read("A04")) == {"marker"}
    for broken in (b"", b"[]", b'{"term": 1}', b"\xff"):
        (progress_folder() / "layers.json").write_bytes(broken)
        assert on(course.read("A03")) == first
