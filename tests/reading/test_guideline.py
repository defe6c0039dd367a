"""The annotators' guideline and the annotations say the same: each label has its test, a clear case that carries it, a hard one."""

import re

import pytest

from course.base.records import DATA
from course.reading.annotation import load_annotations, load_labels
from course.text.essays import Sentence, passage

GUIDELINE = (DATA / "annotations" / "README.md").read_text(encoding="utf-8")
IN_USE = {e: load_annotations(e).annotations for e in "AB"}
NONE = "none in the two essays"


def rows(layer: str) -> dict[str, list[str]]:
    """The cells after the label of each row in the table of a layer."""
    section = GUIDELINE.split(f"\n## {layer} ")[1].split("\n## ")[0]
    return {m[1]: m[2].split(" | ") for m in re.finditer(r"^\| `([a-z-]+)`[^|]*\| (.*) \|$", section, re.M)}


def carries(place: str, layer: str, label: str) -> bool:
    return any(a.at == place and (a.label.layer, a.label.id) == (layer, label) for a in IN_USE[place[0]])


@pytest.mark.parametrize("layer", ["role", "evidence", "method", "device", "marker", "modality"])
def test_every_label_has_a_test_a_clear_case_that_carries_it_and_a_borderline_case(layer):
    table = rows(layer)
    assert set(table) == {i for of, i in load_labels() if of == layer}
    for label, (test, clear, borderline) in table.items():
        assert len(test) > 20, label
        if clear.startswith(NONE):
            assert not any((a.label.layer, a.label.id) == (layer, label) for e in IN_USE.values() for a in e), label
        else:
            assert carries(re.match(r"[AB]\d\d\.\d", clear)[0], layer, label), f"{layer} {label}: {clear}"
        assert re.match(r"[AB]\d\d\.\d.*[:：]", borderline) or clear.startswith(NONE), f"{layer} {label}: {borderline}"


def test_the_guideline_speaks_of_sentences_that_are_there():
    for place in re.findall(r"[AB]\d\d\.\d+", GUIDELINE):
        assert isinstance(passage(place), Sentence)
