"""The argument map is a tree of reasons under one thesis: nothing dangles, nothing goes in a circle."""

import pytest
import yaml

from course.base.records import DATA, DataError
from course.reading import argument

MAP = argument.load_argument("A")


def broken(tmp_path, change) -> None:
    data = yaml.safe_load((DATA / "arguments" / "A.yaml").read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "A.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    argument.read_argument(path)


def test_every_node_supports_the_thesis_through_some_chain():
    def above(node):
        return {r.target for r in MAP.relations if node in r.sources}

    for node in MAP.nodes:
        seen, waiting = set(), {node}
        while waiting:
            seen |= waiting
            waiting = {t for w in waiting for t in above(w)} - seen
        assert MAP.thesis.id in seen, node


def test_what_the_authors_did_not_write_is_marked_and_has_no_place():
    supplied = [n for n in MAP.nodes.values() if n.supplied]
    assert supplied and all(not n.at for n in supplied)


def test_joint_reasons_share_a_link():
    assert any(len(r.sources) > 1 for r in MAP.relations)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda d: d["relations"][0].update(to="nobody"), "there is no node 'nobody'"),
        (lambda d: d["relations"][0].update(kind="proves"), "'proves' is not one of"),
        (lambda d: d["relations"].append({"id": "r-circle", "kind": "support", "from": [MAP.thesis.id], "to": d["relations"][0]["from"][0]}), "circle"),
        (lambda d: d["nodes"].append({"id": "loose", "kind": "premise", "at": ["A01.1"], "text": {"zh": "散", "en": "loose"}}), "no chain of relations"),
        (lambda d: d["nodes"].append(dict(d["nodes"][0], id="second")), "exactly one node of kind thesis"),
        (lambda d: d["nodes"].append(dict(d["nodes"][0])), "two entries"),
        (lambda d: d["nodes"][0].update(at=[]), "supplied: true"),
        (lambda d: d["nodes"][0].update(at=["B01.1"]), "not in essay A"),
        (lambda d: d["relations"].clear(), "at least one entry"),
    ],
)
def test_a_broken_map_is_refused_with_its_place(tmp_path, change, hint):
    with pytest.raises(DataError, match="A.yaml, entry ") as caught:
        broken(tmp_path, change)
    assert hint in str(caught.value)
