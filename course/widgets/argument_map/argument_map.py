"""The argument map to look at, to walk through, and with blanks to fill in where they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from ...base import NotThere, html_language, join
from ...progress import Progress, open_progress
from ...quiz import Item, Response, all_blanks, blank_items, explain_blank, fits, format_quiz, grade, public_item
from ...reading import (
    ArgumentMap, Blanks, format_map, format_node, format_picture, format_svg, load_argument, load_parallels, outline,
    part_of_map,
)
from ..quiz.quiz import take_answer
from ..shared.shown import Shown, script, sheet, synced
from ..words import WORDS, say, say_all

_WORDS = (
    "show_as", "as_drawing", "as_outline", "gloss_close", "no_text_here", "no_reply", "wrong", "map_help",
    "map_fill_help", "map_outline_help", "map_zoom", "map_zoom_in", "map_zoom_out", "map_fit", "map_pane", "map_count",
    "map_next", "map_choices", "map_again", "map_up", "map_down", "map_left", "map_right",
)  # fmt: skip
_SITTING = "after"


class MapView(Shown):
    """An argument map as a drawing and as an outline; `cards` are what its nodes open.

    `svg` is the drawing in columns, `steps` the same for a narrow page. `items` are what is asked of its blanks, in the
    order of their numbers; `results` what came of the answers.
    """

    _esm = script("shared/card", "argument_map/pane", "argument_map/blanks", "argument_map")
    _css = sheet("shared/theme", "argument_map")
    svg = synced("")
    steps = synced("")
    outline = synced("")
    cards = synced({})
    items = synced([])
    results = synced({})
    notice = synced("")
    always_drawn = synced(False)
    words = synced({})


class BlankMap(MapView):
    """A map whose blanks are filled in on it: the browser sends a choice, and gets back the map and what is said of it.

    What it gets of a blank that is open holds no key.
    """

    def __init__(
        self, questions: Sequence[Item], answer: Callable[[Item, Response], dict], draw: Callable[[dict], dict], **traits
    ):
        self._questions = {item.id: item for item in questions}
        self._answer, self._draw = answer, draw
        super().__init__(**traits, **draw(traits["results"]))
        self.on_msg(self._receive)

    def _receive(self, _widget, content: dict, _buffers) -> None:
        item = self._questions.get(content.get("item"))
        if content.get("kind") != "submit" or item is None:
            return
        news = self._answer(item, content.get("response"))
        with self.hold_sync():  # the page gets all of it at once
            self.set_trait("results", news.pop("results"))
            for name, value in (news | self._draw(self.results)).items():
                self.set_trait(name, value)


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
        words=map_words(),
        **drawn(argument, top, Blanks()),
    )


def fill_map(
    essay: str, blanks: Sequence[str], root: str | None = None, between: Sequence[str] | None = None
) -> BlankMap:
    """Return a map with numbered blanks, each filled in where it stands: it opens its choices, and what is said of them.

    A blank is the id of a node (its kind is asked), the id of a relation (its kind is asked), or a
    node's id and `:text` (the missing step is asked); a node's id and `:branch` leaves all of its branch blank, each step
    in words and in kind. Raises BlankError for an id the map has not.
    Without a kernel the questions stand below the map, each with its answer folded.
    """
    argument = part_of_map(essay, between)
    top = _root(argument, root)
    record, blanks = _record(essay, between, top, blanks), all_blanks(argument, blanks)
    items = blank_items(argument, blanks)
    names = dict(zip((item.id for item in items), blanks, strict=True))
    log = open_progress()

    def answer(item: Item, response: Response) -> dict:
        take_answer(item, response, _SITTING, log, datetime.now(UTC))
        return {"results": _so_far(items, log), "notice": log.notice}

    def draw(results: Mapping[str, dict]) -> dict:
        return drawn(argument, top, Blanks(blanks, {names[i]: r["filled"] for i, r in results.items() if r["filled"]}))

    return BlankMap(
        items, answer, draw,
        page=_picture_and_outline(argument, top, blanks) + format_quiz(items, True, _numbers(items)),
        text=outline(argument, top, blanks),
        record=record,
        items=[public_item(item, n) for n, item in enumerate(items, 1)],
        results=_so_far(items, log),
        notice=log.notice,
        words=map_words(),
    )  # fmt: skip


def map_words() -> dict[str, str]:
    return say_all(*_WORDS) | {"lang": html_language()}


def drawn(argument: ArgumentMap, root: str, blanks: Blanks) -> dict:
    """Return the map in all the forms the browser shows; an open blank has no card that could tell."""
    cards = {
        i: str(format_node(argument, n, _counterparts(i), *blanks))
        for i, n in argument.nodes.items() if blanks.state(n) != "open"
    }  # fmt: skip
    return {
        "svg": str(format_svg(argument, root, *blanks)),
        "steps": str(format_svg(argument, root, *blanks, steps=True)),
        "outline": str(format_map(argument, root, *blanks)),
        "cards": cards,
    }


def _so_far(items: Sequence[Item], log: Progress) -> dict[str, dict]:
    """Return what came of the latest answer to each blank, from the log; the second wrong one has been told the answer.

    `filled` is "right", "given" or "".
    """
    found = {}
    for item in items:
        latest = log.latest(item.id, _SITTING)
        if latest is None or not fits(item, latest.response):  # not answered, or the map has changed since
            continue
        result, tries = grade(item, latest.response), log.tries(item.id, _SITTING)
        reveal = result.status == "right" or tries > 1
        found[item.id] = {
            "response": latest.response,
            "attempts": tries,
            "status": result.status,
            "filled": ("right" if result.status == "right" else "given") if reveal else "",
            "marks": item.marks_shown(result, reveal),
            "html": str(explain_blank(item, latest.response, reveal)),
        }
    return found


def _record(essay: str, between: Sequence[str] | None, root: str, blanks: Sequence[str] = ()) -> dict:
    return {"map": {"essay": essay, "between": between and list(between), "root": root, "blanks": list(blanks)}}


def _numbers(items: Sequence[Item]) -> dict[str, int]:
    return {item.id: number for number, item in enumerate(items, 1)}


def _root(argument: ArgumentMap, root: str | None) -> str:
    if root is not None and root not in argument.nodes:
        raise NotThere(WORDS.both("no_node", name=root, nodes=", ".join(argument.nodes)))
    return root or argument.thesis.id


def _picture_and_outline(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> Markup:
    picture = format_picture(format_svg(argument, root, blanks, alone=True))
    return Markup('<div class="course-scroll">{}</div><details><summary>{}</summary>{}</details>').format(
        picture, say("as_outline"), format_map(argument, root, blanks)
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
