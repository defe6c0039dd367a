"""The dashboard: where you stand, what to do next, and your record to carry away, bring back or clear."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Lesson, all_items, where_notes_are_listed
from ...progress import (
    Attempt, Due, Guesses, Next, Progress, Standing, TransferError, answers_about_words, bring_back, by_demand, by_lesson, by_objective, guesses,
    kept_words, missed_items, open_progress, overall, packed, schedule, where_next,
)
from ..notes.cards import word_cards
from ..pretest.gain_html import format_gain
from ..shared.shown import Shown, script, sheet, style, synced
from ..words import say, say_all

_WORDS = ("download", "upload", "file_huge", "cards", "reset", "reset_sure", "reset_yes", "reset_no")
# Set by Binder, by Google Colab, and by hand for any other machine that forgets.
_SHORT_LIVED = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "COLAB_RELEASE_TAG", "COURSE_SHORT_LIVED")
_SHEETS = ("shared/theme", "dashboard")
FILE_NAME = "reading-an-argument-progress.json"
CARDS_NAME = "reading-an-argument.apkg"


def short_lived() -> bool:
    """Return whether this machine forgets everything when it is closed."""
    return any(os.environ.get(name) for name in _SHORT_LIVED)


def format_dashboard(log: Progress, now: datetime) -> Markup:
    """Return where a learner stands, as HTML that reads by itself: what to do next, what is due, how far, how well."""
    attempts = log.attempts()
    onward = where_next(attempts)
    notices = filter(None, (say("short_lived") if short_lived() else "", log.notice))
    return Markup('<section class="course-standing" lang="{}">{}{}{}{}{}{}{}{}{}</section>').format(
        html_language(), join(notices, each='<p class="course-notice">{}</p>'), _onward(onward),
        _due(_plan(log, attempts, now), now), _notes(log), _path(by_lesson(attempts), onward),
        _measure(overall(attempts)), _guesses(guesses(attempts)), format_gain(attempts), _details(attempts),
    )  # fmt: skip


def _onward(onward: Next | None) -> Markup:
    """The one thing to do next: a link to the notebook where this learner stands, at the step if that is known."""
    if onward is None:
        return Markup("<p><b>{}</b></p>").format(say("go_nowhere"))
    parts = [say("go_step", n=onward.number, step=onward.step.name)] if onward.step else []
    parts.append(say("go_left", n=onward.left) if onward.begun else say("go_whole", n=onward.minutes))
    return Markup('<p><a class="course-onward" href="{}"><b>{}</b> <small>{}</small></a></p>').format(
        onward.href, onward.name, " · ".join(parts)
    )


def _plan(log: Progress, attempts: Sequence[Attempt], now: datetime) -> list[Due]:
    """Return what comes back and when: questions answered and words kept."""
    words = kept_words(log)
    return schedule([*all_items(), *word_cards(words)], answers_about_words(words, attempts), now)


def _notes(log: Progress) -> Markup:
    """A link to one's own notes; nothing before the first."""
    if not (n := log.count_notes()):
        return Markup("")
    link = '<p class="course-own-link"><a href="{}">{}</a></p>'
    return Markup(link).format(where_notes_are_listed(), say("own_link", n=n))


def _due(plan: Sequence[Due], now: datetime) -> Markup:
    """What is to be reviewed today and how; where nothing is, when the next review comes."""
    if due := sum(d.at <= now for d in plan):
        return Markup('<p class="course-due"><b>{}</b> {}</p>').format(say("due_today", n=due), say("due_how"))
    words = say("due_next", date=f"{plan[0].at:%Y-%m-%d}") if plan else say("due_none")
    return Markup('<p class="course-due">{}</p>').format(words)


def _path(rows: Sequence[tuple[Lesson, Standing]], onward: Next | None) -> Markup:
    """The way through the course: a card for each lesson, which leads to it, filled as far as it is answered."""
    cards = join((_card(lesson, s, bool(onward) and lesson == onward.lesson) for lesson, s in rows), each=(
        '<li><a class="course-station" href="{}"{}><b>{}</b> <span>{}</span> '
        '<span class="course-fill"><span style="width: {:.0f}%"></span></span> <small>{}</small></a></li>'
    ))  # fmt: skip
    return Markup('<p class="course-part">{}</p><ol class="course-path">{}</ol>').format(say("path"), cards)


def _card(lesson: Lesson, s: Standing, here: bool) -> tuple:
    current = Markup(' aria-current="step"') if here else ""
    words = say("path_done" if s.answered == s.of else "path_begun", n=s.answered, of=s.of)
    return lesson.file, current, lesson.id, lesson.title, 100 * s.answered / s.of, words


