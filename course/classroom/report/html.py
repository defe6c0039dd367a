"""The class report as one HTML page. Everything in it that came from a learner's file is escaped."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...base import html_language, in_turn, join
from ...lessons import load_lessons
from ...progress import Attempt
from ...text import passage
from ..page import table
from ..words import say
from .forms_html import format_forms
from .handed_in import Skipped
from .readings import OtherReading
from .results import FEWEST, ItemResult, LearnerResult

_SHADES = 5  # steps of the heat map; the number stands in every cell, colour only repeats it
_WRONG = 3  # wrong answers shown of a question


def format_report(
    items: Sequence[ItemResult], learners: Sequence[LearnerResult],
    objectives: Mapping[str, Mapping[str, float | None]], skipped: Sequence[Skipped], remarks: Sequence[Skipped],
    forms: Mapping[str, Sequence[Attempt]] = {}, readings: Sequence[OtherReading] = (), live: str = "",
) -> Markup:  # fmt: skip
    """Return the report: what to look at first, who is stuck, objectives by learner, questions, other readings, before and
    after, lessons held `live`, files left out.
    """
    counts = say("class_counts", n=len(learners), items=len(items), skipped=len(skipped))
    parts = (
        Markup("<h1>{}</h1><p>{}</p>").format(say("class_title"), counts), _suspects(items), _stuck(learners),
        _heat_map(objectives) if objectives else "", _items(items), _readings(readings),
        format_forms(forms), live, _left_out("class_skipped", skipped), _left_out("class_remarks", remarks),
    )  # fmt: skip
    return Markup('<main class="report" lang="{}">{}</main>').format(html_language(), join(parts))


def percent(value: float | None) -> str:
    """Return a share as whole per cent, or a dash."""
    return "—" if value is None else f"{100 * value:.0f} %"


def _suspects(items: Sequence[ItemResult]) -> Markup:
    found = [(r.item.id, r.item.prompt, wrong_words(r)) for r in items if r.suspect]
    explained = "class_suspects_help" if found else "class_no_suspects"
    return _section("class_suspects", explained, _list(found, "<li><b>{}</b> {} {}</li>"))


def _stuck(learners: Sequence[LearnerResult]) -> Markup:
    rows = [
        (r.name, percent(r.score), r.answered, r.last_lesson, r.last_day,
         in_turn(f"{lesson}: {done}/{of}" for lesson, (done, of) in r.unfinished.items()), " ".join(r.stuck))
        for r in learners
    ]  # fmt: skip
    heads = (
        "class_learner", "class_score", "class_answered", "class_last", "class_day", "class_unfinished", "class_stuck",
    )  # fmt: skip
    return _section("class_who", "class_who_help", _wide(heads, rows))


def _heat_map(objectives: Mapping[str, Mapping[str, float | None]]) -> Markup:
    tested = list(next(iter(objectives.values())))
    names = {o.id: str(o.text) for lesson in load_lessons() for o in lesson.objectives}
    head = join(((names[i], i) for i in tested), each='<th scope="col"><abbr title="{}">{}</abbr></th>')
    means = {i: _mean([scores[i] for scores in objectives.values()]) for i in tested}
    rows = [(say("class_all"), _heat(means, tested)), *((name, _heat(s, tested)) for name, s in objectives.items())]
    heat = Markup(
        '<div class="wide" tabindex="0"><table class="heat"><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(say("class_learner"), head, join(rows, each='<tr><th scope="row">{}</th>{}</tr>'))
    weakest = sorted(tested, key=lambda i: (means[i] is None, means[i]))
    listed = join(((i, names[i], percent(means[i])) for i in weakest), each="<li><b>{}</b> {}　{}</li>")
    folded = Markup("<details><summary>{}</summary><ol>{}</ol></details>").format(say("class_weakest"), listed)
    return _section("class_objectives", "class_objectives_help", heat) + folded


def _heat(scores: Mapping[str, float | None], tested: Sequence[str]) -> Markup:
    cells = ((shade(s), "" if s is None else f"{100 * s:.0f}") for s in (scores[i] for i in tested))
    return join(cells, each='<td data-shade="{}">{}</td>')


def shade(score: float | None) -> str:
    """Return the step of the heat map for a score: 1 (lowest) to 5, or none."""
    return "none" if score is None else str(min(_SHADES, 1 + int(score * _SHADES)))


def _mean(scores: Sequence[float | None]) -> float | None:
    known = [s for s in scores if s is not None]
    return sum(known) / len(known) if known else None


def _items(items: Sequence[ItemResult]) -> Markup:
    rows = []
    for r in sorted(items, key=lambda r: (r.facility is None, r.facility)):
        tells = "—" if r.discrimination is None else f"{r.discrimination:.2f}"
        rows.append((r.item.id, r.item.prompt, r.learners, percent(r.facility), tells, wrong_words(r)))
    heads = ("class_item", "class_prompt", "class_n", "class_facility", "class_discrimination", "class_wrong")
    return _section("class_items", "class_items_help", _wide(heads, rows))


def wrong_words(result: ItemResult) -> Markup:
    """Return what was most often chosen wrongly, in words, with how many chose it."""
    most = [(result.item.choice_words(choice)[:80], n) for choice, n in result.wrong.most_common(_WRONG)]
    return _list(most, "<li>{}　× {}</li>")


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
