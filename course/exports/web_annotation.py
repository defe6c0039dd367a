"""The reading as W3C Web Annotations.

Selectors count code points in `plain_text(essay)`, which is written beside the annotations, so that they can be
resolved without this program. Source of the format: W3C, Web Annotation Data Model, 2017.
"""

import json
from collections.abc import Iterable

from ..base import Text
from ..reading import load_annotations, load_questions
from ..text import Span, load_essay, passage

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
