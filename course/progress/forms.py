"""The form a learner takes before the course and the one after it, as they stand in the log. Pure.

Which form it is is drawn when the test is begun, and the beginning is written into the log under the form's name: so
the draw holds after a restart, and in a log that has been carried to another machine or merged with another.
"""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..lessons import FORMS
from .attempt import POSTTEST, PRETEST, Attempt

START, FINISH = "start", "finish"
_NAME = "form-"  # how the log calls the beginning and the end of a form: form-K


class Taken(NamedTuple):
    """How a test stands: which form (None: not begun), whether it is handed in, and the answers that count in it."""

    form: str | None
    over: bool
    answers: dict[str, Attempt]


def form_name(form: str) -> str:
    """Return the name under which the log keeps the beginning and the end of a form."""
    return _NAME + form


def taken(sitting: str, attempts: Sequence[Attempt]) -> Taken:
    """Return how the test of a sitting ("pretest" or "posttest") stands after these attempts, oldest first.

    It is taken once. Where logs of two machines were merged and each has begun one, the form handed in first counts,
    or, while none is, the one begun first. Of answers changed before handing in the last one counts.
    """
    here = [a for a in attempts if a.sitting == sitting]
    marks = [a for a in here if a.item in map(form_name, FORMS)]
    ends, begun = [m for m in marks if m.response == FINISH], [m for m in marks if m.response == START]
    if not begun:
        return Taken(None, False, {})
    end = ends[0] if ends else None
    form = (end or begun[0]).item.removeprefix(_NAME)
    answers: dict[str, Attempt] = {}
    for a in here:
        if a is end:
            break
        if a.item.startswith(f"f{form}-"):
            answers.pop(a.item, None)
            if not a.taken_back:
                answers[a.item] = a
    return Taken(form, end is not None, answers)


def draw_form(sitting: str, attempts: Sequence[Attempt], pick: Callable[[Sequence[str]], str] | None = None) -> str:
    """Return the form for a test that is about to begin: by lot among those this learner has not begun yet.

    Each of the three is as likely as the other before the course, and each of the two left after it. Where all have
    been begun, on several machines, the one handed in in the other sitting is left out. `pick` draws one of several.
    """
    seen = {a.item.removeprefix(_NAME) for a in attempts if a.item in map(form_name, FORMS)}
    other = taken(POSTTEST if sitting == PRETEST else PRETEST, attempts).form
    left = [f for f in FORMS if f not in seen] or [f for f in FORMS if f != other]
    return (pick or random.SystemRandom().choice)(left)
