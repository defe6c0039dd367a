"""Cards for Anki: the glossary, the questions a learner missed or a teacher wants, the words a learner kept, in their
sentences. The module that knows genanki.

Every card has an id that stays the same, so that importing a newer deck updates the cards and adds none twice.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ..base import current_language, join
from ..quiz import Item, Recall, format_key
from ..reading import Term, load_glossary
from ..text import format_sentence
from .words import say

# Chosen once. Anki tells models and decks apart by these numbers.
_TERM_MODEL, _ITEM_MODEL, _WORD_MODEL = 1_720_301_001, 1_720_301_002, 1_720_301_003
_DECKS = {"zh": 1_720_301_010, "en": 1_720_301_020}
_NAME = "读懂一篇议论文 Reading an argument"
_CSS = (
    ".card { font: 20px/1.6 sans-serif; text-align: left; max-width: 40em; margin: auto; padding: 1em; }"
    " blockquote { margin: .4em 0; padding-left: .8em; border-left: 3px solid #999; }"
    " mark { color: inherit; background: #f3d97a80; } .big { font-size: 32px; } details > summary { display: none; }"
)


def anki_package(items: Sequence[Item], words: Sequence[Recall] = ()) -> bytes:
    """Return an Anki package (.apkg) in the language in use: a card for every term, each of the items and each kept word."""
    terms = [(t.id, _term_front(t), _term_back(t)) for t in load_glossary()]
    questions = [(i.id, _item_front(i), _item_back(i)) for i in items]
    decks = [(_TERM_MODEL, "term", say("glossary"), terms), (_ITEM_MODEL, "question", say("questions"), questions)]
    return _packed([*decks, _deck_of(words)])


def anki_words(words: Sequence[Recall]) -> bytes:
    """Return an Anki package (.apkg) with a card for each kept word and nothing else."""
    return _packed([_deck_of(words)])


def _deck_of(words: Sequence[Recall]) -> tuple:
    return _WORD_MODEL, "word", say("words_kept"), [(w.id, str(w.body()), str(w.key())) for w in words]


def _packed(decks: Sequence[tuple]) -> bytes:
    """Return a package of decks, (model, kind, name, [(id, front, back), …]) each; one without cards is left out."""
    import genanki  # here, because only this needs it

    first, made = _DECKS[current_language()], []
    for model, kind, name, cards in decks:
        deck = genanki.Deck(first + model - _TERM_MODEL, f"{_NAME}::{name}")
        for i, *sides in cards:
            guid = f"raa-{i}-{current_language()}"
            deck.add_note(genanki.Note(_model(genanki, model, f"Reading an argument: {kind}"), sides, guid=guid, due=0))
        made += [deck] if cards else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(made).write_to_file(str(path))
        return path.read_bytes()


def _model(genanki, number: int, name: str):
    templates = [{"name": "1", "qfmt": "{{front}}", "afmt": "{{FrontSide}}<hr id=answer>{{back}}"}]
    return genanki.Model(number, name, fields=[{"name": "front"}, {"name": "back"}], templates=templates, css=_CSS)


def _term_front(term: Term) -> str:
    return str(Markup('<p class="big" lang="zh-Hans">{}</p>').format(term.term))


def _term_back(term: Term) -> str:
    why = Markup("<p>{}</p><p>{}</p>").format(term.said.zh, term.said.en) if term.said else ""
    return str(Markup("<p>{} <i>{}</i></p><p>{}</p><p>{}</p>{}{}").format(
        term.pinyin, say(f"kind_{term.kind}"), term.gloss.zh, term.gloss.en, why, format_sentence(term.first)
    ))  # fmt: skip


def _item_front(item: Item) -> str:
    return str(Markup("<p><b>{}</b></p>{}<p><small>{}</small></p>").format(item.prompt, item.body(), item.id))


def _item_back(item: Item) -> str:
    places = join(format_sentence(p) for p in dict.fromkeys(item.decisive_places()) if "." in p)
    return str(Markup("{}{}").format(Markup(str(format_key(item)).replace("<details>", "<details open>")), places))
