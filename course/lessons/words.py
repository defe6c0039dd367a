"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import Words

WORDS = Words.beside(__file__)
