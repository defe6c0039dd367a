"""Words as they are compared when typed: width, case, spaces, punctuation and traditional forms are forgiven."""

import unicodedata
from functools import cache

from ..base import DATA, DataError, read_text


@cache
def load_variants() -> dict[int, str]:
    """Return traditional and variant characters with the simplified one each stands for, as a table for str.translate.

    Raises DataError for a line of data/lexicon/variants.txt that is not: one character, a space, its variants.
    """
    table: dict[int, str] = {}
    for number, line in enumerate(read_text(DATA / "lexicon" / "variants.txt").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        simplified, _, variants = line.partition(" ")
        if len(simplified) != 1 or not variants or " " in variants:
            where = f"data/lexicon/variants.txt, line {number}"
            raise DataError(f"{where}: write one character, a space, its variants; {line!r} is not that")
        table |= {ord(variant): simplified for variant in variants}
    return table


def plain(words: str) -> str:
    """Return words as they are compared: simplified, half-width, small letters, without spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", words).casefold().translate(load_variants())
    return "".join(c for c in folded if c.isalnum())
