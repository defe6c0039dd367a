"""The words of this room, in both languages: all of them are those of lower rooms."""

from ..base import Words
from ..quiz import WORDS as QUIZ

WORDS = Words(__name__, {}, QUIZ)
say = WORDS.say
