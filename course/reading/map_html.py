"""An argument map as SVG, as nested lists that say the same, and as plain text; and the card of each node."""

import base64
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from ..base import current_language, html_language, join, text_width
from ..text import format_sentence
from .argument import ArgumentMap, Node, Relation
from .blanks import Blanks, kind_of
from .map_layout import BRACKET, FONT, LINE, PAD, TRUNK, Box, Link, lay_out
from .words import say

# The colours of a drawing that stands alone, on white; in the dark theme it is turned over like a figure.
_ALONE = Markup("""<style>
svg { background: #fff; } text { fill: #1f2328; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", \
"Microsoft YaHei", system-ui, sans-serif; }
:where(svg:lang(en)) text { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", \
"Noto Sans CJK SC", sans-serif; }
.course-box { fill: #fff; stroke: #57606a; } .course-line { fill: none; stroke: #57606a; } \
.course-kind, .course-rel { font-weight: 700; }
[data-family="assert"] .course-box { stroke: #a8322a; stroke-width: 2; } \
[data-family="assert"] .course-kind { fill: #a8322a; }
[data-family="support"] .course-box { stroke: #2d4a86; } [data-family="support"] .course-kind { fill: #2d4a86; }
[data-family="turn"] .course-box { stroke: #875a12; } [data-family="turn"] .course-kind { fill: #875a12; }
[data-family="act"] .course-box { stroke: #1f6b57; stroke-width: 2; } \
[data-family="act"] .course-kind { fill: #1f6b57; }
[data-state="open"] .course-box { stroke: #0b5cad; stroke-width: 2; stroke-dasharray: 3 3; } \
[data-state="open"] .course-asked { fill: #0b5cad; font-weight: 700; }
.course-supplied .course-box, .course-again .course-box { stroke-dasharray: 5 3; }
[data-relation="attack"] .course-line, \
[data-relation="concede"] .course-line { stroke: #875a12; stroke-dasharray: 7 3; }
[data-relation="elaborate"] .course-line, [data-relation="restate"] .course-line, \
[data-relation="exemplify"] .course-line { stroke-dasharray: 2 3; }
</style>""")
FAMILIES = {
    "thesis": "assert", "claim": "assert", "measure": "act", "action": "act", "means": "act", "goal": "act",
    "concession": "turn", "contrast": "turn",
}  # fmt: skip


NO_BLANKS: Mapping[str, str] = {}
REL_FONT, PILL = 11, 24  # the size of a relation's name, and the height of the button it is where it was a blank


# ---- nested lists and plain text ----


def format_map(
    argument: ArgumentMap, root: str, blanks: Sequence[str] = (), filled: Mapping[str, str] = NO_BLANKS
) -> Markup:
    """Return the argument under one node as nested lists; what `blanks` names (node or relation ids) is left open.

    A blank that ends in `:text` leaves the node's words open instead of its kind. `filled` says which blanks are
    filled in, "right" or "given".
    """
    branch = _branch(argument, root, Blanks(blanks, filled), None, set())
    section = Markup('<section class="course-map" lang="{}" aria-label="{}"><ul>{}</ul></section>')
    return section.format(html_language(), say("map"), branch)


def _branch(argument: ArgumentMap, node_id: str, blanks: Blanks, by: Relation | None, met: set[str]) -> Markup:
    """Return a node, linked `by` a relation to the one above it, and all under it."""
    head = (_link(by, node_id, _name_of(by, argument, blanks), blanks) if by else "") + _branch_head(argument.nodes[node_id], blanks)
    if node_id in met:
        return Markup("<li>{} <small>{}</small></li>").format(head, say("see_above"))
    met.add(node_id)
    # The note of a joint link stands once, at the first of its reasons; one that could tell what fills a blank is kept back.
    noted = by and by.note and by.sources[0] == node_id and not any(map(blanks.is_open, _told_in(by)))
    note = Markup("<br><small>{}</small>").format(by.note) if noted else ""
    below = join(_branch(argument, s, blanks, r, met) for r in argument.reasons_for(node_id) for s in r.sources)
    return Markup("<li>{}{}{}</li>").format(head, note, Markup("<ul>{}</ul>").format(below) if below else "")


def _told_in(relation: Relation) -> list[str]:
    """Return the blanks that a relation's note could fill: its own kind, and the words of the steps it joins."""
    return [relation.id, *(f"{end}:text" for end in (*relation.sources, relation.target))]


def _name_of(relation: Relation, argument: ArgumentMap, blanks: Blanks) -> str:
    """Return what a link is called; nothing where that is the kind of a step that is still asked for (a concession)."""
    name = blanks.kind(relation)
    return "" if any(blanks.is_open(s) and kind_of(argument.nodes[s]).name == name for s in relation.sources) else name


def _link(relation: Relation, source: str, name: str, blanks: Blanks) -> Markup:
    n, of = relation.sources.index(source) + 1, len(relation.sources)
    joint = f"（{say('joint')} {n}/{of}）" if of > 1 else ""
    name = Markup.escape(name)
    if n == 1 and blanks.of(relation):  # answered at the first of the reasons
        name = Markup('<span class="course-node"{}>{}</span>').format(_blank_marks(relation, blanks), name)
    return Markup("<small>{}{}</small> ").format(name, joint)


