"""The test before the course and the one after it: an unseen text and its questions, all handed in at once.

The questions are drawn by the exam's script. Before handing in nothing is told; after the first test neither, so that
the forms stay unseen; after the second the gain and the answers.
"""

from datetime import UTC, datetime

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import FORMS, Form, form_items, load_form
from ...progress import (
    FINISH, POSTTEST, PRETEST, START, TAKEN_BACK, Attempt, Progress, Taken, draw_form, form_name, open_progress, taken,
)  # fmt: skip
from ...quiz import Item, Response, ResponseError, fits, format_key, grade, public_item
from ...text import Paragraph
from ..quiz.quiz import KIND_SCRIPTS, QUIZ_WORDS, Quiz
from ..shared.shown import script, sheet, synced
from ..words import say, say_all
from .gain_html import format_gain

_WORDS = (
    "exam_start", "exam_finish", "exam_sure", "exam_left", "exam_over", "exam_bar", "exam_numbers", "exam_number",
    "exam_count", "exam_open", "exam_done", "partly", "key",
)  # fmt: skip
_FINISH = "finish"  # what the page asks for when the test is handed in


class FormTest(Quiz):
    """One sitting of the test. What is answered is in the log; the key stays in Python."""

    _esm = script("exam", "quiz", *KIND_SCRIPTS)
    _css = sheet("shared/theme", "quiz", "exam", "pretest")
    closing = synced({})

    def __init__(self, sitting: str, log: Progress, clock=lambda: datetime.now(UTC)):
        self._sitting, self._log, self._clock = sitting, log, clock
        rules = say("form_rules") + say("pretest_rules" if sitting == PRETEST else "posttest_rules")
        self._rules = Markup('<p lang="{}">{}</p>').format(html_language(), rules)
        words = say_all(*QUIZ_WORDS, *_WORDS) | {"lang": html_language(), "exam_again": ""}  # it is taken once
        words |= {"exam_bar": say("form_bar")}
        super().__init__(self._noted, (), page=self._rules, text=rules, words=words, notice=log.notice)
        self._refresh()

    def _attempts(self) -> list[Attempt]:
        return self._log.attempts(*map(form_name, FORMS), *form_items())  # and not the whole log at every click

    def _receive(self, widget, content: dict, buffers) -> None:
        attempts = self._attempts()
        test, asked = taken(self._sitting, attempts), content.get("kind")
        if test.form and not test.over and asked != _FINISH:
            return super()._receive(widget, content, buffers)
        if test.form and not test.over:
            self._note(test.form, FINISH)
        elif not test.form and asked == START and not self._too_late(attempts):
            self._note(draw_form(self._sitting, attempts), START)
        self.notice = self._log.notice
        self._refresh()

    def _too_late(self, attempts: list[Attempt]) -> bool:
        """True for the first test once the second is begun: it would not be before the course."""
        return self._sitting == PRETEST and taken(POSTTEST, attempts).form is not None

    def _note(self, form: str, what: str) -> None:
        self._log.record(form_name(form), self._sitting, what, None, self._clock())

    def _noted(self, item: Item, response: Response | None) -> dict:
        """Keep an answer, or that it was taken back: what counts is what the page shows."""
        try:
            score = grade(item, response).score
        except ResponseError as error:
            if item.id in taken(self._sitting, self._attempts()).answers:
                self._log.record(item.id, self._sitting, TAKEN_BACK, None, self._clock())
            why = Markup("<p>{}</p>").format(error) if response else Markup("")
            return _shown("wrong" if why else "", why, response) | {"attempts": 0, "notice": self._log.notice}
        self._log.record(item.id, self._sitting, response, score, self._clock())
        return _kept(response) | {"notice": self._log.notice}

    def _refresh(self) -> None:
        """Show the test as the log has it: not begun, running, or handed in."""
        attempts = self._attempts()
        test = taken(self._sitting, attempts)
        form = load_form(test.form) if test.form else None
        answers = _fitting(form, test) if form else {}
        if form is None:
            late = self._too_late(attempts)
            name, html, items = ("over", _line("pretest_late"), ()) if late else ("ready", self._rules, ())
            results = {}
        elif not test.over:
            name, html, items = "running", format_text(form), form.items
            results = {i: _kept(response) for i, response in answers.items()}
        elif self._sitting == PRETEST:
            name, html, items, results = "over", _line("pretest_over", n=len(answers), of=len(form.items)), (), {}
        else:
            name, html, items = "over", _line("posttest_over") + format_gain(attempts) + format_text(form), form.items
            results = {i.id: _final(i, answers.get(i.id)) for i in items}
        self._questions = {item.id: item for item in items}
        with self.hold_sync():  # the page hears of all three at once
            self.results = results
            self.items = [public_item(item, n) for n, item in enumerate(items, 1)]
            self.closing = {"state": name, "html": str(html), "left": None}


def _fitting(form: Form, test: Taken) -> dict[str, Response]:
    given = {i.id: test.answers[i.id].response for i in form.items if i.id in test.answers}
    return {i.id: given[i.id] for i in form.items if i.id in given and fits(i, given[i.id])}


def _line(key: str, **details) -> Markup:
    return Markup("<p>{}</p>").format(say(key, **details))


def _shown(status: str, html: Markup, response: Response | None, **more) -> dict:
    return {"status": status, "html": str(html), "marks": {}, "response": response, "attempts": 1} | more


def _kept(response: Response) -> dict:
    return _shown("noted", _line("noted_exam"), response)


def _final(item: Item, response: Response | None) -> dict:
    if response is None:
        html = Markup("<p><b>{}</b></p>{}").format(say("exam_unanswered"), format_key(item))
        return _shown("unanswered", html, None, final=True)
    result = grade(item, response)
    return _shown(result.status, item.explain(response, result), response, marks=item.marks_shown(result), final=True)


def format_text(form: Form) -> Markup:
    """Return the text of a form, each sentence with its id, below each paragraph its English, folded."""
    paragraphs = join(_paragraph(form, p) for p in form.text.paragraphs)
    head = '<h3 lang="zh-Hans">{}</h3><p class="course-invented" lang="zh-Hans"><small>{}</small></p>'
    return Markup(f'<article class="course-form-text">{head}{{}}</article>').format(
        form.title.zh, form.text.author_note, paragraphs
    )


def _paragraph(form: Form, paragraph: Paragraph) -> Markup:
    sentence = '<span class="course-place">{}</span> {}'
    chinese = join(((s.id, s.text) for s in paragraph.sentences), " ", sentence)
    english = join(((s.id, form.english[s.id]) for s in paragraph.sentences), " ", sentence)
    return Markup(
        '<p lang="zh-Hans">{}</p><details lang="en"><summary>English</summary><p>{}</p></details>'
    ).format(chinese, english)


def pretest() -> FormTest:
    """Return the test to be taken before the course, ready to show: a text nobody has seen, fourteen questions, once."""
    return FormTest(PRETEST, open_progress())


def posttest() -> FormTest:
    """Return the test to be taken after the course, on another text; handed in, it shows what was gained."""
    return FormTest(POSTTEST, open_progress())
