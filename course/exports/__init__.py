"""The same items and notes in other programs’ formats."""

from .anki import anki_package, anki_words
from .argdown import argdown_of
from .bank import write_bank
from .formats import FORMATS, write_exports
from .web_annotation import own_annotations
