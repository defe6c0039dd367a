"""Cards for Anki: the glossary, the questions a learner missed or a teacher wants, the words a learner kept, in their
sentences. The module that knows genanki.

A card is small: a word where it stands, and what it means there; a question, what is right and why. Its tags are the
lesson and the objective. Every card has an id that stays the same, so that importing a newer deck updates the cards and
adds none twice.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ..base import current_language
from ..lessons import load_lessons, question_label
from ..quiz import Card, Item, Recall
from ..reading import Term, load_glossary
from ..text import format_sentence, passage
from .words import say

# Chosen once. Anki tells models and decks apart by these numbers.
_TERM_MODEL, _ITEM_MODEL, _WORD_MODEL = 1_720_301_001, 1_720_301_002, 1_720_301_003
_DECKS = {"zh": 1_720_301_010, "en": 1_720_301_020}
_NAME = "读懂一篇议论文 Reading an argument"
_AROUND = 30  # characters of the sentence on either side of a word
_CSS = (
    ".card { font: 20px/1.6 sans-serif; text-align: left; max-width: 40em; margin: auto; padding: 1em; }"
    " blockquote { margin: .4em 0; padding-left: .8em; border-left: 3px solid #999; }"
    " .place, small { color: #666; font-size: 16px; } mark { color: inherit; background: #f3d97a80; } .big { font-size: 32px; }"
)


def anki_package(items: Sequence[Item], words: Sequence[Recall] = ()) -> bytes:
    """Return an Anki package (.apkg) in the language in use: a card for every term, each of the items and each kept word."""
    terms = [(t.id, _term_front(t), _term_back(t), *_lessons_of(t), f"word-{t.kind}") for t in load_glossary()]
    questions = [_question(item, card) for item in items for card in item.cards()]
    decks = [(_TERM_MODEL, "term", say("glossary"), terms), (_ITEM_MODEL, "question", say("questions"), questions)]
    return _packed([*decks, _deck_of(words)])


def anki_words(words: Sequence[Recall]) -> bytes:
    """Return an Anki package (.apkg) with a card for each kept word and nothing else."""
    return _packed([_deck_of(words)])


def _deck_of(words: Sequence[Recall]) -> tuple:
    return _WORD_MODEL, "word", say("words_kept"), [(w.id, w.body(), w.key()) for w in words]


def _packed(decks: Sequence[tuple]) -> bytes:
    """Return a package of decks, (model, kind, name, [(id, front, back, tag …), …]) each; one without cards is left out."""
    import genanki  # here, because only this needs it

    first, made = _DECKS[current_language()], []
    for model, kind, name, cards in decks:
        deck = genanki.Deck(first + model - _TERM_MODEL, f"{_NAME}::{name}")
        for i, front, back, *tags in cards:
            guid, fields = f"raa-{i}-{current_language()}", [str(front), str(back)]
            made_by = _model(genanki, model, f"Reading an argument: {kind}")
            deck.add_note(genanki.Note(made_by, fields, guid=guid, due=0, tags=tags))
        made += [deck] if cards else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(made).write_to_file(str(path))
        return path.read_bytes()


def _model(genanki, number: int, name: str):
    templates = [{"name": "1", "qfmt": "{{front}}", "afmt": "{{FrontSide}}<hr id=answer>{{back}}"}]
    return genanki.Model(number, name, fields=[{"name": "front"}, {"name": "back"}], templates=templates, css=_CSS)


def _lessons_of(term: Term) -> list[str]:
    """The lessons that read the paragraph in which a word first stands."""
    paragraph = term.first.split(".")[0]
    return [f"lesson-{n.id}" for n in load_lessons() if paragraph in {p.id for p in n.paragraphs}]


def _term_front(term: Term) -> Markup:
    """The word in its sentence; of a long one only what stands around the word."""
    before, _, after = passage(term.first).text.partition(term.term)
    before, after = _end(before), _end(after[::-1])[::-1]
    return Markup('<p lang="zh-Hans"><small>{}</small><br>{}<mark>{}</mark>{}</p>').format(term.first, before, term.term, after)


def _end(text: str) -> str:
    """Return the end of a text from a comma on, if the whole is long."""
    if len(text) <= _AROUND:
        return text
    cut = max(text.rfind(sign, 0, -1) for sign in "，；：。！？")
    end = text[cut + 1 :]
    return "……" + (end if len(end) <= _AROUND else end[-_AROUND:])


def _term_back(term: Term) -> Markup:
    return Markup("<p><b>{}</b> {} <i>{}</i></p><p>{}</p>").format(term.term, term.pinyin, say(f"kind_{term.kind}"), term.gloss)


def _question(item: Item, card: Card) -> tuple:
    name = f"{item.id}-{card.part}" if card.part else item.id
    return name, _item_front(item, card), _item_back(item, card), f"lesson-{item.id[1:3]}", f"objective-{item.objective}"


def _item_front(item: Item, card: Card) -> Markup:
    return Markup("<p><b>{}</b></p>{}<p><small>{}</small></p>").format(item.prompt, card.front, question_label(item))


def _item_back(item: Item, card: Card) -> Markup:
    """What is right and, once, the sentence that decides it."""
    decisive = dict.fromkeys(p for p in item.decisive_places() if "." in p and not card.part)
    first = next(iter(decisive), None)
    quoted = format_sentence(first) if first and passage(first).text not in card.front + card.back else ""
    return card.back + quoted
