"""Lesson cards, the map of the course and argument maps as HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from .argument import ArgumentMap, Node, Relation
from .language import html_language
from .lesson import Lesson
from .markup import join
from .wording import say


def format_card(lesson: Lesson) -> Markup:
    """Return the card a lesson opens with: question, text, minutes by step, objectives, what to know first."""
    objectives = join(Markup("<li>{}</li>").format(o.text) for o in lesson.objectives)
    steps = join(
        Markup("<li>{}　{}</li>").format(step.name, say("minutes", n=step.minutes)) for step in lesson.steps
    )
    return Markup(
        '<section class="course-card" lang="{lang}"><p class="course-kicker">{number}　{title}</p>'
        '<p class="course-question">{question}</p>'
        "<dl><dt>{text_}</dt><dd>{text}</dd><dt>{need_}</dt><dd>{need}</dd>"
        "<dt>{goals_}</dt><dd><ul>{goals}</ul></dd><dt>{time_}</dt><dd>{time}<ul>{steps}</ul></dd></dl></section>"
    ).format(
        lang=html_language(), number=say("lesson", id=lesson.id), title=lesson.title, question=lesson.question,
        text_=say("text"), text=lesson.text, need_=say("need"), need=lesson.before or "—",
        goals_=say("objectives"), goals=objectives, time_=say("time"),
        time=say("minutes", n=lesson.minutes), steps=steps,
    )  # fmt: skip


def format_course(lessons: Sequence[Lesson]) -> Markup:
    """Return the map of the course: a row per notebook, those written linked."""
    rows = []
    for lesson in lessons:
        title = Markup('<a href="{}">{}</a>').format(lesson.file, lesson.title) if lesson.written else lesson.title
        state = say("open") if lesson.written else say("to_come")
        minutes = say("minutes", n=lesson.minutes) if lesson.minutes else "—"
        cells = (lesson.id, title, lesson.question, lesson.text, minutes, state)
        rows.append(Markup("<tr>{}</tr>").format(join(Markup("<td>{}</td>").format(c) for c in cells)))
    names = ("number", "lesson_title", "question", "text", "time", "state")
    heads = join(Markup('<th scope="col">{}</th>').format(say(n)) for n in names)
    return Markup(
        '<table class="course-table" lang="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(html_language(), heads, join(rows))


def node_name(node: Node) -> str:
    """Return the name of a node's kind in the current language: 分论点, claim …"""
    return say(f"node_{node.kind}")


def format_map(argument: ArgumentMap, root: str, blanks: Sequence[str] = ()) -> Markup:
    """Return the argument under one node as nested lists; kinds of the nodes in `blanks` are left open."""
    return Markup('<section class="course-map" lang="{}" aria-label="{}"><ul>{}</ul></section>').format(
        html_language(), say("map"), _branch(argument, root, blanks, None, "")
    )


def _branch(argument: ArgumentMap, node_id: str, blanks: Sequence[str], relation: Relation | None, joint: str) -> Markup:
    node = argument.nodes[node_id]
    blank = node_id in blanks
    name = say("blank", n=blanks.index(node_id) + 1) if blank else node_name(node)
    kind = Markup('<b class="course-node-kind" data-kind="{}">{}</b>').format("blank" if blank else node.kind, name)
    supplied = Markup(" <i>{}</i>").format(say("supplied")) if node.supplied else ""
    link = Markup("<small>{}{}</small> ").format(say(f"rel_{relation.kind}"), joint) if relation else ""
    place = Markup(' <span class="course-place">{}</span>').format(" ".join(node.at)) if node.at else ""
    # The note of a joint link stands once, at the first of its reasons.
    first = relation is not None and relation.sources[0] == node_id
    note = Markup("<br><small>{}</small>").format(relation.note) if first and relation.note else ""
    below = join(
        _branch(argument, source, blanks, r, f"（{say('joint')} {n}/{len(r.sources)}）" if len(r.sources) > 1 else "")
        for r in argument.reasons_for(node_id)
        for n, source in enumerate(r.sources, 1)
    )
    return Markup("<li>{}{}{} {}{}{}{}</li>").format(
        link, kind, supplied, node.text, place, note, Markup("<ul>{}</ul>").format(below) if below else ""
    )


def outline(argument: ArgumentMap, root: str, depth: int = 0) -> str:
    """Return the same map as indented lines of plain text."""
    node = argument.nodes[root]
    supplied = f"（{say('supplied')}）" if node.supplied else ""
    line = f"{'  ' * depth}- {node_name(node)}{supplied}　{node.text} {' '.join(node.at)}".rstrip()
    below = (outline(argument, s, depth + 1) for r in argument.reasons_for(root) for s in r.sources)
    return "\n".join([line, *below])
