"""The words of this room, in both languages, stand in words.toml beside this file."""

from ..base import Words
from ..lessons import WORDS as LESSONS
from ..progress import WORDS as PROGRESS
from ..quiz import WORDS as QUIZ

WORDS = Words.beside(__file__, QUIZ, LESSONS, PROGRESS)
say = WORDS.say
