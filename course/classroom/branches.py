"""An argument map in branches: what hangs from its trunk, one after the other, so that it fits a wall and a page."""

from collections.abc import Iterator
from typing import NamedTuple

from ..reading import ArgumentMap, Relation

MOST = 10  # nodes of a branch; a larger one is part of the trunk, and what hangs from it are branches of their own


class Branch(NamedTuple):
    """What comes next from the trunk: `nodes` that hang from `target` by one relation, all without reasons, or one node
    with all under it."""

    relation: Relation
    nodes: tuple[str, ...]


def branches(argument: ArgumentMap, root: str) -> Iterator[Branch]:
    """Yield what hangs from a node, in the order of the map; a node met before is not followed again."""
    met: set[str] = {root}
    yield from _hanging(argument, root, met)


def _hanging(argument: ArgumentMap, node: str, met: set[str]) -> Iterator[Branch]:
    for relation in argument.reasons_for(node):
        plain = tuple(s for s in relation.sources if not argument.reasons_for(s) or s in met)
        if plain:
            yield Branch(relation, plain)
        for source in relation.sources:
            if source in plain:
                continue
            met.add(source)
            if is_trunk(argument, source):
                yield Branch(relation, (source,))
                yield from _hanging(argument, source, met)
            else:
                met.update(under(argument, source))
                yield Branch(relation, (source,))


def under(argument: ArgumentMap, node: str) -> list[str]:
    """Return a node and all under it, each once, from the top."""
    found: dict[str, None] = {node: None}
    for relation in argument.reasons_for(node):
        for source in relation.sources:
            found |= dict.fromkeys(under(argument, source))
    return list(found)


def is_trunk(argument: ArgumentMap, node: str) -> bool:
    """Return whether too much hangs from a node for one branch."""
    return len(under(argument, node)) > MOST


def drawn_apart(argument: ArgumentMap, root: str) -> list[tuple[ArgumentMap, str]]:
    """Return the drawings a map is divided into: the trunk, then each branch that has reasons, each with its root."""
    trunk = [root] + [b.nodes[0] for b in branches(argument, root) if is_trunk(argument, b.nodes[0])]
    heads = [b.nodes[0] for b in branches(argument, root) if argument.reasons_for(b.nodes[0]) and b.nodes[0] not in trunk]
    kept = tuple(r for r in argument.relations if r.target in trunk)
    drawings = [(ArgumentMap(argument.essay, argument.nodes, kept), root)]
    return drawings + [(argument, head) for head in dict.fromkeys(heads)]
