"""Statistics that were made quick give what the plain way gives, on the essays and on any text.

The plain ways below are slow: each compares everything with everything, and says in a few lines what is meant.
"""

import math
import re
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from course import textstats
from course.text import ESSAYS, Sentence, Span, is_word, load_essay, load_segmentation, word_lists
from course.textstats import association, cutting, rhetoric

EVERY = [s for e in ESSAYS for s in load_essay(e).sentences]
A, B = (load_essay(e).sentences for e in ESSAYS)


def as_sentences(texts):
    return [Sentence(f"X{n:02}.1", text, Span(0, len(text))) for n, text in enumerate(texts, 1)]


SIGNS = "，；：。！？、（）”"
SENTENCES = st.lists(st.text("甲乙丙a" + SIGNS, min_size=1, max_size=25), min_size=1, max_size=6).map(as_sentences)
PERIODIC = st.lists(st.text("甲乙", min_size=1, max_size=20), min_size=1, max_size=4).map(as_sentences)


# ---- lists and frames ----


def plain_enumerations(sentences, least):
    item = r"[^，；：。！？、（）]"
    runs = ((s.id, run[0]) for s in sentences for run in re.finditer(rf"{item}+(?:、{item}+)+", s.text))
    return [(place, run.count("、") + 1, run) for place, run in runs if run.count("、") + 1 >= least]


@pytest.mark.parametrize("least", [2, 3, 5])
def test_enumerations_of_the_essays(least):
    assert list(textstats.enumerations(EVERY, least)) == plain_enumerations(EVERY, least)


@given(SENTENCES, st.integers(2, 4))
def test_enumerations(sentences, least):
    assert list(textstats.enumerations(sentences, least)) == plain_enumerations(sentences, least)


def plain_framed(opening, closing, sentences):
    pattern = re.compile(f"{re.escape(opening)}(.+?){re.escape(closing)}(.+)", re.S)
    found = ((s.id, pattern.search(s.text)) for s in sentences)
    return [(i, m[1].strip("，"), m[2].rstrip("。")) for i, m in found if m]


@pytest.mark.parametrize("frame", [("只有", "才能"), ("坚持", "不能"), ("的", "的"), ("，", "。"), ("", "的"), ("的", "")])
def test_framed_in_the_essays(frame):
    assert textstats.framed(*frame, EVERY) == plain_framed(*frame, EVERY)


@given(SENTENCES, st.text("甲乙，", max_size=2), st.text("甲乙，", max_size=2))
def test_framed(sentences, opening, closing):
    assert textstats.framed(opening, closing, sentences) == plain_framed(opening, closing, sentences)


# ---- words that carry logic ----


def plain_cue_at(part, unless, text, start):
    while (found := text.find(part, start)) >= 0:
        if not any(m.start() <= found < m.end() for longer in unless for m in re.finditer(re.escape(longer), text)):
            return found
        start = found + 1
    return None


def plain_cues(sentence, cues):
    for cue in cues:
        start = 0
        while start is not None:
            firsts = []
            for part in cue.parts:
                at = None if start is None else plain_cue_at(part, cue.unless, sentence.text, start)
                firsts.append(at)
                start = None if at is None else at + len(part)
            if start is not None:
                yield sentence.id, firsts[0], cue.kind, "…".join(cue.parts)


def test_cues_of_the_essays():
    for s in EVERY:
        assert list(rhetoric._cues_in(s, rhetoric.load_cues())) == list(plain_cues(s, rhetoric.load_cues()))


@given(st.lists(st.sampled_from([w for c in rhetoric.load_cues() for w in (*c.parts, *c.unless)]), max_size=20))
def test_cues(parts):
    [s] = as_sentences(["".join(parts)])
    assert list(rhetoric._cues_in(s, rhetoric.load_cues())) == list(plain_cues(s, rhetoric.load_cues()))


# ---- what sentences or clauses begin and end with ----


