"""The reading as W3C Web Annotations, and a learner's own notes in the same form.

Selectors count code points in `plain_text(essay)`, which is written beside the annotations, so that they can be
resolved without this program. Source of the format: W3C, Web Annotation Data Model, 2017.
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from ..base import Text
from ..reading import load_annotations, load_questions
from ..text import Span, load_essay, passage, quoted_span

_MOTIVES = {
    "highlight": "highlighting", "note": "commenting", "question": "questioning", "label": "classifying", "word": "bookmarking",
}  # fmt: skip
_CONTEXT = 32  # characters of prefix and suffix in a quote selector


def plain_text(essay: str) -> str:
    """Return the paragraphs of an essay, each on a line of its own and nothing else: what selectors count in."""
    return "\n".join(p.text for p in load_essay(essay).paragraphs)


def _paragraph_starts(essay: str) -> dict[str, int]:
    starts, at = {}, 0
    for paragraph in load_essay(essay).paragraphs:
        starts[paragraph.id] = at
        at += len(paragraph.text) + 1
    return starts


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
    return _collection(essay, load_essay(essay).title, items)


class Noted(Protocol):
    """A note of a learner's own, as `progress` keeps it."""

    id: str
    place: str
    kind: str
    quote: str
    start: int
    text: str
    ours: str
    label: str
    at: str


def own_annotations(notes: Iterable[Noted], name: str) -> str:
    """Return a learner's notes as one W3C AnnotationCollection (JSON-LD) called `name`, in texts the course has.

    Targets are as in `web_annotations`: `A.txt`, `B.txt`, … A note whose words no longer stand in its sentence is about
    all of it.
    """
    return _collection("own", name, [_own_item(note) for note in notes])


def _own_item(note: Noted) -> dict:
    essay, sentence = note.place[0], passage(note.place)
    span = quoted_span(sentence, note.quote, note.start) or Span(0, len(sentence.text))
    offset = _starts(essay)[note.place.split(".")[0]] + sentence.span.start
    bodies = [_tag(value) for value in (note.label, f"instead of {note.ours}" if note.ours else "") if value]
    if note.text:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": note.text})
    target = _target(essay, _whole(essay), Span(span.start + offset, span.end + offset))
    return _item(f"own:{note.id}", _MOTIVES[note.kind], bodies, [target]) | {"created": note.at}


# One text has many notes. A learner's own text, which may change, has none.
_starts, _whole = cache(_paragraph_starts), cache(plain_text)


def _collection(name: str, label: str, items: list[dict]) -> str:
    page = {"type": "AnnotationPage", "id": f"urn:reading-an-argument:{name}:page", "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": f"urn:reading-an-argument:{name}",
        "type": "AnnotationCollection", "label": label, "total": len(items), "first": page,
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
