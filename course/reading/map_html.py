"""An argument map as SVG, as nested lists that say the same, and as plain text; and the card of each node."""

import base64
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ..base import html_language, join
from ..text import format_sentence
from .argument import ArgumentMap, Kind, Node, Relation, load_map_kinds
from .map_layout import BRACKET, FONT, LINE, PAD, TRUNK, WIDTH, Box, Layout, Link, lay_out
from .words import say

# The colours of a drawing that stands alone, on white; in the dark theme it is turned over like a figure.
_ALONE = """
svg { background: #fff; } text { fill: #1f2328; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
.course-box { fill: #fff; stroke: #57606a; } .course-line { fill: none; stroke: #57606a; } .course-kind, .course-rel { font-weight: 700; }
[data-family="assert"] .course-box { stroke: #9b1c3f; stroke-width: 2; } [data-family="assert"] .course-kind { fill: #9b1c3f; }
[data-family="support"] .course-box { stroke: #45459c; } [data-family="support"] .course-kind { fill: #45459c; }
[data-family="turn"] .course-box { stroke: #7d4e00; } [data-family="turn"] .course-kind { fill: #7d4e00; }
[data-family="act"] .course-box { stroke: #00665b; stroke-width: 2; } [data-family="act"] .course-kind { fill: #00665b; }
[data-family="blank"] .course-box { stroke: #0b5cad; stroke-width: 2; stroke-dasharray: 3 3; } [data-family="blank"] .course-kind { fill: #0b5cad; }
.course-supplied .course-box, .course-again .course-box { stroke-dasharray: 5 3; }
[data-relation="attack"] .course-line, [data-relation="concede"] .course-line { stroke: #7d4e00; stroke-dasharray: 7 3; }
[data-relation="elaborate"] .course-line, [data-relation="restate"] .course-line, [data-relation="exemplify"] .course-line { stroke-dasharray: 2 3; }
"""
FAMILIES = {
    "thesis": "assert", "claim": "assert", "measure": "act", "action": "act", "means": "act", "goal": "act",
    "concession": "turn", "contrast": "turn",
}  # fmt: skip


def kind_of(node: Node) -> Kind:
    """Return the kind of a node: its name and the test for it."""
    return load_map_kinds().nodes[node.kind]


def relation_of(relation: Relation) -> Kind:
    """Return the kind of a relation: its name and the test for it."""
    return load_map_kinds().relations[relation.kind]


# ---- nested lists and plain text ----


