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
from .words import say


async def begin(language: str) -> None:
    """Bring back what this browser keeps, keep what is answered from now on, and speak a language.

    JupyterLab's extension calls it before a lesson runs where Python runs in the browser (Pyodide). Where the browser
    keeps nothing the lesson goes on, and the log's `notice` says so.
    """
    from pyodide.code import run_js  # only there is such a thing

    kept = BrowserCopy(run_js(Path(__file__).with_name("kept.js").read_text(encoding="utf-8")))
    await kept.bring_back()
    copy_to(kept)
    keep_language(language)


class BrowserCopy:
    """The browser's database as a copy of the log. `failure` tells, in one line, what the learner should know."""

    def __init__(self, database):
        self._database = database
        self._waiting: dict[str, str] = {}  # by id: what the browser has not taken yet
        self._why = ""

    @property
    def failure(self) -> str:
        """Why answers may be lost when the tab is closed; empty where all is well."""
        return say("unsaved", why=say(self._why)) if self._why else ""

    async def bring_back(self) -> None:
        """Put into this tab's log what the browser keeps, and follow what other tabs add."""
        from pyodide.ffi import create_proxy

        try:
            texts = await self._database.all(create_proxy(lambda texts: open_progress().hear(_attempts(texts))))
        except Exception:  # whatever a browser does that keeps nothing
            self._why = "browser_keeps_nothing"
            return
        open_progress().hear(_attempts(texts))
        names, chosen = await self._database.choices()
        bring_back_choices(dict(zip(names, chosen)), self._database.choose)

    def add(self, attempts: Sequence[Attempt]) -> None:
        """Keep attempts: begun before this returns. What the browser does not take is tried again with the next."""
        self._waiting |= {a.id: msgspec.json.encode(a).decode() for a in attempts}
        if self._waiting and self._why != "browser_keeps_nothing":
            self._sent(tuple(self._waiting))

    def _sent(self, ids: Sequence[str]) -> None:
        from pyodide.ffi import to_js

        def kept(_=None) -> None:
            self._why = ""
            for one in ids:
                self._waiting.pop(one, None)

        def refused(_=None) -> None:
            self._why = "browser_full"

        self._database.add(to_js(ids), to_js([self._waiting[one] for one in ids])).then(kept, refused)

    def clear(self) -> None:
        """Forget everything in the browser's database."""
        self._waiting.clear()
        if self._why != "browser_keeps_nothing":
            self._database.clear()


def _attempts(texts: Iterable[str]) -> list[Attempt]:
    """Return the attempts in what the browser kept; what is none, or somebody changed, is left out."""
    found = []
    for text in texts:
        with suppress(msgspec.DecodeError, Unfit):
            found.append(checked(msgspec.json.decode(text, type=Attempt)))
    return found
