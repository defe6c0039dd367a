"""Two languages: a text that has both, and the switch between them."""

import os
from typing import Annotated

import msgspec

LANGUAGES = ("zh", "en")
_Words = Annotated[str, msgspec.Meta(min_length=1)]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in Chinese (`zh`) and in English (`en`); neither may be empty."""

    zh: _Words
    en: _Words

    def __str__(self) -> str:
        return getattr(self, current_language())


class NotThere(KeyError):
    """A name that names nothing; the message says in the reader's language what there is."""

    def __init__(self, told: Text | str):
        super().__init__(told)
        self.english = told.en if isinstance(told, Text) else told  # for those who write data

    def __str__(self) -> str:
        return str(self.args[0])

    def _render_traceback_(self) -> list[str]:
        """A notebook shows the message alone: where in the program it was raised helps no learner."""
        return [str(self)]


class LanguageError(ValueError):
    """A language the course does not speak."""


def _checked(name: str, source: str) -> str:
    if name not in LANGUAGES:
        raise LanguageError(f"{source}: language {name!r} is not one of {', '.join(LANGUAGES)}")
    return name


def environment_language() -> str:
    """Return the language of whoever has chosen none: that of COURSE_LANGUAGE, else Chinese; raises LanguageError."""
    return _checked(os.environ.get("COURSE_LANGUAGE") or "zh", "COURSE_LANGUAGE")


_current = environment_language()


def use_language(name: str) -> None:
    """Switch notes, quizzes, widgets and figures made from now on to `"zh"` or `"en"`.

    Raises LanguageError for any other name. What is already on the page stays as it is:
    run its cell again. The environment variable COURSE_LANGUAGE sets the first language.
    """
    global _current
    _current = _checked(name, "use_language")


def current_language() -> str:
    """Return `"zh"` or `"en"`."""
    return _current


def html_language() -> str:
    """Return the language tag for an HTML `lang` attribute: `zh-Hans` or `en`."""
    return "zh-Hans" if _current == "zh" else "en"
