"""Questions, answers and feedback as HTML: what is alike for every kind. What differs is the kind's own (`kinds/`)."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from ..base import Text, html_language, join
from .item import Item, Response, Result
from .words import say

_SIGNS = {"right": "✓", "wrong": "✗", "missed": "○", "key": "✓"}


def public_item(item: Item, number: int, turn: str = "") -> dict:
    """Return what the browser may know of an item before it is answered: no key, no feedback. For `turn` see `hint_of`."""
    return {
        "id": item.id,
        "number": number,
        "script": item.script,
        "prompt_html": Markup.escape(item.prompt),
        "hint_html": Markup.escape(hint_of(item, turn)),
        "clue_html": _clues(item.hints),
        **item.sent(),
    }


def hint_of(item: Item, turn: str = "") -> Text | str:
    """Return how an item is answered; of one asked twice also its `turn`, "first_turn" before reading or "second_turn" after."""
    return say(turn, hint=item.hint) if turn else item.hint


def _clues(hints: Sequence[Text]) -> Markup:
    """Hints in steps: each is folded below the one before, so that a learner takes no more than is needed."""
    html = Markup("")
    for number in range(len(hints), 0, -1):
        name = say("clue") if len(hints) == 1 else f"{say('clue')} {number} / {len(hints)}"
        html = Markup("<details><summary>{}</summary><p>{}</p>{}</details>").format(name, hints[number - 1], html)
    return html


# ---- what the kinds make their feedback of ----


def mark(how: str) -> Markup:
    """Return the sign and word for "right", "wrong", "missed", or "key": the right one, where another was chosen."""
    colour = "right" if how == "key" else how
    return Markup('<span class="course-verdict" data-mark="{}">{} {}</span> ').format(colour, _SIGNS[how], say(how))


def verdict(result: Result, reveal: bool = False, how_far: str = "") -> Markup:
    """Return the first line of feedback: right, or not yet and how far it is. After the last try, that the answer follows."""
    line = "well_done" if result.status == "right" else "here_it_is" if reveal else "not_yet"
    return Markup("<b>{}</b>{}").format(say(line), how_far)


def listed(points: Iterable, each: str = "<li>{}</li>") -> Markup:
    """Return a list of points, each set into `each`."""
    return Markup("<ul>{}</ul>").format(join(points, each=each))


def quoted(words: object) -> Markup:
    """Return an option's words in quotation marks: marks within them become single ones; words that have their own get none."""
    said = str(words)
    if said.startswith("“") or said.endswith("”"):
        return Markup("<span>{}</span>").format(said)
    return Markup("<q>{}</q>").format(said.replace("“", "‘").replace("”", "’"))


def told(head: Markup, taught: Markup, reveal: bool) -> Markup:
    """Return feedback: the verdict, what is taught and, where something is kept back, that a second try gives it."""
    return Markup("<p>{}</p>{}{}").format(head, taught, "" if reveal else Markup("<p>{}</p>").format(say("try_first")))


def format_before(item: Item, response: Response) -> Markup:
    """Return the line that recalls what a learner chose before reading."""
    return Markup("<p>{}{}</p>").format(say("before_then"), quoted(item.recalled(response)))


# ---- a page that reads by itself ----


def format_quiz(items: Sequence[Item], answers: bool, numbers: Mapping[str, int], turn: str = "") -> Markup:
    """Return the items as a page that reads by itself; with `answers`, folded below each question."""
    one = '<div class="course-item"><p><b>{}.</b> {} <i>{}</i></p>{}{}</div>'
    shown = ((numbers[i.id], i.prompt, hint_of(i, turn), i.body(), format_key(i) if answers else "") for i in items)
    return Markup('<section class="course-quiz" lang="{}">{}</section>').format(html_language(), join(shown, each=one))


def format_key(item: Item) -> Markup:
    """Return the right answers with their reasons, folded."""
    return Markup("<details><summary>{}</summary>{}</details>").format(say("answers"), item.key())
