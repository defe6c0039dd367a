"""What a notebook shows and clicks: a folder each with its `.py`, `.js` and `.css`, and what they share."""

from importlib import import_module

from .quiz.quiz import ask, quiz_of
from .reader.reader import compare, read

_LATER = dict.fromkeys(("explore_concordance", "explore_keyness", "track"), "explorer.explorer")
_LATER["check_setup"] = "pages.setup_check"


def __getattr__(name: str):
    """What most cells do without is loaded when it is first used."""
    if name not in _LATER:
        raise AttributeError(f"course.widgets has no {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)
