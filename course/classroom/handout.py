"""The student's sheet as HTML: the text with room beside it, the questions with room to write, and no answer anywhere."""

from collections.abc import Sequence

from markupsafe import Markup

from ..base import current_language, html_language, join
from ..lessons import Lesson
from ..quiz import Item
from ..reading import Earlier, Short, format_earlier, format_svg, load_shorts, shared_at
from ..text import Paragraph, Sentence, format_sentence
from .branches import drawn_apart
from .words import say
from .worksheet import Part, printed_numbers

_LINES = {"discussion": 4, "guess": 1, "again": 2, "own": 8}  # ruled lines to write on


def format_handout(lesson: Lesson, parts: Sequence[Part]) -> Markup:
    """Return a lesson's handout for students: card, then step by step the text, the questions and room to write."""
    numbers = numbered(lesson, parts)
    body = join(_part(part, lesson, numbers) for part in parts if _printed(part))
    return Markup('<main class="sheet close" lang="{}">{}{}</main>').format(html_language(), _card(lesson), body)


def numbered(lesson: Lesson, parts: Sequence[Part]) -> dict[str, str]:
    """Return each question's number on the sheet, by its id: that of the notebook, and of a blank its number on the map."""
    return {name: n for part in parts for name, n in printed_numbers(lesson, part.items).items()}


def _printed(part: Part) -> bool:
    return any((part.texts, part.items, part.guesses, part.again, part.own, part.own_map, part.discussion))


def _card(lesson: Lesson) -> Markup:
    goals = join(Markup("<li>{}</li>").format(o.text) for o in lesson.objectives)
    return Markup(
        '<header><p class="kicker">{}　{}<span class="name">{}　　　　　　　　　　</span></p><h1>{}</h1><p>{}</p><ul class="goals">{}</ul></header>'
    ).format(say("lesson", id=lesson.id), lesson.title, say("pseudonym"), lesson.question, say("objectives"), goals)


def _part(part: Part, lesson: Lesson, numbers: dict[str, str]) -> Markup:
    pieces = [_text(t) for t in part.texts] + [earlier_note(places, earlier) for places, earlier in earlier_of(part.texts)]
    pieces += [Markup('<div class="question"><p>{} {}</p>{}</div>').format(say("guess_first"), _plain(g), lines("guess")) for g in part.guesses]
    pieces += [format_question(item, numbers[item.id]) for item in part.items]
    if part.again:
        pieces.insert(0, Markup('<div class="question"><p>{}</p>{}</div>').format(say("again_on_paper"), lines("again")))
    if part.own:
        pieces.insert(0, Markup('<div class="question"><p>{}</p>{}</div>').format(say("own_on_paper"), lines("own")))
    if part.own_map:
        pieces.append(Markup('<div class="question"><p>{}</p><div class="room"></div></div>').format(say("own_map_on_paper")))
    if part.discussion:
        pieces += [Markup('<div class="question"><p><b>{}</b></p>{}</div>').format(q, lines("discussion")) for q in lesson.discussion]
    if part.map:
        pieces.insert(0, map_with_blanks(part))
    heading = Markup("<h2>{} <small>{}</small></h2>").format(part.heading, say("minutes", n=part.step.minutes))
    return Markup("<section>{}{}</section>").format(heading, join(pieces))


def _plain(prose: str) -> Markup:
    """Markdown's own signs say nothing on paper."""
    return Markup.escape(prose.replace("**", "").replace("`", ""))


def lines(kind: str) -> Markup:
    """Return ruled lines to write on."""
    return Markup('<div class="lines" style="--lines: {}"></div>').format(_LINES[kind])


def _text(text: Paragraph | Sentence) -> Markup:
    if isinstance(text, Sentence):
        return format_sentence(text.id)
    row = '<li><span class="place">{}</span><span>{}{}</span></li>'
    shorts = load_shorts(text.id[0]) if current_language() == "en" else {}  # the way to follow for who reads English
    rows = join(((s.id, s.text, _in_short(shorts.get(s.id))) for s in text.sentences), each=row)
    whose = Markup('<p class="in-short" lang="en">{}{}</p>').format(say("short"), say("short_ours")) if shorts else ""
    return Markup('<div class="passage" lang="zh-Hans"><h3>{}</h3>{}<ol>{}</ol></div>').format(text.id, whose, rows)


def _in_short(short: Short | None) -> Markup:
    return Markup('<small class="in-short" lang="en">{}</small>').format(short.short) if short else Markup("")


def earlier_of(texts: Sequence[Paragraph | Sentence]) -> list[tuple[list[str], Earlier]]:
    """Return the earlier texts that what is read shares its wording with, each with the places that do."""
    places: dict[str, list[str]] = {}
    found = [s for text in texts for s in shared_at(text.id)]
    for one in found:
        places.setdefault(one.earlier.id, []).append(one.at)
    return [(places[name], earlier) for name, earlier in {s.earlier.id: s.earlier for s in found}.items()]


def earlier_note(places: Sequence[str], earlier: Earlier) -> Markup:
    """Return a line that says where else a wording stands; what that shows is left to whoever reads."""
    return Markup('<p class="earlier"><span class="place">{}</span> <b>{}</b> {}</p>').format(
        " ".join(places), say("provenance"), format_earlier(earlier)
    )


def map_with_blanks(part: Part) -> Markup:
    """Return the argument map of a part, its blanks numbered and left open: upright, in as many drawings as a page
    needs to show it without making it smaller."""
    drawings = (format_svg(drawn, root, part.map.blanks, alone=True, steps=True) for drawn, root in drawn_apart(*part.map[:2]))
    return Markup('<div class="drawings">{}</div>').format(join(drawings, each='<div class="drawing">{}</div>'))


def map_numbers(part: Part) -> dict[str, int]:
    """Return the number a blank has in the drawing, by the id of its question."""
    return {item.id: n for n, item in enumerate(part.map.items if part.map else (), 1)}


def format_question(item: Item, number: str) -> Markup:
    """Return one question with room to answer it on paper."""
    return Markup('<div class="question"><p><b>{}.</b> {} <small>{}</small></p>{}</div>').format(
        number, item.prompt, item.paper_hint, item.paper()
    )
