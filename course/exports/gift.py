"""The item bank as Moodle GIFT: text that Moodle and other learning platforms import.

Format: docs.moodle.org, "GIFT format". What GIFT has not is put into what it has, by each kind of question itself:
choosing sentences becomes a choice of several, putting in order becomes matching steps to places, a written answer an
essay.
"""

import re
from collections.abc import Sequence

from ..quiz import Item


def format_gift(items: Sequence[Item], category: str) -> str:
    """Return questions in GIFT, in the language in use, under one category; each keeps its id as its name."""
    return "\n\n".join([f"$CATEGORY: {plain(category)}", *map(_question, items)]) + "\n"


def _question(item: Item) -> str:
    # [plain] holds for the whole question. Unsaid it is Moodle's own format, in which <b> would be a tag.
    return f"::{item.id}::[plain]{plain(item.asked())} {{\n{item.gift(plain)}\n}}"


def plain(text: object) -> str:
    """Return a text on one line, with the signs that mean something in GIFT marked as ordinary.

    Two cannot be marked: an arrow -> would make any answer a pair to be matched, and becomes →; a % at the beginning
    would be read as a share of the points, and becomes ％.
    """
    one_line = re.sub("^%", "％", " ".join(str(text).split()).replace("->", "→"))
    return re.sub(r"([\\~=#{}:])", r"\\\1", one_line)
