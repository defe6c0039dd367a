"""The class report as one HTML page. Everything in it that came from a learner's file is escaped."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...base import html_language, in_turn, join, listed
from ...lessons import load_lessons, question_label
from ...text import passage
from ..page import table
from ..words import say
from ..worksheet import labels_of
from .first_page import format_first_page
from .forms_html import format_forms
from .handed_in import Handed, Skipped
from .numerals import number, percent
from .readings import OtherReading
from .results import FEWEST, ItemResult, LearnerResult, Scores, Turn
from .summary import Summary
from .written import Piece

_SHADES = 5  # steps of the heat map; the number stands in every cell, colour only repeats it
_WRONG = 3  # wrong answers shown of a question


def format_report(found: Summary, handed: Handed, live: str = "") -> Markup:
    """Return the report: what to do next on its first page; then questions, learners, objectives, marks, tests, lessons
    held `live`, files."""
    parts = (
        format_first_page(found), _suspects(found.items), _turns(found.turns), _items(found.items),
        _learners(found.learners), _heat_maps(found.objectives), _grades(found), _written(found.pieces),
        _readings(found.readings), format_forms(found.forms), live, _left_out("class_skipped", handed.skipped), _left_out("class_remarks", handed.remarks),
    )  # fmt: skip
    return Markup('<main class="report" lang="{}">{}</main>').format(html_language(), join(parts))


def _suspects(items: Sequence[ItemResult]) -> Markup:
    found = [(question_label(r.item), r.item.prompt, wrong_words(r)) for r in items if r.suspect]
    if not found:
        return Markup("")
    return _section("class_suspects", "class_suspects_help", _list(found, "<li><b>{}</b> {} {}</li>"))


def _turns(turns: Sequence[Turn]) -> Markup:
    rows = [
        (question_label(t.item), t.item.prompt, t.wrong_right, t.right_wrong, t.stayed_right, t.stayed_wrong, t.only_once)
        for t in turns
        if sum(t[1:])
    ]
    heads = (
        "class_item", "class_prompt", "turn_wrong_right", "turn_right_wrong", "turn_right", "turn_wrong", "turn_once",
    )  # fmt: skip
    return _section("class_turns", "class_turns_help", _wide(heads, rows)) if rows else Markup("")


def _items(items: Sequence[ItemResult]) -> Markup:
    rows = [
        (question_label(r.item), r.item.prompt, f"{r.learners}/{r.of}", percent(r.first), percent(r.again),
         number(r.discrimination), wrong_words(r))
        for r in sorted(items, key=lambda r: (-r.lost, r.facility is None, r.facility))
    ]  # fmt: skip
    heads = (
        "class_item", "class_prompt", "class_answered", "class_first", "class_again_share", "class_discrimination",
        "class_wrong",
    )  # fmt: skip
    return _section("class_items", "class_items_help", _wide(heads, rows))


def wrong_words(result: ItemResult) -> Markup:
    """Return what was most often chosen wrongly, by its printed letter and in words, with how many chose it."""
    item = result.item
    chosen = [(say("class_chose"), choice, n) for choice, n in result.wrong.most_common(_WRONG)]
    chosen += [(say("class_omitted"), choice, n) for choice, n in result.left_out.most_common(1)]
    rows = [(how, item.choice_letter(c), item.choice_words(c)[:80], n) for how, c, n in chosen]
    return _list(rows, "<li>{} <b>{}</b> {}　× {}</li>")


def _learners(learners: Sequence[LearnerResult]) -> Markup:
    rows = [
        (r.name, f"{r.answered}/{r.of}", percent(r.first), percent(r.again), r.last_day,
         in_turn(f"{lesson}: {done}/{of}" for lesson, (done, of) in r.unfinished.items()),
         listed(labels_of(r.stuck)))
        for r in learners
    ]  # fmt: skip
    heads = (
        "class_learner", "class_answered", "class_first", "class_again_share", "class_day", "class_unfinished",
        "class_stuck",
    )  # fmt: skip
    return _section("class_who", "class_who_help", _wide(heads, rows))


def _heat_maps(objectives: Mapping[str, Scores]) -> Markup:
    """One table a lesson, so that each fits on a sheet of paper."""
    tested = set(next(iter(objectives.values()), {}))
    maps = [_heat_map([o for o in n.objectives if o.id in tested], objectives) for n in load_lessons()]
    return _section("class_objectives", "class_objectives_help", join(maps)) if tested else Markup("")


def _heat_map(tested: Sequence, objectives: Mapping[str, Scores]) -> Markup:
    if not tested:
        return Markup("")
    head = join(((o.text, o.id) for o in tested), each='<th scope="col"><abbr title="{}">{}</abbr></th>')
    whole = {o.id: _mean([scores[o.id] for scores in objectives.values()]) for o in tested}
    rows = [(say("class_all"), _heat(whole, tested)), *((name, _heat(s, tested)) for name, s in objectives.items())]
    names = join(((o.id, o.text) for o in tested), each="<li><b>{}</b> {}</li>")
    return Markup(
        '<div class="wide" tabindex="0"><table class="heat"><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        '<tbody>{}</tbody></table></div><ul class="names">{}</ul>'
    ).format(say("class_learner"), head, join(rows, each='<tr><th scope="row">{}</th>{}</tr>'), names)


def _heat(scores: Scores, tested: Sequence) -> Markup:
    cells = ((shade(scores[o.id]), _cell(scores[o.id])) for o in tested)
    return join(cells, each='<td data-shade="{}">{}</td>')


def _cell(score: tuple[float, float] | None) -> Markup | str:
    if score is None:
        return ""
    first, again = (f"{100 * s:.0f}" for s in score)
    return first if first == again else Markup("{} <small>→ {}</small>").format(first, again)


def shade(score: tuple[float, float] | None) -> str:
    """Return the step of the heat map for first answers: 1 (lowest) to 5, or none."""
    return "none" if score is None else str(min(_SHADES, 1 + int(score[0] * _SHADES)))


def _mean(scores: Sequence[tuple[float, float] | None]) -> tuple[float, float]:
    """Return the means of a whole class: who answered nothing has 0."""
    first, again = zip(*(s or (0.0, 0.0) for s in scores))
    return sum(first) / len(scores), sum(again) / len(scores)


def _grades(found: Summary) -> Markup:
    if not found.assignments:
        return Markup("")
    heads = [say("class_learner"), *(f"{a.title or a.id}" for a in found.assignments)]
    rows = [(name, *(say("class_mark", mark=f"{g.mark:.0f}", n=g.answered, of=g.of) for g in row)) for name, row in sorted(found.grades.items())]
    shown = Markup('<div class="wide" tabindex="0">{}</div>').format(table(heads, rows))
    return _section("class_grades", "class_grades_help", shown)


def _written(pieces: Sequence[Piece]) -> Markup:
    """What was written, question by question; the pieces themselves stand on the page to mark by."""
    if not pieces:
        return Markup("")
    many: dict[tuple, list[str]] = {}
    for p in pieces:
        many.setdefault((p.label, p.item.prompt), []).append(p.learner)
    rows = [(label, prompt, len(names), listed(dict.fromkeys(names))) for (label, prompt), names in many.items()]
    return _section("class_pieces", "class_pieces_help", _wide(("class_item", "class_prompt", "class_n", "class_learner"), rows))


def _readings(readings: Sequence[OtherReading]) -> Markup:
    """Where the class reads a label otherwise; nothing where nobody does."""
    own = say("class_own_words")
    rows = [
        (r.place, passage(r.place).text, r.ours.name, r.read_as.name if r.read_as else own, r.learners) for r in readings
    ]
    heads = ("class_place", "class_sentence", "class_ours", "class_theirs", "class_n")
    return _section("class_readings", "class_readings_help", _wide(heads, rows)) if rows else Markup("")


def _left_out(title: str, files: Sequence[Skipped]) -> Markup:
    section = Markup("<section><h2>{}</h2>{}</section>")
    return section.format(say(title), _list(files, "<li><code>{}</code>　{}</li>")) if files else Markup("")


def _list(rows: Sequence[tuple], each: str) -> Markup:
    return Markup("<ul>{}</ul>").format(join(rows, each=each)) if rows else Markup("")


def _section(title: str, explained: str, body: str) -> Markup:
    return Markup("<section><h2>{}</h2><p>{}</p>{}</section>").format(say(title), say(explained, fewest=FEWEST), body)


def _wide(heads: Sequence[str], rows: Sequence[tuple]) -> Markup:
    return Markup('<div class="wide" tabindex="0">{}</div>').format(table(map(say, heads), rows))
