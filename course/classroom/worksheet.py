"""A lesson as a sheet of paper: its steps in order, and in each the text, the questions and the guesses of its notebook."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..base import current_language
from ..lessons import Call, Cell, Lesson, Step, lesson_items, read_cells
from ..quiz import Item, blank_items
from ..reading import ArgumentMap, load_argument, load_parallels
from ..text import Paragraph, Sentence, paragraphs_between, passage

_GUESS = {"zh": re.compile(r"\*\*先猜\*\*[：:](.+)"), "en": re.compile(r"\*\*Guess (?:first|again)[.:]?\*\*[.:]?(.+)")}
OWN_TEXT = "X"  # what a learner brings to lesson 09


class Part(NamedTuple):
    """One step: what is read in it, what is asked, what is to be guessed before counting.

    `map` is the call that draws an argument map with blanks, or None; its questions stand among `items`. `again` is true where the questions before reading are asked a second time, `own` where a text of the learner's is read,
    `discussion` where the questions for discussion stand.
    """

    step: Step
    heading: str
    texts: tuple[Paragraph | Sentence, ...]
    items: tuple[Item, ...]
    guesses: tuple[str, ...]
    map: Call | None
    again: bool
    own: bool
    discussion: bool


def worksheet(lesson: Lesson) -> list[Part]:
    """Return a lesson's parts, one for each step of its plan, in order; a passage stands where it is first read."""
    parts, seen = [], set()
    for step, cells in zip(lesson.steps, _by_heading(read_cells(lesson)), strict=True):
        calls = [call for cell in cells for call in cell.calls]
        texts = [t for call in calls for t in texts_of(call) if not ({t.id, t.id.split(".")[0]} & seen or seen.add(t.id))]
        items = [item for call in calls for item in items_of(call, lesson)]
        parts.append(Part(
            step, cells[0].heading, tuple(texts), tuple(items), tuple(g for cell in cells for g in _guesses(cell)),
            next((call for call in calls if call.name == "fill_map"), None),
            any(call.options.get("again") for call in calls), any(call.name == "read" and call.args[0] == OWN_TEXT for call in calls),
            any(call.name == "discussion" for call in calls),
        ))  # fmt: skip
    return parts


def _by_heading(cells: list[Cell]) -> list[list[Cell]]:
    """Return the cells of each step: from one `##` heading to the next; what stands before the first is the opening."""
    groups: list[list[Cell]] = []
    for cell in cells:
        if cell.heading:
            groups.append([])
        if groups:
            groups[-1].append(cell)
    return groups


def texts_of(call: Call) -> Iterator[Paragraph | Sentence]:
    """Yield the paragraphs and sentences a call shows; a learner's own text is not known here."""
    if call.name == "read" and call.args[0] != OWN_TEXT:
        yield from paragraphs_between(call.args[0], call.args[-1])
    elif call.name == "sentence":
        yield from map(passage, call.args)
    elif call.name == "compare" and call.args[0] in load_parallels():
        parallel = load_parallels()[call.args[0]]
        yield from (s for row in parallel.rows for n in range(len(parallel.columns)) for s in parallel.sentences(row, n))
    elif call.name == "compare":
        yield from map(passage, call.args)


def items_of(call: Call, lesson: Lesson) -> tuple[Item, ...]:
    """Return the questions a call asks; those asked again are left out."""
    if call.name == "ask" and not call.options.get("again"):
        return lesson_items(*call.args)
    if call.name == "fill_map":
        _, blanks = call.args
        return blank_items(mapped(call), blanks)
    return ()


def mapped(call: Call) -> ArgumentMap:
    """Return the map a call of `fill_map` draws: an essay's, or the part that stands in some paragraphs."""
    argument = load_argument(call.args[0])
    return argument.within(*call.options["between"]) if "between" in call.options else argument


def _guesses(cell: Cell) -> list[str]:
    return [words.strip() for words in _GUESS[current_language()].findall(cell.prose)]
