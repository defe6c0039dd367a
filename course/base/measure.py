"""How wide text is, in ems, and where its lines break: for drawings that no browser lays out."""

import re
import unicodedata

_NO_START = "，。、；：！？）》”’…,.;:!?)%"  # signs that do not begin a line
_NO_END = "（《“‘("


def text_width(text: str) -> float:
    """Return how wide a text is, in ems: a Han character or full-width sign is one, Latin letters are less.

    An upper bound for common fonts, not a measurement: CJK fonts draw every Han character one em
    wide, while Latin letters differ between fonts.
    """
    return sum(map(_char_width, text))


def _char_width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—":
        return 1.0
    if char in " iljtfrI.,:;'|()[]-":
        return 0.42
    return 0.95 if char in "mwMW@%" else 0.74 if char.isupper() else 0.62


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Return `text` in lines at most `width` ems wide; Latin words stay whole where one fits, and no line begins with a comma."""
    signs = rf"(?:\s*[{re.escape(_NO_START)}])*\s*"  # and what goes with it
    pieces = re.findall(rf"[{re.escape(_NO_END)}]*(?:[A-Za-z0-9’'-]+(?:\.[0-9]+)*|.){signs}", text)
    lines = [""]
    for piece in (part for p in pieces for part in ([p] if text_width(p) <= width else re.findall(f".{signs}", p))):
        if lines[-1] and text_width(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return tuple(line.rstrip() for line in lines)
