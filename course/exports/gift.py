"""The item bank as Moodle GIFT: text that Moodle and other learning platforms import.

Format: docs.moodle.org, "GIFT format". What GIFT has not is put into what it has, by each kind of question itself:
choosing sentences becomes a choice of several, putting in order becomes matching steps to places, a written answer an
essay.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup

from ..base import join, listed
from ..quiz import Item
from ..text import Paragraph
from .quiz_of_lesson import first_needed, title_of


def format_gift(items: Sequence[Item], category: str) -> str:
    """Return a quiz in GIFT, in the language in use, under one category.

    A passage stands, as a description, before the first question about it. A question's name is its title, its id
    number its id; its tags are the lesson and the objective.
    """
    parts = [f"$CATEGORY: {plain(category)}"]
    for item, new in zip(items, first_needed(items)):
        parts += [_description(item.id[1:3], new)] if new else []
        parts.append(_question(item))
    return "\n\n".join(parts) + "\n"


def _description(lesson: str, paragraphs: Sequence[Paragraph]) -> str:
    """A question without an answer: in Moodle, a text that stands between the questions."""
    name = f"{lesson} {listed(p.id for p in paragraphs)}"
    return f"::{plain(name)}::[html]{plain(join(map(_passage, paragraphs)))}"


def _passage(paragraph: Paragraph) -> Markup:
    sentences = join(((s.id, s.text) for s in paragraph.sentences), " ", "<sup>{}</sup> {}")
    return Markup("<p>{}</p>").format(sentences)


def _question(item: Item) -> str:
    # [plain] holds for the whole question. Unsaid it is Moodle's own format, in which <b> would be a tag.
    about = f"// [id:{item.id}] [tag:{item.id[1:3]}] [tag:{item.objective}]"
    return f"{about}\n::{plain(title_of(item))}::[plain]{plain(item.asked())} {{\n{item.gift(plain)}\n}}"


def plain(text: object) -> str:
    """Return a text on one line, with the signs that mean something in GIFT marked as ordinary.

    Two cannot be marked: an arrow -> would make any answer a pair to be matched, and becomes →; a % at the beginning
    would be read as a share of the points, and becomes ％.
    """
    one_line = re.sub("^%", "％", " ".join(str(text).split()).replace("->", "→"))
    return re.sub(r"([\\~=#{}:])", r"\\\1", one_line)
