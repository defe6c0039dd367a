"""The dashboard: where you stand, what to do next, and your record to carry away, bring back or clear."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import Lesson, all_items
from ...progress import (
    Progress, Standing, TransferError, bring_back, by_demand, by_lesson, by_objective, missed_items, next_step,
    open_progress, packed, schedule,
)
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all

_WORDS = ("download", "upload", "file_huge", "cards", "reset", "reset_sure", "reset_yes", "reset_no")
# Set by Binder, by Google Colab, and by hand for any other machine that forgets.
_SHORT_LIVED = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "COLAB_RELEASE_TAG", "COURSE_SHORT_LIVED")
FILE_NAME = "reading-an-argument-progress.json"
CARDS_NAME = "reading-an-argument.apkg"


def short_lived() -> bool:
    """Return whether this machine forgets everything when it is closed."""
    return any(os.environ.get(name) for name in _SHORT_LIVED)


def format_dashboard(log: Progress, now: datetime) -> Markup:
    """Return where a learner stands, as HTML that reads by itself."""
    attempts = log.attempts()
    plan = schedule(all_items(), attempts, now)
    key, values = next_step(attempts, sum(d.at <= now for d in plan), lambda: plan[0].at if plan else None)
    stations = by_lesson(attempts)
    lessons = [(lesson.id, str(lesson.title), s) for lesson, s in stations]
    demands = [("", say(f"demand_{demand}"), s) for demand, s in by_demand(attempts)]
    notices = filter(None, (say("short_lived") if short_lived() else "", log.notice))
    objectives = _part("", by_objective(attempts))
    return Markup('<section class="course-standing" lang="{}">{}<p><b>{}</b></p>{}{}{}{}</section>').format(
        html_language(), join(notices, each='<p class="course-notice">{}</p>'), say(key, **values), _path(stations),
        _part("by_lesson", lessons), _part("by_demand", demands),
        Markup("<details><summary>{}</summary>{}</details>").format(say("by_objective"), objectives),
    )  # fmt: skip


def _path(rows: Sequence[tuple[Lesson, Standing]]) -> Markup:
    """The way through the course: a station for each lesson, filled as far as its questions are answered."""
    here = next((lesson.id for lesson, s in rows if s.answered < s.of), None)
    stations = join((_station(lesson, s, lesson.id == here) for lesson, s in rows), each=(
        '<li data-here="{}"><b>{}</b> <span>{}</span> <span class="course-fill"><span style="width: {:.0f}%">'
        "</span></span> <small>{}</small></li>"
    ))  # fmt: skip
    return Markup('<p>{}</p><ol class="course-path">{}</ol>').format(say("path"), stations)


def _station(lesson: Lesson, s: Standing, here: bool) -> tuple:
    state = "path_done" if s.answered == s.of else "path_begun" if s.answered else "path_new"
    words = say(state, n=s.answered, of=s.of) + (say("path_here") if here else "")
    return "yes" if here else "no", lesson.id, lesson.title, 100 * s.answered / s.of, words


def _part(name: str, rows: Sequence[tuple[str, str, Standing]]) -> Markup:
    cells = []
    for i, what, s in rows:
        percent = "—" if s.score is None else f"{100 * s.score:.0f} %"
        cells.append((i, what, say("answered_of", n=s.answered, of=s.of), s.score or 0, what, percent))
    body = join(cells, each=(
        '<tr><th scope="row">{} {}</th><td>{}</td>'
        '<td><meter min="0" max="1" value="{:.3f}" aria-label="{}"></meter> {}</td></tr>'
    ))  # fmt: skip
    head = Markup("<p>{}</p>").format(say(name)) if name else ""
    return Markup("{}<table><tbody>{}</tbody></table>").format(head, body)


class Dashboard(Shown):
    """Where you stand; download, upload and reset. What is uploaded is checked before anything changes."""

    _esm = script("dashboard")
    _css = sheet("explorer", "dashboard")
    html = synced("")
    notice = synced("")
    words = synced({})

    def __init__(self, log: Progress, clock=lambda: datetime.now(UTC)):
        self._log, self._clock = log, clock
        html, words = format_dashboard(log, clock()), say_all(*_WORDS) | {"lang": html_language()}
        super().__init__(page=html, text=say("my_progress"), html=str(html), words=words)
        self.on_msg(self._receive)

    def _receive(self, _widget, content: dict, buffers) -> None:
        acts = {"download": self._download, "upload": self._upload, "cards": self._cards, "reset": self._reset}
        if (act := acts.get(str(content.get("kind")))) is None:
            return
        try:
            notice = act(buffers)
        except (TransferError, OSError) as error:
            notice = self._log.notice or str(error)
        # First what came of it, then the word that it is done: who reads the word finds it on the page.
        self.html = str(format_dashboard(self._log, self._clock()))
        self.notice = notice

    def _download(self, _buffers) -> str:
        self.send({"kind": "file", "name": FILE_NAME, "type": "application/json"}, buffers=[packed(self._log)])
        return ""

    def _cards(self, _buffers) -> str:
        from ...exports import anki_package  # here, because few ask for cards

        missed = missed_items(self._log.attempts())
        file = {"kind": "file", "name": CARDS_NAME, "type": "application/octet-stream"}
        self.send(file, buffers=[anki_package(missed)])
        return say("cards_done", n=len(missed))

    def _upload(self, buffers) -> str:
        return say("upload_done", n=bring_back(self._log, bytes(buffers[0]) if buffers else b""))

    def _reset(self, _buffers) -> str:
        return say("reset_done", name=self._log.reset(self._clock()) or "—")


def my_progress() -> Dashboard:
    """Return your dashboard, ready to show."""
    return Dashboard(open_progress())
