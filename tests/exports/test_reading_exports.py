"""Exports are read by software that is not ours: Apache Annotator, Argdown's own parser, arguebuf."""

import json
import subprocess
import sys

import pytest
from msgspec import structs

from course.base import language
from course.exports import formats as exports, own_annotations
from course.progress import Note
from course.reading.annotation import load_annotations
from course.reading.argument import load_argument
from course.reading.questions import load_questions
from course.text.essays import ESSAYS, passage
from tests.other_software import node, other_python

both = pytest.mark.parametrize("essay", ESSAYS)


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Everything exported by the command, as a user would."""
    folder = tmp_path_factory.mktemp("exports")
    done = subprocess.run([sys.executable, "-m", "course", "export", str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(ESSAYS) * len(exports.FORMATS)
    return folder


def spans_of(essay: str) -> dict[str, list[str]]:
    """Return the words of every annotation and question, from the course's own spans."""
    words = {f"gist-{place}": [passage(place).text] for place in load_annotations(essay).gists}
    for a in load_annotations(essay).annotations:
        words[a.id] = [passage(a.paragraph).text[s.start : s.end] for s in a.spans]
    for q in load_questions(essay):
        words[q.id] = [passage(q.at.split(".")[0]).text[q.span.start : q.span.end]]
    return words


@both
def test_both_selectors_of_every_annotation_resolve_to_the_same_words_in_apache_annotator(readers, exported, essay):
    wanted = spans_of(essay)
    found: dict[str, list[str]] = {}
    for name, by_position, by_quote in node(readers, "read_annotations.mjs", exported / f"{essay}.jsonld", exported / f"{essay}.txt"):
        assert len(by_position) == 1
        assert by_position[0] in by_quote, name  # same words at the same place
        assert len(by_quote) == 1, name
        found.setdefault(name.rpartition(":")[2], []).append(by_position[0][1])
    assert found == wanted


def test_a_learners_own_notes_resolve_to_their_words_in_apache_annotator(readers, exported, tmp_path):
    sentence = passage("A03.3")
    quote = sentence.text[13:17]
    notes = [
        Note("note-A03-3-1", "highlight", quote=quote, start=13), Note("note-A03-3-2", "note", text="<b>所有</b>"),
        Note("note-A03-3-3", "question", quote="早已不在的话", text="？"),
    ]  # fmt: skip
    notes = [structs.replace(n, id=f"{n.id:0<27}", at="2026-11-23T08:00:00.000+00:00") for n in notes]
    (tmp_path / "own.jsonld").write_text(own_annotations(notes, "我的笔记"), encoding="utf-8")
    found = node(readers, "read_annotations.mjs", tmp_path / "own.jsonld", exported / "A.txt")
    assert [by_position[0][1] for _, by_position, _ in found] == [quote, sentence.text, sentence.text]
    assert all(by_position[0] in by_quote for _, by_position, by_quote in found)
    assert json.loads((tmp_path / "own.jsonld").read_text(encoding="utf-8"))["label"] == "我的笔记"


@both
def test_the_collection_has_the_fields_the_standard_asks_for(exported, essay):
    data = json.loads((exported / f"{essay}.jsonld").read_text(encoding="utf-8"))
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld" and data["type"] == "AnnotationCollection"
    items = data["first"]["items"]
    assert data["total"] == len(items) and len({i["id"] for i in items}) == len(items)
    motivations = {"describing", "classifying", "commenting", "questioning"}
    assert {i["motivation"] for i in items} == motivations
    languages = {b.get("language") for i in items for b in i["body"] if b["purpose"] != "tagging"}
    assert languages == {"zh-Hans", "en"}


@both
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_argdown_parses_with_argdowns_own_parser(readers, tmp_path, essay, tongue):
    language.use_language(tongue)
    path = tmp_path / f"{essay}.argdown"
    path.write_text(exports.argdown(essay), encoding="utf-8")
    read = node(readers, "read_argdown.mjs", path)
    argument = load_argument(essay)
    assert read["errors"] == []
    assert {title for title, *_ in read["statements"]} == set(argument.nodes)
    for title, words, tags in read["statements"]:
        assert words.startswith(str(argument.nodes[title].text)[:8])
        assert argument.nodes[title].kind in tags and ("supplied" in tags) == argument.nodes[title].supplied
    joint = {r.id: r for r in argument.relations if r.kind == "support" and len(r.sources) > 1}
    assert {title for title, _ in read["arguments"]} == set(joint)
    for title, steps in read["arguments"]:
        assert [s for s, _ in steps] == [*joint[title].sources, joint[title].target]


@both
def test_aif_loads_with_arguebuf(exported, essay):
    argument = load_argument(essay)
    graph = other_python("read_aif.py", exported / f"{essay}.aif.json")
    assert graph["atoms"] == {i: n.text.zh for i, n in argument.nodes.items()}
    assert set(graph["schemes"]) == {r.id for r in argument.relations}
    ends = {(source, target) for source, target in graph["edges"]}
    assert ends == {(s, r.id) for r in argument.relations for s in r.sources} | {(r.id, r.target) for r in argument.relations}
    kinds = {r.id: r.kind for r in argument.relations}
    for name, scheme in graph["schemes"].items():
        assert ("Attack" in scheme) == (kinds[name] in ("attack", "concede"))
    assert graph["root"] == argument.thesis.id


def test_an_unknown_format_is_refused_with_the_formats_there_are():
    done = subprocess.run([sys.executable, "-m", "course", "export", "x", "docx"], capture_output=True, text=True)
    assert done.returncode == 2 and "jsonld" in done.stderr and "Traceback" not in done.stderr
