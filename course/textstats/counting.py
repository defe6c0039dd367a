"""Counting: characters, words, sentences, places, and a word in its context. Words come already cut."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..base import Table
from ..text import Paragraph, Sentence
from .words import columns

_HAN = re.compile(r"[\u3400-\u9fff]+")


def _not_empty(things: Sequence, what: str) -> None:
    if not things:
        raise ValueError(f"there are no {what} to count")


def character_count(text: str) -> int:
    """Return how many Chinese characters a text has; punctuation, digits and Latin letters not counted.

    Unit: characters. Raises ValueError for an empty text. Not a count of words: 新质生产力 is five
    characters and, in this course, one word.
    """
    _not_empty(text, "characters")
    return sum(map(len, _HAN.findall(text)))


def sizes(paragraphs: Sequence[Paragraph], words: Mapping[str, Sequence[str]]) -> Table:
    """Return (place, characters, words, sentences) for each paragraph, and in a last row for all of them.

    `words` gives each paragraph's words by its id. Characters are Chinese characters only, words leave out signs.
    Raises ValueError for no paragraphs, or one without words.
    """
    _not_empty(paragraphs, "paragraphs")
    rows = []
    for p in paragraphs:
        if not words.get(p.id):
            raise ValueError(f"there are no words for {p.id}")
        rows.append((p.id, character_count(p.text), len(words[p.id]), len(p.sentences)))
    whole = ("Σ", *(sum(row[n] for row in rows) for n in (1, 2, 3)))
    return Table(columns("place", "characters", "number_of_words", "sentences"), (*rows, whole))


def frequency(words: Sequence[str], leave_out: Iterable[str] = ()) -> Table:
    """Return words by frequency: (word, count, count per 1,000 words), most frequent first.

    The rate is 1000 · count / N with N all words given, those left out included, so rates of two
    lists are comparable. Words of equal count stand in the order of their first appearance.
    Raises ValueError for no words. Do not read frequency as importance: it rewards repetition.
    """
    _not_empty(words, "words")
    skipped = set(leave_out)
    rows = tuple((w, n, 1000 * n / len(words)) for w, n in Counter(words).most_common() if w not in skipped)
    return Table(columns("word", "count", "per_thousand"), rows)


def places(term: str, paragraphs: Sequence[Paragraph]) -> list[tuple[str, float]]:
    """Return every place of `term`: the sentence's id and the position in the text, 0 to 1.

    The position is (characters before the term) / (all characters, punctuation included), over
    the paragraphs joined. Raises ValueError for an empty term or no paragraphs. This is what a
    dispersion plot draws; it shows where a word stands, not what it does there.
    """
    _not_empty(term, "words")
    _not_empty(paragraphs, "paragraphs")
    total, before, found = sum(len(p.text) for p in paragraphs), 0, []
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            starts = (m.start() for m in re.finditer(re.escape(term), sentence.text))
            found += [(sentence.id, (before + sentence.span.start + s) / total) for s in starts]
        before += len(paragraph.text)
    return found


def concordance(term: str, paragraphs: Sequence[Paragraph], width: int = 12) -> Table:
    """Return the key word in context (KWIC): (place, left, keyword, right), in order of the text.

    `width` is the number of characters of context on each side, cut at the sentence's edge. The
    term is taken literally, never as a pattern. Raises ValueError for an empty term or a width
    below 1. Zero rows is a finding: the term does not occur.
    """
    _not_empty(term, "words")
    if width < 1:
        raise ValueError(f"width is {width}; give 1 or more characters")
    rows = []
    for sentence in (s for p in paragraphs for s in p.sentences):
        for match in re.finditer(re.escape(term), sentence.text):
            start, end = match.span()
            left, right = sentence.text[max(0, start - width) : start], sentence.text[end : end + width]
            rows.append((sentence.id, left, term, right))
    return _in_context(rows)


def _in_context(rows: Sequence[tuple]) -> Table:
    names = columns("place", "left_of_it", "keyword", "right_of_it")
    return Table(names, tuple(rows), right=names[1:2])


def word_concordance(word: str, sentences: Mapping[str, Sequence[str]], width: int = 5) -> Table:
    """Return a concordance of a word among cut words: (place, left, keyword, right), in order.

    Unlike `concordance` it does not find the word inside longer ones. `sentences` are lists of words by place,
    `width` the number of words on each side, cut at the sentence's edge. Raises ValueError for an empty word, no
    sentences, or a width below 1.
    """
    _not_empty(word, "words")
    _not_empty(sentences, "sentences")
    if width < 1:
        raise ValueError(f"width is {width}; give 1 or more words")
    rows = []
    for place, words in sentences.items():
        if word in words:  # most sentences have not, and this is much quicker than a loop
            for i in (i for i, w in enumerate(words) if w == word):
                left, right = words[max(0, i - width) : i], words[i + 1 : i + 1 + width]
                rows.append((place, "".join(left), word, "".join(right)))
    return _in_context(rows)


def sentence_lengths(sentences: Sequence[Sentence]) -> Table:
    """Return (place, characters) for each sentence, Chinese characters only. Raises ValueError for none.

    Compare sentences of one author or genre: official prose runs long by habit, not by difficulty.
    """
    _not_empty(sentences, "sentences")
    return Table(columns("place", "characters"), tuple((s.id, character_count(s.text)) for s in sentences))


def characters_by_class(classes: Mapping[str, object], lengths: Mapping[str, int]) -> Table:
    """Return (class, characters, share of all) for classes of sentences, in order of their first appearance.

    `classes` gives the class of each sentence by its id, `lengths` its characters (see sentence_lengths). Raises
    ValueError for no sentences or no Chinese character in any, KeyError for a sentence without a length. The classes
    are a reader's: others give other sums.
    """
    _not_empty([place for place in classes if lengths[place]], "Chinese characters")
    sums: dict[str, int] = {}
    for place, name in classes.items():
        sums[str(name)] = sums.get(str(name), 0) + lengths[place]
    whole = sum(sums.values())
    rows = tuple((name, n, f"{n / whole:.0%}") for name, n in sums.items())
    return Table(columns("kind", "characters", "share"), rows)


def shared_openings(sentences: Sequence[Sentence], shortest: int = 4) -> dict[str, list[str]]:
    """Return each opening shared by two sentences or more: the words, and the ids that begin with them.

    An opening is the longest common prefix of at least `shortest` characters; a shorter prefix is
    listed only where more sentences share it, and signs without a word are no opening. Repeated openings are the visible half of 排比
    (parallelism); they miss parallels that differ in their first words.
    """
    _not_empty(sentences, "sentences")
    return shared_beginnings([s.id for s in sentences], [s.text for s in sentences], shortest, least=2)


def shared_beginnings(places: Sequence[str], texts: Sequence[str], shortest: int, least: int) -> dict[str, list[str]]:
    """Return each longest beginning shared by `least` texts or more, and the places of those texts; longest first.

    Two beginnings with the same places count once, as the longer; one of signs alone does not count. Texts with the same `shortest` characters are parted
    by their next character, again and again, while `least` are together. So each character is looked at once at most.
    """
    by_first: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        if len(text) >= shortest and any(map(str.isalnum, text)):
            by_first.setdefault(text[:shortest], []).append(n)
    longest: list[tuple[int, list[int]]] = []  # length of a beginning, numbers of the texts that have it
    to_part = [(shortest, group) for group in by_first.values() if len(group) >= least]
    while to_part:
        size, group = to_part.pop()
        by_next: dict[str, list[int]] = {}
        for n in group:
            by_next.setdefault(texts[n][size : size + 1], []).append(n)
        by_next.pop("", None)  # texts that end here
        to_part += [(size + 1, part) for part in by_next.values() if len(part) >= least]
        is_longest = not any(len(part) == len(group) for part in by_next.values())
        if is_longest and any(map(str.isalnum, texts[group[0]][:size])):
            longest.append((size, group))
    longest.sort(key=lambda found: (-found[0], found[1]))
    by_places: dict[tuple[str, ...], str] = {}
    for size, group in longest:
        by_places.setdefault(tuple(places[n] for n in group), texts[group[0]][:size])
    return {beginning: list(at) for at, beginning in by_places.items()}


def framed(opening: str, closing: str, sentences: Sequence[Sentence]) -> list[tuple[str, str, str]]:
    """Return (id, words after `opening`, words after `closing`) for sentences with both, in that order.

    With 只有 and 才能 this pulls out the condition and what it is the condition for.
    """
    _not_empty(sentences, "sentences")
    found = []
    for s in sentences:
        first = s.text.find(opening)
        start = first + len(opening)
        middle = s.text.find(closing, start + 1)  # at least one character stands between the two, and one after both
        end = middle + len(closing)
        if first >= 0 and middle >= 0 and end < len(s.text):
            found.append((s.id, s.text[start:middle].strip("，"), s.text[end:].rstrip("。")))
    return found
