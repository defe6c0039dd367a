"""What is left open in an argument map, and what stands there before and after it is filled in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .argument import Kind, Node, Relation, load_map_kinds
from .words import say

SIGNS = {"right": " ✓", "given": " ○"}  # beside what was filled in


def kind_of(part: Node | Relation) -> Kind:
    """Return the kind of a node or a relation: its name and the test for it."""
    kinds = load_map_kinds()
    return (kinds.nodes if isinstance(part, Node) else kinds.relations)[part.kind]


class Blanks(NamedTuple):
    """The blanks of a map: ids of nodes and relations, whose kind is asked, or a node's id and `:text` for its words.

    `filled` says of those that are filled in how that came about: "right", or "given" where the answer was told.
    """

    names: Sequence[str] = ()
    filled: Mapping[str, str] = {}

    def is_open(self, name: str) -> bool:
        return name in self.names and name not in self.filled

    def of(self, part: Node | Relation) -> str | None:
        """Return the blank of a part, or None; of two, one that is open, and the words before the kind."""
        own = [name for name in (f"{part.id}:text", part.id) if name in self.names]
        return next(filter(self.is_open, own), own[0] if own else None)

    def number(self, part: Node | Relation) -> int | None:
        name = self.of(part)
        return self.names.index(name) + 1 if name else None

    def state(self, part: Node | Relation) -> str:
        """Return "open", "right" or "given"; "" for a part that is no blank."""
        name = self.of(part)
        return self.filled.get(name, "open") if name else ""

    def kind(self, part: Node | Relation) -> str:
        """Return the kind of a part, or what is asked where it is open."""
        if self.is_open(part.id):
            return self._asked(part.id, "ask_kind" if isinstance(part, Node) else "ask_link")
        return f"{kind_of(part).name}{SIGNS.get(self.state(part), '')}"

    def words(self, node: Node) -> str:
        """Return the words of a node, or what is asked where they are open."""
        hidden = f"{node.id}:text"
        return self._asked(hidden, "ask_step") if self.is_open(hidden) else str(node.text)

    def mark(self, name: str) -> str:
        """Return the sign and number by which a blank is called."""
        return say("blank_mark", n=self.names.index(name) + 1)

    def _asked(self, name: str, key: str) -> str:
        return f"{self.mark(name)} {say(key)}"

    def shown_id(self, node: Node) -> str:
        """Return a node's id for the page; an id may give the kind away, so one that is open keeps its own back."""
        return "" if self.state(node) == "open" else node.id

    def title(self, part: Node | Relation) -> str:
        """Return what a screen reader says before a part that is or was a blank: its number, and what came of it."""
        state = self.state(part)
        if not state:
            return ""
        came = {"open": "", "right": say("blank_right"), "given": say("blank_given")}[state]
        return say("blank", n=self.number(part)) + came + say("blank_colon")
