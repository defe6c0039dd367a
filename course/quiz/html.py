"""Quiz items, answers and feedback as HTML; argument maps and lesson cards stand in their own modules."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..base import Text, html_language, join
from ..text import format_sentence
from .item import Item, Option, Response, Result, Row, gapped, mixed, option_text, shown_options
from .spelling import plain
from .words import say

HINTS = {
    "single": "one", "multiple": "several", "truth": "judge", "mark": "mark", "match": "match", "order": "order", "cloze": "fill",
    "open": "write",
}  # fmt: skip
_GAP = Markup('<span class="course-gap">（＿＿＿）</span>')


def public_item(item: Item, number: int) -> dict:
    """Return what the browser may know of an item before it is answered: no key, no feedback."""
    return {
        "id": item.id,
        "number": number,
        "kind": item.kind,
        "prompt_html": Markup.escape(item.prompt),
        "hint_html": Markup.escape(say(HINTS[item.kind])),
        "options": [{"id": o.id, "html": Markup.escape(option_text(item, o))} for o in shown_options(item)],
        "choices": [{"id": c.id, "text": str(c.text)} for c in item.choices],
        "rows": [{"id": row.id, "html": _row(row)} for row in item.rows],
        "steps": [{"id": step.id, "text": str(step.text)} for step in mixed(item)] if item.kind == "order" else [],
        "gapped_html": _gapped(item) if item.kind == "cloze" else "",
        "clue_html": _clues(item.hints),
    }


def _clues(hints: Sequence[Text]) -> Markup:
    """Hints in steps: each is folded below the one before, so that a learner takes no more than is needed."""
    html = Markup("")
    for number in range(len(hints), 0, -1):
        name = say("clue") if len(hints) == 1 else f"{say('clue')} {number} / {len(hints)}"
        html = Markup("<details><summary>{}</summary><p>{}</p>{}</details>").format(name, hints[number - 1], html)
    return html


def _gapped(item: Item) -> Markup:
    before, after = gapped(item)
    return Markup('<p class="course-quoted" lang="zh-Hans"><span class="course-place">{}</span> {}{}{}</p>').format(item.at, before, _GAP, after)


def _row(row: Row) -> Markup:
    # A row is a label in the browser, so the sentence is a span there, not a block.
    quoted = format_sentence(row.at, "span") if row.at else Markup("")
    return quoted + (Markup("<span>{}</span>").format(row.text) if row.text else "")


def format_feedback(item: Item, response: Response, result: Result, reveal: bool = True) -> Markup:
    """Return what a learner sees after answering: the verdict, and what each choice teaches.

    Without `reveal`, only what was chosen is explained; what was right and not chosen is kept back,
    so that trying again is worth while.
    """
    if item.kind == "open":
        return _model(item)
    if item.kind in ("order", "cloze"):
        told = _order_feedback(item, reveal) if item.kind == "order" else _cloze_feedback(item, response, reveal)
        return Markup("<p>{}</p>{}{}").format(_verdict(result), told, "" if reveal else Markup("<p>{}</p>").format(say("try_first")))
    if item.kind == "match":
        names = {c.id: c.text for c in item.choices}
        points = [_row_feedback(r, names[r.answer], result.marks[r.id], reveal) for r in item.rows]
    else:
        chosen = [o for o in shown_options(item) if result.marks.get(o.id, "missed") != "missed"]
        missed = [o for o in shown_options(item) if result.marks.get(o.id) == "missed"]
        shown = chosen + (missed if reveal else [])
        # A sentence that decides several options is quoted once, at the first of them.
        first = {o.see: o.id for o in reversed(shown)}
        points = [_option_feedback(item, o, result, first[o.see] == o.id) for o in shown]
    later = Markup("") if reveal else Markup("<p>{}</p>").format(say("try_first"))
    return Markup("<p>{}</p><ul>{}</ul>{}").format(_verdict(result), join(points), later)


def _row_feedback(row: Row, answer: Text, mark: str, reveal: bool) -> Markup:
    told = reveal or mark == "right"
    taught = Markup(" → <b>{}</b><br>{}").format(answer, row.feedback) if told else ""
    decides = format_sentence(row.see) if told and row.see != row.at else ""
    return Markup("<li>{}{}{}{}</li>").format(_mark(mark), row.text or row.at, taught, decides)


def _option_feedback(item: Item, option: Option, result: Result, quoted: bool) -> Markup:
    decides = format_sentence(option.see) if quoted and option.see != option.at else ""
    return Markup("<li>{}<q>{}</q> {}{}</li>").format(
        _mark(result.marks[option.id]), option_text(item, option), option.feedback, decides
    )


def _order_feedback(item: Item, reveal: bool) -> Markup:
    if not reveal:
        return Markup("")
    steps = join(Markup("<li>{} <small>{}</small></li>").format(step.text, step.see) for step in item.steps)
    return Markup("<p><b>{}</b></p><ol>{}</ol><p>{}</p>").format(say("right_order"), steps, item.feedback)


def _cloze_feedback(item: Item, response: Response, reveal: bool) -> Markup:
    """What was written is explained if it is a known slip; the word itself comes with `reveal`."""
    slip = next((s.feedback for s in item.errors if plain(s.answer) == plain(str(response))), None)
    taught = Markup("<p>{}</p>").format(slip) if slip else Markup("")
    if not reveal:
        return taught
    return taught + Markup("<p><b>{}</b> <q>{}</q> {}</p>{}").format(say("right_word"), item.gap, item.feedback, format_sentence(item.see or item.at))


def _mark(mark: str) -> Markup:
    sign = {"right": "✓", "wrong": "✗", "missed": "○"}[mark]
    return Markup('<span class="course-verdict" data-mark="{}">{} {}</span> ').format(mark, sign, say(mark))


def _verdict(result: Result) -> Markup:
    return Markup("<b>{}</b>　{} {:.0f} %").format(say(result.status), say("score"), 100 * result.score)


def _model(item: Item) -> Markup:
    return Markup("<p>{}</p><p><b>{}</b> {}</p><p><b>{}</b></p><ul>{}</ul>").format(
        say("noted_open"), say("model"), item.model, say("rubric"), join(Markup("<li>{}</li>").format(r) for r in item.rubric)
    )


def format_before(item: Item, response: Response) -> Markup:
    """Return the line that recalls what a learner chose before reading."""
    chosen = [str(option_text(item, o)) for o in item.options if o.id in ([response] if isinstance(response, str) else response)]
    return Markup("<p>{}<q>{}</q></p>").format(say("before_then"), "；".join(chosen))


def format_quiz(items: Sequence[Item], answers: bool, numbers: Mapping[str, int]) -> Markup:
    """Return the items as a page that reads by itself; with `answers`, folded below each question."""
    shown = (_printed(item, numbers[item.id], answers) for item in items)
    return Markup('<section class="course-quiz" lang="{}">{}</section>').format(html_language(), join(shown))


def _printed(item: Item, number: int, answers: bool) -> Markup:
    return Markup('<div class="course-item"><p><b>{}.</b> {} <i>{}</i></p>{}{}</div>').format(
        number, item.prompt, say(HINTS[item.kind]), format_question_body(item), format_key(item) if answers else ""
    )


def format_question_body(item: Item) -> Markup:
    """Return what a question gives to choose from: rows and choices, steps, options, the sentence with its gap."""
    if item.kind == "match":
        rows = join(Markup("<li>{}</li>").format(_row(row)) for row in item.rows)
        return Markup("<ol>{}</ol><p>{}</p>").format(rows, " / ".join(str(c.text) for c in item.choices))
    if item.kind in ("open", "cloze"):
        return _gapped(item) if item.kind == "cloze" else Markup("")
    listed = mixed(item) if item.kind == "order" else shown_options(item)
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}</li>").format(o.text if item.kind == "order" else option_text(item, o)) for o in listed))


def format_key(item: Item) -> Markup:
    """Return the right answers with their reasons, folded."""
    if item.kind == "open":
        inner = _model(item)
    elif item.kind in ("order", "cloze"):
        inner = _order_feedback(item, True) if item.kind == "order" else _cloze_feedback(item, "", True)
    elif item.kind == "match":
        names = {c.id: c.text for c in item.choices}
        inner = Markup("<ol>{}</ol>").format(
            join(Markup("<li><b>{}</b>　{}</li>").format(names[r.answer], r.feedback) for r in item.rows)
        )
    else:
        inner = Markup("<ul>{}</ul>").format(
            join(
                Markup("<li><b>{}</b> <q>{}</q> {} <small>{} {}</small></li>").format(
                    say("key_is" if o.correct else "not_key"), option_text(item, o), o.feedback, say("decided_by"), o.see
                )
                for o in shown_options(item)
            )
        )
    return Markup("<details><summary>{}</summary>{}</details>").format(say("answers"), inner)
