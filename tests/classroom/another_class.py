"""A second class that does not exist, made and counted without the course: answers, points and figures by its own rules.

The questions are read from data/quizzes as plain YAML. Learners hold misreadings: at three questions, which the maker of
the class knows, most of the weaker ones choose the same wrong answer. They try again, stop half-way, hand in late, twice,
or nothing. What a report should say is worked out from what was put in, by sums written here.
"""

import itertools
import json
import random
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

import yaml
from scipy import stats

DATA = Path(__file__).parent.parent.parent / "data"
TRUTHS = {"true": "对", "false": "错", "unstated": "文中没有说"}
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
DUE = START + timedelta(hours=10)


def questions(lesson: str) -> list[dict]:
    """The questions of a lesson's file, as they are written there."""
    return yaml.safe_load((DATA / "quizzes" / f"{lesson}.yaml").read_text(encoding="utf-8"))["items"]


def is_scored(q: dict) -> bool:
    return q["kind"] not in ("open", "writing", "guess")


def points(q: dict, given) -> float | None:
    """The points of an answer, by the rules in data/quizzes/README.md."""
    right = {o["id"] for o in q.get("options", []) if isinstance(o, dict) and o.get("correct")}
    if q["kind"] in ("single", "truth"):
        return float(given in right)
    if q["kind"] in ("multiple", "mark"):
        return max(0, len(right & set(given)) - len(set(given) - right)) / len(right)
    if q["kind"] == "match":
        return mean(given.get(r["id"]) == r["answer"] for r in q["rows"])
    if q["kind"] == "order":
        pairs = list(itertools.combinations([s["id"] for s in q["steps"]], 2))
        return mean(given.index(a) < given.index(b) for a, b in pairs)
    return float(given == q["gap"]) if q["kind"] == "cloze" else None


def right_answer(q: dict):
    if q["kind"] in ("single", "truth"):
        return next(o["id"] for o in q["options"] if o.get("correct"))
    if q["kind"] in ("multiple", "mark"):
        return [o["id"] for o in q["options"] if o.get("correct")]
    if q["kind"] == "match":
        return {r["id"]: r["answer"] for r in q["rows"]}
    return [s["id"] for s in q["steps"]] if q["kind"] == "order" else q["gap"]


