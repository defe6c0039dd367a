"""How strongly something is said: words that make a sentence say enough, needed, mainly, all or because."""

import re
from functools import cache

import msgspec

from ..base import DATA, Text, read_list


class Force(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One force, and the words that carry it: each entry one word, or its parts in order with … between."""

    id: str
    zh: list[str]
    en: list[str]

    def within(self, words: Text) -> bool:
        """Return whether either language of `words` carries this force; what they quote is only spoken of."""
        zh, en = (re.sub("“[^”]*”", "", each) for each in (words.zh, words.en.lower()))
        return any(_stands(form, zh) for form in self.zh) or any(_stands(form, en) for form in self.en)


def _stands(form: str, words: str) -> bool:
    return re.search(".*".join(map(re.escape, form.split("…"))), words) is not None


@cache
def load_forces() -> tuple[Force, ...]:
    """Return the forces; raises DataError."""
    return tuple(read_list(DATA / "lexicon" / "force.yaml", "forces", Force))