def plain_frames(every, shortest, least, stands, cut):
    groups = {}
    for size in range(max(len(c) for _, c in every), shortest - 1, -1):
        for frame in dict.fromkeys(cut(clause, size) for _, clause in every if len(clause) >= size):
            if not re.search(r"[^\W_]", frame):  # signs alone
                continue
            at = [place for place, clause in every if stands(clause, frame)]
            if len(at) >= least and at not in groups.values():
                groups[frame] = at
    return groups


def plain_parallel(sentences, shortest, least):
    rows = {}
    every = [(s.id, clause) for s in sentences for clause in rhetoric.clauses(s)]
    for frame, at in plain_frames(every, shortest, least, str.startswith, lambda text, n: text[:n]).items():
        rows[f"{frame}…"] = at
    for frame, at in plain_frames(every, shortest, least, str.endswith, lambda text, n: text[-n:]).items():
        rows.setdefault(f"{frame}…" if f"{frame}…" in rows else f"…{frame}", at)
    ordered = sorted(rows.items(), key=lambda row: (-len(row[1]), -len(row[0]), row[0]))
    return [(f, len(at), " ".join(at)) for f, at in ordered]


@pytest.mark.parametrize(("shortest", "least"), [(2, 3), (1, 2), (4, 2), (3, 1)])
def test_parallel_clauses_and_shared_openings_of_the_essays(shortest, least):
    assert list(textstats.parallel_clauses(B, shortest, least)) == plain_parallel(B, shortest, least)
    plain = plain_frames([(s.id, s.text) for s in EVERY], shortest, 2, str.startswith, lambda text, n: text[:n])
    assert list(textstats.shared_openings(EVERY, shortest).items()) == list(plain.items())


@given(st.one_of(SENTENCES, PERIODIC), st.integers(1, 3), st.integers(0, 4))
def test_parallel_clauses_and_shared_openings(sentences, shortest, least):
    with_words = [s for s in sentences if s.text.strip(SIGNS)]
    if with_words:
        found = textstats.parallel_clauses(with_words, shortest, least)
        assert list(found) == plain_parallel(with_words, shortest, least)
    plain = plain_frames([(s.id, s.text) for s in sentences], shortest, 2, str.startswith, lambda text, n: text[:n])
    assert list(textstats.shared_openings(sentences, shortest).items()) == list(plain.items())


# ---- what two texts share ----


def plain_phrases(here, there, shortest):
    def grown(text):
        end_before = 0
        for start in range(len(text) - shortest + 1):
            ends = [e for e in range(start + shortest, len(text) + 1) if any(text[start:e] in s.text for s in there)]
            if ends and ends[-1] > end_before:
                yield text[start : ends[-1]]
                end_before = ends[-1]

    longest = dict.fromkeys(phrase for s in here for phrase in grown(s.text))
    where = [(p, len(p), *(" ".join(s.id for s in side if p in s.text) for side in (here, there))) for p in longest]
    return sorted(where, key=lambda row: -row[1])


@pytest.mark.parametrize("shortest", [2, 6, 11])
def test_shared_phrases_of_the_essays(shortest):
    assert list(textstats.shared_phrases(A[:12], B, shortest)) == plain_phrases(A[:12], B, shortest)


@given(st.one_of(SENTENCES, PERIODIC), st.one_of(SENTENCES, PERIODIC), st.integers(2, 4))
def test_shared_phrases(here, there, shortest):
    assert list(textstats.shared_phrases(here, there, shortest)) == plain_phrases(here, there, shortest)


def plain_cosine(here, there, weights):
    a, b = ({w: n * weights.get(w, 0) for w, n in Counter(words).items()} for words in (here, there))
    length = math.sqrt(math.fsum(x * x for x in a.values()) * math.fsum(x * x for x in b.values()))
    return math.fsum(x * b.get(w, 0) for w, x in a.items()) / length if length else 0.0


