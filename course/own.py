"""Your own text in a notebook, with its progress shown while it is cut into words."""

from collections.abc import Callable
from pathlib import Path

from IPython.display import display
from markupsafe import Markup

from .markup import Page
from .texts import CutText, own_file, own_text
from .wording import say

_LONG = 200_000  # characters: below this the cutting is over before you look


def my_text(text: str, title: str = "") -> CutText:
    """Return a pasted text as essay X, ready to be counted and explored. Raises TextError as texts.own_text does."""
    return own_text(text, title, _reporter())


def my_file(path: str | Path) -> CutText:
    """Return a text file as essay X, ready to be counted and explored. Raises TextError as texts.own_file does."""
    return own_file(path, _reporter())


def _reporter() -> Callable[[int, int], None]:
    """Return a function that shows how much has been done: a bar, made for a long text only, and moved each time."""
    shown = []

    def report(done: int, total: int) -> None:
        if total < _LONG:
            return
        words = say("cutting", done=f"{done:,}", total=f"{total:,}")
        page = Page(Markup('<p>{} <progress max="{}" value="{}"></progress></p>').format(words, total, done), words)
        if not shown:
            shown.append(display(page, display_id=True))
        elif shown[0]:  # outside a notebook there is nothing to move
            shown[0].update(page)

    return report
