"""Cards for Anki: the glossary, and the questions a learner missed or a teacher wants. The module that knows genanki.

Every card has an id that stays the same, so that importing a newer deck updates the cards and adds none twice.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ..base import current_language, join
from ..quiz import Item, format_key
from ..reading import Term, load_glossary
from ..text import format_sentence
from .words import say

# Chosen once. Anki tells models and decks apart by these numbers.
_TERM_MODEL, _ITEM_MODEL = 1_720_301_001, 1_720_301_002
_DECKS = {"zh": 1_720_301_010, "en": 1_720_301_020}
_NAME = "读懂一篇议论文 Reading an argument"
_CSS = (
    ".card { font: 20px/1.6 sans-serif; text-align: left; max-width: 40em; margin: auto; padding: 1em; }"
    " blockquote { margin: .4em 0; padding-left: .8em; border-left: 3px solid #999; }"
    " .big { font-size: 32px; } details > summary { display: none; }"
)


def anki_package(items: Sequence[Item]) -> bytes:
    """Return an Anki package (.apkg) with a card for every term and for each of the items, in the language in use."""
    import genanki  # here, because only this needs it

    deck = _DECKS[current_language()]
    terms, questions = genanki.Deck(deck, f"{_NAME}::{say('glossary')}"), genanki.Deck(deck + 1, f"{_NAME}::{say('questions')}")
    term_model = _model(genanki, _TERM_MODEL, "Reading an argument: term")
    item_model = _model(genanki, _ITEM_MODEL, "Reading an argument: question")
    for term in load_glossary():
        terms.add_note(genanki.Note(term_model, [_term_front(term), _term_back(term)], guid=f"raa-{term.id}-{current_language()}", due=0))
    for item in items:
        questions.add_note(genanki.Note(item_model, [_item_front(item), _item_back(item)], guid=f"raa-{item.id}-{current_language()}", due=0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package([terms, questions]).write_to_file(str(path))
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
