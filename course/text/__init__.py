"""Every text, its paragraphs, sentences and words; where `A03.4` is looked up."""

from .words import WORDS  # first: below, `words` becomes the function of that name
from .checked_words import is_word, load_segmentation, tokens_of, word_lists, words_of
from .essays import (
    ESSAYS, OWN_IDS, PRACTICE, Essay, Paragraph, PlaceError, Section, Sentence, Span, load_essay, paragraphs_between,
    passage, split_sentences, when_own_given,
)
from .jieba_words import load_dictionary, load_stop_words, tagged, words
from .own_text import CutText, TextError, cut_text, decode, my_file, my_text
from .quotation import format_sentence, quoted_span
from .word_spans import word_spans
