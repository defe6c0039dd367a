"""The argument maps in AIF. Source: Chesñevar et al., Towards an argument interchange format, 2006."""

import json
from collections.abc import Sequence

from ..reading import ArgumentMap, Relation, load_argument

# AIF knows inference (RA), conflict (CA) and rephrasing (MA); the course's six relations fall among these.
_AIF_TYPES = {"support": "RA", "exemplify": "RA", "attack": "CA", "concede": "CA", "elaborate": "MA", "restate": "MA"}


def aif(essay: str) -> str:
    """Return the argument map in the Argument Interchange Format (JSON, as AIFdb writes it).

    Claims are I-nodes; every relation is one RA, CA or MA node with its reasons before it and its
    target after it, so that joint reasons share a node. Source: Chesñevar et al., Towards an
    argument interchange format, 2006.
    """
    argument = load_argument(essay)
    nodes = [{"nodeID": n.id, "type": "I", "text": str(n.text)} for n in argument.nodes.values()]
    nodes += [{"nodeID": r.id, "type": _AIF_TYPES[r.kind], "text": r.kind, "scheme": _scheme(r, argument)} for r in argument.relations]
    ends = [pair for r in argument.relations for pair in _ends(r)]
    edges = [{"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None} for n, (a, b) in enumerate(ends, 1)]
    return json.dumps({"nodes": nodes, "edges": edges, "locutions": []}, ensure_ascii=False, indent=1) + "\n"


def _ends(relation: Relation) -> Sequence[tuple[str, str]]:
    return [*((source, relation.id) for source in relation.sources), (relation.id, relation.target)]


def _scheme(relation: Relation, argument: ArgumentMap) -> str:
    practical = any(argument.nodes[s].kind == "means" for s in relation.sources)
    return "Practical Reasoning" if practical and relation.kind == "support" else relation.kind.capitalize()
