"""One hour in class: a plan's moves with what each shows, asks and discusses. Slides and the class sheet are made from it."""

from collections.abc import Sequence
from typing import NamedTuple

from ..lessons import Lesson
from ..quiz import Item
from ..reading import ArgumentMap, Node, Relation, part_of_map
from ..text import Paragraph, Sentence, passage
from .teaching_notes import MapStep, Move, Notes, StepNotes, Version
from .worksheet import Part


class Stage(NamedTuple):
    """One move of a plan: its minutes on the clock, what is read, what is asked and which discussion is held.

    `before` is true where the questions before reading are asked, `again` where they are asked a second time and
    their answers told; `table` and `on_map` where the lesson's own table and its map with blanks are filled in.
    """

    move: Move
    part: Part
    note: StepNotes
    begins: int
    texts: tuple[Paragraph | Sentence, ...]
    items: tuple[Item, ...]
    discussion: Sequence[object]
    before: bool
    again: bool
    table: bool
    on_map: bool

    @property
    def ends(self) -> int:
        return self.begins + self.move.minutes


def stages(lesson: Lesson, parts: Sequence[Part], notes: Notes, version: Version) -> list[Stage]:
    """Return the stages of a plan, in order. The questions before reading come back once, in the last stage at the latest."""
    by_step = {part.step.id: (part, note) for part, note in zip(parts, notes.steps, strict=True)}
    bank = {item.id: item for part in parts for item in part.items}
    begun: set[str] = set()
    begins, found = 0, []
    for move in version.moves:
        part, note = by_step[move.step]
        first, items = move.step not in begun, _items(move, part, move.step not in begun, bank)
        begun.add(move.step)
        found.append(Stage(
            move, part, note, begins, _texts(move, part, first), items, _discussed(move, part, lesson),
            before=bool(items) and items[0].part == "before", again=False,
            table=notes.table.step == move.step and first, on_map=part.map is not None and first,
        ))  # fmt: skip
        begins += move.minutes
    if any(stage.before for stage in found):
        last = next((n for n, stage in enumerate(found) if stage.part.again), len(found) - 1)
        found[last] = found[last]._replace(again=True)
    return found


def map_to_show(parts: Sequence[Part], notes: Notes) -> tuple[ArgumentMap, str] | None:
    """Return the map that sums a lesson up, with its root: that of its step, or the one its notes name; None for none."""
    if drawn := next((part.map for part in parts if part.map), None):
        return drawn.argument, drawn.root
    if notes.map:
        argument = part_of_map(notes.map[0][0], notes.map)
        return argument, argument.thesis.id
    return (outlined(notes.outline), "r0") if notes.outline else None


def outlined(rows: Sequence[MapStep]) -> ArgumentMap:
    """Return the argument map of an outline: each row bears on the nearest above it that is less deep."""
    nodes, relations, above = {}, [], []
    for number, row in enumerate(rows):
        name = f"r{number}"
        nodes[name] = Node(name, row.kind, [row.at] if row.at else [], row.text, not row.at)
        above[row.depth :] = [name]
        if number:
            relations.append(Relation(f"l{number}", row.link, [name], above[row.depth - 1]))
    return ArgumentMap("", nodes, tuple(relations))


def asked_first(found: Sequence[Stage]) -> tuple[Item, ...]:
    """Return the questions a plan asks before reading."""
    return next((stage.items for stage in found if stage.before), ())


def asked_on_the_way(found: Sequence[Stage]) -> tuple[Item, ...]:
    """Return the other questions a plan asks, in order, each once."""
    return tuple({item.id: item for stage in found if not stage.before for item in stage.items}.values())


def discussion_id(lesson: Lesson, question: object) -> str:
    """Return the id under which a question for discussion can be asked live."""
    return f"discussion-{lesson.discussion.index(question) + 1}"


def _asks_before(part: Part) -> bool:
    return any(item.part == "before" for item in part.items)


def _texts(move: Move, part: Part, first: bool) -> tuple[Paragraph | Sentence, ...]:
    if move.read is not None:
        return tuple(map(passage, move.read))
    return part.texts if first else ()


def _items(move: Move, part: Part, first: bool, bank: dict[str, Item]) -> tuple[Item, ...]:
    if move.ask is not None:
        return tuple(bank[name] for name in move.ask)
    if _asks_before(part):
        return part.items if first else ()
    usual = [item for item in part.items if item.part not in ("writing", "map")]
    return tuple(usual[:1]) if first and not part.again else ()


def _discussed(move: Move, part: Part, lesson: Lesson) -> Sequence[object]:
    if move.discuss is None and not part.discussion:
        return ()
    number = 1 if move.discuss is None else move.discuss
    return lesson.discussion[number - 1 : number] if number else ()