def _blank_marks(part: Node | Relation, blanks: Blanks) -> Markup:
    """Return the attributes by which the widget knows a blank; nothing for what is none."""
    state = blanks.state(part)
    return Markup(' data-blank="{}" data-state="{}"').format(blanks.number(part), state) if state else Markup("")


def _branch_head(node: Node, blanks: Blanks) -> Markup:
    kind = "blank" if blanks.is_open(node.id) else node.kind
    supplied = Markup(" <i>{}</i>").format(say("supplied")) if node.supplied else ""
    place = Markup(' <span class="course-place">{}</span>').format(" ".join(node.at)) if node.at else ""
    return Markup(
        '<span class="course-node" data-node="{}"{}><b class="course-node-kind" data-kind="{}">{}</b>{} {}{}</span>'
    ).format(
        blanks.shown_id(node), _blank_marks(node, blanks), kind, blanks.kind(node), supplied, blanks.words(node), place
    )


def outline(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> str:
    """Return the same map as indented lines of plain text."""
    met: set[str] = set()
    open_ = Blanks(blanks)

    def lines(node_id: str, depth: int, link: str) -> Iterator[str]:
        node = argument.nodes[node_id]
        supplied = f"（{say('supplied')}）" if node.supplied else ""
        line = f"{'  ' * depth}- {link}{open_.kind(node)}{supplied}　{_box_words(node, open_)}"
        if node_id in met:
            yield f"{line} {say('see_above')}"
            return
        yield line
        met.add(node_id)
        for r in argument.reasons_for(node_id):
            joint = f"·{say('joint')}" if len(r.sources) > 1 else ""
            for source in r.sources:
                yield from lines(source, depth + 1, f"[{open_.kind(r)}{joint}] ")

    return "\n".join(lines(root, 0, ""))


# ---- SVG ----


def format_svg(
    argument: ArgumentMap, root: str, blanks: Sequence[str] = (), filled: Mapping[str, str] = NO_BLANKS,
    alone: bool = False, steps: bool = False,
) -> Markup:  # fmt: skip
    """Return the argument under one node as an SVG element; `alone` gives it colours of its own.

    Every node is a group with `data-node` and a label that says what its box shows; so is a relation that is a blank.
    With `steps` the drawing is narrow and high (see map_layout).
    """
    open_ = Blanks(blanks, filled)
    texts = {i: _box_words(n, open_) for i, n in argument.nodes.items()}
    short = {i: f"↖ {open_.kind(n)} {' '.join(n.at)} {say('see_above')}" for i, n in argument.nodes.items()}
    layout = lay_out(argument, root, texts, short, current_language(), steps)
    size, style = (f"{layout.width:.0f}", f"{layout.height:.0f}"), _ALONE if alone else ""
    links = join(_svg_link(link, _name_of(link.relation, argument, open_), open_) for link in layout.links)
    # A relation to be named is a button of its own, which comes before the first of its reasons.
    pills = {link.sources[0]: _svg_pill(link, open_) for link in layout.links if open_.of(link.relation)}
    boxes = join(pills.get(box, Markup("")) + _svg_box(box, argument.nodes[box.node], open_) for box in layout.boxes)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="course-drawing" lang="{}" role="{}" aria-label="{}" '
        'width="{}" height="{}" viewBox="0 0 {} {}" font-size="{}">{}{}{}</svg>'
    ).format(html_language(), "img" if alone else "group", say("map"), *size, *size, FONT, style, links, boxes)


def _box_words(node: Node, blanks: Blanks) -> str:
    return f"{blanks.words(node)} {' '.join(node.at)}".strip()


def _svg_box(box: Box, node: Node, blanks: Blanks) -> Markup:
    asks = blanks.is_open(node.id)  # a question takes all of the line
    kind = blanks.kind(node) + (f" · {say('supplied_short')}" if node.supplied and not asks else "")
    heads = [] if box.again else [("course-kind" + (" course-asked" if asks else ""), kind)]
    asked = "course-asked" if blanks.is_open(f"{node.id}:text") else ""
    rows = enumerate([*heads, *((asked, line) for line in box.lines)])
    line = '<text x="{}" y="{}" class="{}">{}</text>'
    lines = join(((PAD, PAD + n * LINE + FONT, name, words) for n, (name, words) in rows), each=line)
    names = "course-node" + (" course-supplied" if node.supplied else "") + (" course-again" if box.again else "")
    family = "blank" if blanks.is_open(node.id) else FAMILIES.get(node.kind, "support")
    return Markup(
        '<g class="{}" data-node="{}"{} data-family="{}" data-depth="{}" transform="translate({},{})" aria-label="{}">'
        '<rect class="course-box" width="{}" height="{}" rx="5"/>{}</g>'
    ).format(
        names, blanks.shown_id(node), _blank_marks(node, blanks), family, box.depth, box.x + 1, box.y,
        f"{blanks.title(node)}{kind}：{_box_words(node, blanks)}", box.width, box.height, lines,
    )  # fmt: skip


