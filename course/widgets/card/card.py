"""The card a lesson opens with, and the course's first screen: one question, where to go, and the language."""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import LANGUAGES, current_language, html_language, join
from ...lessons import Lesson, load_lesson
from ...progress import Attempt, keep_language, open_progress, use_kept_language, where_next
from ...reading import format_miniature, part_of_map
from ..shared.shown import Shown, script, sheet, style, synced
from ..words import say, say_all

# The card carries the style sheets of everything that is shown without a widget.
_SHEETS = ("pages", "shared/theme", "reader", "reader/short", "quiz", "argument_map", "card")
# The part of a map that stands for a lesson which reads no run of paragraphs of its own.
_PICTURES = {"01": ("A", None), "07": ("B", ("B01", "B05")), "08": ("A", ("A01", "A05"))}
FIRST, TRIAL = "00", "02"  # the notebook with the first screen, and the lesson to try without any other


def format_card(lesson: Lesson) -> Markup:
    """Return a lesson's card as HTML that reads by itself: the question, the minutes, what you will be able to do."""
    parts = (say("lesson", id=lesson.id), lesson.title, lesson.text, say("minutes", n=lesson.minutes))
    kicker = join(parts, " · ", "<span>{}</span>")
    goals = join((o.text for o in lesson.objectives), each="<li>{}</li>")
    before = Markup('<p class="course-before">{}　{}</p>').format(say("need"), lesson.before) if lesson.before else ""
    return Markup(
        '<section class="course-card" lang="{}"><div><p class="course-kicker">{}</p><p class="course-question">{}</p>'
        '<p class="course-goals">{}</p><ul>{}</ul>{}</div>{}</section>'
    ).format(html_language(), kicker, lesson.question, say("objectives"), goals, before, _picture(lesson))


def _picture(lesson: Lesson) -> Markup:
    essay, between = _PICTURES.get(lesson.id, (lesson.between[0][0] if lesson.between else "", lesson.between))
    return format_miniature(part_of_map(essay, between)) if essay else Markup("")


def format_welcome(attempts: Sequence[Attempt]) -> Markup:
    """Return the first screen: what the course does, and two links, to where this learner stands and to a first lesson."""
    onward, trial = where_next(attempts), load_lesson(TRIAL)
    links = [("", trial.file, say("try_one"), say("minutes", n=trial.minutes))]
    if onward is not None:
        more = say("go_step", n=onward.number, step=onward.step.name) if onward.step else say("go_whole", n=onward.minutes)
        links.insert(0, ("course-primary", onward.href, onward.name, more))
    return Markup(
        '<section class="course-card course-welcome" lang="{}"><div><p class="course-lead">{}</p><p class="course-go">{}</p></div></section>'
    ).format(html_language(), say("welcome"), join(links, " ", '<a class="{}" href="{}">{} <small>{}</small></a>'))


class Card(Shown):
    """A card with the switch of languages: what is chosen holds in every notebook from then on."""

    _esm = script("shared/links", "card")
    _css = sheet(*_SHEETS)
    html = synced("")
    language = synced("zh")
    words = synced({})

    def __init__(self, draw, text: str, record: dict):
        self._draw = draw
        super().__init__(page=style(*_SHEETS) + draw(True), text=text, record=record)
        self._show()
        self.on_msg(self._receive)

    def _show(self) -> None:
        self.words = say_all("language", "run_again")
        self.html = str(self._draw(False))
        self.language = current_language()

    def _receive(self, _widget, content: dict, _buffers) -> None:
        if content.get("kind") == "language" and content.get("to") in LANGUAGES:
            keep_language(content["to"])
            self._show()


def card(lesson: str) -> Card:
    """Return the card a lesson opens with, in the language the learner chose last; that of "00" is the first screen.

    Raises KeyError for an unknown lesson.
    """
    use_kept_language()
    plan = load_lesson(lesson)

    def draw(saved: bool) -> Markup:
        """Return the card; as it is `saved` in the notebook it knows nothing of whoever ran it."""
        if lesson != FIRST:
            return format_card(plan)
        return format_welcome([] if saved else open_progress().attempts())

    text = f"{say('lesson', id=plan.id)}　{plan.title}\n{plan.question}\n{say('minutes', n=plan.minutes)}"
    return Card(draw, text, {"card": lesson})