def format_map(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> Markup:
    """Return the argument under one node as nested lists; what `blanks` names (node or relation ids) is left open.

    A blank that ends in `:text` leaves the node's words open instead of its kind.
    """
    return Markup('<section class="course-map" lang="{}" aria-label="{}"><ul>{}</ul></section>').format(
        html_language(), say("map"), _branch(argument, root, blanks, None, "", set())
    )


def _branch(
    argument: ArgumentMap, node_id: str, blanks: Sequence[str], relation: Relation | None, joint: str, met: set[str]
) -> Markup:
    node = argument.nodes[node_id]
    again, name, words = node_id in met, _kind_or_blank(node, blanks), _words_or_blank(node, blanks)
    met.add(node_id)
    kind = Markup('<b class="course-node-kind" data-kind="{}">{}</b>').format("blank" if node_id in blanks else node.kind, name)
    supplied = Markup(" <i>{}</i>").format(say("supplied")) if node.supplied else ""
    link = Markup("<small>{}{}</small> ").format(_relation_or_blank(relation, blanks), joint) if relation else ""
    place = Markup(' <span class="course-place">{}</span>').format(" ".join(node.at)) if node.at else ""
    head = Markup('<span class="course-node" data-node="{}">{}{} {}{}</span>').format(_name(node, blanks), kind, supplied, words, place)
    if again:
        return Markup("<li>{}{} <small>{}</small></li>").format(link, head, say("see_above"))
    # The note of a joint link stands once, at the first of its reasons; a blank relation keeps its note back.
    first = relation is not None and relation.sources[0] == node_id and relation.id not in blanks
    note = Markup("<br><small>{}</small>").format(relation.note) if first and relation.note else ""
    below = join(
        _branch(argument, source, blanks, r, f"（{say('joint')} {n}/{len(r.sources)}）" if len(r.sources) > 1 else "", met)
        for r in argument.reasons_for(node_id)
        for n, source in enumerate(r.sources, 1)
    )
    return Markup("<li>{}{}{}{}</li>").format(link, head, note, Markup("<ul>{}</ul>").format(below) if below else "")


def _name(node: Node, blanks: Sequence[str]) -> str:
    """Return a node's id for the page; an id may give the kind away, so one with a blank keeps its own back."""
    return "" if node.id in blanks or f"{node.id}:text" in blanks else node.id


def _kind_or_blank(node: Node, blanks: Sequence[str]) -> str:
    return say("blank", n=blanks.index(node.id) + 1) if node.id in blanks else str(kind_of(node).name)


def _words_or_blank(node: Node, blanks: Sequence[str]) -> str:
    hidden = f"{node.id}:text"
    return say("blank", n=blanks.index(hidden) + 1) if hidden in blanks else str(node.text)


def _relation_or_blank(relation: Relation, blanks: Sequence[str]) -> str:
    return say("blank", n=blanks.index(relation.id) + 1) if relation.id in blanks else str(relation_of(relation).name)


def outline(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> str:
    """Return the same map as indented lines of plain text."""
    met: set[str] = set()

    def lines(node_id: str, depth: int, link: str) -> Iterator[str]:
        node = argument.nodes[node_id]
        supplied = f"（{say('supplied')}）" if node.supplied else ""
        line = f"{'  ' * depth}- {link}{_kind_or_blank(node, blanks)}{supplied}　{_words_or_blank(node, blanks)} {' '.join(node.at)}"
        if node_id in met:
            yield f"{line.rstrip()} {say('see_above')}"
            return
        yield line.rstrip()
        met.add(node_id)
        for r in argument.reasons_for(node_id):
            joint = f"·{say('joint')}" if len(r.sources) > 1 else ""
            for source in r.sources:
                yield from lines(source, depth + 1, f"[{_relation_or_blank(r, blanks)}{joint}] ")

    return "\n".join(lines(root, 0, ""))


# ---- SVG ----


def format_svg(argument: ArgumentMap, root: str, blanks: Sequence[str] = (), alone: bool = False) -> Markup:
    """Return the argument under one node as an SVG element; `alone` gives it colours of its own.

    Every node is a group with `data-node` and a label that says what its box shows.
    """
    texts = {i: _box_words(n, blanks) for i, n in argument.nodes.items()}
    short = {i: f"↖ {_kind_or_blank(n, blanks)} {' '.join(n.at)}" for i, n in argument.nodes.items()}
    layout = lay_out(argument, root, texts, short)
    links = join(_svg_link(link, blanks) for link in layout.links)
    boxes = join(_svg_box(box, argument.nodes[box.node], blanks) for box in layout.boxes)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="course-drawing" lang="{}" role="{}" aria-label="{}" '
        'width="{}" height="{}" viewBox="0 0 {} {}" font-size="{}">{}{}{}</svg>'
    ).format(
        html_language(), "img" if alone else "group", say("map"), *_size(layout), *_size(layout), FONT,
        Markup("<style>{}</style>").format(Markup(_ALONE)) if alone else "", links, boxes,
    )  # fmt: skip


def _size(layout: Layout) -> tuple[str, str]:
    return f"{layout.width:.0f}", f"{layout.height:.0f}"


def _box_words(node: Node, blanks: Sequence[str]) -> str:
    return f"{_words_or_blank(node, blanks)} {' '.join(node.at)}".strip()


def _svg_box(box: Box, node: Node, blanks: Sequence[str]) -> Markup:
    kind = _kind_or_blank(node, blanks) + (f" · {say('supplied_short')}" if node.supplied else "")
    heads = [] if box.again else [(kind, "course-kind")]
    lines = join(
        Markup('<text x="{}" y="{}" class="{}">{}</text>').format(PAD, PAD + n * LINE + FONT, name, line)
        for n, (line, name) in enumerate([*heads, *((line, "") for line in box.lines)])
    )
    names = "course-node" + (" course-supplied" if node.supplied else "") + (" course-again" if box.again else "")
    open_ = not _name(node, blanks)
    family = "blank" if open_ else FAMILIES.get(node.kind, "support")
    return Markup(
        '<g class="{}" data-node="{}" data-family="{}" data-depth="{}" transform="translate({},{})" aria-label="{}">'
        '<rect class="course-box" width="{}" height="{}" rx="5"/>{}</g>'
    ).format(
        names, _name(node, blanks), family, box.depth, box.x + 1, box.y, f"{kind}：{_box_words(node, blanks)}", WIDTH, box.height, lines
    )


def _svg_link(link: Link, blanks: Sequence[str]) -> Markup:
    """Draw a trunk from the target's box down to the reasons, and a bracket round reasons that are joint."""
    start_x, start_y = link.target.x + WIDTH + 1, link.target.y + PAD + LINE / 2
    tops = [s.y + PAD + LINE / 2 for s in link.sources]
    trunk, bracket = start_x + TRUNK, link.sources[0].x + 1 - BRACKET
    path = f"M{start_x} {start_y}H{trunk}V{tops[0]}H{bracket}V{tops[-1]}" + "".join(f"M{bracket} {y}H{bracket + BRACKET}" for y in tops)
    head = f"M{start_x + 6} {start_y - 4}L{start_x} {start_y}L{start_x + 6} {start_y + 4}"
    return Markup(
        '<g class="course-link" data-relation="{}"><path class="course-line" d="{}{}"/>'
        '<text class="course-rel" font-size="11" x="{}" y="{}">{}</text></g>'
    ).format(
        "" if link.relation.id in blanks else link.relation.kind,
        path, head, trunk + 4, tops[0] - 4, _relation_or_blank(link.relation, blanks),
    )  # fmt: skip


def format_picture(svg: Markup) -> Markup:
    """Return an SVG as an image inside HTML, which JupyterLab shows in any notebook, trusted or not."""
    data = base64.b64encode(svg.encode()).decode()
    return Markup('<img class="course-figure" alt="{}" src="data:image/svg+xml;base64,{}">').format(say("map_alt"), data)


# ---- cards ----


def format_node(argument: ArgumentMap, node: Node, counterparts: Sequence[Markup] = ()) -> Markup:
    """Return the card of a node: what kind it is and why, its words in the text, how it is linked, what matches it elsewhere."""
    kind = kind_of(node)
    places = join(
        Markup('<div>{}<button type="button" class="course-goto" data-place="{}">{}</button></div>').format(
            format_sentence(place), place, say("to_text")
        )
        for place in node.at
    )
    return Markup("<p><b>{}</b> <small>{}</small></p><p>{}</p><p>{}</p>{}<ul>{}{}</ul>").format(
        kind.name, kind.meaning, node.text, node.why or "", places or Markup("<p><i>{}</i></p>").format(say("supplied")),
        join(_format_step(argument, r, node) for r in argument.relations if node.id in r.sources), join(counterparts),
    )  # fmt: skip


def _format_step(argument: ArgumentMap, relation: Relation, node: Node) -> Markup:
    partners = [argument.nodes[s].text for s in relation.sources if s != node.id]
    joint = Markup(" <small>{} {}</small>").format(say("joint_with"), join(map(Markup.escape, partners), " + ")) if partners else ""
    return Markup("<li><b>{}</b> {}{}<br>{}</li>").format(
        relation_of(relation).name, argument.nodes[relation.target].text, joint, relation.note or ""
    )
