"""An argument map with blanks: each blank becomes a quiz item with one right option, and a reason for every option.

A blank is the id of a node (what kind of step is it?), the id of a relation (how does it bear on its
target?) or a node's id and `:text` (which step is missing?). A node's id and `:branch` stands for all steps of a branch:
of each, first which step it is, and then of what kind.
"""

from collections.abc import Iterator, Sequence, Set

from markupsafe import Markup

from ..base import Text
from ..reading import ArgumentMap, Kind, Node, Relation, load_map_kinds
from ..text import format_sentence
from .html import quoted
from .item import Item
from .kinds.choice import Option, Single, dealt
from .words import WORDS, say

OTHERS = 3  # wrong options of a blank


class BlankError(KeyError):
    """A blank that names nothing in the map."""

    def __str__(self) -> str:
        return self.args[0]


def all_blanks(argument: ArgumentMap, blanks: Sequence[str]) -> list[str]:
    """Return blanks one by one, those of a `:branch` in the order in which it is drawn; none twice."""
    found: list[str] = []
    for blank in blanks:
        head = blank.removesuffix(":branch")
        whole = head != blank and head in argument.nodes
        found += [name for node in _branch(argument, head) for name in (f"{node}:text", node)] if whole else [blank]
    return list(dict.fromkeys(found))


def _branch(argument: ArgumentMap, node: str) -> Iterator[str]:
    yield node
    for relation in argument.reasons_for(node):
        for source in relation.sources:
            yield from _branch(argument, source)


def blank_items(argument: ArgumentMap, blanks: Sequence[str]) -> tuple[Item, ...]:
    """Return one single-choice item for each blank, in order; raises BlankError for an id the map has not."""
    if not blanks:
        raise BlankError("name at least one blank: the id of a node or relation, or a node's id and :text")
    names = all_blanks(argument, blanks)
    hidden = {name.removesuffix(":text") for name in names if name.endswith(":text")}
    return dealt([_item(argument, blank, number, hidden) for number, blank in enumerate(names, 1)])


def _item(argument: ArgumentMap, blank: str, number: int, hidden: Set[str]) -> Item:
    """Return the question of one blank. It quotes no step that is `hidden`, whose words are asked elsewhere."""
    relations = {r.id: r for r in argument.relations}
    node = argument.nodes.get(blank.removesuffix(":text"))
    if blank in relations:
        relation = relations[blank]
        prompt = _fill("blank_relation", number, argument.nodes[relation.target], hidden)
        places = _ends(argument, relation)
        options = _kind_options(load_map_kinds().relations, relation.kind, relation.note, places[0])
    elif node is None:
        raise BlankError(f"essay {argument.essay} has no node or relation {blank!r} in this part of its map")
    elif blank.endswith(":text"):
        prompt, places = _ask_text(argument, node, number, hidden), _near(argument, node)
        options = _text_options(argument, node, hidden)
    else:
        prompt, places = _fill("blank_role", number, node, hidden), _near(argument, node)
        options = _kind_options(load_map_kinds().nodes, node.kind, node.why, places[0])
    return Single(
        id=f"map-{argument.essay}-{_opaque(blank)}", part="map", kind="single", objective="map",
        demand="argument", difficulty=2, places=places, prompt=prompt, options=options,
    )  # fmt: skip


def _opaque(blank: str) -> str:
    """Return a lasting name for a blank that does not tell what fills it, as node ids may."""
    import hashlib  # here, because only a map to be filled needs it

    return hashlib.sha256(blank.encode()).hexdigest()[:8]


def _fill(key: str, number: int, quoted: Node, hidden: Set[str]) -> Text:
    """Return the question of a blank, which quotes a step; one that is hidden it calls “this step”."""
    if quoted.id in hidden:
        return WORDS.both(f"{key}_here", n=number)
    zh, en = quoted.text.zh.rstrip("。"), quoted.text.en.rstrip(".")
    return Text(WORDS[key].zh.format(n=number, target=zh), WORDS[key].en.format(n=number, target=en))


