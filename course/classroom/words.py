"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import Words
from ..lessons import WORDS as LESSONS
from ..quiz import WORDS as QUIZ

WORDS = Words.beside(__file__, QUIZ, LESSONS)
say = WORDS.say
