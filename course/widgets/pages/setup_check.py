"""The one-minute check of notebook 00: each line says what works, or what fails and what to do."""

from ...base import Table
from ...progress import FOLDER_VARIABLE, Progress, progress_folder
from ..words import columns, say


def check_fonts() -> str:
    """Return "" if figures can draw every character of both essays, else what to do."""
    try:
        from ...figures import FontError, chinese_font
    except ImportError:
        return say("reinstall")
    try:
        chinese_font()
    except FontError as error:
        return str(error)
    return ""


def check_saving() -> str:
    """Return "" if the record of answers can be opened and written, else what to do."""
    log = Progress(progress_folder())
    log.try_writing()
    return say("other_folder", why=log.notice, name=FOLDER_VARIABLE) if log.notice else ""


def check_setup() -> Table:
    """Return a table with a line per check: what, whether it works, and what to do if not."""
    checks = {"check_fonts": check_fonts(), "check_saving": check_saving()}
    rows = [
        (say(name), say("fails") if remedy else say("fine"), remedy or say("nothing"))
        for name, remedy in checks.items()
    ]
    rows.append((say("check_widget"), "?", say("widget_hint")))
    return Table(columns("check", "outcome", "what_to_do"), tuple(rows))
