"""An argument map as SVG, as nested lists that say the same, and as plain text; and the card of each node."""

import base64
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ..base import html_language, join
from ..text import format_sentence
from .argument import ArgumentMap, Kind, Node, Relation, load_map_kinds
from .map_layout import BRACKET, FONT, LINE, PAD, TRUNK, WIDTH, Box, Link, lay_out
from .words import say

# The colours of a drawing that stands alone, on white; in the dark theme it is turned over like a figure.
_ALONE = Markup("""<style>
svg { background: #fff; } text { fill: #1f2328; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", \
"Microsoft YaHei", system-ui, sans-serif; }
.course-box { fill: #fff; stroke: #57606a; } .course-line { fill: none; stroke: #57606a; } \
.course-kind, .course-rel { font-weight: 700; }
[data-family="assert"] .course-box { stroke: #9b1c3f; stroke-width: 2; } \
[data-family="assert"] .course-kind { fill: #9b1c3f; }
[data-family="support"] .course-box { stroke: #45459c; } [data-family="support"] .course-kind { fill: #45459c; }
[data-family="turn"] .course-box { stroke: #7d4e00; } [data-family="turn"] .course-kind { fill: #7d4e00; }
[data-family="act"] .course-box { stroke: #00665b; stroke-width: 2; } \
[data-family="act"] .course-kind { fill: #00665b; }
[data-family="blank"] .course-box { stroke: #0b5cad; stroke-width: 2; stroke-dasharray: 3 3; } \
[data-family="blank"] .course-kind { fill: #0b5cad; }
.course-supplied .course-box, .course-again .course-box { stroke-dasharray: 5 3; }
[data-relation="attack"] .course-line, \
[data-relation="concede"] .course-line { stroke: #7d4e00; stroke-dasharray: 7 3; }
[data-relation="elaborate"] .course-line, [data-relation="restate"] .course-line, \
[data-relation="exemplify"] .course-line { stroke-dasharray: 2 3; }
</style>""")
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
    branch = _branch(argument, root, blanks, None, set())
    section = Markup('<section class="course-map" lang="{}" aria-label="{}"><ul>{}</ul></section>')
    return section.format(html_language(), say("map"), branch)


def _branch(argument: ArgumentMap, node_id: str, blanks: Sequence[str], by: Relation | None, met: set[str]) -> Markup:
    """Return a node, linked `by` a relation to the one above it, and all under it."""
    head = (_link(by, node_id, blanks) if by else "") + _branch_head(argument.nodes[node_id], blanks)
    if node_id in met:
        return Markup("<li>{} <small>{}</small></li>").format(head, say("see_above"))
    met.add(node_id)
    # The note of a joint link stands once, at the first of its reasons; a blank relation keeps its note back.
    noted = by and by.note and by.sources[0] == node_id and by.id not in blanks
    note = Markup("<br><small>{}</small>").format(by.note) if noted else ""
    below = join(_branch(argument, s, blanks, r, met) for r in argument.reasons_for(node_id) for s in r.sources)
    return Markup("<li>{}{}{}</li>").format(head, note, Markup("<ul>{}</ul>").format(below) if below else "")


def _link(relation: Relation, source: str, blanks: Sequence[str]) -> Markup:
    n, of = relation.sources.index(source) + 1, len(relation.sources)
    joint = f"（{say('joint')} {n}/{of}）" if of > 1 else ""
    return Markup("<small>{}{}</small> ").format(_kind_or_blank(relation, blanks), joint)


def _branch_head(node: Node, blanks: Sequence[str]) -> Markup:
    kind = "blank" if node.id in blanks else node.kind
    supplied = Markup(" <i>{}</i>").format(say("supplied")) if node.supplied else ""
    place = Markup(' <span class="course-place">{}</span>').format(" ".join(node.at)) if node.at else ""
    return Markup(
        '<span class="course-node" data-node="{}"><b class="course-node-kind" data-kind="{}">{}</b>{} {}{}</span>'
    ).format(_name(node, blanks), kind, _kind_or_blank(node, blanks), supplied, _words_or_blank(node, blanks), place)


def _name(node: Node, blanks: Sequence[str]) -> str:
    """Return a node's id for the page; an id may give the kind away, so one with a blank keeps its own back."""
    return "" if node.id in blanks or f"{node.id}:text" in blanks else node.id


def _kind_or_blank(part: Node | Relation, blanks: Sequence[str]) -> str:
    kind = kind_of(part) if isinstance(part, Node) else relation_of(part)
    return say("blank", n=blanks.index(part.id) + 1) if part.id in blanks else str(kind.name)


def _words_or_blank(node: Node, blanks: Sequence[str]) -> str:
    hidden = f"{node.id}:text"
    return say("blank", n=blanks.index(hidden) + 1) if hidden in blanks else str(node.text)


