"""The section of the class report on the tests before and after the course."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...base import join
from ...lessons import load_form, measured_skills
from ...progress import ALL, Attempt, MeanGain, class_gains
from ..page import table
from ..words import say
from .forms import FEWEST, ITEMS_APART, MEANS_APART, FormResult, apart, form_results
from .numerals import bounds, number, signed

CAUTIONS = ("gain_chance", "gain_retest", "gain_forms", "gain_regression", "gain_control")


def format_forms(learners: Mapping[str, Sequence[Attempt]]) -> Markup:
    """Return the mean gain by skill, what it can and cannot mean, and how the forms did; empty where none was taken."""
    results = form_results(learners)
    if not any(r.learners for r in results):
        return Markup("")
    gains = class_gains(learners.values())
    parts = (
        Markup("<h2>{}</h2><p>{}</p>").format(say("gain"), say("forms_help")),
        _gains(gains) if gains else Markup("<p>{}</p>").format(say("forms_no_pair")),
        Markup("<h3>{}</h3><ul>{}</ul>").format(say("gain_means"), join(map(say, CAUTIONS), each="<li>{}</li>")),
        Markup("<h3>{}</h3><p>{}</p>").format(say("forms_agree"), say("forms_agree_help", fewest=FEWEST)),
        _forms(results), _apart(results), _items(results),
    )  # fmt: skip
    return Markup('<section class="forms">{}</section>').format(join(parts))


def _gains(gains: Mapping[str, MeanGain]) -> Markup:
    names = {skill.id: str(skill.name) for skill in measured_skills()} | {ALL: say("gain_all")}
    rows = [(names[skill], g.learners, signed(g.mean), bounds(g)) for skill, g in gains.items()]
    heads = ("gain_skill", "class_n", "gain_points", "gain_interval")
    return Markup('<div class="wide" tabindex="0">{}</div><p>{}</p>').format(table(map(say, heads), rows), say("forms_interval"))


def _forms(results: Sequence[FormResult]) -> Markup:
    rows = [
        (f"{r.form} {load_form(r.form).title}", r.learners, *map(number, (r.mean, r.spread, r.alpha)), r.first, number(r.first_mean))
        for r in results
    ]  # fmt: skip
    heads = ("forms_form", "class_n", "forms_mean", "forms_spread", "forms_alpha", "forms_first", "forms_first_mean")
    return Markup('<div class="wide" tabindex="0">{}</div>').format(table(map(say, heads), rows))


def _apart(results: Sequence[FormResult]) -> Markup:
    """What lies outside the bounds, or that nothing does, or that too few have taken the forms."""
    bounds = say("forms_bounds", means=round(100 * MEANS_APART), items=round(100 * ITEMS_APART))
    found = [say(f"forms_apart_{a.what}", which=a.which, value=number(a.value)) for a in apart(results)]
    if not found:
        whole = all(r.first_mean is not None for r in results)
        found = [say("forms_within" if whole else "forms_few", fewest=FEWEST)]
    return Markup("<p>{}</p><ul>{}</ul>").format(bounds, join(found, each="<li>{}</li>"))


def _items(results: Sequence[FormResult]) -> Markup:
    names = {skill.id: str(skill.name) for skill in measured_skills()}
    plan = load_form(results[0].form).scored
    rows = []
    for n, item in enumerate(plan):
        here = [r.items[n] for r in results]
        measures = [i.facility for i in here] + [i.discrimination for i in here]
        rows.append((n + 1, names[item.objective], *map(number, measures)))
    heads = [f"{say(name)} {r.form}" for name in ("class_facility", "class_discrimination") for r in results]
    shown = table([say("forms_number"), say("gain_skill"), *heads], rows)
    folded = '<details><summary>{}</summary><div class="wide" tabindex="0">{}</div></details>'
    return Markup(folded).format(say("forms_items"), shown)
