"""Kept words as cards: for reviews, for the dashboard's count of what is due, and for Anki."""

from collections.abc import Sequence

from ...progress import Note
from ...quiz import Recall, recall
from .own import sentence_of


def word_cards(words: Sequence[Note]) -> list[Recall]:
    """Return kept words as cards; those whose sentence is not there, or no longer has them, are left out."""
    cards = (recall(n.id, n.place, n.quote, n.start, n.text) for n in words if sentence_of(n))
    return [card for card in cards if card]
