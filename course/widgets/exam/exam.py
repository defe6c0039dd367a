"""Exam mode: answers are noted without a verdict; the result comes at the end, by objective and skill. A timer if wanted."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import monotonic

from markupsafe import Markup

from ...base import html_language, join
from ...progress import TAKEN_BACK, Attempt, Progress, open_progress
from ...quiz import Item, Response, ResponseError, format_key, grade, public_item
from ..quiz.quiz import KIND_SCRIPTS, QUIZ_WORDS, Quiz
from ..shared.shown import script, sheet, synced
from ..words import say, say_all
from . import state as exams

_WORDS = (
    "exam_start", "exam_finish", "exam_sure", "exam_again", "exam_left", "exam_over", "exam_bar", "exam_numbers",
    "exam_number", "exam_count", "exam_open", "exam_done", "partly", "key",
)  # fmt: skip
_GRACE = 5  # seconds: an answer sent at the last one is on its way a little longer


class Exam(Quiz):
    """A quiz that keeps every verdict back until it is handed in or the time is up. What is answered is in the log."""

    _esm = script("exam", "quiz", *KIND_SCRIPTS)
    _css = sheet("shared/theme", "quiz", "exam")
    closing = synced({})

    def __init__(self, lesson: str | None, most: int, minutes: float | None, log: Progress, clock=None):
        self._lesson, self._most, self._minutes, self._log = lesson, most, minutes, log
        self._clock = clock or (lambda: datetime.now(UTC))
        self._watch = Stopwatch(self._clock, (lambda: clock().timestamp()) if clock else monotonic)
        items = exams.exam_items(lesson, most)
        rules = say("exam_rules", n=len(items)) + (say("exam_minutes", n=minutes) if minutes else "")
        self._rules = Markup('<p lang="{}">{}</p>').format(html_language(), rules)
        words = say_all(*QUIZ_WORDS, *_WORDS) | {"lang": html_language()}
        super().__init__(self._noted, items, page=self._rules, text=rules, words=words, notice=log.notice)
        self._refresh()

    def _receive(self, widget, content: dict, buffers) -> None:
        state = self._state()
        running, asked = state.started and not state.over, content.get("kind")
        if running and asked != exams.FINISH and not self._late(state):
            return super()._receive(widget, content, buffers)
        if running or asked == exams.START:
            self._note(exams.FINISH if running else exams.START)
        self.notice = self._log.notice
        self._refresh()

    def _state(self) -> exams.State:
        """Return where the exam stands in the log; its questions are those of the latest one begun."""
        name = exams.exam_name(self._lesson)
        earlier = exams.state_of(self._lesson, self._log.attempts(name)).earlier
        self._items = exams.exam_items(self._lesson, self._most, earlier)
        self._questions = {item.id: item for item in self._items}
        return exams.state_of(self._lesson, self._log.attempts(name, *self._questions))

    def _late(self, state: exams.State) -> bool:
        return bool(self._minutes) and self._left(state) < -_GRACE

    def _left(self, state: exams.State) -> float:
        return 60 * self._minutes - self._watch.seconds_since(state.started)

    def _note(self, what: str) -> None:
        name = exams.exam_name(self._lesson)
        self._log.record(name, name, what, None, self._clock())

    def _noted(self, item: Item, response: Response | None) -> dict:
        """Keep an answer, or that it was taken back: what counts is what the page shows."""
        try:
            score = grade(item, response).score
        except ResponseError as error:
            if item.id in self._state().answers:
                self._log.record(item.id, exams.exam_name(self._lesson), TAKEN_BACK, None, self._clock())
            why = Markup("<p>{}</p>").format(error) if response else Markup("")
            return _shown("wrong" if why else "", why, response, attempts=0, notice=self._log.notice)
        self._log.record(item.id, exams.exam_name(self._lesson), response, score, self._clock())
        return _kept(response) | {"notice": self._log.notice}

    def _refresh(self) -> None:
        """Show the exam as the log has it: not begun, running, or over."""
        state = self._state()
        answers = exams.fitting(self._items, state.answers)
        if state.started and not state.over and self._late(state):
            self._note(exams.FINISH)
            state = state._replace(over=True)
        left = max(0.0, self._left(state)) if state.started and self._minutes else None
        name, html = ("running", "") if state.started else ("ready", self._rules)
        results = {i: _kept(a.response) for i, a in answers.items()}
        if state.over:
            name, html = "over", format_result(self._items, answers)
            results = {i.id: _final(i, answers.get(i.id), i.id in state.answers) for i in self._items}
        with self.hold_sync():  # the page hears of all three at once
            self.results = results
            self.items = [public_item(item, n) for n, item in enumerate(self._items, 1)] if state.started else []
            self.closing = {"state": name, "html": str(html), "left": left}


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


def _shown(status: str, html: Markup, response: Response | None, **more) -> dict:
    return {"status": status, "html": str(html), "marks": {}, "response": response, "attempts": 1} | more


def _kept(response: Response) -> dict:
    return _shown("noted", Markup("<p>{}</p>").format(say("noted_exam")), response)


def _final(item: Item, attempt: Attempt | None, changed: bool) -> dict:
    if attempt is None:
        why = say("exam_changed" if changed else "exam_unanswered")
        html = Markup("<p><b>{}</b></p>{}").format(why, format_key(item))
        return _shown("unanswered", html, None, attempts=0, final=True)
    result = grade(item, attempt.response)
    html = item.explain(attempt.response, result)
    return _shown(result.status, html, attempt.response, marks=item.marks_shown(result), final=True)


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
