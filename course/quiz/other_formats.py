"""What a kind needs to say itself in other programs' formats, IMS QTI 2.1 and Moodle GIFT; `exports/` makes files."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Qti(NamedTuple):
    """What a kind says of itself in IMS QTI 2.1.

    `right` is the right response and `worth` the points of each part of one (empty where all or nothing counts);
    `told` is the feedback by the identifier that shows it, `chosen` true where that identifier is the one chosen.
    """

    base_type: str
    cardinality: str
    right: list[str]
    worth: dict[str, float]
    told: list[tuple[str, str]]
    chosen: bool
    body: "Element"


TOLD = "told"  # QTI's identifier of feedback that is shown whatever the answer


def element(tag: str, *inside: object, **attributes: str) -> "Element":
    """Return an XML element; what stands inside is elements, and text at the beginning or after one of them."""
    from xml.etree.ElementTree import Element  # here, because a page that asks a question does without

    made = Element(tag, attributes)
    for piece in inside:
        if isinstance(piece, Element):
            made.append(piece)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + str(piece)
        else:
            made.text = (made.text or "") + str(piece)
    return made


def gift_pairs(pairs: Iterable[tuple[str, str]], feedback: str, plain: Callable[[object], str]) -> str:
    """Return what is to be matched in Moodle GIFT, and what is told afterwards; `plain` escapes a text for it."""
    lines = "\n".join(f"\t={plain(left)} -> {plain(without_colon(right))}" for left, right in pairs)
    return f"{lines}\n\t####{plain(feedback)}"


def without_colon(text: str) -> str:
    """Return a text with a dash for each colon: readers of GIFT differ on a marked colon in what is matched."""
    return text.replace(": ", " – ").replace(":", "–")
