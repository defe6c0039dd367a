"""A word a learner has kept, in its sentence: think of its sound and meaning, look, and say how it went."""

from pathlib import Path

from markupsafe import Markup

from ..base import join
from ..reading import known_word, meaning_of
from ..text import PlaceError, passage, quoted_span
from .item import Item, Response, ResponseError, Result
from .words import WORDS, say

LEVELS = ("2", "1", "0")  # known, half known, not known: the learner's own word for it


class Recall(Item):
    """A word that stands from `start` on in the sentence `places` names. `own` is the learner's explanation, or ""."""

    word: str
    start: int
    own: str = ""

    script = "choice"
    seconds = 20
    hint, paper_hint = WORDS["recall_hint"], WORDS["paper_single"]

    def check_key(self, path: Path) -> None:
        """There is nothing to check: it is made from what the learner kept."""

    def decisive_places(self) -> list[str]:
        return self.places

    def grade(self, response: Response) -> Result:
        """What the learner says of it is the score, and nothing is right or wrong."""
        if response not in LEVELS:
            raise ResponseError(self, "recall_first")
        return Result("noted", int(response) / 2, {})

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        return Markup("<p>{}</p>{}").format(say("recall_noted"), self.key())

    def sent(self) -> dict:
        """The answer goes along, folded: only the learner can judge."""
        options = [{"id": level, "html": Markup.escape(say(f"recall_{level}"))} for level in LEVELS]
        clue = Markup("<details><summary>{}</summary>{}</details>").format(say("recall_open"), self.key())
        asked = Markup("{}{}").format(self.prompt, self.body())
        return {"options": options, "several": False, "clue_html": clue, "prompt_html": asked}

    def body(self) -> Markup:
        """Return the sentence, its word marked."""
        text = passage(self.places[0]).text
        end = self.start + len(self.word)
        return Markup(
            '<span class="course-quoted" lang="zh-Hans"><span class="course-place">{}</span> '
            "{}<mark>{}</mark>{}</span>"
        ).format(self.places[0], text[: self.start], text[self.start : end], text[end:])

    def key(self) -> Markup:
        """Return how the word sounds and what it means, as far as the course knows, and what the learner wrote of it."""
        known = known_word(self.word, self.places[0])
        own = Markup('<p class="course-own-text">{}</p>').format(self.own) if self.own else ""
        if known is None:
            return Markup('<p><b lang="zh-Hans">{}</b></p>{}').format(self.word, own or _told(say("recall_unknown")))
        head = Markup('<p><b lang="zh-Hans">{}</b> <span lang="zh-Latn">{}</span></p>').format(self.word, known.pinyin)
        return join([head, _told(meaning_of(known)), own])


def _told(words: object) -> Markup:
    return Markup("<p>{}</p>").format(words)


def recall(name: str, place: str, word: str, start: int, own: str = "") -> Recall | None:
    """Return the question about a kept word, named as it is; None where its sentence is not there or no longer has it."""
    try:
        span = quoted_span(passage(place), word, start)
    except PlaceError:
        return None
    if span is None:
        return None
    return Recall(
        id=name, part="bank", kind="recall", objective="", demand="words", difficulty=1, places=[place],
        prompt=WORDS.both("recall_prompt", word=word), word=word, start=span.start, own=own,
    )  # fmt: skip
