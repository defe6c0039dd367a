"""Exam mode: answers are noted without a verdict; the result comes at the end, by objective and skill. A timer if wanted."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import monotonic

from markupsafe import Markup

from ...base import join
from ...progress import FINISH, START, Attempt, Progress, open_progress
from ...quiz import Item
from ..words import say
from . import state as exams
from .handed_in import HandedInAtOnce, final, kept

_GRACE = 5  # seconds: an answer sent at the last one is on its way a little longer


class Exam(HandedInAtOnce):
    """A quiz that keeps every verdict back until it is handed in or the time is up."""

    def __init__(self, lesson: str | None, most: int, minutes: float | None, log: Progress, clock=None):
        self._lesson, self._most, self._minutes = lesson, most, minutes
        now = clock or (lambda: datetime.now(UTC))
        self._watch = Stopwatch(now, (lambda: clock().timestamp()) if clock else monotonic)
        rules = say("exam_rules", n=len(exams.exam_items(lesson, most))) + (say("exam_minutes", n=minutes) if minutes else "")
        super().__init__(exams.exam_name(lesson), log, now, rules)

    def _receive(self, widget, content: dict, buffers) -> None:
        state = self._state()
        running, asked = state.started and not state.over, content.get("kind")
        if running and asked != FINISH and not self._late(state):
            return super()._receive(widget, content, buffers)
        if running or asked == START:
            self._keep(self._sitting, FINISH if running else START)
        self.notice = self._log.notice
        self._refresh()

    def _state(self) -> exams.State:
        """Return where the exam stands in the log; its questions are those of the latest one begun."""
        earlier = exams.state_of(self._lesson, self._log.attempts(self._sitting)).earlier
        self._items = exams.exam_items(self._lesson, self._most, earlier)
        return exams.state_of(self._lesson, self._log.attempts(self._sitting, *(item.id for item in self._items)))

    def _answered(self) -> dict[str, Attempt]:
        return self._state().answers

    def _late(self, state: exams.State) -> bool:
        return bool(self._minutes) and self._left(state) < -_GRACE

    def _left(self, state: exams.State) -> float:
        return 60 * self._minutes - self._watch.seconds_since(state.started)

    def _refresh(self) -> None:
        """Show the exam as the log has it: not begun, running, or over."""
        state = self._state()
        answers = exams.fitting(self._items, state.answers)
        if state.started and not state.over and self._late(state):
            self._keep(self._sitting, FINISH)
            state = state._replace(over=True)
        if not state.started:
            return self._show("ready", self._rules, (), {})
        left = max(0.0, self._left(state)) if self._minutes else None
        if not state.over:
            return self._show("running", "", self._items, {i: kept(a.response) for i, a in answers.items()}, left)
        given = {i: a.response for i, a in answers.items()}
        results = {i.id: final(i, given.get(i.id), i.id in state.answers) for i in self._items}
        self._show("over", format_result(self._items, answers), self._items, results, left)


class Stopwatch:
    """How long something has lasted, whatever is done to the clock: `clock` is asked once, then `ticks` goes on.

    `ticks` returns seconds from any beginning. A step back of it counts as none.
    """

    def __init__(self, clock: Callable[[], datetime], ticks: Callable[[], float]):
        self._clock, self._ticks = clock, ticks
        self._start: datetime | None = None

    def seconds_since(self, start: datetime) -> float:
        """Return how many seconds ago `start` was, never less than at the last call."""
        tick = self._ticks()
        if start != self._start:
            self._start, self._seconds = start, max(0.0, (self._clock() - start).total_seconds())
        else:
            self._seconds += max(0.0, tick - self._tick)
        self._tick = tick
        return self._seconds


def format_result(items: Sequence[Item], answers: dict[str, Attempt]) -> Markup:
    """Return the result of an exam as HTML: all in all, by skill and by objective."""
    by_skill = exams.result_by_skill(items, answers)
    total = 100 * sum(row.points for row in by_skill) / len(items)
    head = say("exam_result", percent=f"{total:.0f}", n=sum(i.id in answers for i in items), of=len(items))
    tables = _table("by_skill", by_skill) + _table("by_objective", exams.result_by_objective(items, answers))
    return Markup("<p><b>{}</b></p>{}").format(head, tables)


def _table(name: str, rows: Sequence[exams.Points]) -> Markup:
    points = ((row.name, f"{round(row.points, 1):g}", row.of) for row in rows)
    body = join(points, each='<tr><th scope="row">{}</th><td>{} / {}</td></tr>')
    table = '<table class="course-result" data-by="{}"><caption>{}</caption><tbody>{}</tbody></table>'
    return Markup(table).format(name.removeprefix("by_"), say(name), body)


def exam(lesson: str | None = None, minutes: float | None = None, most: int = 15) -> Exam:
    """Return an exam on one lesson (`"03"`), or on all: at most `most` questions, `minutes` long if that is given.

    Its questions stand in no lesson, and are others each time it is taken.

    It says nothing of right or wrong until it is handed in. Raises KeyError for an unknown lesson, ValueError for no
    question or no time.
    """
    if minutes is not None and not minutes > 0:
        raise ValueError(f"minutes={minutes!r}: give more than 0, or leave it out")
    return Exam(lesson, most, minutes, open_progress())
