"""The test before the course and the one after it: an unseen text and its questions, all handed in at once.

The questions are drawn by the exam's script. Before handing in nothing is told; after the first test neither, so that
the forms stay unseen; after the second the gain and the answers.
"""

from datetime import UTC, datetime

from markupsafe import Markup

from ...base import join
from ...lessons import FORMS, Form, form_items, load_form
from ...progress import (
    FINISH, POSTTEST, PRETEST, START, Attempt, Progress, Taken, draw_form, form_name, open_progress, taken,
)  # fmt: skip
from ...quiz import Response, fits
from ...text import Paragraph
from ..exam.handed_in import HandedInAtOnce, final, kept
from ..shared.shown import sheet
from ..words import say
from .gain_html import format_gain


class FormTest(HandedInAtOnce):
    """One sitting of the test. What is answered is in the log; the key stays in Python."""

    _css = sheet("shared/theme", "quiz", "exam", "pretest")

    def __init__(self, sitting: str, log: Progress, clock=lambda: datetime.now(UTC)):
        rules = say("form_rules") + say("pretest_rules" if sitting == PRETEST else "posttest_rules")
        words = {"exam_again": "", "exam_bar": say("form_bar")}  # it is taken once
        super().__init__(sitting, log, clock, rules, words)

    def _attempts(self) -> list[Attempt]:
        return self._log.attempts(*map(form_name, FORMS), *form_items())  # and not the whole log at every click

    def _answered(self) -> dict[str, Attempt]:
        return taken(self._sitting, self._attempts()).answers

    def _receive(self, widget, content: dict, buffers) -> None:
        attempts = self._attempts()
        test, asked = taken(self._sitting, attempts), content.get("kind")
        if test.form and not test.over and asked != FINISH:
            return super()._receive(widget, content, buffers)
        if test.form and not test.over:
            self._keep(form_name(test.form), FINISH)
        elif not test.form and asked == START and not self._too_late(attempts):
            self._keep(form_name(draw_form(self._sitting, attempts)), START)
        self.notice = self._log.notice
        self._refresh()

    def _too_late(self, attempts: list[Attempt]) -> bool:
        """True for the first test once the second is begun: it would not be before the course."""
        return self._sitting == PRETEST and taken(POSTTEST, attempts).form is not None

    def _refresh(self) -> None:
        """Show the test as the log has it: not begun, running, or handed in."""
        attempts = self._attempts()
        test = taken(self._sitting, attempts)
        if test.form is None:
            late = self._too_late(attempts)
            return self._show("over" if late else "ready", _line("pretest_late") if late else self._rules, (), {})
        form = load_form(test.form)
        answers = _fitting(form, test)
        if not test.over:
            return self._show("running", format_text(form), form.items, {i: kept(given) for i, given in answers.items()})
        if self._sitting == PRETEST:
            return self._show("over", _line("pretest_over", n=len(answers), of=len(form.items)), (), {})
        told = _line("posttest_over") + format_gain(attempts) + format_text(form)
        self._show("over", told, form.items, {i.id: final(i, answers.get(i.id)) for i in form.items})


def _fitting(form: Form, test: Taken) -> dict[str, Response]:
    given = {i.id: test.answers[i.id].response for i in form.items if i.id in test.answers}
    return {i.id: given[i.id] for i in form.items if i.id in given and fits(i, given[i.id])}


def _line(key: str, **details) -> Markup:
    return Markup("<p>{}</p>").format(say(key, **details))


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
