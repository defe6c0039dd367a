"""The reading in three public formats: W3C Web Annotation, Argdown and AIF.

Each function returns the text of one file. Selectors count code points in `plain_text(essay)`,
which is written beside the annotations, so that they can be resolved without this program.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .annotation import load_annotations
from .argument import ArgumentMap, Node, Relation, load_argument
from .corpus import ESSAYS, Span, load_essay, passage
from .language import Text
from .questions import load_questions

_CONTEXT = 32  # characters of prefix and suffix in a quote selector
# AIF knows inference (RA), conflict (CA) and rephrasing (MA); the course's six relations fall among these.
_AIF_TYPES = {"support": "RA", "exemplify": "RA", "attack": "CA", "concede": "CA", "elaborate": "MA", "restate": "MA"}


def plain_text(essay: str) -> str:
    """Return the paragraphs of an essay, each on a line of its own and nothing else: what selectors count in."""
    return "\n".join(p.text for p in load_essay(essay).paragraphs)


def _paragraph_starts(essay: str) -> dict[str, int]:
    starts, at = {}, 0
    for paragraph in load_essay(essay).paragraphs:
        starts[paragraph.id] = at
        at += len(paragraph.text) + 1
    return starts


# ---- W3C Web Annotation ----


def web_annotations(essay: str) -> str:
    """Return gists, labels, notes and critical questions as one W3C AnnotationCollection (JSON-LD).

    Every target has a TextPositionSelector (code points, end not included) and a TextQuoteSelector.
    Source of the format: W3C, Web Annotation Data Model, 2017.
    """
    text, starts = plain_text(essay), _paragraph_starts(essay)

    def targets(paragraph: str, spans: Iterable[Span]) -> list[dict]:
        offset = starts[paragraph]
        return [_target(essay, text, Span(s.start + offset, s.end + offset)) for s in spans]

    reading, items = load_annotations(essay), []
    for place, gist in reading.gists.items():
        whole = Span(0, len(passage(place).text))
        items.append(_item(f"gist-{place}", "describing", _bodies(gist, "describing"), targets(place, [whole])))
    for a in reading.annotations:
        bodies = [_tag(f"{a.label.layer}/{a.label.id}"), *(_bodies(a.note, "commenting") if a.note else [])]
        motive = "commenting" if a.label.layer == "note" else "classifying"
        items.append(_item(a.id, motive, bodies, targets(a.paragraph, a.spans)))
    for q in load_questions(essay):
        bodies = [_tag(f"question/{q.kind.id}"), *_bodies(q.question, "questioning"), *_bodies(q.answer, "commenting")]
        items.append(_item(q.id, "questioning", bodies, targets(q.at.split(".")[0], [q.span])))
    page = {"type": "AnnotationPage", "id": f"urn:reading-an-argument:{essay}:page", "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": f"urn:reading-an-argument:{essay}",
        "type": "AnnotationCollection", "label": load_essay(essay).title, "total": len(items), "first": page,
    }  # fmt: skip
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _target(essay: str, text: str, span: Span) -> dict:
    return {
        "source": f"{essay}.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _CONTEXT) : span.start],
                "suffix": text[span.end : span.end + _CONTEXT],
            },
        ],
    }


def _item(name: str, motivation: str, bodies: list[dict], targets: list[dict]) -> dict:
    return {
        "id": f"urn:reading-an-argument:{name}", "type": "Annotation",
        "motivation": motivation, "body": bodies, "target": targets,
    }  # fmt: skip


def _tag(value: str) -> dict:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _bodies(text: Text, purpose: str) -> list[dict]:
    return [
        {"type": "TextualBody", "purpose": purpose, "language": tag, "format": "text/plain", "value": value}
        for tag, value in (("zh-Hans", text.zh), ("en", text.en))
    ]


# ---- Argdown ----


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
    return words.translate(str.maketrans({"[": "［", "]": "］", "<": "＜", ">": "＞", "#": "＃", "*": "＊", "_": "＿", "{": "｛", "}": "｝", "@": "＠"}))


def _link(relation: Relation) -> str:
    if relation.kind == "support" and len(relation.sources) > 1:
        premises = "\n".join(f"({n}) [{source}]" for n, source in enumerate(relation.sources, 1))
        return f"<{relation.id}>\n\n{premises}\n-----\n({len(relation.sources) + 1}) [{relation.target}]"
    sign = "-" if relation.kind in ("attack", "concede") else "+"
    lines = "\n".join(f"  {sign} [{source}]" for source in relation.sources)
    return f"[{relation.target}]\n{lines}"


# ---- AIF ----


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


FORMATS = {"jsonld": web_annotations, "argdown": argdown, "aif.json": aif, "txt": plain_text}


def write_exports(folder: Path, formats: Sequence[str]) -> Iterator[Path]:
    """Write `A.jsonld`, `A.argdown` … into a folder, made if it is not there; yield each file written."""
    folder.mkdir(parents=True, exist_ok=True)
    for essay in ESSAYS:
        for name in formats:
            path = folder / f"{essay}.{name}"
            path.write_text(FORMATS[name](essay), encoding="utf-8", newline="\n")
            yield path
