"""The forms of the test before and after the course: an unseen text each, with questions no lesson, review or exam asks.

Each form is made to the same plan (data/forms/README.md): the same faults and one sound step in the text, item by item
the same kind, the same skill and the same misreading behind each option.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from ..base import DATA, Text, check_known, convert, problem, read_text, read_yaml
from ..quiz import Criterion, Item, Rating, items_of
from ..text import Essay, load_essay
from .plan import Skill, load_skills

FORMS = ("K", "L", "M")  # the ids of their texts
NOT_MEASURED = ("numbers",)  # skills: counting words needs a computer and more than one short text
EACH = 3  # items of a skill
_PART = "form"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    form: str
    title: Text
    english: dict[str, str]
    model: Text
    items: list[dict]


class _Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one written task, the same for every form."""

    prompt: Text
    characters: int
    rating: Text
    rubric: list[Criterion]


class Form(msgspec.Struct, frozen=True):
    """One form. A scored item's `objective` is the skill it tests; `english` has a line for each sentence of the text."""

    id: str
    title: Text
    english: dict[str, str]
    scored: tuple[Item, ...]
    written: tuple[Item, ...]  # the written answer, and the learner's rating of it

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is asked, in order."""
        return self.scored + self.written

    @property
    def text(self) -> Essay:
        return load_essay(self.id)


def measured_skills() -> tuple[Skill, ...]:
    """Return the skills the forms measure, in the order of the plan."""
    return tuple(skill for skill in load_skills() if skill.id not in NOT_MEASURED)


@cache
def load_form(name: str) -> Form:
    """Return one form (`"K"`); raises DataError, with file, entry and field, or KeyError for a form there is not."""
    if name not in FORMS:
        raise KeyError(f"there is no form {name!r}; the forms are {', '.join(FORMS)}")
    return read_form(DATA / "forms" / f"{name}.yaml")


def read_form(path: Path) -> Form:
    """Return the form in one file, checked: its ids, its skills, a line of English for every sentence; raises DataError."""
    data = read_yaml(read_text(path), path)
    file = convert(data, _File, path, "(top of the file)")
    check_known(path, "(top of the file)", "form", file.form, (path.stem,))
    if file.title.zh != (text := load_essay(file.form)).title:
        raise problem(path, "(top of the file)", "title.zh", f"the text is called {text.title}")
    places = [s.id for s in text.sentences]
    if list(file.english) != places:
        odd = next((p for p in (*places, *file.english) if (p in places) != (p in file.english)), "their order")
        raise problem(path, "english", odd, "one line for each sentence of the text, in its order")
    scored = items_of({"items": [_lesson_like(entry, path) for entry in file.items]}, path, (_PART,))
    for number, item in enumerate(scored, 1):
        if item.id != (right := f"f{file.form}-{number:02}"):
            raise problem(path, item.id, "id", f"items are numbered in order: {right} stands here")
        if strangers := [place for place in item.places if not place.startswith(file.form)]:
            raise problem(path, item.id, "places", f"{strangers[0]} is not in text {file.form}")
    wanted = {skill.id: EACH for skill in measured_skills()}
    if (found := Counter(item.objective for item in scored)) != wanted:
        skill = next(s for s in wanted if found[s] != wanted[s])
        raise problem(path, "items", "skill", f"{EACH} items of each skill; {skill} has {found[skill]}")
    return Form(file.form, file.title, file.english, scored, _written(file, path.with_name("writing.yaml")))


def _lesson_like(entry: dict, path: Path) -> dict:
    """Return an entry with the fields every item has: the skill stands where an item of a lesson has its objective."""
    entry = dict(entry)
    skill = entry.pop("skill", None)
    check_known(path, str(entry.get("id")), "skill", skill, [s.id for s in measured_skills()])
    for field in ("part", "objective"):
        if field in entry:
            raise problem(path, str(entry.get("id")), field, "an item of a form has a skill in its place")
    return entry | {"part": _PART, "objective": skill}


def _written(file: _File, path: Path) -> tuple[Item, ...]:
    """Return the written answer and the rating of it, made from the task that all forms share."""
    task = convert(read_yaml(read_text(path), path), _Writing, path, "(top of the file)")
    common = {"part": _PART, "objective": "", "demand": "argument", "difficulty": 3, "places": [file.form]}
    best = [{"zh": f"{c.text.zh}：{c.levels[-1].zh}", "en": f"{c.text.en}: {c.levels[-1].en}"} for c in task.rubric if c.levels]
    words = {"kind": "open", "prompt": msgspec.to_builtins(task.prompt), "rubric": best, "model": msgspec.to_builtins(file.model)}
    writing = items_of({"items": [common | words | {"id": f"f{file.form}-w1"}]}, path, (_PART,))
    rating = Rating(**common, id=f"f{file.form}-r1", kind="rating", prompt=task.rating, rubric=task.rubric)
    rating.check(path)
    return (*writing, rating)


def form_items() -> dict[str, Item]:
    """Return every item of every form by its id."""
    return {item.id: item for name in FORMS for item in load_form(name).items}


def check_forms_alike() -> None:
    """Raise DataError unless the forms are parallel, item by item: kind, skill, demand, difficulty, and what is right.

    An option (or row, or choice) has the same id in every form where it stands for the same thing: the key, or a misreading.
    """
    first, *others = map(load_form, FORMS)
    for form in others:
        path = DATA / "forms" / f"{form.id}.yaml"
        for ours, theirs in zip(first.scored, form.scored):
            for field, value in _plan_of(theirs).items():
                if value != (wanted := _plan_of(ours)[field]):
                    raise problem(path, theirs.id, field, f"{ours.id}, which stands in its place, has {wanted}; here {value}")


def _plan_of(item: Item) -> dict[str, object]:
    """Return what must be alike in items that stand in one place of different forms."""
    plan = {"kind": item.kind, "skill": item.objective, "demand": item.demand, "difficulty": item.difficulty}
    parts = {name: sorted(p.id for p in getattr(item, name, ())) for name in ("options", "choices", "rows")}
    right = [o.id for o in getattr(item, "options", ()) if o.correct]
    right += [f"{row.id}→{row.answer}" for row in getattr(item, "rows", ())]
    return plan | parts | {"correct": right}
