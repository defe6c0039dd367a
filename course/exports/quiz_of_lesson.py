"""A lesson's questions as another program shows them: each with a title to be read and the passage it is about."""

from collections.abc import Sequence

from ..base import current_language
from ..lessons import Lesson, question_label
from ..quiz import Item
from ..text import Paragraph, passage

_LONGEST = {"zh": 24, "en": 56}  # characters of a prompt in a title


def title_of(item: Item) -> str:
    """Return a question's number and how it begins: “03·7 用自己的话说 A07 和 A08…”."""
    words, most = " ".join(str(item.prompt).split()), _LONGEST[current_language()]
    if len(words) > most:
        words = words[:most].rpartition(" ")[0] or words[:most] if current_language() == "en" else words[:most]
        words = words.rstrip(" ，、：；“《（,:;(") + "…"
    return f"{question_label(item)} {words}"


def title_of_quiz(lesson: Lesson) -> str:
    """Return the title of a lesson's quiz."""
    return f"{lesson.id} {lesson.title}"


def passages(item: Item) -> list[Paragraph]:
    """Return the paragraphs a question is about, in the order of the text; of one about a whole essay, none."""
    places = sorted({place.split(".")[0] for place in item.read_with()})
    return [found for place in places if isinstance(found := passage(place), Paragraph)]


def first_needed(items: Sequence[Item]) -> list[list[Paragraph]]:
    """Return for each question the paragraphs that no question before it is about."""
    seen: set[str] = set()
    return [[p for p in passages(item) if not (p.id in seen or seen.add(p.id))] for item in items]
