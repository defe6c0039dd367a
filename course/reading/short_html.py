"""A sentence in short as HTML: one line under it, folded, and for the hardest ones a skeleton as nested lists."""

from collections.abc import Sequence

from markupsafe import Markup

from ..base import fill, join
from .short import Step, load_shorts
from .words import say


def format_short(place: str) -> Markup:
    """Return what a sentence says in short, folded and marked as ours; nothing for a text that has no shorts."""
    short = load_shorts(place[0]).get(place)
    if short is None:
        return Markup("")
    return fill(
        '<details class="course-short"><summary>{}<small>{}</small></summary><p>{}</p>{}</details>',
        say("short"), say("short_ours"), short.short, format_skeleton(short.skeleton),
    )


def format_skeleton(steps: Sequence[Step]) -> Markup:
    """Return the steps as lists in lists, folded; nothing where there are none."""
    if not steps:
        return Markup("")
    return fill("<details><summary>{}</summary>{}</details>", say("skeleton"), _list(steps))


def _list(steps: Sequence[Step]) -> Markup:
    """Return one list: each step of the first one's level, with those below it as a list of its own."""
    starts = [n for n, step in enumerate(steps) if step.level == steps[0].level]
    items = [(_step(steps[a]), _list(steps[a + 1 : b]) if b - a > 1 else "") for a, b in zip(starts, [*starts[1:], len(steps)])]
    return fill("<ul>{}</ul>", join(items, each="<li>{}{}</li>"))


def _step(step: Step) -> Markup:
    return fill("{}", step.text) if step.link is None else fill("<b>{}</b> {}", step.link, step.text)
