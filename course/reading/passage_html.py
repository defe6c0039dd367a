"""Annotated paragraphs as HTML: labels, marked words, notes, questions, glossary; one passage or several in columns."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from ..base import current_language, fill, html_language, join, listed
from ..text import Paragraph, Section, Sentence, Span, passage
from .annotation import LAYERS, Annotation, Reading
from .glossary import Term, find_terms
from .parallels import Parallel
from .provenance import Earlier, Shared, shared_at
from .questions import Question, questions_at
from .short_html import format_short
from .words import say

# Layers whose labels stand beside a sentence when they speak of all of it.
_SENTENCE_LAYERS = ("role", "evidence", "method", "device", "marker", "modality")


def format_passage(paragraphs: Sequence[Paragraph], reading: Reading, sections: Sequence[Section] = ()) -> Markup:
    """Return annotated paragraphs; with `sections`, each section's heading stands before its first paragraph."""
    headings = {s.paragraphs[0].id: s.heading for s in sections if s.heading and s.paragraphs}
    parts = [_heading(headings.get(p.id)) + _paragraph(p, reading) for p in paragraphs]
    return fill('<section class="course-passage" lang="{}">{}</section>', html_language(), join(parts))


def _heading(words: str | None) -> Markup:
    return fill('<p class="course-section" lang="zh-Hans">{}</p>', words) if words else Markup("")


def _paragraph(paragraph: Paragraph, reading: Reading) -> Markup:
    gist = reading.gists.get(paragraph.id)
    own = [a for a in reading.at(paragraph.id) if a.at == paragraph.id]  # what is said of the paragraph, not a sentence
    # Words quoted in it are marked where they stand; their notes stand above.
    quoted = [a.without_note() for a in own if not a.whole]
    shared = [s for s in shared_at(paragraph.id) if s.at == paragraph.id]
    met: set[str] = set()  # a term is marked where it first stands in a paragraph, not at every repetition
    line = fill('<span class="course-gist" data-layer="gist"><b>{}</b> {}</span>', say("gist"), gist)
    return fill(
        '<div class="course-paragraph" data-place="{id}"><div class="course-heading"><span class="course-place">'
        '{id}</span>{labels} {gist}{shares}</div>{notes}{earlier}<ol class="course-sentences">{sentences}</ol></div>',
        id=paragraph.id,
        gist=line if gist else "",
        labels=join(map(_label, (a for a in own if a.whole and a.label.layer in _SENTENCE_LAYERS))),
        shares=join(_share(s, "") for s in shared),
        notes=_notes([a for a in own if a.note]),
        earlier=_earlier(shared),
        sentences=join([_sentence(s, (*reading.at(s.id), *quoted), met) for s in paragraph.sentences]),
    )


def _sentence(sentence: Sentence, annotations: Sequence[Annotation], met: set[str]) -> Markup:
    whole = [a for a in annotations if a.whole and a.label.layer in _SENTENCE_LAYERS]
    whole.sort(key=lambda a: LAYERS.index(a.label.layer))
    asked, shared = questions_at(sentence.id), shared_at(sentence.id)
    marked = _marked(sentence, annotations)
    return fill(
        '<li class="course-sentence" data-place="{id}"><div class="course-labels">'
        '<span class="course-place" data-card="place:{id}">{id}</span>{labels}{tags}{shares}{asks}</div>'
        '<p class="course-text" lang="zh-Hans">{text}</p>{short}<div class="course-beneath">{notes}{earlier}{questions}</div></li>',
        id=sentence.id,
        labels=join(map(_label, whole)),
        tags=_tags(sentence.text, marked),
        shares=join(_share(s, _words_shared(s, sentence)) for s in shared),
        asks=join(map(_ask, asked)),
        text=_marked_text(sentence, annotations, asked, met, shared),
        short=format_short(sentence.id),
        notes=_notes([a for a in annotations if a.note]),
        earlier=_earlier(shared),
        questions=_questions(asked),
    )


def card_of_label(annotation: Annotation) -> str:
    """Return the name of the card that explains a label; one that says why nothing is asked here has its own."""
    name = f"label:{annotation.label.layer}/{annotation.label.id}"
    return f"{name}:{annotation.id}" if annotation.no_question else name


def _label(annotation: Annotation) -> Markup:
    label = annotation.label
    return fill(
        ' <span class="course-label" data-layer="{}" data-label="{}" data-card="{}" title="{}">{}</span>',
        label.layer, label.id, card_of_label(annotation), label.meaning, label.name,
    )


def _notes(annotations: Sequence[Annotation]) -> Markup:
    """Return the notes at which to stop, and folded within them those for whoever wants more."""
    first = [(_about(a), a.note) for a in annotations if not a.more]
    rest = _list([(_about(a), a.note) for a in annotations if a.more], "<li>{}{}</li>")
    more = fill('<details class="course-more-notes"><summary>{}</summary>{}</details>', say("more_notes"), rest)
    return _folded("note", "notes", first, "<li>{}{}</li>", more if rest else Markup(""))


