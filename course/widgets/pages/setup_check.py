"""The one-minute check of notebook 00: each line says what works, or what fails and what to do."""

from ...base import Table, Text, say
from ...progress import FOLDER_VARIABLE, Progress, progress_folder

_REINSTALL = Text(
    "在终端里、课程目录下运行 make lab，让它重新安装。", "Run make lab in a terminal in the course's folder: it installs what is missing."
)
_FOLDER = Text(
    "{why} 可以把环境变量 {name} 设为一个能写的文件夹，再重启。",
    "{why} Set the environment variable {name} to a folder you can write to, and start again.",
)


def check_fonts() -> str:
    """Return "" if figures can draw every character of both essays, else what to do."""
    try:
        from ...figures import FontError, chinese_font
    except ImportError:
        return str(_REINSTALL)
    try:
        chinese_font()
    except FontError as error:
        return str(error)
    return ""


def check_saving() -> str:
    """Return "" if the record of answers can be opened and written, else what to do."""
    log = Progress(progress_folder())
    log.try_writing()
    return str(_FOLDER).format(why=log.notice, name=FOLDER_VARIABLE) if log.notice else ""


def check_setup() -> Table:
    """Return a table with a line per check: what, whether it works, and what to do if not."""
    checks = {"check_fonts": check_fonts(), "check_saving": check_saving()}
    rows = [
        (say(name), say("fails") if remedy else say("fine"), remedy or say("nothing"))
        for name, remedy in checks.items()
    ]
    rows.append((say("check_widget"), "?", say("widget_hint")))
    return Table((say("check"), say("outcome"), say("what_to_do")), tuple(rows))
