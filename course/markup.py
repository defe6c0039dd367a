"""From the model to HTML. Every value goes through `Markup.format`, which escapes it.

The functions return HTML that reads well by itself, without script and without style; the widgets
show the same HTML and add to it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from markupsafe import Markup

from .annotation import LAYERS, Annotation, Reading
from .corpus import Paragraph, Sentence, Span, passage
from .glossary import Term, find_terms
from .language import html_language
from .wording import say

STATIC = Path(__file__).parent / "static"
# Layers whose labels stand beside a sentence when they speak of all of it.
_SENTENCE_LAYERS = ("role", "evidence", "method", "device", "marker", "modality")


class Page(msgspec.Struct, frozen=True):
    """Something to show: HTML, and the plain text that stands for it elsewhere."""

    html: Markup
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def join(parts: Iterable, between: str = "") -> Markup:
    """Return HTML parts joined, each escaped unless it is HTML already."""
    return Markup(between).join(parts)


def format_passage(paragraphs: Sequence[Paragraph], reading: Reading) -> Markup:
    """Return annotated paragraphs: labels, marked words, notes, and the glossary of their terms."""
    terms = {t.id: t for p in paragraphs for s in p.sentences for _, t in find_terms(s.text)}
    return Markup('<section class="course-passage" lang="{}">{}{}</section>').format(
        html_language(), join((_paragraph(p, reading) for p in paragraphs)), _glossary(terms.values())
    )


def _paragraph(paragraph: Paragraph, reading: Reading) -> Markup:
    gist = reading.gists.get(paragraph.id)
    own = [a for a in reading.at(paragraph.id) if a.at == paragraph.id]  # what is said of the paragraph, not a sentence
    met: set[str] = set()  # a term is marked where it first stands in a paragraph, not at every repetition
    return Markup(
        '<div class="course-paragraph" data-place="{id}"><div class="course-heading">'
        '<span class="course-place">{id}</span>{labels} {gist}</div>{notes}<ol class="course-sentences">{sentences}</ol></div>'
    ).format(
        id=paragraph.id,
        gist=Markup('<span class="course-gist" data-layer="gist"><b>{}</b> {}</span>').format(say("gist"), gist)
        if gist
        else "",
        labels=join(map(_label, (a for a in own if a.whole and a.label.layer in _SENTENCE_LAYERS))),
        notes=_notes([a for a in own if a.note]),
        sentences=join([_sentence(s, (*reading.at(s.id), *_quoted(own)), met) for s in paragraph.sentences]),
    )


def _quoted(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Return the annotations of words in a paragraph, to be marked where they stand; their notes stand above."""
    return [msgspec.structs.replace(a, note=None) for a in annotations if not a.whole]


def _sentence(sentence: Sentence, annotations: Sequence[Annotation], met: set[str]) -> Markup:
    whole = [a for a in annotations if a.whole and a.label.layer in _SENTENCE_LAYERS]
    whole.sort(key=lambda a: LAYERS.index(a.label.layer))
    return Markup(
        '<li class="course-sentence" data-place="{id}"><div class="course-labels">'
        '<span class="course-place">{id}</span>{labels}</div>'
        '<p class="course-text" lang="zh-Hans">{text}</p>{notes}</li>'
    ).format(
        id=sentence.id,
        labels=join(map(_label, whole)),
        text=_marked_text(sentence, annotations, met),
        notes=_notes([a for a in annotations if a.note]),
    )


def _label(annotation: Annotation) -> Markup:
    label = annotation.label
    return Markup(' <span class="course-label" data-layer="{}" data-label="{}" title="{}">{}</span>').format(
        label.layer, label.id, label.meaning, label.name
    )


def _notes(annotations: Sequence[Annotation]) -> Markup:
    if not annotations:
        return Markup("")
    points = []
    for a in annotations:
        about = "" if a.label.layer == "note" and a.whole else _about(a)
        points.append(Markup("<li>{}{}</li>").format(about, a.note))
    return Markup(
        '<details class="course-notes" data-layer="note"><summary>{} {}</summary><ul>{}</ul></details>'
    ).format(say("notes"), len(points), join(points))