class AnotherClass:
    """Thirty learners of one lesson, and what they did; `hard` are the questions most misread, with the misreading."""

    def __init__(self, lesson: str, seed: int, many: int = 30):
        self.draw, self.lesson = random.Random(f"another {seed}"), lesson
        self.all = {q["id"]: q for q in questions(lesson)}
        self.asked = [q for q in self.all.values() if q["part"] != "bank"]
        self.reviews = [q for q in self.all.values() if q["part"] == "bank" and is_scored(q)][:4]
        single = [q for q in self.asked if q["kind"] in ("single", "truth") and q["part"] == "after"]
        self.hard = {q["id"]: self.draw.choice([o["id"] for o in q["options"] if not o.get("correct")]) for q in self.draw.sample(single, 3)}
        self.shares = dict(zip(self.hard, (0.75, 0.65, 0.55)))  # of the class that misreads it
        names = [f"{n:03}" for n in range(1, 6)] + [f"鸟{n}" for n in range(1, 6)] + [f"bird-{n}" for n in range(many - 10)]
        self.logs = {name: self._learner(rank / many, name) for rank, name in enumerate(self.draw.sample(names, many))}
        self.absent = ["magpie", "Cuckoo", "008"]
        self.stranger = self.draw.choice([n for n in names if n.startswith("bird")])

    # ---- what they do ----

    def _learner(self, rank: float, name: str) -> list[dict]:
        """The attempts of one learner; `rank` 0 is the weakest. A few stop half-way, a few answer the last ones late."""
        self.clock, log = START + timedelta(minutes=self.draw.randrange(60)), []
        stops = self.draw.choice([8, 12]) if self.draw.random() < 0.15 else len(self.asked)
        late = self.draw.random() < 0.2
        for q in self.asked:
            if q["part"] == "before" and self.draw.random() < 0.9:
                self._attempt(log, q, self._choice(q, self.draw.random() < 0.4), "before")
        for n, q in enumerate(self.asked[:stops]):
            if late and n > len(self.asked) - 5:
                self.clock = max(self.clock, DUE + timedelta(hours=1))
            self._answer(log, q, rank)
        if self.draw.random() < 0.4 and stops == len(self.asked):
            for q in self.reviews:
                self._attempt(log, q, self._choice(q, self.draw.random() < rank), "review")
        return log

    def _answer(self, log: list[dict], q: dict, rank: float) -> None:
        if not is_scored(q):
            for response in self._words(q):
                self._attempt(log, q, response, "after")
            return
        misreads = q["id"] in self.hard and rank < self.shares[q["id"]]
        knows = not misreads and (q["id"] in self.hard or self.draw.random() < 0.75 + 0.2 * rank)
        self._attempt(log, q, self.hard[q["id"]] if misreads else self._choice(q, knows), "after")
        while log[-1]["response"] != right_answer(q) and self.draw.random() < 0.6:  # an explanation, and another try
            self._attempt(log, q, self._choice(q, self.draw.random() < 0.7), "after")

    def _choice(self, q: dict, right: bool):
        if right:
            return right_answer(q)
        if q["kind"] in ("single", "truth"):
            return self.draw.choice([o["id"] for o in q["options"] if not o.get("correct")])
        if q["kind"] in ("multiple", "mark"):
            key, others = right_answer(q), [o["id"] for o in q["options"] if not o.get("correct")]
            return [*self.draw.sample(key, self.draw.randrange(len(key))), self.draw.choice(others)]
        if q["kind"] == "match":
            row = self.draw.choice(q["rows"])
            other = self.draw.choice([c["id"] for c in q["choices"] if c["id"] != row["answer"]])
            return right_answer(q) | {row["id"]: other}
        return right_answer(q)[::-1] if q["kind"] == "order" else "别的词"

    def _words(self, q: dict) -> list:
        """What is handed in at a question that is not scored: of a piece of writing, step by step; some stop after rating."""
        if q["kind"] == "guess":
            return [q["word"] if "word" in q else q["answer"] if "answer" in q else str(self.draw.randint(1, 20))]
        if q["kind"] == "open":
            return ["先这样写。", "再写一遍：作者说的是“不能”，理由在后一句。"][: self.draw.randint(1, 2)]
        rated = {s["id"]: self.draw.choice("123") for s in q["samples"]}
        written = rated | {"text": f"我不同意这一步，因为{self.draw.randint(1, 99)}处都没有说。"}
        return [rated, written, written | {f"self-{c['id']}": "2" for c in q["rubric"]}][: self.draw.randint(1, 3)]

    def _attempt(self, log: list[dict], q: dict, response, sitting: str) -> None:
        self.clock += timedelta(seconds=self.draw.randint(20, 90))
        log.append({"item": q["id"], "sitting": sitting, "response": response, "score": points(q, response),
                    "at": self.clock.isoformat(timespec="milliseconds"), "id": uuid.UUID(int=self.draw.getrandbits(128)).hex})  # fmt: skip

    # ---- what they hand in ----

    def write(self, folder: Path) -> None:
        """Write everybody's file: one with a byte order mark, one in two copies of which neither has everything, and bad ones."""
        for n, (name, log) in enumerate(self.logs.items()):
            text = _file(log)
            if n == 0:
                (folder / f"{name} (1).json").write_text(_file(log[:3]), encoding="utf-8")
                text = _file(log[2:])
            (folder / f"{name}.json").write_text(text, encoding="utf-8-sig" if n == 1 else "utf-8")
        (folder / "cut-off.json").write_text(_file(self.logs["bird-0"])[:-9], encoding="utf-8")
        (folder / "notes.txt").write_text("我的笔记", encoding="utf-8")

    def write_roster(self, path: Path) -> None:
        """Write the list of the class as a spreadsheet in Chinese may save it: another encoding, a head, capital letters."""
        names = [n.capitalize() for n in self.logs if n != self.stranger] + self.absent
        path.write_bytes("\r\n".join(["代号,组别", *(f"{n},1" for n in names)]).encode("gb18030"))

    def write_assignments(self, path: Path) -> None:
        path.write_text(yaml.safe_dump({"assignments": [
            {"id": "all", "lesson": self.lesson, "due": DUE.isoformat(), "completion": 0.25},
            {"id": "after", "lesson": self.lesson, "questions": ["after"], "count": "best"},
        ]}), encoding="utf-8")  # fmt: skip

    # ---- what a report should say ----

    def first(self, name: str, until: datetime | None = None) -> dict[str, dict]:
        """A learner's first answer to each question after reading; rating samples alone is no answer."""
        found: dict[str, dict] = {}
        for a in self.logs[name]:
            begun = self.all[a["item"]]["kind"] == "writing" and "text" not in a["response"]
            if a["sitting"] != "before" and not begun and (until is None or datetime.fromisoformat(a["at"]) <= until):
                found.setdefault(a["item"], a)
        return found

    def best(self, name: str, until: datetime | None = None) -> dict[str, float]:
        scores = [(a["item"], a["score"]) for a in self.logs[name] if a["sitting"] != "before" and a["score"] is not None
                  and (until is None or datetime.fromisoformat(a["at"]) <= until)]  # fmt: skip
        return {item: max(s for i, s in scores if i == item) for item, _ in scores}

    def item(self, q: dict) -> dict:
        """What should be said of a question: figures, and what was chosen wrongly or left out, by the ids of options."""
        firsts = {name: self.first(name) for name in self.logs}
        given = {name: f[q["id"]] for name, f in firsts.items() if q["id"] in f}
        of = len(given) if q["part"] == "bank" else len(self.logs)
        found = {"of": of, "answered": len(given), "wrong": Counter(), "left_out": Counter()}
        for a in given.values():
            wrong, left_out = _mistakes(q, a["response"])
            found["wrong"].update(wrong)
            found["left_out"].update(left_out)
        if not is_scored(q):
            return found | dict.fromkeys(("first", "again", "facility", "discrimination", "lost"))
        scores = {name: a["score"] for name, a in given.items()}
        rest = {name: [a["score"] for i, a in firsts[name].items() if i != q["id"] and a["score"] is not None] for name in scores}
        pairs = [(scores[name], mean(rest[name])) for name in scores if rest[name]]
        told = len(pairs) >= 10 and len({x for x, _ in pairs}) > 1 and len({y for _, y in pairs}) > 1
        return found | {
            "first": sum(scores.values()) / of, "again": sum(self.best(n).get(q["id"], 0) for n in self.logs) / of,
            "facility": mean(scores.values()) if scores else None, "lost": sum(1 - s for s in scores.values()),
            "discrimination": stats.pearsonr(*zip(*pairs)).statistic if told else None,
        }  # fmt: skip

    def turn(self, q: dict) -> Counter:
        """How many went from wrong (False) to right (True), and so on, from before reading to after it; None: answered once."""
        turns: Counter = Counter()
        for name, log in self.logs.items():
            before = next((a["score"] for a in log if a["item"] == q["id"] and a["sitting"] == "before"), None)
            after = self.first(name).get(q["id"], {}).get("score")
            if before is not None or after is not None:
                turns[None if before is None or after is None else (before == 1, after == 1)] += 1
        return turns

    def share(self, name: str, qs: list[dict], best: bool = False, until: datetime | None = None) -> float:
        """The mean score of a learner at these questions; what is missing has 0."""
        first = {i: a["score"] for i, a in self.first(name, until).items()}
        scores = self.best(name, until) if best else first
        return mean(scores.get(q["id"]) or 0.0 for q in qs if is_scored(q))

    def mark(self, name: str, qs: list[dict], best: bool, completion: float, until: datetime | None) -> tuple[float, int, int]:
        """The mark of a learner, how many questions were answered in time, and how many only later."""
        if name not in self.logs:
            return 0.0, 0, 0
        in_time, ever = self.first(name, until), self.first(name)
        done = sum(q["id"] in in_time for q in qs)
        mark = 100 * ((1 - completion) * self.share(name, qs, best, until) + completion * done / len(qs))
        return mark, done, sum(q["id"] in ever and q["id"] not in in_time for q in qs)


def _mistakes(q: dict, given) -> tuple[list[str], list[str]]:
    """What of an answer was wrong, and what of the right one is not in it (where several can be chosen)."""
    if q["kind"] in ("single", "truth"):
        return ([] if given == right_answer(q) else [given]), []
    if q["kind"] in ("multiple", "mark"):
        return [g for g in given if g not in right_answer(q)], [k for k in right_answer(q) if k not in given]
    if q["kind"] == "match":
        return [f"{r['id']}→{given[r['id']]}" for r in q["rows"] if given.get(r["id"], r["answer"]) != r["answer"]], []
    return ([given] if q["kind"] == "cloze" and given != q["gap"] else []), []


def _file(log: list[dict]) -> str:
    return json.dumps({"format": "reading-an-argument progress", "version": 1, "attempts": log}, ensure_ascii=False)