def _ask_text(argument: ArgumentMap, node: Node, number: int, hidden: Set[str]) -> Text:
    """Ask for the words of a step by what it bears on; the thesis bears on nothing and has a question of its own."""
    for relation in argument.relations:
        if node.id in relation.sources:
            return _fill("blank_text", number, argument.nodes[relation.target], hidden)
    return _fill("blank_thesis", number, node, ())


def _near(argument: ArgumentMap, node: Node) -> list[str]:
    """Return where a node stands; for a supplied one, where its partners and its target stand."""
    if node.at:
        return list(node.at)
    around = [place for r in argument.relations if node.id in r.sources for place in _ends(argument, r)]
    return around or [p for n in argument.nodes.values() for p in n.at][:1]


def _ends(argument: ArgumentMap, relation: Relation) -> list[str]:
    """Return where the reasons of a relation stand, and then where its target does."""
    return [place for end in (*relation.sources, relation.target) for place in argument.nodes[end].at]


def _join(*texts: Text | None) -> Text:
    given = [t for t in texts if t is not None]
    return Text("".join(t.zh for t in given), " ".join(t.en.strip() for t in given))


def _kind_options(kinds: dict[str, Kind], right: str, reason: Text | None, see: str) -> list[Option]:
    """Offer the right kind and those nearest to it, each with its own test; only the right one says why it is right.

    That reason often names the kind, so that beside a wrong option it would give the answer away.
    """
    because = reason and _join(WORDS["because"], reason)
    offered = [kinds[i] for i in (right, *kinds[right].near[:OTHERS])]
    return [
        Option(k.id, k.name, _join(k.meaning, because if k.id == right else WORDS["no_fit"]), see, k.id == right)
        for k in offered
    ]


def _text_options(argument: ArgumentMap, node: Node, hidden: Set[str]) -> list[Option]:
    """Offer the missing step and other steps of the map: first those that are missing too, or they could be ruled out
    by looking; then those of its kind and nearest to it in the file."""
    order = list(argument.nodes)
    others = [n for n in argument.nodes.values() if n.id != node.id and n.kind != "thesis"]
    others.sort(key=lambda n: (n.id not in hidden, n.kind != node.kind, abs(order.index(n.id) - order.index(node.id))))
    options = [Option(node.id, node.text, node.why or node.text, _near(argument, node)[0], True)]
    for other in others[:OTHERS]:
        told = _join(WORDS["other_step"], other.why or other.text)
        options.append(Option(other.id, other.text, told, _near(argument, other)[0]))
    return options


# ---- what is said of an answer, on the map ----


def explain_blank(item: Single, response: str, reveal: bool) -> Markup:
    """Return what the card of a blank says of an answer: the verdict, its reason, the sentence that decides.

    With `reveal`, what fills the blank follows a wrong answer, with the same for it.
    """
    key = next(o for o in item.options if o.correct)
    chosen = next(o for o in item.options if o.id == response)
    if chosen.correct:
        return _said("blank_found", chosen) + _decides(chosen)
    if not reveal:
        return _said("not_yet", chosen) + _decides(chosen)
    first = "" if chosen.see == key.see else _decides(chosen)  # one sentence that decides both is quoted once
    return _said("not_yet", chosen) + first + _said("blank_answer", key) + _decides(key)


def _said(verdict: str, option: Option) -> Markup:
    head = '<p class="course-said" data-said="{}"><b>{}</b> {}</p><p>{}</p>'
    return Markup(head).format(verdict, say(verdict), quoted(option.text), option.feedback)


def _decides(option: Option) -> Markup:
    """Return the sentence that decides, with the way to it in the text."""
    go = '<button type="button" class="course-goto" data-place="{}">{}</button>'
    return format_sentence(option.see) + Markup(go).format(option.see, say("to_text"))
