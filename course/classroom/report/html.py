"""The class report as one HTML page. Everything in it that came from a learner's file is escaped."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...base import html_language, join
from ...lessons import load_lessons
from ..words import say
from .handed_in import Skipped
from .results import FEWEST, ItemResult, LearnerResult

_SHADES = 5  # steps of the heat map; the number stands in every cell, colour only repeats it
_WRONG = 3  # wrong answers shown of a question


def format_report(
    items: Sequence[ItemResult], learners: Sequence[LearnerResult], objectives: Mapping[str, Mapping[str, float | None]],
    skipped: Sequence[Skipped], remarks: Sequence[Skipped],
) -> Markup:  # fmt: skip
    """Return the report: what to look at first, questions, objectives by learner, who is stuck, files left out."""
    parts = (
        Markup("<h1>{}</h1><p>{}</p>").format(say("class_title"), say("class_counts", n=len(learners), items=len(items), skipped=len(skipped))),
        _suspects(items), _stuck(learners), _heat_map(objectives), _items(items), _left_out("class_skipped", skipped), _left_out("class_remarks", remarks),
    )  # fmt: skip
    return Markup('<main class="report" lang="{}">{}</main>').format(html_language(), join(parts))


def percent(value: float | None) -> str:
    """Return a share as whole per cent, or a dash."""
    return "—" if value is None else f"{100 * value:.0f} %"


def _suspects(items: Sequence[ItemResult]) -> Markup:
    found = [r for r in items if r.suspect]
    if not found:
        return Markup("<section><h2>{}</h2><p>{}</p></section>").format(say("class_suspects"), say("class_no_suspects"))
    rows = join(Markup("<li><b>{}</b> {} {}</li>").format(r.item.id, r.item.prompt, wrong_words(r)) for r in found)
    return Markup("<section><h2>{}</h2><p>{}</p><ul>{}</ul></section>").format(say("class_suspects"), say("class_suspects_help"), rows)


def _stuck(learners: Sequence[LearnerResult]) -> Markup:
    rows = [
        (r.name, percent(r.score), r.answered, r.last_lesson, r.last_day,
         "；".join(f"{lesson}: {done}/{of}" for lesson, (done, of) in r.unfinished.items()), " ".join(r.stuck))
        for r in learners
    ]  # fmt: skip
    heads = ("class_learner", "class_score", "class_answered", "class_last", "class_day", "class_unfinished", "class_stuck")
    return _section("class_who", "class_who_help", _table(heads, rows))


def _heat_map(objectives: Mapping[str, Mapping[str, float | None]]) -> Markup:
    tested = list(next(iter(objectives.values())))
    names = {o.id: str(o.text) for lesson in load_lessons() for o in lesson.objectives}
    head = join(Markup('<th scope="col"><abbr title="{}">{}</abbr></th>').format(names[i], i) for i in tested)
    means = {i: _mean([scores[i] for scores in objectives.values()]) for i in tested}
    rows = [_heat_row(say("class_all"), means, tested), *(_heat_row(name, scores, tested) for name, scores in objectives.items())]
    table = Markup('<div class="wide" tabindex="0"><table class="heat"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        say("class_learner"), head, join(rows)
    )
    listed = join(Markup("<li><b>{}</b> {}　{}</li>").format(i, names[i], percent(means[i])) for i in sorted(tested, key=lambda i: (means[i] is None, means[i])))
    return _section("class_objectives", "class_objectives_help", table) + Markup("<details><summary>{}</summary><ol>{}</ol></details>").format(
        say("class_weakest"), listed
    )


def _heat_row(name: str, scores: Mapping[str, float | None], tested: Sequence[str]) -> Markup:
    cells = join(Markup('<td data-shade="{}">{}</td>').format(shade(scores[i]), "" if scores[i] is None else f"{100 * scores[i]:.0f}") for i in tested)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, cells)


def shade(score: float | None) -> str:
    """Return the step of the heat map for a score: 1 (lowest) to 5, or none."""
    return "none" if score is None else str(min(_SHADES, 1 + int(score * _SHADES)))


def _mean(scores: Sequence[float | None]) -> float | None:
    known = [s for s in scores if s is not None]
    return sum(known) / len(known) if known else None


def _items(items: Sequence[ItemResult]) -> Markup:
    rows = [
        (r.item.id, r.item.prompt, r.learners, percent(r.facility), "—" if r.discrimination is None else f"{r.discrimination:.2f}", wrong_words(r))
        for r in sorted(items, key=lambda r: (r.facility is None, r.facility))
    ]
    heads = ("class_item", "class_prompt", "class_n", "class_facility", "class_discrimination", "class_wrong")
    return _section("class_items", "class_items_help", _table(heads, rows))


def wrong_words(result: ItemResult) -> Markup:
    """Return what was most often chosen wrongly, in words, with how many chose it."""
    most = result.wrong.most_common(_WRONG)
    return Markup("<ul>{}</ul>").format(join(Markup("<li>{}　× {}</li>").format(result.item.choice_words(choice)[:80], n) for choice, n in most)) if most else Markup("")


def _left_out(title: str, files: Sequence[Skipped]) -> Markup:
    if not files:
        return Markup("")
    return Markup("<section><h2>{}</h2><ul>{}</ul></section>").format(say(title), join(Markup("<li><code>{}</code>　{}</li>").format(f.name, f.why) for f in files))


def _section(title: str, explained: str, body: Markup) -> Markup:
    return Markup("<section><h2>{}</h2><p>{}</p>{}</section>").format(say(title), say(explained, fewest=FEWEST), body)


def _table(heads: Sequence[str], rows: Sequence[tuple]) -> Markup:
    head = join(Markup('<th scope="col">{}</th>').format(say(h)) for h in heads)
    body = join(Markup("<tr>{}</tr>").format(join(Markup("<td>{}</td>").format(cell) for cell in row)) for row in rows)
    return Markup('<div class="wide" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(head, body)
