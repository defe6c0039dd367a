"""The card of any word: sound, meaning in both languages, level, the term it is part of, all its places."""

from collections.abc import Collection, Sequence

from markupsafe import Markup

from ..base import LANGUAGES, Text, current_language, join
from ..text import ESSAYS, Sentence, Span, load_essay, word_spans
from .card_html import format_term
from .dictionary import Entry, entry_of, term_of
from .glossary import Term, find_terms
from .words import say

_LANG = {"zh": "zh-Hans", "en": "en"}
_HEAD = Markup('<b lang="zh-Hans">{}</b> <span class="course-pinyin" lang="zh-Latn">{}</span>')


def known_word(word: str, place: str) -> Entry | Term | None:
    """Return what the course says of a word in a sentence: the glossary's entry, else the dictionary's, else None."""
    return term_of(word, place) or entry_of(word, place)


def meaning_of(known: Entry | Term) -> Text:
    """Return the meaning, in both languages."""
    return known.gloss if isinstance(known, Term) else known.meaning


def format_word(sentence: Sentence, span: Span, hidden: Collection[str] = ()) -> Markup:
    """Return the card of one word of a sentence; of the terms in `hidden` (ids) it says nothing but the sound."""
    word = sentence.text[span.start : span.end]
    known = known_word(word, sentence.id)
    around = [
        term for other, term in find_terms(sentence.text, sentence.id)
        if other.start <= span.start and span.end <= other.end and term.term != word and term.id not in hidden
    ]  # fmt: skip
    parts = [_own_line(word, known, hidden)]
    parts += [Markup('<p class="course-within">{}</p>{}').format(say("part_of"), format_term(term)) for term in around]
    return join(parts) + format_places(word, sentence.id[0])


def _own_line(word: str, known: Entry | Term | None, hidden: Collection[str]) -> Markup:
    if known is None:
        return Markup('<p><b lang="zh-Hans">{}</b></p><p>{}</p>').format(word, say("not_in_dictionary"))
    if isinstance(known, Term):
        if known.id in hidden:
            return Markup("<p>{}</p><p>{}</p>").format(_HEAD.format(word, known.pinyin), say("guess_there"))
        return format_term(known) + _other(known)
    level = Markup(' <span class="course-hsk">HSK {}</span>').format(known.hsk.replace("-", "–")) if known.hsk else ""
    head = _HEAD.format(word, known.pinyin)
    return Markup("<p>{}{}</p><p>{}</p>{}").format(head, level, known.meaning, _other(known))


def _other(known: Entry | Term) -> Markup:
    """Return the meaning in the language that is not the reader's."""
    other = next(name for name in LANGUAGES if name != current_language())
    return Markup('<p class="course-other" lang="{}">{}</p>').format(_LANG[other], getattr(meaning_of(known), other))


def format_words_of_term(sentence: Sentence, spans: Sequence[Span]) -> Markup:
    """Return what a term's own card lacks: the term in the other language, or each of its words; and its places."""
    words = [sentence.text[s.start : s.end] for s in spans]
    if len(words) == 1 and (term := term_of(words[0], sentence.id)):
        return _other(term) + format_places(words[0], sentence.id[0])
    known = [(word, known_word(word, sentence.id)) for word in words]
    rows = [(_HEAD.format(word, k.pinyin), meaning_of(k).zh, meaning_of(k).en) for word, k in known if k is not None]
    row = '<li>{} <span lang="zh-Hans">{}</span> · <span lang="en">{}</span></li>'
    parts = Markup('<p class="course-within">{}</p><ul class="course-parts">{}</ul>')
    return parts.format(say("its_words"), join(rows, each=row))


def format_places(word: str, essay: str) -> Markup:
    """Return all sentences a word stands in, folded: of both essays, and of the text `essay` if that is another."""
    places = [s.id for e in dict.fromkeys((*ESSAYS, essay)) for s in load_essay(e).sentences if _stands(word, s)]
    if not places:
        return Markup("")
    button = '<li><button type="button" class="course-goto" data-at="{0}">{0}</button></li>'
    return Markup('<details class="course-where-else"><summary>{}</summary><ul>{}</ul></details>').format(
        say("stands_in", n=len(places)), join(((p,) for p in places), each=button)
    )


def _stands(word: str, sentence: Sentence) -> bool:
    return word in sentence.text and any(sentence.text[s.start : s.end] == word for s in word_spans(sentence))
