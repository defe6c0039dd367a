"""The argument maps in Argdown. Source of the format: argdown.org."""

from ..reading import Node, Relation, load_argument
from ..text import load_essay


def argdown(essay: str) -> str:
    """Return the argument map in Argdown, in the current language.

    Joint reasons become an argument with numbered premises; `#supplied` marks what the authors did
    not write, and the other tags are the kinds of the nodes. Source of the format: argdown.org.
    """
    argument = load_argument(essay)
    head = f"===\ntitle: {load_essay(essay).title}\n===\n"
    statements = [_statement(node) for node in argument.nodes.values()]
    links = [_link(relation) for relation in argument.relations]
    return "\n\n".join([head, *statements, *links]) + "\n"


def _statement(node: Node) -> str:
    tags = f" #{node.kind}" + (" #supplied" if node.supplied else "")
    places = f" (at: {', '.join(node.at)})" if node.at else ""
    return f"[{node.id}]: {_argdown_words(str(node.text))}{places}{tags}"


def _argdown_words(words: str) -> str:
    """Return words that Argdown reads as words: its own signs are put in full width."""
    return words.translate(str.maketrans("[]<>#*_{}@", "［］＜＞＃＊＿｛｝＠"))


def _link(relation: Relation) -> str:
    if relation.kind == "support" and len(relation.sources) > 1:
        premises = "\n".join(f"({n}) [{source}]" for n, source in enumerate(relation.sources, 1))
        return f"<{relation.id}>\n\n{premises}\n-----\n({len(relation.sources) + 1}) [{relation.target}]"
    sign = "-" if relation.kind in ("attack", "concede") else "+"
    lines = "\n".join(f"  {sign} [{source}]" for source in relation.sources)
    return f"[{relation.target}]\n{lines}"
