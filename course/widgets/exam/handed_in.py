"""Questions that are handed in all at once, as an exam and the tests before and after the course are.

What is chosen is kept without a verdict and may be changed; what came of it is told at the end.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from ...base import html_language
from ...progress import TAKEN_BACK, Progress
from ...quiz import Item, Response, ResponseError, format_key, grade, public_item
from ..quiz.quiz import KIND_SCRIPTS, QUIZ_WORDS, Quiz
from ..shared.shown import script, sheet, synced
from ..words import say, say_all

_WORDS = (
    "exam_start", "exam_finish", "exam_sure", "exam_again", "exam_left", "exam_over", "exam_bar", "exam_numbers",
    "exam_number", "exam_count", "exam_open", "exam_done", "partly", "key",
)  # fmt: skip


class HandedInAtOnce(Quiz):
    """A quiz that keeps every verdict back until it is handed in. What is answered is in the log, under one sitting.

    Who builds on it says in `_answered` which questions have an answer that counts, and in `_refresh` how things stand.
    """

    _esm = script("exam", "quiz", *KIND_SCRIPTS)
    _css = sheet("shared/theme", "quiz", "exam")
    closing = synced({})

    def __init__(self, sitting: str, log: Progress, clock: Callable[[], datetime], rules: str, words: Mapping[str, str] = {}):
        self._sitting, self._log, self._clock = sitting, log, clock
        self._rules = Markup('<p lang="{}">{}</p>').format(html_language(), rules)
        words = say_all(*QUIZ_WORDS, *_WORDS) | {"lang": html_language()} | words
        super().__init__(self._noted, (), page=self._rules, text=rules, words=words, notice=log.notice)
        self._refresh()

    def _answered(self) -> Collection[str]:
        raise NotImplementedError

    def _refresh(self) -> None:
        raise NotImplementedError

    def _keep(self, item: str, response: Response, score: float | None = None) -> None:
        self._log.record(item, self._sitting, response, score, self._clock())

    def _noted(self, item: Item, response: Response | None) -> dict:
        """Keep an answer, or that it was taken back: what counts is what the page shows."""
        try:
            score = grade(item, response).score
        except ResponseError as error:
            if item.id in self._answered():
                self._keep(item.id, TAKEN_BACK)
            why = Markup("<p>{}</p>").format(error) if response else Markup("")
            return _shown("wrong" if why else "", why, response, attempts=0, notice=self._log.notice)
        self._keep(item.id, response, score)
        return kept(response) | {"notice": self._log.notice}

    def _show(
        self, state: str, html: Markup | str, items: Sequence[Item], results: dict[str, dict], left: float | None = None
    ) -> None:
        """Show these questions and what came of them; `state` is "ready", "running" or "over", `left` seconds."""
        self._questions = {item.id: item for item in items}
        with self.hold_sync():  # the page hears of all three at once
            self.results = results
            self.items = [public_item(item, n) for n, item in enumerate(items, 1)]
            self.closing = {"state": state, "html": str(html), "left": left}


def _shown(status: str, html: Markup, response: Response | None, **more) -> dict:
    return {"status": status, "html": str(html), "marks": {}, "response": response, "attempts": 1} | more


def kept(response: Response) -> dict:
    """Return what is told of an answer before it is handed in: that it is kept."""
    return _shown("noted", Markup("<p>{}</p>").format(say("noted_exam")), response)


def final(item: Item, response: Response | None, changed: bool = False) -> dict:
    """Return what is told of an answer (None: there is none) once it is handed in; `changed` if it fits no longer."""
    if response is None:
        why = say("exam_changed" if changed else "exam_unanswered")
        html = Markup("<p><b>{}</b></p>{}").format(why, format_key(item))
        return _shown("unanswered", html, None, attempts=0, final=True)
    result = grade(item, response)
    html = item.explain(response, result)
    return _shown(result.status, html, response, marks=item.marks_shown(result), final=True)
