"""The terms of the course in both languages: one rendering each, and those that were given up."""

from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, read_list


class Rendering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term. `en` are the forms its rendering may take; `given_up` is what no English says for it any more.

    `shown` is its English in the table of STYLE.md; `everyday` marks a word that ordinary Chinese uses too, so that its
    rendering is asked of nobody.
    """

    id: str
    zh: str
    shown: str
    en: list[str]
    given_up: list[str] = []
    everyday: bool = False
    note: str = ""

    def rendered(self, words: Text) -> bool:
        """Return whether the English keeps the term where the Chinese has it: rendered, or left in Chinese."""
        if self.zh not in words.zh or self.zh in words.en:  # first: most texts have not the term
            return True
        said = words.en.lower()
        return any(form in said for form in self.en)


@cache
def load_terms() -> tuple[Rendering, ...]:
    """Return the terms, checked; raises DataError."""
    return read_terms(DATA / "terms.yaml")


def read_terms(path: Path) -> tuple[Rendering, ...]:
    """Return the terms of one file; raises DataError, for two entries of one term too."""
    return tuple(read_list(path, "terms", Rendering, unique=("zh",)))


def style_table() -> str:
    """Return the table of terms as it stands in data/STYLE.md."""
    rows = [f"| {t.zh} | {t.shown} | {t.note} |" for t in load_terms()]
    return "\n".join(["| 中文 | English | note |", "|---|---|---|", *rows])
