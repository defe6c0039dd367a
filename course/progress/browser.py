"""In a browser tab: the file of answers ends with the tab, so each attempt is kept in the browser's own database too.

That database lasts, and all tabs share it. A log is only ever added to, and attempts are told apart by id: whatever the
order in which tabs write, none loses what another has written. Nothing leaves the browser.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from .attempt import Attempt, Unfit, checked
from .choices import bring_back_choices, keep_language
from .log import copy_to, open_progress


async def begin(language: str) -> None:
    """Bring back what this browser keeps, keep what is answered from now on, and speak a language.

    JupyterLab's extension calls it before a lesson runs where Python runs in the browser (Pyodide). Where the browser
    keeps nothing the lesson goes on, and the page says so.
    """
    from pyodide.code import run_js  # only there is such a thing

    kept = BrowserCopy(run_js(Path(__file__).with_name("kept.js").read_text(encoding="utf-8")))
    await kept.bring_back()
    copy_to(kept)
    keep_language(language)


class BrowserCopy:
    """The browser's database as a copy of the log. The script beside it tells the page where the browser takes nothing."""

    def __init__(self, database):
        self._database = database

    async def bring_back(self) -> None:
        """Put into this tab's log what the browser keeps, and follow what other tabs add."""
        from pyodide.ffi import create_proxy

        texts = await self._database.all(create_proxy(lambda texts: open_progress().hear(_attempts(texts))))
        open_progress().hear(_attempts(texts))
        names, chosen = await self._database.choices()
        bring_back_choices(dict(zip(names, chosen)), self._database.choose)

    def add(self, attempts: Sequence[Attempt]) -> None:
        """Keep attempts: begun before this returns. What the browser does not take is tried again."""
        from pyodide.ffi import to_js

        if attempts:
            texts = [msgspec.json.encode(a).decode() for a in attempts]
            self._database.add(to_js([a.id for a in attempts]), to_js(texts))

    def clear(self) -> None:
        """Forget everything in the browser's database."""
        self._database.clear()


def _attempts(texts: Iterable[str]) -> list[Attempt]:
    """Return the attempts in what the browser kept; what is none, or somebody changed, is left out."""
    found = []
    for text in texts:
        with suppress(msgspec.DecodeError, Unfit):
            found.append(checked(msgspec.json.decode(text, type=Attempt)))
    return found