def _list(points: Sequence[tuple], each: str) -> Markup:
    return fill("<ul>{}</ul>", join(points, each=each)) if points else Markup("")


def _folded(layer: str, name: str, points: Sequence[tuple], each: str, more: Markup = Markup("")) -> Markup:
    if not points:
        return Markup("")
    return fill(
        '<details class="course-notes" data-layer="{}"><summary>{} {}</summary>{}{}</details>',
        layer, say(name), len(points), _list(points, each), more
    )


def _about(annotation: Annotation) -> Markup:
    """Say what a note is about: the words it quotes, and the label it explains."""
    text = passage(annotation.paragraph).text
    words = "……".join(text[s.start : s.end] for s in annotation.spans)
    quoted = Markup("") if annotation.whole else fill('<b lang="zh-Hans">{}</b> ', words)
    return quoted + ("" if annotation.label.layer == "note" or str(annotation.label.name) == words else fill("<i>{}</i> ", annotation.label.name))


def _questions(questions: Sequence[Question]) -> Markup:
    points = [(q.kind.name, q.question, say("would_answer"), q.answer) for q in questions]
    return _folded("critical", "questions", points, "<li><i>{}</i> {}<br><small>{} {}</small></li>")


def _earlier(shared: Sequence[Shared]) -> Markup:
    points = [(format_earlier(s.earlier), format_remarks(s.earlier)) for s in shared]
    return _folded("provenance", "provenance", points, "<li>{}<br>{}</li>")


def format_earlier(earlier: Earlier) -> Markup:
    """Return an earlier text: whose and when, its words (in English too where English is spoken), and who reports it."""
    english = fill(" “{}” <small>({})</small>", earlier.english, say(f"english_by_{earlier.english_by}"))
    said = say("said", speaker=earlier.speaker, occasion=earlier.occasion, date=earlier.date)
    return fill(
        '{}<b lang="zh-Hans">{}</b>{} <small>{} {}</small>',
        said, earlier.words, english if current_language() == "en" else "", say("reported"), earlier.source
    )


def format_remarks(earlier: Earlier) -> Markup:
    """Return what it shows that the wording stands there earlier, and what it does not."""
    return fill(
        "<i>{}</i> {}<br><i>{}</i> {}",
        say("sharing_shows"), earlier.shows, say("sharing_does_not_show"), earlier.does_not_show
    )


# ---- words marked inside a sentence, and their names beside it ----


def _marked(sentence: Sentence, annotations: Iterable[Annotation]) -> list[tuple[Span, Annotation]]:
    """Return the words of a sentence that are marked, as spans in it, each with what is noticed there."""
    offset = sentence.span.start
    return [
        (Span(max(0, s.start - offset), min(len(sentence.text), s.end - offset)), a)
        for a in annotations
        if not a.whole and a.label.layer != "note"
        for s in a.spans
        if s.start < sentence.span.end and sentence.span.start < s.end
    ]


def _marked_text(
    sentence: Sentence, annotations: Sequence[Annotation], asked: Sequence[Question], met: set[str],
    shared: Sequence[Shared] = (),
) -> Markup:
    """Return the sentence with its marks, and the terms not yet in `met`, which are added to it.

    Nothing stands in it but the author's words: what the marks are called stands beside the sentence (see `_tags`).
    """
    offset = sentence.span.start
    marks = [(Span(q.span.start - offset, q.span.end - offset), _asked_mark(q)) for q in asked if not q.whole]
    marks += [(Span(s.span.start - offset, s.span.end - offset), _shared_mark(s)) for s in shared]
    marks += [(span, _mark(a)) for span, a in _marked(sentence, annotations)]
    pieces, at = [], 0
    for span, term in find_terms(sentence.text, sentence.id):
        if term.id in met:
            continue
        met.add(term.id)
        inner = _run(sentence.text, span, marks)
        words = fill('<span class="course-term" data-card="term:{}">{}</span>', term.id, inner)
        pieces += [_run(sentence.text, Span(at, span.start), marks), words]
        at = span.end
    pieces.append(_run(sentence.text, Span(at, len(sentence.text)), marks))
    return join(pieces)


def _run(text: str, within: Span, marks: Sequence[tuple[Span, Markup]]) -> Markup:
    """Return a stretch of text with the marks that fall in it. Marks may overlap, so it is cut at every edge."""
    inside = [(s, opening) for s, opening in marks if s.start < within.end and within.start < s.end]
    cuts = sorted({*within} | {edge for span, _ in inside for edge in span if within.start < edge < within.end})
    out = []
    for start, end in zip(cuts, cuts[1:]):
        piece = Markup.escape(text[start:end])
        for span, opening in inside:
            if span.start <= start and end <= span.end:
                piece = opening + piece + Markup("</span>")
        out.append(piece)
    return join(out)


def _mark(annotation: Annotation) -> Markup:
    label = annotation.label
    return fill(
        '<span class="course-mark" data-layer="{}" data-label="{}" data-of="{}" title="{} · {}">',
        label.layer, label.id, card_of_label(annotation), label.name, label.meaning
    )


def _asked_mark(question: Question) -> Markup:
    return fill('<span class="course-asked" data-of="question:{}">', question.id)