def plain_alike(here, there, best):
    weights = textstats.inverse_frequency([*here.values(), *there.values()])
    pairs = ((a, b, plain_cosine(x, y, weights)) for a, x in here.items() for b, y in there.items() if a != b)
    return sorted((p for p in pairs if p[2] > 0), key=lambda p: (-p[2], p[:2]))[:best]


@pytest.mark.parametrize("best", [1, 6, 40, 100_000])
def test_alike_on_the_essays(best):
    a, b = ({s.id: word_lists(s.id)[s.id] for s in load_essay(e).sentences} for e in ESSAYS)
    for here, there in ((word_lists("A"), word_lists("B")), (a, b), (a, a), (a | b, b)):
        assert list(textstats.alike(here, there, best)) == plain_alike(here, there, best)


UNITS = st.dictionaries(st.sampled_from("ABCDEFGHIJ"), st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=7), max_size=10)


@given(UNITS, UNITS, st.integers(1, 12))
def test_alike(here, there, best):
    if here or there:
        assert list(textstats.alike(here, there, best)) == plain_alike(here, there, best)


# ---- two ways of cutting ----


def plain_errors(reference, other):
    text, found = "".join(reference), {kind: Counter() for kind in ("split", "joined", "shifted")}
    ours, theirs = (cutting._borders(tokens) for tokens in (reference, other))
    common = sorted(ours & theirs)
    for start, end in zip(common, common[1:]):
        inner_ours, inner_theirs = ({b for b in borders if start < b < end} for borders in (ours, theirs))
        if inner_ours or inner_theirs:
            kind = "split" if not inner_ours else "joined" if not inner_theirs else "shifted"
            edges = [start, *sorted(inner_theirs), end]
            found[kind]["/".join(text[a:b] for a, b in zip(edges, edges[1:]))] += 1
    rows = [(sum(c.values()), "　".join(w for w, _ in c.most_common())) for c in found.values() if c]
    return sorted(rows, key=lambda row: -row[0])


def cut(text, places):
    edges = sorted({0, len(text), *(p for p in places if p < len(text))})
    return [text[a:b] for a, b in zip(edges, edges[1:])]


@given(st.text("甲乙丙", min_size=1, max_size=20), st.sets(st.integers(1, 19)), st.sets(st.integers(1, 19)))
def test_cutting_errors(text, here, there):
    reference, other = cut(text, here), cut(text, there)
    assert [row[1:] for row in textstats.cutting_errors(reference, other)] == plain_errors(reference, other)


def plain_two_ways(essays):
    words = {t for cut in essays.values() for tokens in cut.values() for t in tokens if is_word(t) and len(t) > 1}
    found = {}
    for place, tokens in (pair for cut in essays.values() for pair in cut.items()):
        text, borders = "".join(tokens), cutting._borders(tokens)
        for word in words:
            for start in (n for n in range(len(text)) if text.startswith(word, n)):
                inside = range(start + 1, start + len(word))
                if {start, start + len(word)} <= borders and borders.intersection(inside):
                    found.setdefault(word, []).append(place)
    return found


def test_words_cut_in_two_ways_in_the_essays():
    essays = {e: load_segmentation(e) for e in ESSAYS}
    coarse = {"A": {place: ("".join(tokens[:2]), *tokens[2:]) for place, tokens in essays["A"].items()}}
    for cuts in (essays, essays | coarse):
        assert textstats.cut_in_two_ways(cuts) == plain_two_ways(cuts)


@given(st.lists(st.lists(st.text("甲乙，", max_size=3), max_size=8), max_size=4))
def test_words_cut_in_two_ways(cuts):
    essays = {"X": {f"X01.{n}": tokens for n, tokens in enumerate(cuts)}}
    assert textstats.cut_in_two_ways(essays) == plain_two_ways(essays)


@given(st.lists(st.sampled_from("甲乙丙"), max_size=30), st.integers(1, 40))
def test_the_positions_near_a_word(words, window):
    at = {i for i, w in enumerate(words) if w == "甲"}
    near = {j for i in at for j in range(len(words)) if abs(i - j) <= window}
    assert association._slots("甲", words, window) == near - at
