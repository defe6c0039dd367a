"""The item bank as Moodle GIFT: text that Moodle and other learning platforms import.

Format: docs.moodle.org, "GIFT format". Kinds that GIFT has not are put into one it has: choosing sentences becomes a choice of
several, putting in order becomes matching steps to places, a gap becomes a short answer, a written answer an essay.
"""

import re
from collections.abc import Iterable, Sequence

from ..quiz import Item, gapped, mixed, option_text, shown_options
from ..text import passage
from .words import say

GAP = "＿＿＿"


def format_gift(items: Sequence[Item], category: str) -> str:
    """Return questions in GIFT, in the language in use, under one category; each keeps its id as its name."""
    return "\n\n".join([f"$CATEGORY: {plain(category)}", *map(_question, items)]) + "\n"


def _question(item: Item) -> str:
    return f"::{item.id}::{plain(prompt_of(item))} {{\n{_ANSWERS[item.kind](item)}\n}}"


def prompt_of(item: Item) -> str:
    """Return a question's words; of a gap also the sentence it stands in."""
    if item.kind != "cloze":
        return str(item.prompt)
    before, after = gapped(item)
    return f"{item.prompt} {item.at} {before}{GAP}{after}"


def plain(text: object) -> str:
    """Return a text on one line, with the signs that mean something in GIFT marked as ordinary.

    Two cannot be marked: an arrow -> would make any answer a pair to be matched, and becomes →; a % at the beginning would
    be read as a share of the points, and becomes ％.
    """
    one_line = re.sub("^%", "％", " ".join(str(text).split()).replace("->", "→"))
    return re.sub(r"([\\~=#{}:])", r"\\\1", one_line)


def _choices(item: Item) -> str:
    """One right option: = and ~. Several: each right one an equal share, each wrong one takes such a share away."""
    right = sum(o.correct for o in item.options)
    one = item.kind in ("single", "truth")
    share = _percent(100 / right)
    signs = {True: "=" if one else f"~%{share}%", False: "~" if one else f"~%-{share}%"}
    return "\n".join(f"\t{signs[o.correct]}{plain(option_text(item, o))}#{plain(f'{o.feedback} {o.see}')}" for o in shown_options(item))


def _percent(value: float) -> str:
    # Moodle knows shares to five places, written without needless noughts.
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _pairs(pairs: Iterable[tuple[str, str]], feedback: str) -> str:
    lines = "\n".join(f"\t={plain(left)} -> {plain(without_colon(right))}" for left, right in pairs)
    return f"{lines}\n\t####{plain(feedback)}"


def without_colon(text: str) -> str:
    """Return a text with a dash for each colon: readers of GIFT differ on a marked colon in what is matched."""
    return text.replace(": ", " – ").replace(":", "–")


def row_text(row) -> str:
    """Return what stands in a row to be matched."""
    quoted = f"{row.at} {passage(row.at).text}" if row.at else ""
    return f"{quoted} {row.text or ''}".strip()


def match_feedback(item: Item) -> str:
    """Return what each row of a matching item teaches, one after the other."""
    names = {c.id: c.text for c in item.choices}
    return " ".join(f"({n}) {names[r.answer]}: {r.feedback} {r.see}" for n, r in enumerate(item.rows, 1))


def _match(item: Item) -> str:
    names = {c.id: str(c.text) for c in item.choices}
    unused = [("", names[c.id]) for c in item.choices if c.id not in {r.answer for r in item.rows}]
    return _pairs([(row_text(r), names[r.answer]) for r in item.rows] + unused, match_feedback(item))


def _order(item: Item) -> str:
    place = {step.id: str(n) for n, step in enumerate(item.steps, 1)}
    return _pairs([(str(step.text), place[step.id]) for step in mixed(item)], str(item.feedback))


def _cloze(item: Item) -> str:
    right = [f"\t=%100%{plain(word)}#{plain(item.feedback)}" for word in (item.gap, *item.accept)]
    wrong = [f"\t=%0%{plain(slip.answer)}#{plain(slip.feedback)}" for slip in item.errors]
    return "\n".join([*right, *wrong])


def model_of(item: Item) -> str:
    """Return the model answer and what to check one's own against."""
    return f"{say('model')}: {item.model} {say('rubric')}: {' / '.join(map(str, item.rubric))}"


def _open(item: Item) -> str:
    return f"\t####{plain(model_of(item))}"


_ANSWERS = {
    "single": _choices, "truth": _choices, "multiple": _choices, "mark": _choices, "match": _match, "order": _order, "cloze": _cloze, "open": _open,
}  # fmt: skip
