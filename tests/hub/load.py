"""A class at once on one machine: what it takes and whether an answer is lost. No part of the tests.

    .venv/bin/python tests/hub/load.py 5 20 40

For each number of learners a fresh hub starts on the loopback address with an empty folder. Then all learners at once log in
and start a server; all at once run lesson 02; all at once answer ten questions without a pause to think, which no class does.
The learners are sent from the same machine and take their share of it. They do not fetch JupyterLab's scripts (8.5 MB a learner, once).
"""

import argparse
import asyncio
import json
import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # so that this file runs as a command, too

from course.progress.log import Progress
from tests.hub import learner as page
from tests.hub.server import CLASS_PASSWORD, Hub, class_folder, memory, missing, running_hub
from tests.needs import ALL_PACKAGES

ANSWERS = 10
LEAST_FREE = 2 * 2**30  # bytes: below this the run stops before the machine starts killing
PHASES = {
    "started": (page.log_in, page.start_server),
    "run": (page.open_lesson, page.run_all),
    "answered": (lambda learner: page.answer_some(learner, ANSWERS),),
}


class OutOfRoom(Exception):
    """The machine has no memory or the run no time left."""


@dataclass
class Outcome:
    """What one run showed."""

    count: int
    learners: list[page.Learner] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)  # when the last learner was through with a phase, since the beginning
    memory: dict[str, dict[str, int]] = field(default_factory=dict)
    answers: "Tally" = None
    failures: list[str] = field(default_factory=list)  # the first to happen first
    stopped: str = ""


@dataclass
class Tally:
    """The answers of a class: sent, missing from their learner's file, and found in a file though that learner did not send them."""

    sent: int = 0
    lost: int = 0
    strange: int = 0


def key(item: str, response) -> tuple[str, str]:
    return item, json.dumps(response, sort_keys=True)


def compare(hub: Hub, learners: list[page.Learner]) -> Tally:
    """Hold every answer sent against the file of the learner who sent it."""
    tally = Tally()
    for learner in learners:
        answers = hub.learner_folder(learner.name) / "answers"
        kept = Progress(answers).attempts() if (answers / "progress.sqlite").exists() else []
        found, sent = Counter(key(a.item, a.response) for a in kept), Counter(key(*one) for one in learner.sent)
        tally.sent += sent.total()
        tally.lost += (sent - found).total()
        tally.strange += (found - sent).total()
    return tally


async def do(outcome: Outcome, learner: page.Learner, name: str, parts) -> None:
    """Take a learner through one phase; who failed once stays out, and the reason is kept."""
    for part in parts:
        if learner.failed:
            return
        try:
            await part(learner)
        except Exception as error:
            learner.failed = name
            outcome.failures.append(f"not {name}: {error or type(error).__name__}")


async def watch(until: float) -> None:
    """Raise OutOfRoom as soon as memory or time runs short."""
    while True:
        if psutil.virtual_memory().available < LEAST_FREE:
            raise OutOfRoom(f"less than {LEAST_FREE // 2**30} GiB of memory were left")
        if time.monotonic() > until:
            raise OutOfRoom("the time allowed was over")
        await asyncio.sleep(0.5)


async def go_to_class(hub: Hub, outcome: Outcome) -> None:
    """Take all learners through all phases at once, and measure memory while every server and kernel still stands."""
    begun = time.monotonic()
    for name, parts in PHASES.items():
        await asyncio.gather(*(do(outcome, learner, name, parts) for learner in outcome.learners))
        outcome.seconds[name] = time.monotonic() - begun
    outcome.memory = await asyncio.to_thread(memory, hub)


async def watched_class(hub: Hub, outcome: Outcome, limit: float) -> None:
    """Go to class until it is over or there is no room left; then say which, and let everyone go."""
    outcome.learners = [page.Learner(hub.url, f"learner-{n:02}", hub.password(CLASS_PASSWORD)) for n in range(1, outcome.count + 1)]
    lesson, guard = asyncio.create_task(go_to_class(hub, outcome)), asyncio.create_task(watch(time.monotonic() + limit))
    try:
        await asyncio.wait({lesson, guard}, return_when=asyncio.FIRST_COMPLETED)
        if guard.done():
            outcome.stopped = str(guard.exception())
        else:
            lesson.result()
    finally:
        lesson.cancel()
        guard.cancel()
        await asyncio.gather(lesson, guard, return_exceptions=True)
        await asyncio.gather(*(learner.close() for learner in outcome.learners), return_exceptions=True)


def hold_class(count: int, limit: float, log: str = "") -> Outcome:
    """Run a class of so many learners in a temporary folder, and count its answers when the hub has stopped."""
    outcome = Outcome(count)
    with class_folder() as folder:
        with running_hub(folder) as hub:
            asyncio.run(watched_class(hub, outcome, limit))
        outcome.answers = compare(hub, outcome.learners)
        if log:
            shutil.copy(folder / "hub.log", Path(log) / f"hub-{count}.log")
    return outcome


COLUMNS = (
    "learners", "refused", "errors", "all servers up, s", "all cells run, s", "feedback, ms: median / slowest", "answers sent", "lost",
    "in another's file", "memory a learner, MiB: server + kernel", "all together, GiB",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|"


def row(o: Outcome) -> str:
    """Return one line of the table."""
    refused = sum(learner.failed == "started" for learner in o.learners)
    errors = sum(bool(learner.failed) for learner in o.learners) - refused + sum(len(learner.problems) for learner in o.learners)
    waits = [1000 * s for learner in o.learners for s in learner.seconds]
    feedback = f"{median(waits):.0f} / {max(waits):.0f}" if waits else "–"
    when = [f"{o.seconds[name]:.0f}" if name in o.seconds else "–" for name in ("started", "run")]
    each = [used for name, used in o.memory.items() if name]
    share = " + ".join(f"{sum(used.get(kind, 0) for used in each) / len(each) / 2**20:.0f}" for kind in ("server", "kernel")) if each else "–"
    total = f"{sum(sum(used.values()) for used in o.memory.values()) / 2**30:.1f}" if each else "–"
    cells = [o.count, refused, errors, *when, feedback, o.answers.sent, o.answers.lost, o.answers.strange, share, total]
    return "| " + " | ".join(map(str, cells)) + " |"


def remarks(o: Outcome) -> list[str]:
    """Return what went wrong, each thing once with how many it struck, the first to happen first."""
    wrong = Counter(o.failures + [problem for learner in o.learners for problem in learner.problems])
    stopped = [f"{o.count} learners: stopped, because {o.stopped}"] if o.stopped else []
    return [f"{o.count} learners: {times} × {what}" for what, times in wrong.items()] + stopped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("learners", type=int, nargs="*", default=[20], help="how many at once; one row each (default 20)")
    parser.add_argument("--minutes", type=float, default=10, help="the most one row may take (default 10)")
    parser.add_argument("--log", default="", help="a folder to keep each hub's log in")
    chosen = parser.parse_args()
    if missing():
        sys.exit(f"the class server needs {missing()} ({ALL_PACKAGES})")
    print(HEAD, flush=True)
    notes = []
    for count in chosen.learners:
        outcome = hold_class(count, 60 * chosen.minutes, chosen.log)
        print(row(outcome), flush=True)
        notes += remarks(outcome)
    print("", *(f"- {note}" for note in notes), sep="\n")


if __name__ == "__main__":
    main()
