"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import Words
from ..reading import WORDS as READING

WORDS = Words.beside(__file__, READING)
say = WORDS.say
