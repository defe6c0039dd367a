"""Work grows as the text does: steps are counted, nothing is timed. What cannot be counted `make bench` times."""

import random

from course import textstats
from course.text import ESSAYS, Sentence, Span, load_essay, word_lists
from course.textstats import association, rhetoric, similarity

EVERY = [s for e in ESSAYS for s in load_essay(e).sentences]


class Counted(str):
    """A text that counts how often it is searched or a piece of it is taken."""

    steps = 0

    def find(self, *arguments):
        Counted.steps += 1
        return super().find(*arguments)

    def __getitem__(self, where):
        Counted.steps += 1
        return super().__getitem__(where)


def steps(work) -> int:
    Counted.steps = 0
    work()
    return Counted.steps


def one(text):
    return [Sentence("X01.1", Counted(text), Span(0, len(text)))]


def drawn(count):
    texts = random.Random(1).choices([s.text for s in EVERY], k=count)
    return [Sentence(f"X{n:04}.1", Counted(text), Span(0, len(text))) for n, text in enumerate(texts)]


def test_a_frame_takes_two_searches_and_two_pieces_a_sentence():
    for text in ("只有" * 3000, "才能" * 3000, "只有才能" * 3000):
        assert steps(lambda: textstats.framed("只有", "才能", one(text))) <= 4


def test_each_character_of_an_opening_is_looked_at_once_at_most():
    for sentences in (one("哈" * 3000), one("哈" * 3000) * 2, drawn(500), one("，" * 3000) * 5):
        characters = sum(len(s.text) for s in sentences)
        assert steps(lambda: textstats.shared_openings(sentences)) <= 2 * characters + 2 * len(sentences)


def test_a_logic_word_takes_a_search_for_each_place_it_stands_and_one_for_each_form(monkeypatch):
    covered, calls = rhetoric._covered, []
    monkeypatch.setattr(rhetoric, "_covered", lambda *given: calls.append(1) or covered(*given))
    for text in ("需要" * 2000, "在" * 4000, "只有" * 2000, "要" * 4000):
        calls.clear()
        forms = sum(len(c.parts) for c in rhetoric.load_cues())
        assert steps(lambda: textstats.find_cues(one(text))) <= 2 * len(text) + 2 * forms
        assert len(calls) <= len(rhetoric.load_cues())


def test_pairs_that_cannot_be_among_the_best_are_not_compared(monkeypatch):
    compared, cosine = [], similarity._cosine
    monkeypatch.setattr(similarity, "_cosine", lambda a, b: compared.append(1) or cosine(a, b))
    a, b = ({i: words for p in load_essay(e).paragraphs for i, words in word_lists(p.id).items()} for e in ESSAYS)
    textstats.alike(a, b)
    assert len(compared) < len(a) * len(b) / 4
    compared.clear()
    here, there = ({f"{name}{n:04}": ["改革"] for n in range(3000)} for name in "XY")
    textstats.alike(here | {"X9": ["发展"]}, there)
    assert len(compared) <= 11 * 11


def test_the_automaton_of_a_text_has_two_states_a_character_at_most_and_is_read_in_one_pass():
    for sentences in (one("哈" * 3000), drawn(100), one("甲乙丙" * 1000), one("甲" + "乙" * 3000)):
        known = similarity._Stretches(s.text for s in sentences)
        characters = sum(len(s.text) + 1 for s in sentences)
        assert len(known.length) <= 2 * characters
        assert sum(map(len, known.following)) <= 3 * characters


def test_a_phrase_is_looked_for_where_its_rarest_stretch_stands():
    here, there = one("甲" * 2000), drawn(300)
    for first, second in ((here, there), (there, here), (there, there), (here, here)):
        assert steps(lambda: textstats.shared_phrases(first, second)) <= 4 * sum(len(s.text) for s in (*first, *second))


def test_windows_that_overlap_are_taken_once(monkeypatch):
    taken = []
    counting = lambda *ends: taken.append(len(range(*ends))) or range(*ends)  # noqa: E731
    monkeypatch.setattr(association, "range", counting, raising=False)
    for window in (1, 5, 4000):
        taken.clear()
        association._slots("哈", ["哈", "的"] * 1000, window)
        assert sum(taken) <= 2000
