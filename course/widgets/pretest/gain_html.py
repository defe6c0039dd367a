"""What a learner gained between the test before the course and the one after it, as HTML that reads by itself."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import join
from ...lessons import measured_skills
from ...progress import ALL, POSTTEST, PRETEST, Attempt, Gain, Taken, learner_gains, taken
from ..words import say

CAUTIONS = ("gain_chance", "gain_retest", "gain_forms", "gain_regression", "gain_control")


def format_gain(attempts: Sequence[Attempt]) -> Markup:
    """Return the gain in each skill with its interval, or where the two tests stand; empty where none was begun."""
    first, last = taken(PRETEST, attempts), taken(POSTTEST, attempts)
    if not first.form and not last.form:
        return Markup("")
    if gains := learner_gains(attempts):
        body = _table(gains) + format_cautions()
    else:
        body = Markup("<p>{}</p>").format(_state(first, last))
    return Markup('<section class="course-gain"><p class="course-part">{}</p>{}</section>').format(say("gain"), body)


def _state(first: Taken, last: Taken) -> str:
    if first.over and last.over:
        return say("gain_same")
    if last.over and not first.form:
        return say("gain_no_pretest")
    return say("gain_waits" if first.over and not last.form else "gain_running")


def _table(gains: Sequence[Gain]) -> Markup:
    names = {skill.id: skill.name for skill in measured_skills()} | {ALL: say("gain_all")}
    cells = (
        (names[g.skill], _points(g.before, g.of), _points(g.after, g.of), signed(g.gain), _bounds(g)) for g in gains
    )
    rows = join(cells, each='<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>')
    heads = ("gain_skill", "gain_before", "gain_after", "gain_points", "gain_interval")
    heads = join(map(say, heads), each='<th scope="col">{}</th>')
    table = '<table class="course-result"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return Markup(table).format(say("gain_caption"), heads, rows)


def format_cautions() -> Markup:
    """Return what a gain here can and cannot mean, folded."""
    points = join(map(say, CAUTIONS), each="<li>{}</li>")
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(say("gain_means"), points)


def signed(share: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return f"{round(100 * share) + 0:+d}".replace("-", "−")


def _bounds(g: Gain) -> str:
    return say("gain_bounds", low=signed(g.interval.low), high=signed(g.interval.high))


def _points(points: float, of: int) -> str:
    return f"{round(points, 1):g} / {of}"
