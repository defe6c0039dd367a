"""A class that does not exist: learners of known ability answer questions of known difficulty (the Rasch model)."""

import json
import math
import random
import uuid
from pathlib import Path

from course.progress.transfer import FORMAT, VERSION
from course.quiz.item import Item, grade
from tests.items import right_response


def chance(ability: float, difficulty: float) -> float:
    """Return how likely a right answer is: 1 / (1 + exp(difficulty − ability))."""
    return 1 / (1 + math.exp(difficulty - ability))


def answer(item: Item, right: bool, draw: random.Random):
    """Return a response to an item that is right, or wrong in a way a learner might be."""
    if item.kind in ("single", "truth"):
        return draw.choice([o.id for o in item.options if o.correct == right])
    if item.kind in ("multiple", "mark"):
        key = [o.id for o in item.options if o.correct]
        return key if right else [draw.choice([o.id for o in item.options if not o.correct])]
    if item.kind == "match":
        choices = [c.id for c in item.choices]
        return {r.id: r.answer if right else draw.choice([c for c in choices if c != r.answer]) for r in item.rows}
    if item.kind == "order":
        steps = [s.id for s in item.steps]
        return steps if right else steps[::-1]
    if item.kind in ("guess", "writing"):
        return right_response(item)
    return item.gap if right else "别的词"


def attempt(item: Item, response, draw: random.Random, minute: int = 0, sitting: str = "after") -> dict:
    """Return an attempt as it stands in a learner's file."""
    at = f"2026-03-02T{minute // 60:02}:{minute % 60:02}:00.000+00:00"
    return {"item": item.id, "sitting": sitting, "response": response, "score": grade(item, response).score, "at": at, "id": uuid.UUID(int=draw.getrandbits(128)).hex}


def file_of(attempts: list[dict]) -> str:
    """Return a learner's file."""
    return json.dumps({"format": FORMAT, "version": VERSION, "attempts": attempts}, ensure_ascii=False)


def write_class(folder: Path, items: list[Item], difficulty: dict[str, float], learners: int, seed: int, miskeyed: dict[str, str] | None = None) -> None:
    """Write the files of a class. At the items in `miskeyed` the option that is really right is the one named there.

    A learner who knows answers rightly, as the course's key has it; at a miskeyed item one who knows chooses the option named.
    """
    draw = random.Random(seed)
    for number in range(learners):
        ability = draw.gauss(0, 1)
        attempts = []
        for minute, item in enumerate(items):
            knows = draw.random() < chance(ability, difficulty[item.id])
            truth = (miskeyed or {}).get(item.id)
            if truth is None:
                response = answer(item, knows, draw)
            else:
                response = truth if knows else draw.choice([o.id for o in item.options if o.id != truth])
            attempts.append(attempt(item, response, draw, minute))
        (folder / f"learner-{number:03}.json").write_text(file_of(attempts), encoding="utf-8")
