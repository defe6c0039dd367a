"""A lesson as a sheet of paper: its steps in order, and in each its text, questions and guesses."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..base import DataError, current_language
from ..lessons import Cell, Lesson, Step, all_items, cells_by_step, printed_number, question_label
from ..quiz import Item, all_blanks, blank_items
from ..reading import ArgumentMap, part_of_map
from ..text import OWN_IDS, Paragraph, Sentence, passage
from .words import say

_GUESS = {"zh": re.compile(r"\*\*先猜\*\*[：:](.+)"), "en": re.compile(r"\*\*Guess (?:first|again)[.:]?\*\*[.:]?(.+)")}


def printed_numbers(lesson: Lesson, items: Sequence[Item]) -> dict[str, str]:
    """Return the numbers of questions that stand together, by id; blanks are numbered as on their map (“map 2”)."""
    blanks = [item for item in items if item.id.startswith("map-")]
    on_map = {item.id: say("map_number", n=n) for n, item in enumerate(blanks, 1)}
    return {item.id: on_map.get(item.id) or printed_number(lesson, item) for item in items}


def labels_of(names: Iterable[str]) -> list[str]:
    """Return the labels of questions by their ids; of one that is not there any more, the id."""
    bank = {item.id: item for item in all_items()}
    return [question_label(bank[name]) if name in bank else name for name in names]


class BlankMap(NamedTuple):
    """An argument map with blanks, and the question for each blank, in order."""

    argument: ArgumentMap
    root: str
    blanks: tuple[str, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return blank_items(self.argument, self.blanks)


class Part(NamedTuple):
    """One step: what is read in it, what is asked, what is to be guessed before counting.

    `map` is an argument map with blanks, or None; its questions stand among `items`. `again` is true where the
    questions before reading are asked a second time, `own` where a text of the learner's is read, `own_map` where the
    learner draws one, `discussion` where the questions for discussion stand.
    """

    step: Step
    heading: str
    texts: tuple[Paragraph | Sentence, ...]
    items: tuple[Item, ...]
    guesses: tuple[str, ...]
    map: BlankMap | None
    again: bool
    own: bool
    own_map: bool
    discussion: bool


def worksheet(lesson: Lesson) -> list[Part]:
    """Return a lesson's parts, one for each step of its plan, in order; a passage stands where it is first read.

    Raises DataError for a notebook that does not fit the plan or the questions of today.
    """
    parts, seen = [], set()
    for step, cells in zip(lesson.steps, cells_by_step(lesson)):
        records = [output.record for cell in cells for output in cell.outputs]
        read = [t for record in records for t in texts_of(record)]
        texts = [t for t in read if not ({t.id, t.id.split(".")[0]} & seen or seen.add(t.id))]
        parts.append(Part(
            step, cells[0].heading, tuple(texts), tuple(item for record in records for item in items_of(record)),
            tuple(words for cell in cells for words in _guesses(cell)), next(filter(None, map(map_of, records)), None),
            any(r.get("again") for r in records), any(map(_is_own, records)), any("own_map" in r for r in records),
            any("discussion" in r for r in records),
        ))  # fmt: skip
    return parts


def texts_of(record: dict) -> list[Paragraph | Sentence]:
    """Return the paragraphs and sentences an output shows; a learner's own text is not known here."""
    return [] if _is_own(record) else [passage(place) for place in record.get("read", ())]


def _is_own(record: dict) -> bool:
    return any(place[0] in OWN_IDS for place in record.get("read", ()))


def items_of(record: dict) -> tuple[Item, ...]:
    """Return the questions an output asks, not those asked again. Raises DataError for one that is no longer there."""
    if drawn := map_of(record):
        return drawn.items
    if record.get("again") or "ask" not in record:
        return ()
    bank = {item.id: item for item in all_items()}
    if lost := [name for name in record["ask"] if name not in bank]:
        raise DataError(f"a saved notebook asks {lost[0]}, which is not in data/quizzes; run python -m course refresh")
    return tuple(bank[name] for name in record["ask"])


def map_of(record: dict) -> BlankMap | None:
    """Return the argument map with blanks that an output draws, if it does."""
    drawn = record.get("map", {})
    if not drawn.get("blanks"):
        return None
    argument = part_of_map(drawn["essay"], drawn["between"])
    return BlankMap(argument, drawn["root"], tuple(all_blanks(argument, drawn["blanks"])))


def _guesses(cell: Cell) -> list[str]:
    return [words.strip() for words in _GUESS[current_language()].findall(cell.prose)]
