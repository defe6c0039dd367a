"""This room says nothing of its own: its words are those of the questions."""

from ..quiz import WORDS

say = WORDS.say
