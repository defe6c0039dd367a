"""The first page of the class report: what to do next. It stands on one sheet of A4."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import html_language, in_turn, join, listed
from ...lessons import load_lesson, question_label
from ...progress import ALL, class_gains
from ..words import say
from .numerals import bounds, percent, signed
from .next_steps import Member, misreading
from .results import ItemResult
from .summary import Summary


def format_first_page(found: Summary) -> Markup:
    """Return the first page: who is missing or late, what to teach again, groups, the gain, what was written."""
    lessons = listed(f"{name} {load_lesson(name).title}" for name in found.lessons)
    counts = say("class_counts", n=len(found.learners), items=len(found.items))
    return Markup('<section class="first" lang="{}"><h1>{} <small>{}</small></h1><p>{}</p>{}{}{}<ul>{}{}</ul></section>').format(
        html_language(), say("class_title"), lessons, counts, _missing(found), _again(found), _groups(found),
        _gain(found), _written(found),
    )  # fmt: skip


def _missing(found: Summary) -> Markup:
    missing, strangers = found.attendance
    told = [(say("class_missing"), listed(missing))] if missing else []
    begun = [r.name for r in found.learners if not r.answered]
    told += [(say("class_nothing"), listed(begun))] if begun else []
    late = in_turn(say("class_late_by", name=name, n=n) for name, n in found.late.items())
    told += [(say("class_late"), late)] if late else []
    told += [(say("class_strangers"), listed(strangers))] if strangers else []
    return Markup("<h2>{}</h2>{}").format(say("class_who_missing"), _points(told or [(say("class_all_here"), "")]))


def _points(told: Sequence[tuple]) -> Markup:
    return Markup("<ul>{}</ul>").format(join(told, each="<li><b>{}</b>　{}</li>"))


def _again(found: Summary) -> Markup:
    """The questions to teach again; and before them those whose key is suspected, which have to be looked at first."""
    suspects = [question_label(r.item) for r in found.items if r.suspect]
    doubt = Markup("<p><b>{}</b> {}</p>").format(say("class_suspects"), listed(suspects)) if suspects else ""
    rows = join(_question(r) for r in found.again) or Markup("<li>{}</li>").format(say("class_nothing_again"))
    section = Markup('<h2>{}</h2>{}<ol class="again">{}</ol>')
    return section.format(say("class_again"), doubt, rows)


def _question(result: ItemResult) -> Markup:
    """A question, how many had it right at first, and what most went wrong, with what the course says of that."""
    right = say("class_right_of", first=percent(result.first), again=percent(result.again), n=result.learners, of=result.of)
    if key := result.item.brief_key():
        right = say("class_key", key=key, right=right)
    head = Markup("<li><p><b>{}</b>　{} <small>{}</small></p>").format(question_label(result.item), result.item.prompt, right)
    return head + _misreading(result) + Markup("</li>")


def _misreading(result: ItemResult) -> Markup:
    found = misreading(result)
    if found is None:
        return Markup("")
    key = "class_left_out" if found.left_out else "class_misread"
    item = result.item
    words = (item.choice_letter(found.choice), item.choice_words(found.choice), item.choice_taught(found.choice))
    block = '<p class="wrong">{} <b>{}</b> <q>{}</q></p><p class="told">{}</p>'
    return Markup(block).format(say(key, n=found.times), *words)


def _groups(found: Summary) -> Markup:
    if len(found.groups) < 2:
        return Markup("")
    rows = join(map(_group, found.groups), each="<li>{}</li>")
    help_ = say("class_groups_help", questions=listed(question_label(r.item) for r in found.again))
    return Markup('<h2>{}</h2><p>{}</p><ol class="groups">{}</ol>').format(say("class_groups"), help_, rows)


def _group(members: Sequence[Member]) -> Markup:
    knows = (listed(question_label(r.item) for r in m.knows) for m in members)
    told = (f"{m.name} ✓ {known}" if known else m.name for m, known in zip(members, knows))
    return Markup.escape(in_turn(told))


def _gain(found: Summary) -> Markup:
    gain = class_gains(found.forms.values()).get(ALL)
    if gain is None:
        return Markup("")
    line = say("class_gain", n=gain.learners, gain=signed(gain.mean), interval=bounds(gain))
    return Markup("<li>{}</li>").format(line)


def _written(found: Summary) -> Markup:
    if not found.pieces:
        return Markup("")
    line = say("class_written", n=len(found.pieces))
    return Markup('<li>{} <a href="marking.html">{}</a></li>').format(line, say("marking_title"))
