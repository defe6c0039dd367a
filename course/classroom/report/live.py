"""The section of the class report on lessons held live: what was asked, and what the class answered, vote by vote."""

import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from markupsafe import Markup

from ...base import join
from ...lessons import load_lesson
from ...quiz import Response
from ..live.questions import Question, Unfit, checked, questions_of
from ..live.store import Kept, LiveError, is_kept, read_kept
from ..live.tally import tally
from ..page import table
from ..words import say
from .handed_in import Skipped, shown_name

LARGEST = 50_000_000  # bytes of a file
LIVE_COLUMNS = ("class", "question", "number", "vote", "answered", "score", "part", "label", "right", "count")


class Asked(NamedTuple):
    """One question of one class: the answers of its first vote and of its last, if there was another, by phone."""

    question: Question
    votes: list[Mapping[str, Response]]
    picked: frozenset[str]

    @property
    def gathers(self) -> bool:
        """True where texts were gathered and nothing is counted."""
        return self.question.item is None or self.question.item.live()["form"] == "text"

    def scores(self) -> list[float | None]:
        """Return the mean score of each vote, 0 to 1; None where nothing is scored."""
        item = self.question.item
        if item is None or not item.is_scored:
            return [None for _ in self.votes]
        return [mean(item.grade(response).score for response in votes.values()) for votes in self.votes]


class LiveClass(NamedTuple):
    """One class: the name of its file, its lesson, when it began here, and what was asked and answered."""

    name: str
    lesson: str
    begun: str
    asked: list[Asked]


def read_live(folder: Path) -> tuple[list[LiveClass], list[Skipped]]:
    """Return the live classes kept in a folder, oldest first, and the files that cannot be used."""
    found, skipped = [], []
    for path in sorted(p for p in folder.iterdir() if is_kept(p)):
        name = shown_name(path.name)
        try:
            found.append(_class(name, _read(path)))
        except (LiveError, OSError, KeyError, ValueError) as error:
            told = str(error) if isinstance(error, LiveError) else say("live_no_class")
            skipped.append(Skipped(name, told))
    return sorted(found, key=lambda one: one.begun), skipped


def _read(path: Path) -> Kept:
    kind = path.lstat()
    if not stat.S_ISREG(kind.st_mode) or kind.st_size > LARGEST:
        raise LiveError(say("handed_kind"))
    return read_kept(path)


def _class(name: str, kept: Kept) -> LiveClass:
    questions = questions_of(load_lesson(kept.session.lesson))
    rounds: dict[int, dict[str, Response]] = {}
    for vote in kept.votes:
        rounds.setdefault(vote.round, {})[vote.who] = vote.response
    votes: dict[str, list[Mapping[str, Response]]] = {}
    for number, one in enumerate(kept.live.rounds, 1):
        if one.question in questions and (usable := dict(_usable(questions[one.question], rounds.get(number, {})))):
            votes.setdefault(one.question, []).append(usable)
    asked = [Asked(questions[i], v[:1] + v[1:][-1:], kept.picked) for i, v in votes.items()]
    begun = datetime.fromisoformat(kept.session.begun).astimezone()
    return LiveClass(name, kept.session.lesson, f"{begun:%Y-%m-%d %H:%M}", asked)


def _usable(question: Question, votes: Mapping[str, Response]) -> Iterator[tuple[str, Response]]:
    """Yield the answers that fit the question as it is today."""
    for who, response in votes.items():
        try:
            yield who, checked(question, response)
        except Unfit:
            continue


def format_live(classes: Sequence[LiveClass]) -> Markup:
    """Return the section; empty where no class was held live."""
    if not classes:
        return Markup("")
    body = join(map(_format_class, classes))
    return Markup('<section class="live"><h2>{}</h2><p>{}</p>{}</section>').format(say("live_section"), say("live_section_help"), body)


def _format_class(one: LiveClass) -> Markup:
    heads = ("live_number", "class_prompt", "live_answered", "live_score", "live_given")
    rows = [(a.question.name, a.question.prompt, *_told(a)) for a in one.asked]
    phones = {who for a in one.asked for votes in a.votes for who in votes}
    head = say("live_class", lesson=one.lesson, begun=one.begun, n=len(phones))
    shown = table(map(say, heads), rows)
    return Markup('<h3>{} <small>{}</small></h3><div class="wide" tabindex="0">{}</div>').format(head, one.name, shown)


def _told(asked: Asked) -> tuple:
    answered = " → ".join(str(len(votes)) for votes in asked.votes)
    scores = " → ".join("—" if s is None else f"{100 * s:.0f} %" for s in asked.scores())
    if asked.gathers:
        texts = [(text in asked.picked, text) for text in asked.votes[-1].values()]
        chosen = join((text for picked, text in texts if picked), each="<li><b>{}</b></li>")
        rest = join((text for picked, text in texts if not picked), each="<li>{}</li>")
        return answered, "—", Markup("<ul>{}{}</ul>").format(chosen, rest)
    counted = tally(asked.question, asked.votes)
    parts = ((label, "✓" if right else "", " → ".join(map(str, n))) for _, label, right, n in _parts(asked, counted))
    given = join(parts, each="<li>{} {}　{}</li>")
    moved = Markup("<p>{}</p>").format(say("live_page_moved", **counted["moved"])) if "moved" in counted else ""
    return answered, scores, Markup("<ul>{}</ul>{}").format(given, moved)


def _parts(asked: Asked, counted: dict) -> Iterator[tuple[str, str, bool, list[int]]]:
    """Yield each part of an answer with its letter as on the sheet, whether it is right, and how many gave it."""
    item = asked.question.item
    form, right, counts = item.live(), set(item.counted_right()), {row["part"]: row["counts"] for row in counted["rows"]}
    labels = {o["id"]: o["name"] for o in form.get("options", ())}
    if rows := form.get("rows"):
        labels = {f"{row['id']}={i}": f"{n}{name}" for n, row in enumerate(rows, 1) for i, name in labels.items()}
    for part in labels or counts:
        if part in counts or part in right:
            yield part, labels.get(part, part), part in right, counts.get(part, [0 for _ in counted["of"]])


def live_rows(classes: Sequence[LiveClass]) -> Iterator[tuple]:
    """Yield a row for every part of every question in every vote, and one for every text."""
    for one in classes:
        for asked in one.asked:
            scores = asked.scores()
            for vote, votes in enumerate(asked.votes):
                head = (one.name, asked.question.id, asked.question.name, vote + 1, len(votes), scores[vote])
                if asked.gathers:
                    yield from ((*head, "text", text, "yes" if text in asked.picked else "", 1) for text in votes.values())
                    continue
                parts = _parts(asked, tally(asked.question, asked.votes))
                yield from ((*head, part, label, "yes" if right else "", counts[vote]) for part, label, right, counts in parts)
