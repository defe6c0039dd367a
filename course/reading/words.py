"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import Words
from ..text import WORDS as TEXT

WORDS = Words.beside(__file__, TEXT)
say, columns = WORDS.say, WORDS.columns