def _measure(s: Standing) -> Markup:
    if s.score is None:
        return Markup('<p class="course-measure">{}　{}</p>').format(say("right_share"), say("right_none"))
    return Markup('<p class="course-measure">{}　{} <small>{}</small></p>').format(
        say("right_share"), _meter(s, say("right_share")), say("answered_of", n=s.answered, of=s.of)
    )


_ENOUGH = 4  # guesses, before "half of them" says anything


def _guesses(g: Guesses) -> Markup:
    """How the first guesses have done; nothing before the first."""
    if not g.made:
        return Markup("")
    words = say("guesses_made", n=g.made, right=g.right, near=g.near)
    if g.miss is not None and g.made >= _ENOUGH:
        words += say("guesses_miss", percent=f"{100 * g.miss:.0f}") if g.miss else say("guesses_exact")
    return Markup('<p class="course-part">{}</p><p class="course-guesses">{}</p>').format(say("guesses"), words)


def _meter(s: Standing, name: str) -> Markup:
    if s.score is None:
        return Markup("—")
    return Markup(
        '<span class="course-fill course-meter" role="meter" aria-label="{name}" aria-valuemin="0" aria-valuemax="100" '
        'aria-valuenow="{value:.0f}"><span style="width: {value:.0f}%"></span></span> <b>{value:.0f} %</b>'
    ).format(name=name, value=100 * s.score)


def _details(attempts: Sequence[Attempt]) -> Markup:
    lessons = [(f"{lesson.id} {lesson.title}", s) for lesson, s in by_lesson(attempts)]
    demands = [(say(f"demand_{demand}"), s) for demand, s in by_demand(attempts)]
    objectives = [(f"{i} {what}", s) for i, what, s in by_objective(attempts)]
    parts = {"by_lesson": lessons, "by_demand": demands, "by_objective": objectives}
    tables = join(_table(say(name), rows) for name, rows in parts.items())
    return Markup("<details><summary>{}</summary>{}</details>").format(say("details"), tables)


def _table(caption: str, rows: Sequence[tuple[str, Standing]]) -> Markup:
    heads = join((say("what"), say("path_so_far"), say("right_share")), each='<th scope="col">{}</th>')
    cells = ((what, say("path_begun", n=s.answered, of=s.of), _meter(s, what)) for what, s in rows)
    body = join(cells, each='<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')
    table = "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    return Markup(table).format(caption, heads, body)


class Dashboard(Shown):
    """Where you stand; download, upload and reset. What is uploaded is checked before anything changes.

    It follows the answers given in this kernel by itself, and looks again when it comes into view: other notebooks
    have kernels of their own.
    """

    _esm = script("shared/links", "shared/file", "dashboard")
    _css = sheet(*_SHEETS)
    html = synced("")
    notice = synced("")
    words = synced({})

    def __init__(self, log: Progress, clock=lambda: datetime.now(UTC)):
        self._log, self._clock = log, clock
        self._left = False
        html, words = format_dashboard(log, clock()), say_all(*_WORDS) | {"lang": html_language()}
        page = style(*_SHEETS) + Markup('<div class="course-dashboard">{}</div>').format(html)
        super().__init__(page=page, text=say("my_progress"), html=str(html), words=words)
        self.on_msg(self._receive)
        log.listen(self._answered)

    def _answered(self) -> None:
        if not self._left:  # what nobody sees any more is not worked out
            self._look()

    def _look(self) -> None:
        self.html = str(format_dashboard(self._log, self._clock()))

    def _receive(self, _widget, content: dict, buffers) -> None:
        if (kind := content.get("kind")) in ("look", "leave"):
            self._left = kind == "leave"
            return self._answered()
        acts = {"download": self._download, "upload": self._upload, "cards": self._cards, "reset": self._reset}
        if (act := acts.get(str(content.get("kind")))) is None:
            return
        try:
            notice = act(buffers)
        except (TransferError, OSError) as error:
            notice = self._log.notice or str(error)
        # First what came of it, then the word that it is done: who reads the word finds it on the page.
        self._look()
        self.notice = notice

    def _download(self, _buffers) -> str:
        self.send({"kind": "file", "name": FILE_NAME, "type": "application/json"}, buffers=[packed(self._log)])
        return ""

    def _cards(self, _buffers) -> str:
        from ...exports import anki_package  # here, because few ask for cards

        missed, words = missed_items(self._log.attempts()), word_cards(kept_words(self._log))
        file = {"kind": "file", "name": CARDS_NAME, "type": "application/octet-stream"}
        self.send(file, buffers=[anki_package(missed, words)])
        return say("cards_done", n=len(missed), words=len(words))

    def _upload(self, buffers) -> str:
        return say("upload_done", n=bring_back(self._log, bytes(buffers[0]) if buffers else b""))

    def _reset(self, _buffers) -> str:
        return say("reset_done", name=self._log.reset(self._clock()) or "—")


def my_progress() -> Dashboard:
    """Return your dashboard, ready to show."""
    return Dashboard(open_progress())