def _shared_mark(shared: Shared) -> Markup:
    mark = '<span class="course-mark" data-layer="provenance" data-of="provenance:{}" title="{} · {}">'
    return fill(mark, shared.earlier.id, say("provenance"), shared.earlier.name)


# Tags and question marks are hidden, so that the text reads undisturbed where no style sheet is at work.
def _tags(text: str, marked: Sequence[tuple[Span, Annotation]]) -> Markup:
    """Return what the marks of a sentence are called, each name once, with the words it is said of."""
    names: dict[str, list[Annotation]] = {}
    words: dict[str, list[str]] = {}  # an annotation's words in this sentence
    for span, a in marked:
        words.setdefault(a.id, []).append(text[span.start : span.end])
        names.setdefault(card_of_label(a), []).append(a)
    tag = (
        ' <span class="course-label course-tag" hidden="hidden" data-layer="{}" data-label="{}" data-card="{}"'
        ' title="{}">'
        '{} <span class="course-of" lang="zh-Hans">{}</span></span>'
    )
    rows = []
    for card, of in names.items():
        label = of[0].label
        said = _in_short(list(dict.fromkeys("…".join(words[a.id]) for a in of)))
        rows.append((label.layer, label.id, card, label.meaning, label.name, "" if said == str(label.name) else said))
    return join(rows, each=tag)


def _in_short(quotes: Sequence[str]) -> str:
    """Return the first words of the first quotes: enough to find them in the sentence beside."""
    short = [q if len(q) <= 5 else f"{q[:4]}…" for q in quotes[:2]]
    return listed(short) + ("…" if len(quotes) > 2 else "")


def _ask(question: Question) -> Markup:
    sign = ' <span class="course-ask" hidden="hidden" data-layer="critical" data-card="question:{}">？{}</span>'
    return fill(sign, question.id, question.kind.name)


def _share(shared: Shared, words: str) -> Markup:
    """Return the sign that these words, or a whole paragraph, share their wording with an earlier text."""
    sign = (
        ' <span class="course-ask" hidden="hidden" data-layer="provenance" data-card="provenance:{}" title="{}">'
        '≈ {} <span class="course-of" lang="zh-Hans">{}</span></span>'
    )
    return fill(sign, shared.earlier.id, say("provenance"), shared.earlier.name, words)


def _words_shared(shared: Shared, sentence: Sentence) -> str:
    start = sentence.span.start
    return _in_short([sentence.text[shared.span.start - start : shared.span.end - start]])


# ---- glossary, and passages side by side ----


def terms_in(sentences: Iterable[Sentence]) -> dict[str, Term]:
    """Return the glossary terms that stand in the sentences, by id, in the order in which they first stand."""
    return {t.id: t for s in sentences for _, t in find_terms(s.text, s.id)}


def format_glossary(terms: Mapping[str, Term]) -> Markup:
    """Return the terms as a folded list: words, pinyin, gloss. Nothing where there is no term."""
    if not terms:
        return Markup("")
    entry = '<dt><b lang="zh-Hans">{}</b> <span lang="zh-Latn">{}</span></dt><dd>{}</dd>'
    return fill(
        '<details class="course-glossary" data-layer="term" lang="{}"><summary>{} {}</summary><dl>{}</dl></details>',
        html_language(), say("glossary"), len(terms), join(((t.term, t.pinyin, t.gloss) for t in terms.values()), each=entry),
    )


def format_side_by_side(columns: Sequence[Sequence[Paragraph]], readings: Sequence[Reading]) -> Markup:
    """Return whole passages next to each other, one column each."""
    pairs = zip(columns, readings, strict=True)
    cells = (join(_paragraph(p, reading) for p in paragraphs) for paragraphs, reading in pairs)
    return fill(
        '<section class="course-passage course-beside" lang="{}"><div class="course-row">{}</div></section>',
        html_language(), join(cells, each='<div class="course-column">{}</div>'),
    )


def format_parallel(parallel: Parallel, readings: Mapping[str, Reading]) -> Markup:
    """Return passages next to each other, each row one slot of the frame they share."""
    met: set[str] = set()
    rows = []
    for row in parallel.rows:
        cells = (
            (column, join(_sentence(s, readings[s.id[0]].at(s.id), met) for s in parallel.sentences(row, n)))
            for n, column in enumerate(parallel.columns)
        )
        filled = ((column, inside or Markup("<li>—</li>")) for column, inside in cells)
        cell = '<div class="course-column" role="group" aria-label="{}"><ol class="course-sentences">{}</ol></div>'
        rows.append((row.name, row.note, join(filled, each=cell)))
    return fill(
        '<section class="course-passage course-beside" lang="{}"><p class="course-section">{}</p>'
        '<p class="course-gist">{}</p><div class="course-row course-heads">{}</div>{}</section>',
        html_language(), parallel.title, parallel.note, join(parallel.columns, each='<b class="course-column">{}</b>'),
        join(rows, each='<p class="course-slot"><b>{}</b> {}</p><div class="course-row">{}</div>'),
    )  # fmt: skip
