"""The one-minute check of notebook 00: each line says what works, or what fails and what to do."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import html_language, in_browser, join
from ...progress import FOLDER_VARIABLE, Progress, progress_folder
from ..quiz.quiz import when_answered
from ..shared.shown import Shown, script, sheet, synced
from ..words import columns, say


def check_fonts() -> str:
    """Return "" if figures can draw every character of both essays, else what to do."""
    from ...figures import FontError, can_draw, chinese_font, has_saved_pictures

    if not can_draw():
        return "" if has_saved_pictures() else say("reinstall")
    try:
        chinese_font()
    except FontError as error:
        return str(error)
    return ""


def check_saving() -> str:
    """Return "" if the record of answers can be opened and written, else what to do."""
    log = Progress(progress_folder())
    log.try_writing()
    if not log.notice or in_browser():
        return log.notice
    return say("other_folder", why=log.notice, name=FOLDER_VARIABLE)


class SetupCheck(Shown):
    """The checks as a table. Its last row is about the browser: it is found to work when an answer comes from there."""

    _esm = script("pages/setup_check")
    _css = sheet("pages")
    html = synced("")
    last = synced([])
    works = False  # whether an answer has come to this kernel

    def __init__(self, rows: Sequence[tuple[str, str, str]]):
        heads, self._fine = columns("check", "outcome", "what_to_do"), [say("fine"), say("nothing")]
        page = format_checks(heads, rows)
        text = "\n".join("\t".join(row) for row in (heads, *rows))
        super().__init__(page=page, text=text, html=str(page), last=self._fine if self.works else list(rows[-1][1:]))
        _shown.append(self)

    def turn(self) -> None:
        """Say in the last row that clicking works."""
        self.last = self._fine


_shown: list[SetupCheck] = []


def _answered() -> None:
    SetupCheck.works = True
    for check in _shown:
        check.turn()


when_answered.append(_answered)


def format_checks(heads: Sequence[str], rows: Sequence[tuple[str, str, str]]) -> Markup:
    """Return the checks as a table. A page nobody can click in leaves the last row out, by its class."""
    row = Markup('<tr{}><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')
    live = Markup(' class="course-live"')
    body = join(row.format(live if n == len(rows) else "", *cells) for n, cells in enumerate(rows, 1))
    head = join(heads, each='<th scope="col">{}</th>')
    table = '<table class="course-table" lang="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return Markup(table).format(html_language(), head, body)


def check_rows() -> list[tuple[str, str, str]]:
    """Return a row per check: what, whether it works, and what to do if not. Whether one can click is not known yet."""
    checks = {"check_fonts": check_fonts(), "check_saving": check_saving()}
    rows = [
        (say(name), say("fails") if remedy else say("fine"), remedy or say("nothing"))
        for name, remedy in checks.items()
    ]
    return [*rows, (say("check_widget"), "?", say("widget_hint"))]


def check_setup() -> SetupCheck:
    """Return a table with a line per check; the last turns to fine when a question on this page has been answered."""
    return SetupCheck(check_rows())
