"""The argument maps in Argdown. Source of the format: argdown.org."""

import json
import re

from ..reading import ArgumentMap, Node, Relation, load_argument
from ..text import load_essay


def argdown(essay: str) -> str:
    """Return the argument map of an essay in Argdown, in the current language."""
    return argdown_of(load_argument(essay), load_essay(essay).title)


def argdown_of(argument: ArgumentMap, title: str) -> str:
    """Return an argument map in Argdown, in the current language.

    Joint reasons become an argument with numbered premises; `#supplied` marks what the authors did
    not write, and the other tags are the kinds of the nodes. Source of the format: argdown.org.
    """
    head = f"===\ntitle: {json.dumps(_argdown_words(title), ensure_ascii=False)}\n===\n"  # JSON is YAML too
    statements = [_statement(node) for node in argument.nodes.values()]
    links = [_link(relation) for relation in argument.relations]
    return "\n\n".join([head, *statements, *links]) + "\n"


def _statement(node: Node) -> str:
    tags = f" #{node.kind}" + (" #supplied" if node.supplied else "")
    places = f" (at: {', '.join(node.at)})" if node.at else ""
    return f"[{node.id}]: {_argdown_words(str(node.text))}{places}{tags}"


_SIGNS = str.maketrans("[]<>#*_{}@=\\~", "［］＜＞＃＊＿｛｝＠＝＼～")

_CODES = re.compile(r"[:.](?=(?:[-+]1|[?^AEOPnvy]|[a-z-]{2,})[:.])")  # it makes pictures of :heart: and .+1.


def _argdown_words(words: str) -> str:
    """Return words that Argdown reads as words: its own signs are put in full width."""
    words = words.translate(_SIGNS).replace("//", "／／")
    return _CODES.sub(lambda found: "：" if found[0] == ":" else "．", words)


def _link(relation: Relation) -> str:
    if relation.kind == "support" and len(relation.sources) > 1:
        premises = "\n".join(f"({n}) [{source}]" for n, source in enumerate(relation.sources, 1))
        return f"<{relation.id}>\n\n{premises}\n-----\n({len(relation.sources) + 1}) [{relation.target}]"
    sign = "-" if relation.kind in ("attack", "concede") else "+"
    lines = "\n".join(f"  {sign} [{source}]" for source in relation.sources)
    return f"[{relation.target}]\n{lines}"
