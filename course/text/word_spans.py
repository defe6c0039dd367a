"""Where the words of a sentence stand in it, whoever wrote it: a click on the text finds its word there."""

from .checked_words import is_word, load_segmentation, own_words
from .essays import ESSAYS, Sentence, Span
from .jieba_words import words as jieba_words


def word_spans(sentence: Sentence) -> list[Span]:
    """Return the spans of a sentence's words in it: hand-checked in the two essays, elsewhere as jieba cuts."""
    essay = sentence.id[0]
    if essay in ESSAYS:
        words = load_segmentation(essay)[sentence.id]
    else:
        words = (own_words(essay) or {}).get(sentence.id) or jieba_words(sentence.text)
    spans, at = [], 0
    for word in filter(is_word, words):
        start = sentence.text.find(word, at)
        if start >= 0:
            at = start + len(word)
            spans.append(Span(start, at))
    return spans
