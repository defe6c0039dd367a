"""Where a learner stands, worked out from the attempts: by lesson, objective and demand, and where to go on."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..base import DataError
from ..lessons import Lesson, Step, all_items, cells_by_step, lesson_items, lessons_with_items
from ..quiz import DEMANDS, Item
from .attempt import Attempt, standing_answers
from .words import say


class Standing(NamedTuple):
    """How many of some items are answered, and the mean of their latest scores (0 to 1; None where none is scored)."""

    answered: int
    of: int
    score: float | None


def latest_scores(attempts: Sequence[Attempt]) -> dict[str, float | None]:
    """Return the score of the latest attempt at each item, guesses before reading left out; attempts: oldest first."""
    return {a.item: a.score for a in standing_answers(attempts) if a.sitting != "before"}


def standing(items: Sequence[Item], attempts: Sequence[Attempt]) -> Standing:
    """Return where a learner stands with these items. Items never tried do not lower the score: see `answered`.

    A question that only reviews ask counts once it has been answered.
    """
    latest = latest_scores(_handed_in(attempts))
    items = [i for i in items if i.part != "bank" or i.id in latest]
    done = [i.id for i in items if i.id in latest]
    scores = [s for i in done if (s := latest[i]) is not None]
    return Standing(len(done), len(items), sum(scores) / len(scores) if scores else None)


def _handed_in(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the attempts without those that are only a first step: samples rated, and nothing written yet."""
    known = _known()
    return [a for a in attempts if a.item not in known or known[a.item].is_handed_in(a.response)]


@cache
def _known() -> dict[str, Item]:
    return {item.id: item for item in all_items()}


def overall(attempts: Sequence[Attempt]) -> Standing:
    """Return the standing with all questions of the course."""
    return standing(all_items(), attempts)


def by_lesson(attempts: Sequence[Attempt]) -> list[tuple[Lesson, Standing]]:
    """Return the standing in each lesson that has questions."""
    return [(lesson, standing(lesson_items(lesson.id), attempts)) for lesson in lessons_with_items()]


def by_objective(attempts: Sequence[Attempt]) -> list[tuple[str, str, Standing]]:
    """Return (id, what the learner can do, standing) for each objective that is tested."""
    rows = []
    for objective in (objective for lesson in lessons_with_items() for objective in lesson.objectives):
        if items := [i for i in all_items() if i.objective == objective.id]:
            rows.append((objective.id, str(objective.text), standing(items, attempts)))
    return rows


def by_demand(attempts: Sequence[Attempt]) -> list[tuple[str, Standing]]:
    """Return the standing in each kind of demand: what the text says, how it argues, what follows, words."""
    return [(demand, standing([i for i in all_items() if i.demand == demand], attempts)) for demand in DEMANDS]


class Next(NamedTuple):
    """Where a learner goes on: a lesson and, where its notebook tells, the step (`number` from 1; 0 and None: its top).

    `left` is how many of the lesson's questions are not answered yet, `cell` the id of the cell the step opens with.
    """

    lesson: Lesson
    left: int
    begun: bool
    number: int = 0
    step: Step | None = None
    cell: str = ""

    @property
    def name(self) -> str:
        """What the link is called: to begin, or to go on, with the lesson."""
        return say("go_on" if self.begun else "go_begin", id=self.lesson.id, title=self.lesson.title)

    @property
    def minutes(self) -> int:
        """The minutes of the core from here to the end of the lesson."""
        return sum(step.minutes for step in self.lesson.steps[max(0, self.number - 1) :] if not step.more)

    @property
    def href(self) -> str:
        """A link between notebooks: to the lesson's file and, if known, the step.

        The step by its cell: a link to a heading does nothing in JupyterLab while the notebook is being opened.
        """
        return self.lesson.file + (f"#cell-id={self.cell}" if self.cell else "")


def where_next(attempts: Sequence[Attempt]) -> Next | None:
    """Return where a learner goes on: the one rule for every page that says so. None once all lessons are answered.

    On where the last answer was, in that lesson or, if it is all answered, in the next that is not; without any answer
    in the first. Nobody is sent back to a question they passed over while there is something ahead, nor to the first
    notebook, which only shows how the course works. Reviews and exams move nobody. `attempts`: oldest first.
    """
    lessons = lessons_with_items()[1:]
    home = {item.id: n for n, lesson in enumerate(lessons) for item in lesson_items(lesson.id)}
    answers = [a for a in attempts if a.item in home and a.sitting in ("before", "after")]
    here = home[answers[-1].item] if answers else 0
    for n in (*range(here, len(lessons)), *range(here)):
        lesson = lessons[n]
        so_far = standing(lesson_items(lesson.id), attempts)
        if so_far.answered < so_far.of:
            in_it = [a for a in answers if home[a.item] == n]
            return _at_step(Next(lesson, so_far.of - so_far.answered, bool(in_it)), in_it, attempts)
    return None


def _at_step(found: Next, answers: Sequence[Attempt], attempts: Sequence[Attempt]) -> Next:
    """Add the step: that of the last answer here while it has open questions, then the one after it."""
    steps = _steps_of(found.lesson) if answers else []  # reads the notebook
    if not steps:
        return found
    done = {_asked(a.item, a.sitting == "before") for a in _handed_in(attempts)}
    last = _asked(answers[-1].item, answers[-1].sitting == "before")
    here = next((n for n, (_, asked) in enumerate(steps) if last in asked), 0)
    open_steps = [n for n, (_, asked) in enumerate(steps) if asked - done]
    if here not in open_steps and open_steps:  # the steps after it first, whether they ask something or not
        here = here + 1 if open_steps[-1] > here else open_steps[0]
    return found._replace(number=here + 1, step=found.lesson.steps[here], cell=steps[here][0])


def _asked(item: str, before: bool) -> str:
    """A question as a step asks it: guesses before reading are asked again after it."""
    return f"{item} before" if before else item


def _steps_of(lesson: Lesson) -> list[tuple[str, set[str]]]:
    """Return the cell each step opens with and the questions it asks; nothing where the notebook does not tell."""
    first = {item.id for item in lesson_items(lesson.id) if item.part == "before"}
    try:
        steps = cells_by_step(lesson)
    except (OSError, DataError):  # no notebook here, or one the learner has rebuilt
        return []
    found = []
    for cells in steps:
        records = [output.record for cell in cells for output in cell.outputs]
        asked = {_asked(i, i in first and not r.get("again")) for r in records for i in r.get("ask", ())}
        found.append((cells[0].id, asked))
    return found


def missed_items(attempts: Sequence[Attempt]) -> list[Item]:
    """Return the questions whose latest answer was not wholly right, in the order of the course.

    Written answers have no score and are not among them.
    """
    missed = {item for item, score in latest_scores(attempts).items() if score is not None and score < 1}
    return [item for item in all_items() if item.id in missed]