def _middle(box: Box) -> float:
    """Return the height at which a line meets a box: that of its first line of text."""
    return box.y + PAD + LINE / 2


def _svg_link(link: Link, name: str, blanks: Blanks) -> Markup:
    """Draw a trunk from the target's box to the reasons, and a bracket round reasons that are joint."""
    tops = [_middle(source) for source in link.sources]
    bracket = link.sources[0].x + 1 - BRACKET
    if link.below:
        trunk, start_y = link.target.x + TRUNK + 1, link.target.y + link.target.height
        path = f"M{trunk} {start_y}V{tops[0]}H{bracket}V{tops[-1]}"
        arrow = f"M{trunk - 4} {start_y + 6}L{trunk} {start_y}L{trunk + 4} {start_y + 6}"
    else:
        start_x, start_y = link.target.x + link.target.width + 1, _middle(link.target)
        trunk = start_x + TRUNK
        path = f"M{start_x} {start_y}H{trunk}V{tops[0]}H{bracket}V{tops[-1]}"
        arrow = f"M{start_x + 6} {start_y - 4}L{start_x} {start_y}L{start_x + 6} {start_y + 4}"
    path += "".join(f"M{bracket} {y}H{bracket + BRACKET}" for y in tops)
    label = '<text class="course-rel" font-size="{}" x="{}" y="{}">{}</text>'
    written = "" if blanks.of(link.relation) else Markup(label).format(REL_FONT, trunk + 4, tops[0] - 4, name)
    return Markup('<g class="course-link" data-relation="{}"><path class="course-line" d="{}"/>{}</g>').format(
        link.relation.kind if name and not blanks.is_open(link.relation.id) else "", path + arrow, written
    )


def _svg_pill(link: Link, blanks: Blanks) -> Markup:
    """Draw the name of a relation that is or was a blank as a button on its line; while it is open its number, which has room."""
    said, source = blanks.kind(link.relation), link.sources[0]
    name = blanks.mark(link.relation.id) if blanks.is_open(link.relation.id) else said
    width = text_width(name) * REL_FONT + 2 * PAD
    left = link.target.x if link.below else link.target.x + link.target.width
    x, y = (left + source.x - width) / 2 + 1, _middle(source) - PILL / 2
    return Markup(
        '<g class="course-node course-pill"{} data-depth="{}" transform="translate({:.1f},{})" aria-label="{}">'
        '<rect class="course-box" width="{:.1f}" height="{}" rx="5"/>'
        '<text class="course-rel course-asked" font-size="{}" x="{}" y="{}">{}</text></g>'
    ).format(
        _blank_marks(link.relation, blanks), link.target.depth + 0.5, x, y, f"{blanks.title(link.relation)}{said}",
        width, PILL, REL_FONT, PAD, PILL / 2 + 4, name,
    )  # fmt: skip


def format_picture(svg: Markup) -> Markup:
    """Return an SVG as an image inside HTML, which JupyterLab shows in any notebook, trusted or not."""
    data = base64.b64encode(svg.encode()).decode()
    image = '<img class="course-figure" alt="{}" src="data:image/svg+xml;base64,{}">'
    return Markup(image).format(say("map_alt"), data)


# ---- cards ----


def format_node(
    argument: ArgumentMap, node: Node, counterparts: Sequence[Markup] = (), blanks: Sequence[str] = (),
    filled: Mapping[str, str] = NO_BLANKS,
) -> Markup:  # fmt: skip
    """Return the card of a node: what kind it is and why, its words in the text, its links, what matches it.

    A link that would tell what fills an open blank is left out.
    """
    kind, open_ = kind_of(node), Blanks(blanks, filled)
    place = '<div>{}<button type="button" class="course-goto" data-place="{}">{}</button></div>'
    places = join(((format_sentence(at), at, say("to_text")) for at in node.at), each=place)
    links = [r for r in argument.relations if node.id in r.sources and not _tells(argument, r, open_)]
    return Markup("<p><b>{}</b> <small>{}</small></p><p>{}</p><p>{}</p>{}<ul>{}{}</ul>").format(
        kind.name, kind.meaning, node.text, node.why or "",
        places or (Markup("<p><i>{}</i></p>").format(say("supplied")) if node.supplied else ""),
        join(_format_step(argument, r, node) for r in links), join(counterparts),
    )  # fmt: skip


def _tells(argument: ArgumentMap, relation: Relation, blanks: Blanks) -> bool:
    ends = (argument.nodes[end] for end in (*relation.sources, relation.target))
    return any(blanks.state(part) == "open" for part in (relation, *ends))


def _format_step(argument: ArgumentMap, relation: Relation, node: Node) -> Markup:
    partners = join((argument.nodes[s].text for s in relation.sources if s != node.id), " + ")
    joint = Markup(" <small>{} {}</small>").format(say("joint_with"), partners) if partners else ""
    name, target = kind_of(relation).name, argument.nodes[relation.target].text
    return Markup("<li><b>{}</b> {}{}<br>{}</li>").format(name, target, joint, relation.note or "")
