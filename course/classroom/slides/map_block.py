"""An argument map on the wall: a tree of kinds and places that grows to the right, branch by branch, and under it the
words of the branch that has just come."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ...base import join
from ...reading import FAMILIES, ArgumentMap, Blanks, Node, Relation, kind_of
from ..branches import Branch, branches, is_trunk, under
from ..words import say
from .blocks import length, longest

_SIGNS = ("attack", "concede")  # relations with a sign of their own; any other has an arrow (slides.css)


class _Drawing(NamedTuple):
    """A map, its blanks, and at which key press (`press`) the branch comes that a node begins."""

    argument: ArgumentMap
    blanks: Blanks
    branches: tuple[Branch, ...]
    press: dict[str, int]


def map_block(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> Markup:
    """Return the argument under a node as a drawing that comes branch by branch; what `blanks` names is asked first,
    and told by the next key press."""
    drawing = _drawing(argument, root, Blanks(blanks))
    tree = Markup('<div class="map"><div class="row">{}</div></div>').format(_tree(drawing, root, set()))
    thesis = Markup('<div class="caption"><p>{}</p></div>').format(argument.nodes[root].text)
    room = longest() - length(say("map_title"), tree)
    return Markup('{}<div class="captions">{}{}</div>').format(tree, thesis, join(_captions(drawing, room)))


def _drawing(argument: ArgumentMap, root: str, blanks: Blanks) -> _Drawing:
    found, press, at = tuple(branches(argument, root)), {}, 0
    for branch in found:
        press |= {node: at for node in branch.nodes if node not in press}
        names = [name for node in _nodes(argument, branch) for name in (node, f"{node}:text")]
        at += 1 + any(map(blanks.is_open, names))
    return _Drawing(argument, blanks, found, press)


def _nodes(argument: ArgumentMap, branch: Branch) -> list[str]:
    """Return all that comes with a branch; of a part of the trunk only itself."""
    heads = branch.nodes
    return [n for h in heads for n in ([h] if len(heads) > 1 or is_trunk(argument, h) else under(argument, h))]


def _tree(drawing: _Drawing, node: str, met: set[str], told: int = 1) -> Markup:
    """Return a node and, to its right, what hangs from it; a node met before is not followed again."""
    chip = _chip(drawing, [drawing.argument.nodes[node]], told)
    if node in met:
        return chip
    met.add(node)
    rows = join(row for r in drawing.argument.reasons_for(node) for row in _rows(drawing, r, met, told))
    return Markup('{}<div class="rows">{}</div>').format(chip, rows) if rows else chip


def _rows(drawing: _Drawing, relation: Relation, met: set[str], told: int) -> Iterator[Markup]:
    """Yield the rows of one relation: reasons that end there share one, each other has a row with what hangs from it."""
    plain = [s for s in relation.sources if not drawing.argument.reasons_for(s) or s in met]
    groups = ([plain] if plain else []) + [[s] for s in relation.sources if s not in plain]
    sign = relation.kind if relation.kind in _SIGNS else "from"
    for number, group in enumerate(groups):
        press = drawing.press.get(group[0], -1) if _begins(drawing, relation) else -1
        chips = _chips(drawing, group, met, press + 1 if press >= 0 else told)
        comes = Markup(' fragment" data-fragment-index="{}').format(press) if press >= 0 else ""
        yield Markup('<div class="row{}"><i class="{}"></i>{}</div>').format(comes, "with" if number else sign, chips)


def _chips(drawing: _Drawing, group: Sequence[str], met: set[str], told: int) -> Markup:
    """Return the reasons of one row: a box for each, but one for neighbours of the same kind that end there."""
    if len(group) == 1:
        return _tree(drawing, group[0], met, told)
    nodes = [drawing.argument.nodes[name] for name in group]
    alike = groupby(nodes, key=lambda n: (n.kind, n.supplied, n.id if drawing.blanks.is_open(n.id) else ""))
    return join((_chip(drawing, list(found), told) for _, found in alike), Markup('<i class="with"></i>'))


def _begins(drawing: _Drawing, relation: Relation) -> bool:
    return any(branch.relation is relation for branch in drawing.branches)


def _chip(drawing: _Drawing, nodes: Sequence[Node], told: int) -> Markup:
    """Return the kind of one node, or of several alike, with where they stand, in a box."""
    node = nodes[0]
    is_asked, name = drawing.blanks.is_open(node.id), kind_of(node).name
    kind = _asked(drawing, node.id, name, told) if is_asked else Markup("<b>{}</b>").format(name)
    family = "blank" if is_asked else FAMILIES.get(node.kind, "support")
    names = "chip supplied" if node.supplied else "chip"
    places = join(map(_place, nodes), Markup(" "))
    return Markup('<span class="{}" data-family="{}">{} {}</span>').format(names, family, kind, places)


def _place(node: Node) -> Markup:
    return Markup('<span class="place">{}</span>').format(" ".join(node.at) or say("supplied_mark"))


def _asked(drawing: _Drawing, name: str, words: object, told: int) -> Markup:
    """Return a blank with its number, and what fills it, which comes by the key press `told`."""
    ask = Markup('<b class="ask">({}) ?</b><b class="fragment told" data-fragment-index="{}">{}</b>')
    return ask.format(drawing.blanks.names.index(name) + 1, told, words)


def _captions(drawing: _Drawing, room: int) -> Iterator[Markup]:
    """Yield the words of each branch, from its head on, in so many characters."""
    for branch in drawing.branches:
        press, lines = drawing.press[branch.nodes[0]], []
        for node in (drawing.argument.nodes[n] for n in _nodes(drawing.argument, branch)):
            name = f"{node.id}:text"
            words = _asked(drawing, name, node.text, press + 1) if drawing.blanks.is_open(name) else node.text
            line = Markup("<p>{} {}</p>").format(_place(node), words)
            if lines and length(*lines, line) > room:
                break
            lines.append(line)
        yield Markup('<div class="fragment caption" data-fragment-index="{}">{}</div>').format(press, join(lines))
