"""The bank for tests that go through all of it: items of any kind with the fields of every kind, empty where a kind has none."""

from course.lessons import plan
from course.quiz import Item, file

EMPTY = {name: [] for name in ("options", "choices", "rows", "steps", "accept", "errors", "rubric")}
EMPTY |= dict.fromkeys(("gap", "word", "model", "at", "see", "feedback"))
# What a guess chooses from has no feedback of its own, and a piece of writing has a rubric of another form and several models.
OTHER = {("guess", "options"): lambda item: [], ("writing", "rubric"): lambda item: [], ("writing", "model"): lambda item: item.models[0]}


class Whole:
    """One item; a field that its kind has not is empty."""

    def __init__(self, item: Item):
        self.item = item

    def __getattr__(self, name: str):
        if (self.item.kind, name) in OTHER:
            return OTHER[self.item.kind, name](self.item)
        return getattr(self.item, name, EMPTY[name]) if name in EMPTY else getattr(self.item, name)

    def __eq__(self, other) -> bool:
        return self.item == getattr(other, "item", other)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return self.id


def lesson_items(*which) -> tuple[Whole, ...]:
    return tuple(map(Whole, plan.lesson_items(*which)))


def all_items() -> tuple[Whole, ...]:
    return tuple(map(Whole, plan.all_items()))


def read_quiz(path) -> tuple[Whole, ...]:
    return tuple(map(Whole, file.read_quiz(path)))


def load_quiz(lesson: str) -> tuple[Whole, ...]:
    return tuple(map(Whole, file.load_quiz(lesson)))


def right_response(item: Item):
    """Return a response that is wholly right; to a written question, some words."""
    item = Whole(item)
    if item.kind == "guess":
        return item.word or item.answer or f"{item.number:g}"
    if item.kind == "writing":
        rated = {s.id: str(s.level) for s in item.samples}
        return rated | {"text": "some words"} | {f"self-{c.id}": "2" for c in item.item.rubric}
    if item.kind in ("single", "truth"):
        return next(o.id for o in item.options if o.correct)
    if item.kind in ("multiple", "mark"):
        return [o.id for o in item.options if o.correct]
    if item.kind == "match":
        return {r.id: r.answer for r in item.rows}
    return [s.id for s in item.steps] if item.kind == "order" else item.gap or "some words"
