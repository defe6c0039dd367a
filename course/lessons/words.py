"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import WORDS as BASE, Words

WORDS = Words.beside(__file__, BASE)
say = WORDS.say
