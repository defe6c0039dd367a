"""How far one way of cutting a text into words agrees with another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..base import Table
from ..text import is_word, tokens_of, words
from .words import columns, say


class Scores(NamedTuple):
    """Agreement with a reference: all from 0 to 1."""

    precision: float
    recall: float
    f1: float


def _spans(tokens: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return each word's start and end in the joined text."""
    found, start = {}, 0
    for token in tokens:
        if is_word(token):
            found[start, start + len(token)] = token
        start += len(token)
    return found


def _same_text(reference: Sequence[str], other: Sequence[str]) -> None:
    if "".join(reference) != "".join(other) or not _spans(reference):
        raise ValueError("two ways of cutting can be compared only on one and the same text that has words")


def _scores(hits: int, given: int, wanted: int) -> Scores:
    precision, recall = (hits / n if n else 1.0 for n in (given, wanted))
    return Scores(precision, recall, 2 * hits / (given + wanted) if given + wanted else 1.0)


def word_scores(reference: Sequence[str], other: Sequence[str]) -> Scores:
    """Return precision, recall and F1 of the words of `other`: a word counts where both its ends agree.

    Signs of punctuation are left out. F1 = 2 · hits / (words in one + words in the other). Raises ValueError where the
    two do not join to the same text, or it has no words. Source: the SIGHAN bakeoffs, 2003 on.
    """
    _same_text(reference, other)
    wanted, given = _spans(reference), _spans(other)
    return _scores(len(wanted.keys() & given.keys()), len(given), len(wanted))


def boundary_scores(reference: Sequence[str], other: Sequence[str]) -> Scores:
    """Return precision, recall and F1 of the borders between words, those at a sign or an edge left out.

    More lenient than word_scores: one wrong border spoils two words. Errors as word_scores.
    """
    _same_text(reference, other)
    wanted, given = _inner_borders(reference), _inner_borders(other)
    return _scores(len(wanted & given), len(given), len(wanted))


def _inner_borders(tokens: Sequence[str]) -> set[int]:
    spans = list(_spans(tokens))
    return {a[1] for a, b in zip(spans, spans[1:]) if a[1] == b[0]}


def cutting_errors(reference: Sequence[str], other: Sequence[str]) -> Table:
    """Return where `other` differs: (kind, times, the stretches with their cuts), most frequent kind first.

    split: a word of the reference in several; joined: several in one; shifted: borders that cross. Each stretch runs
    between two borders that both have. Errors as word_scores.
    """
    _same_text(reference, other)
    text, found = "".join(reference), {kind: Counter() for kind in ("split", "joined", "shifted")}
    ours, theirs = (_borders(tokens) for tokens in (reference, other))
    start, inner_ours, inner_theirs = 0, [], []
    for border in sorted(ours | theirs):
        if border in ours and border in theirs:
            if inner_ours or inner_theirs:
                kind = "split" if not inner_ours else "joined" if not inner_theirs else "shifted"
                found[kind]["/".join(_pieces(text, start, border, inner_theirs))] += 1
            start, inner_ours, inner_theirs = border, [], []
        else:
            (inner_ours if border in ours else inner_theirs).append(border)
    rows = [(say(f"cut_{k}"), sum(c.values()), "　".join(w for w, _ in c.most_common())) for k, c in found.items() if c]
    rows.sort(key=lambda row: -row[1])
    return Table(columns("kind", "count", "words"), tuple(rows))


def _borders(tokens: Sequence[str]) -> set[int]:
    found, end = {0}, 0
    for token in tokens:
        found.add(end := end + len(token))
    return found


def _pieces(text: str, start: int, end: int, inner: Sequence[int]) -> list[str]:
    edges = [start, *inner, end]
    return [text[a:b] for a, b in zip(edges, edges[1:])]


def cut_in_two_ways(essays: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, list[str]]:
    """Return words that elsewhere stand in pieces: word → places where the same characters are cut.

    For keeping a segmentation consistent: each case is either an oversight or a difference of sense.
    """
    words = {t for cut in essays.values() for tokens in cut.values() for t in tokens if is_word(t) and len(t) > 1}
    longest = max(map(len, words), default=0)
    found: dict[str, list[str]] = {}
    for place, tokens in (pair for cut in essays.values() for pair in cut.items()):
        text, edges = "".join(tokens), sorted(_borders(tokens))
        for n, start in enumerate(edges):
            for end in edges[n + 2 : n + 1 + longest]:  # from the next border but one: one lies in between
                if text[start:end] in words:
                    found.setdefault(text[start:end], []).append(place)
    return found


def ways_of_cutting(place: str) -> Table:
    """Return a passage cut in two ways: (way, words between strokes), by hand and by jieba without the dictionary.

    `place` is an id as in `tokens_of`. Raises PlaceError.
    """
    tokens = tokens_of(place)
    by_jieba = words("".join(tokens), dictionary=False)
    rows = (say("by_hand"), " / ".join(filter(is_word, tokens))), (say("without_dictionary"), " / ".join(by_jieba))
    return Table(columns("way", "cut"), rows)


def jieba_scores(*places: str) -> Table:
    """Return how far jieba's words are those checked by hand: a row with the course's dictionary, a row without.

    Columns: way, then precision, recall and F1 of words, and F1 of the borders between words, each 0 to 1 (see
    word_scores). `places` are ids as in `tokens_of`; both essays where none is given. The dictionary was
    written with these essays in view, so its row is better than another text would give. Raises PlaceError.
    """
    reference = [token for place in places or ("A", "B") for token in tokens_of(place)]
    rows = []
    for way, dictionary in (("with_dictionary", True), ("without_dictionary", False)):
        cut = words("".join(reference), punctuation=True, dictionary=dictionary)
        rows.append((say(way), *word_scores(reference, cut), boundary_scores(reference, cut).f1))
    return Table(columns("way", "precision", "recall", "f1", "f1_borders"), tuple(rows))
