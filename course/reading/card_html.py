"""The small cards that open in the reader: a term, a label, a critical question, an earlier text, what a sentence does in the map."""

from collections.abc import Iterable, Sequence
from random import Random

from markupsafe import Markup

from ..base import fill, join
from ..text import Paragraph
from .annotation import Annotation, Label, Reading
from .argument import ArgumentMap, Node, load_map_kinds
from .glossary import Term, load_glossary
from .passage_html import card_of_label, format_earlier, format_remarks
from .provenance import Earlier, load_provenance, shared_at
from .questions import Question, questions_at
from .words import say


def format_term(term: Term) -> Markup:
    """Return the card of one term: words, pinyin, kind, gloss, why it matters."""
    return fill(
        '<p><b lang="zh-Hans">{}</b> <span class="course-pinyin" lang="zh-Latn">{}</span> <i>{}</i></p>'
        "<p>{}</p><p>{} <small>{}</small></p>",
        term.term, term.pinyin, say(f"kind_{term.kind}"), term.gloss, term.said or "", term.first,
    )


def format_label(label: Label, reason: object = None) -> Markup:
    """Return the card of a label: its name, its layer, the test for it; why nothing is asked here, if that is said."""
    why = fill("<p><i>{}</i> {}</p>", say("no_question"), reason) if reason else ""
    return fill("<p><b>{}</b> <i>{}</i></p><p>{}</p>{}", label.name, say(label.layer), label.meaning, why)


def format_question(question: Question) -> Markup:
    """Return the card of a critical question; what would count as an answer is folded, so that you think first."""
    also = fill("<p><small>{} {}</small></p>", say("also"), " ".join(question.also)) if question.also else ""
    return fill(
        "<p><b>{}</b> <i>{}</i></p><p>{}</p><details><summary>{}</summary><p>{}</p></details>{}",
        say("critical"), question.kind.name, question.question, say("would_answer"), question.answer, also,
    )


def format_provenance(earlier: Earlier) -> Markup:
    """Return the card of an earlier text that shares its wording; what that shows is folded, so that you think first."""
    places = (s.at for s in load_provenance() if s.earlier is earlier)
    return fill(
        "<p><b>{}</b></p><p>{}</p><details><summary>{}</summary><p>{}</p></details><p><small>{} {}</small></p>",
        say("provenance"), format_earlier(earlier), say("what_it_shows"), format_remarks(earlier), say("shared_by"),
        " ".join(places),
    )  # fmt: skip


def format_place(place: str, nodes: Sequence[Node]) -> Markup:
    """Return the card of a sentence's id: its steps in the argument map, each a way to jump there."""
    step = '<li><button type="button" class="course-goto" data-node="{}">{}</button> <b>{}</b> {}</li>'
    kinds = load_map_kinds().nodes
    steps = join(((n.id, say("to_map"), kinds[n.kind].name, n.text) for n in nodes), each=step)
    return fill("<p><b>{}</b> <i>{}</i></p><ul>{}</ul>", place, say("in_map"), steps)


def label_cards(annotations: Iterable[Annotation]) -> dict[str, str]:
    """Return the cards of all labels used, by the name the page gives them."""
    named = {card_of_label(a): a for a in annotations if a.label.layer != "note"}  # a label's card is made once
    return {name: str(format_label(a.label, a.no_question)) for name, a in named.items()}


def reader_cards(
    paragraphs: Sequence[Paragraph], readings: Sequence[Reading], argument: Sequence[ArgumentMap]
) -> dict[str, str]:
    """Return every card the paragraphs can open except their terms: labels, questions, earlier texts, places."""
    shown = {p.id for p in paragraphs}
    cards = label_cards(a for reading in readings for a in reading.annotations if a.paragraph in shown)
    cards |= {f"question:{q.id}": str(format_question(q)) for p in paragraphs for q in questions_at(p.id)}
    earlier = {s.earlier.id: s.earlier for p in paragraphs for s in shared_at(p.id)}
    cards |= {f"provenance:{name}": str(format_provenance(one)) for name, one in earlier.items()}
    for one in argument:
        for place in {s.id for p in paragraphs for s in p.sentences}:
            if nodes := [n for n in one.nodes.values() if place in n.at]:
                cards[f"place:{place}"] = str(format_place(place, nodes))
    return cards


# ---- guess first ----


def gloss_choices(term: Term) -> list[Term]:
    """Return three terms whose glosses are offered for `term`, itself among them, in an order that stays the same.

    The other two are those most easily confused with it: of the same kind where possible, and with
    the largest share of characters in common (Jaccard: shared / all).
    """
    others = [t for t in load_glossary() if t.gloss != term.gloss and not (t.term in term.term or term.term in t.term)]
    others.sort(key=lambda t: (t.kind != term.kind, -_likeness(t.term, term.term), t.id))
    choices = [term, *others[:2]]
    Random(term.id).shuffle(choices)
    return choices


def _likeness(a: str, b: str) -> float:
    return len(set(a) & set(b)) / len(set(a) | set(b))


def format_guess(term: Term, chosen: Term) -> Markup:
    """Return the card after a guess: right or not, what the chosen gloss belongs to, and the term's own card."""
    if chosen.id == term.id:
        verdict = fill('<p class="course-verdict" data-mark="right">✓ {}</p>', say("right"))
    else:
        other = say("guessed_other", term=chosen.term)
        verdict = fill('<p class="course-verdict" data-mark="wrong">✗ {} {}</p>', say("wrong"), other)
    return verdict + format_term(term)
