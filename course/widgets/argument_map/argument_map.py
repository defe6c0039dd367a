"""The argument map to look at, to walk through, and with blanks to fill."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import html_language, join
from ...quiz import Item, blank_items, format_quiz
from ...reading import (
    ArgumentMap, format_map, format_node, format_picture, format_svg, load_argument, load_parallels, outline,
    part_of_map,
)
from ..quiz.quiz import Quiz, quiz_of
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all

_WORDS = ("show_as", "as_drawing", "as_outline", "gloss_close", "no_text_here", "map_help", "map")


class MapView(Shown):
    """An argument map as a drawing and as an outline; `cards` are what its nodes open."""

    _esm = script("shared/card", "argument_map")
    _css = sheet("shared/theme", "argument_map")
    svg = synced("")
    outline = synced("")
    cards = synced({})
    words = synced({})


def show_map(essay: str, root: str | None = None, between: Sequence[str] | None = None) -> MapView:
    """Return the argument of an essay as a map: all of it, the part under one node, or what stands in some paragraphs.

    Raises KeyError for a node that is not there, PlaceError for paragraphs that are not.
    """
    argument = part_of_map(essay, between)
    top = _root(argument, root)
    return MapView(
        page=_picture_and_outline(argument, top),
        text=outline(argument, top),
        record=_record(essay, between, top),
        svg=str(format_svg(argument, top)),
        outline=str(format_map(argument, top)),
        cards={i: str(format_node(argument, n, _counterparts(n.id))) for i, n in argument.nodes.items()},
        words=say_all(*_WORDS) | {"lang": html_language()},
    )


def fill_map(essay: str, blanks: Sequence[str], root: str | None = None, between: Sequence[str] | None = None) -> Quiz:
    """Return a map with numbered blanks and a question for each; a blank fills in when it is answered rightly.

    A blank is the id of a node (its kind is asked), the id of a relation (its kind is asked), or a
    node's id and `:text` (the missing step is asked). Raises BlankError for an id the map has not.
    """
    argument = part_of_map(essay, between)
    top = _root(argument, root)
    items = blank_items(argument, blanks)
    names = dict(zip([item.id for item in items], blanks, strict=True))

    def drawing(results: dict) -> str:
        solved = {names[i] for i, result in results.items() if result and result["status"] == "right"}
        open_ = [f"({b})" if b in solved else b for b in blanks]  # solved ones stand filled
        svg = Markup('<div class="course-scroll" tabindex="0" role="group" aria-label="{}">{}</div>').format(say("map"), format_svg(argument, top, open_))
        return str(_with_outline(svg, argument, top, open_))

    page = _picture_and_outline(argument, top, blanks) + format_quiz(items, True, _numbers(items))
    return quiz_of(items, page, f"{outline(argument, top, blanks)}", drawing=drawing, record=_record(essay, between, top, blanks))


def _record(essay: str, between: Sequence[str] | None, root: str, blanks: Sequence[str] = ()) -> dict:
    return {"map": {"essay": essay, "between": between and list(between), "root": root, "blanks": list(blanks)}}


def _numbers(items: Sequence[Item]) -> dict[str, int]:
    return {item.id: number for number, item in enumerate(items, 1)}


def _root(argument: ArgumentMap, root: str | None) -> str:
    if root is not None and root not in argument.nodes:
        raise KeyError(f"there is no node {root!r} here; the nodes are {', '.join(argument.nodes)}")
    return root or argument.thesis.id


def _picture_and_outline(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> Markup:
    picture = format_picture(format_svg(argument, root, blanks, alone=True))
    return _with_outline(Markup('<div class="course-scroll">{}</div>').format(picture), argument, root, blanks)


def _with_outline(drawing: Markup, argument: ArgumentMap, root: str, blanks: Sequence[str]) -> Markup:
    return drawing + Markup("<details><summary>{}</summary>{}</details>").format(
        say("as_outline"), format_map(argument, root, blanks)
    )


def _counterparts(node: str) -> list[Markup]:
    """Return what fills the same slot in the other essay, by the parallels of the two essays."""
    rows = [row for p in load_parallels().values() if len({c[0] for c in p.columns}) > 1 for row in p.rows if node in row.nodes]
    found = []
    for row in rows:
        others = [n for n in row.nodes if n[0] != node[0]]
        texts = join((load_argument(n[0].upper()).nodes[n].text for n in others), "；")
        found.append(Markup("<li><b>{}</b> {} {}</li>").format(say("matches"), texts or "—", row.name))
    return found