def _about(annotation: Annotation) -> Markup:
    """Say what a note is about: the words it quotes, and the label it explains."""
    text = passage(annotation.paragraph).text
    words = "" if annotation.whole else "……".join(text[s.start : s.end] for s in annotation.spans)
    label = "" if annotation.label.layer == "note" else annotation.label.name
    named = Markup('<b lang="zh-Hans">{}</b> ').format(words) if words else Markup("")
    return named + (Markup("<i>{}</i> ").format(label) if label else Markup(""))


def _marked_text(sentence: Sentence, annotations: Sequence[Annotation], met: set[str]) -> Markup:
    """Return the sentence with its marks and the terms not yet in `met`, which are added to it.

    Marks may overlap, so the text is cut at every edge.
    """
    offset = sentence.span.start
    marks = [
        (Span(max(0, s.start - offset), min(len(sentence.text), s.end - offset)), a)
        for a in annotations
        if not a.whole and a.label.layer != "note"
        for s in a.spans
        if s.start < sentence.span.end and sentence.span.start < s.end
    ]
    # A term is one button, so it is never cut; marks are cut at its edges instead.
    pieces, at = [], 0
    for span, term in find_terms(sentence.text):
        if term.id in met:
            continue
        met.add(term.id)
        pieces.append(_segments(sentence.text, Span(at, span.start), marks))
        inner = _segments(sentence.text, span, marks)
        pieces.append(Markup('<span class="course-term" data-term="{}">{}</span>').format(term.id, inner))
        at = span.end
    pieces.append(_segments(sentence.text, Span(at, len(sentence.text)), marks))
    return join(pieces)


def _segments(text: str, within: Span, marks: Sequence[tuple[Span, Annotation]]) -> Markup:
    inside = [(s, a) for s, a in marks if s.start < within.end and within.start < s.end]
    edges = {within.start, within.end} | {e for s, _ in inside for e in s if within.start < e < within.end}
    cuts = sorted(edges)
    out = []
    for start, end in zip(cuts, cuts[1:]):
        piece = Markup.escape(text[start:end])
        for span, a in inside:
            if span.start <= start and end <= span.end:
                piece = _mark(piece, a, last=end == span.end)
        out.append(piece)
    return join(out)


def _mark(inner: Markup, annotation: Annotation, last: bool) -> Markup:
    label = annotation.label
    # Hidden, so that the text reads undisturbed where no style sheet is at work; reader.css shows it.
    tag = Markup('<sub class="course-tag" hidden="hidden">{}</sub>').format(label.name) if last else ""
    return Markup('<span class="course-mark" data-layer="{}" data-label="{}" title="{}">{}{}</span>').format(
        label.layer, label.id, label.meaning, inner, tag
    )


def format_term(term: Term) -> Markup:
    """Return the card of one term: words, pinyin, kind, gloss, why it matters."""
    return Markup(
        '<p><b lang="zh-Hans">{}</b> <span lang="zh-Latn">{}</span> <i>{}</i></p><p>{}</p><p>{}</p>'
    ).format(term.term, term.pinyin, say(f"kind_{term.kind}"), term.gloss, term.why)


def _glossary(terms: Iterable[Term]) -> Markup:
    entries = [
        Markup('<dt><b lang="zh-Hans">{}</b> <span lang="zh-Latn">{}</span></dt><dd>{}</dd>').format(
            t.term, t.pinyin, t.gloss
        )
        for t in terms
    ]
    if not entries:
        return Markup("")
    return Markup('<details class="course-glossary"><summary>{} {}</summary><dl>{}</dl></details>').format(
        say("glossary"), len(entries), join(entries)
    )


def format_sentence(place: str, tag: str = "blockquote") -> Markup:
    """Return one sentence of the text as a quotation with its id, in the element `tag`."""
    return Markup(
        '<{tag} class="course-quoted" lang="zh-Hans"><span class="course-place">{place}</span> {text}</{tag}>'
    ).format(tag=tag, place=place, text=passage(place).text)


def style(*stems: str) -> Markup:
    """Return a <style> element with the style sheets named, for pages without widgets."""
    sheets = "\n".join((STATIC / f"{stem}.css").read_text(encoding="utf-8") for stem in stems)
    return Markup("<style>{}</style>").format(Markup(sheets))