def outline(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> str:
    """Return the same map as indented lines of plain text."""
    met: set[str] = set()

    def lines(node_id: str, depth: int, link: str) -> Iterator[str]:
        node = argument.nodes[node_id]
        supplied = f"（{say('supplied')}）" if node.supplied else ""
        line = f"{'  ' * depth}- {link}{_kind_or_blank(node, blanks)}{supplied}　{_box_words(node, blanks)}"
        if node_id in met:
            yield f"{line} {say('see_above')}"
            return
        yield line
        met.add(node_id)
        for r in argument.reasons_for(node_id):
            joint = f"·{say('joint')}" if len(r.sources) > 1 else ""
            for source in r.sources:
                yield from lines(source, depth + 1, f"[{_kind_or_blank(r, blanks)}{joint}] ")

    return "\n".join(lines(root, 0, ""))


# ---- SVG ----


def format_svg(argument: ArgumentMap, root: str, blanks: Sequence[str] = (), alone: bool = False) -> Markup:
    """Return the argument under one node as an SVG element; `alone` gives it colours of its own.

    Every node is a group with `data-node` and a label that says what its box shows.
    """
    texts = {i: _box_words(n, blanks) for i, n in argument.nodes.items()}
    short = {i: f"↖ {_kind_or_blank(n, blanks)} {' '.join(n.at)}" for i, n in argument.nodes.items()}
    layout = lay_out(argument, root, texts, short)
    size, style = (f"{layout.width:.0f}", f"{layout.height:.0f}"), _ALONE if alone else ""
    links = join(_svg_link(link, blanks) for link in layout.links)
    boxes = join(_svg_box(box, argument.nodes[box.node], blanks) for box in layout.boxes)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="course-drawing" lang="{}" role="{}" aria-label="{}" '
        'width="{}" height="{}" viewBox="0 0 {} {}" font-size="{}">{}{}{}</svg>'
    ).format(
        html_language(), "img" if alone else "group", say("map"), *size, *size, FONT, style, links, boxes
    )


def _box_words(node: Node, blanks: Sequence[str]) -> str:
    return f"{_words_or_blank(node, blanks)} {' '.join(node.at)}".strip()


def _svg_box(box: Box, node: Node, blanks: Sequence[str]) -> Markup:
    kind = _kind_or_blank(node, blanks) + (f" · {say('supplied_short')}" if node.supplied else "")
    heads = [] if box.again else [("course-kind", kind)]
    rows = enumerate([*heads, *(("", line) for line in box.lines)])
    line = '<text x="{}" y="{}" class="{}">{}</text>'
    lines = join(((PAD, PAD + n * LINE + FONT, name, words) for n, (name, words) in rows), each=line)
    names = "course-node" + (" course-supplied" if node.supplied else "") + (" course-again" if box.again else "")
    name = _name(node, blanks)
    family = FAMILIES.get(node.kind, "support") if name else "blank"
    return Markup(
        '<g class="{}" data-node="{}" data-family="{}" data-depth="{}" transform="translate({},{})" aria-label="{}">'
        '<rect class="course-box" width="{}" height="{}" rx="5"/>{}</g>'
    ).format(
        names, name, family, box.depth, box.x + 1, box.y, f"{kind}：{_box_words(node, blanks)}", WIDTH, box.height, lines
    )


def _svg_link(link: Link, blanks: Sequence[str]) -> Markup:
    """Draw a trunk from the target's box down to the reasons, and a bracket round reasons that are joint."""
    start_x, start_y = link.target.x + WIDTH + 1, link.target.y + PAD + LINE / 2
    tops = [s.y + PAD + LINE / 2 for s in link.sources]
    trunk, bracket = start_x + TRUNK, link.sources[0].x + 1 - BRACKET
    path = f"M{start_x} {start_y}H{trunk}V{tops[0]}H{bracket}V{tops[-1]}"
    path += "".join(f"M{bracket} {y}H{bracket + BRACKET}" for y in tops)
    path += f"M{start_x + 6} {start_y - 4}L{start_x} {start_y}L{start_x + 6} {start_y + 4}"
    return Markup(
        '<g class="course-link" data-relation="{}"><path class="course-line" d="{}"/>'
        '<text class="course-rel" font-size="11" x="{}" y="{}">{}</text></g>'
    ).format(
        "" if link.relation.id in blanks else link.relation.kind,
        path, trunk + 4, tops[0] - 4, _kind_or_blank(link.relation, blanks),
    )  # fmt: skip


def format_picture(svg: Markup) -> Markup:
    """Return an SVG as an image inside HTML, which JupyterLab shows in any notebook, trusted or not."""
    data = base64.b64encode(svg.encode()).decode()
    image = '<img class="course-figure" alt="{}" src="data:image/svg+xml;base64,{}">'
    return Markup(image).format(say("map_alt"), data)


# ---- cards ----


def format_node(argument: ArgumentMap, node: Node, counterparts: Sequence[Markup] = ()) -> Markup:
    """Return the card of a node: what kind it is and why, its words in the text, its links, what matches it."""
    kind = kind_of(node)
    place = '<div>{}<button type="button" class="course-goto" data-place="{}">{}</button></div>'
    places = join(((format_sentence(at), at, say("to_text")) for at in node.at), each=place)
    return Markup("<p><b>{}</b> <small>{}</small></p><p>{}</p><p>{}</p>{}<ul>{}{}</ul>").format(
        kind.name, kind.meaning, node.text, node.why or "",
        places or Markup("<p><i>{}</i></p>").format(say("supplied")),
        join(_format_step(argument, r, node) for r in argument.relations if node.id in r.sources), join(counterparts),
    )  # fmt: skip


def _format_step(argument: ArgumentMap, relation: Relation, node: Node) -> Markup:
    partners = join((argument.nodes[s].text for s in relation.sources if s != node.id), " + ")
    joint = Markup(" <small>{} {}</small>").format(say("joint_with"), partners) if partners else ""
    name, target = relation_of(relation).name, argument.nodes[relation.target].text
    return Markup("<li><b>{}</b> {}{}<br>{}</li>").format(name, target, joint, relation.note or "")
