"""Load an argument map in AIF by arguebuf and print its nodes and edges as JSON. Argument: the .aif.json file."""

import json
import sys
from pathlib import Path

import arguebuf

graph = arguebuf.load.aif(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
found = {
    "atoms": {name: str(node.text) for name, node in graph.atom_nodes.items()},
    "schemes": {name: str(node.scheme) for name, node in graph.scheme_nodes.items()},
    "edges": [[edge.source.id, edge.target.id] for edge in graph.edges.values()],
    "root": graph.root_node.id,
}
print(json.dumps(found))
