"""The words at a place: hand-checked for the two essays, as they were cut for a learner's own text."""

from collections.abc import Iterable, Sequence
from functools import cache

from ..base import DATA, problem, read_text
from .essays import Essay, Paragraph, Sentence, load_essay, passage


_own: dict[str, dict[str, tuple[str, ...]]] = {}  # the words of a learner's own texts, without signs, by essay


def remember_own_words(essay: str, words: dict[str, tuple[str, ...]]) -> None:
    """Keep the words of a learner's own text, by sentence id, so that `words_of` finds them."""
    _own[essay] = words


def own_words(essay: str) -> dict[str, tuple[str, ...]] | None:
    """Return the words of a learner's own text by sentence id, or None where none was given under this id."""
    return _own.get(essay)


@cache
def load_segmentation(essay: str) -> dict[str, tuple[str, ...]]:
    """Return the words and signs of each sentence of essay `"A"` or `"B"`, by sentence id; raises DataError.

    Joined, they are the sentence character for character. What counts as one word is written down in
    data/segmentation/README.md: a decision, not a fact.
    """
    path = DATA / "segmentation" / f"{essay}.txt"
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, read_text(path).splitlines()):
        place, *tokens = line.split(" ")
        if place in found:
            raise problem(path, place, "line", "this sentence has two lines; keep one")
        found[place] = tuple(tokens)
    for sentence in load_essay(essay).sentences:
        if "".join(found.get(sentence.id, ())) != sentence.text:
            raise problem(path, sentence.id, "words", "the words joined are not the sentence; cut it again without changing a character")
    if extra := set(found) - {s.id for s in load_essay(essay).sentences}:
        raise problem(path, min(extra), "line", f"essay {essay} has no such sentence")
    return found


def tokens_of(place: str) -> list[str]:
    """Return the words and signs at a place: `"A"`, `"A03"` or `"A03.4"`; of your own text (`"X01"`) the words alone.

    Raises PlaceError.
    """
    found = passage(place)
    sentences: Iterable[Sentence] = [found] if isinstance(found, Sentence) else found.sentences
    cut = own_words(place[0]) or load_segmentation(place[0])
    return [token for s in sentences for token in cut[s.id]]


def words_of(*places: str) -> list[str]:
    """Return the words at one place or several, signs of punctuation left out. Raises PlaceError."""
    return [token for place in places for token in tokens_of(place) if is_word(token)]


def word_lists(place: str) -> dict[str, list[str]]:
    """Return the words of each sentence of a paragraph, or of each paragraph of an essay, by id."""
    found = passage(place)
    parts: Sequence[Paragraph | Sentence] = (
        found.paragraphs if isinstance(found, Essay) else found.sentences if isinstance(found, Paragraph) else [found]
    )
    return {part.id: words_of(part.id) for part in parts}


def is_word(token: str) -> bool:
    """Return whether a token is a word and not a sign of punctuation: it has a letter, character or digit."""
    return any(c.isalnum() for c in token)
